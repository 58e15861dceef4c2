"""The new wordings of an amendment: out of quotation marks, laid out in lines, cut at their numbers."""

from __future__ import annotations

import re

from papers.amendments.clauses import LABEL
from papers.amendments.quotes import quotes

BULLET = re.compile(r"[-–•*·]\s+")
_NUMBERED = re.compile(
    r"^[ \t]*(?:(?:Beschluss)?[Pp]unkt\s+|Ziffer\s+)?\(?(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?)(?:[.)]{1,2}|:|(?<=\d\.\d))(?:\s*\(neu\):?)?[ \t]+",
    re.MULTILINE,
)


def laid(text: str) -> str:
    """*text* without its outer quotation marks; wrapped lines joined, paragraphs and list entries kept."""
    bare = text.strip()
    found = quotes(bare)
    if found and found[0].start == 0 and not bare[found[-1].end :].strip(" .;,"):
        between = [bare[a.end : b.start].strip() for a, b in zip(found, found[1:], strict=False)]
        if not any(between):
            bare = "\n\n".join(bare[q.first : q.last].strip() for q in found)
    lines: list[str] = []
    fresh = True
    for line in bare.split("\n"):
        if not line.strip():
            fresh = True
        elif fresh or LABEL.match(line + " "):
            lines.append(" ".join(line.split()))
            fresh = False
        else:
            lines[-1] += " " + " ".join(line.split())
    return "\n".join(re.sub(r"^[„»](?!.*[“«])", "", line) for line in lines).strip()


def numbered(wording: str) -> list[tuple[str | None, str]]:
    """The numbered points of a laid wording; one pair without a number if it has none.

    Numbers must rise; what stands before the first is dropped only if it is a lead-in with a colon or comma.
    """
    marks: list[re.Match[str]] = []
    for mark in _NUMBERED.finditer(wording):
        if not marks or _key(mark["number"]) > _key(marks[-1]["number"]):
            marks.append(mark)
    if not marks or wording[: marks[0].start()].strip():
        return [(None, wording)]
    ends = [mark.start() for mark in marks[1:]] + [len(wording)]
    return [(m["number"], wording[m.end() : e].strip()) for m, e in zip(marks, ends, strict=True)]


def _key(number: str) -> tuple[tuple[int, str], ...]:
    parts = re.findall(r"(\d+)([a-z]?)", number)
    return tuple((int(figure), letter) for figure, letter in parts)
