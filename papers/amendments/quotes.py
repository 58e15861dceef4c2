"""Finds what stands in quotation marks, whatever marks were typed, and veils it for the grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSERS = {
    "„": '“”"', "“": '”“"', "”": '”"', '"': '"“”', "»": "«", "«": "»", "‚": "‘’", "‹": "›", "›": "‹",
}  # fmt: skip
_MARK = re.compile(r"[„“”\"»«‚‘’‹›]")
_PARAGRAPH = re.compile(r"\s*(?:\n[ \t]*\n|\Z)")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*$")
VEIL = "\ue000"
VEILED = f"„{VEIL}*“"  # a quotation in a veiled text


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: *start* to *end* with its marks, *first* to *last* without; *closed* if both were found."""

    start: int
    end: int
    first: int
    last: int
    closed: bool = True

    def moved(self, by: int) -> Quote:
        """The same quotation, *by* characters further on."""
        return Quote(self.start + by, self.end + by, self.first + by, self.last + by, self.closed)


def quotes(text: str) -> list[Quote]:
    """The outermost quotations of *text* in order; one without an end lasts to the end of its paragraph."""
    marks = list(_MARK.finditer(text))
    newest = {mark[0]: n for n, mark in enumerate(marks)}
    found: list[Quote] = []
    n = 0
    while n < len(marks):
        opener = marks[n]
        closers = _CLOSERS.get(opener[0], "")
        if not closers or not _opens(text, opener):
            n += 1
            continue
        closer = _closer(text, marks, n) if any(newest.get(c, -1) > n for c in closers) else None
        if closer is None:
            found.append(_unclosed(text, opener))
            n = next((k for k in range(n + 1, len(marks)) if marks[k].start() >= found[-1].end), len(marks))
        else:
            last = marks[closer]
            found.append(Quote(opener.start(), last.end(), opener.end(), last.start()))
            n = closer + 1
    return found


def veiled(text: str, found: list[Quote]) -> str:
    """*text*, as long as before, with the inside of each quotation made unreadable and its marks alike."""
    parts, at = [], 0
    for quote in found:
        parts += [text[at : quote.start], "„", VEIL * (quote.end - quote.start - 2), "“"]
        at = quote.end
    return "".join([*parts, text[at:]])


def _opens(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return not (before.isalnum() and mark[0] in "\"“”‚‹›«»") and bool(after.strip())


def _closer(text: str, marks: list[re.Match[str]], opened: int) -> int | None:
    """The mark that closes; a quotation within counts, a mark repeated at a line's start does not."""
    opener, depth, last = marks[opened][0], 1, None
    for n in range(opened + 1, len(marks)):
        mark = marks[n]
        if mark[0] in _CLOSERS[opener]:
            depth, last = depth - 1, n
            if depth == 0:
                return n
        elif mark[0] == opener == "„" and not _LINE_START.search(text[max(0, mark.start() - 40) : mark.start()]):
            depth += 1
    return last


def _unclosed(text: str, opener: re.Match[str]) -> Quote:
    stop = _PARAGRAPH.search(text, opener.end())
    end = max(stop.start() if stop else len(text), opener.end() + 1)
    return Quote(opener.start(), end, opener.end(), end, closed=False)
