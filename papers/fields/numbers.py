"""The number a motion bears: after a word such as Antrag Nr. or Drucksache, or alone on its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from papers.fields.days import days
from papers.parts.places import Line, trimmed
from papers.parts.sections import Sections

# AN/0815/2022, VII-A-07311-NF-02, 0815/VI, 20-26 / A 01234, OF 123/5, I (A) 348, StVV - AT 17/2023
_CHUNK = r"(?:\d+[A-Za-z]?|[A-ZÄÖÜ]{1,10}\d*|[A-ZÄÖÜ][A-Za-zäöü]{0,4}[A-ZÄÖÜ]|[A-Z]+\([A-Z]\)\d+|\([A-Z]\)|[a-zö](?=[/-]))"
_NUMBER = rf"{_CHUNK}(?:(?:[ ]?[/_–-][ ]?|[.](?=\d)|[ ](?=\d|\([A-Z]\)[ ]\d)){_CHUNK})*(?![\wäöüß])"
_PAPER = (
    r"(?:(?:Beschluss|Fraktions|Änderungs|Ergänzungs|Dringlichkeits|Prüf|Berichts|Rats)?[Aa]ntrags?|ANTRAG"
    r"|Registriernummer|(?:Rats|Beschluss)?[Dd]rucksachen?|Drucks\.|Drs\.?|DS|(?:Beschluss|Sitzungs)?[Vv]orlagen?)"
)
_NO = r"(?:\s*[-–.]?\s*(?:Nr\b\.?|Nummer\b|No\b\.?)|-?nummer\b|-?nr\b\.?)"
_LABELLED = (
    re.compile(rf"\b{_PAPER}{_NO}\s*:?\s*(?P<number>{_NUMBER})"),
    re.compile(rf"\b(?:[Dd]rucksache|Registriernummer|Drs\.?|DS|Vorlage|Antrag|ANTRAG|Ratsantrag)\s*[:–-]?\s*(?P<number>{_NUMBER})"),
    re.compile(rf"(?:^\W*|\s{{2,}})(?:(?:Lfd|Reg)\.?[ -]*)?(?:Nr|Nummer)\b\.?\s*:?\s*(?P<number>{_NUMBER})"),
)
_ALONE = re.compile(rf"(?P<number>{_NUMBER})")
_GAP = re.compile(r"\t|\s{3,}|(?<=\d{4}),\s|\s[–-]\s(?=[A-Z]+/)")
_SPACED = re.compile(r"(?:[\dA-Z/-] ){5,}[\dA-Z/-]")
# a number that is named after these words is that of another paper
_OTHERS = re.compile(r"\b(?:zu|zur|zum|siehe|vgl\.?|aus|mit|gemäß)\s*:?\s*(?:der|dem|den)?\s*$|\bBezug\b|\bVorgang\b", re.IGNORECASE)
_RECEIPT = re.compile(r"\bEing(?:ang|egangen|\.)", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:Tel|Fax|Telefon|Telefax|Mobil|IBAN|PLZ)\b|@|\bwww\.|^\W*0\d{2,5}\s?/\s?\d{5}", re.IGNORECASE)
_VERSION = re.compile(r"(?:\s?-\s?NF[- ]?\d{0,2}|\s[NE]\d{1,2})(?![\w/])")
_LONG = 300  # characters; a longer line is prose


@dataclass(frozen=True, slots=True)
class NumberOnPaper:
    """A number as printed, and its place."""

    text: str
    start: int
    end: int


def motion_number(paper: Sections, own: re.Pattern[str] | None = None) -> NumberOnPaper | None:
    """The number of the motion; *own* is the pattern of the numbers of the form's council."""
    head = [line for line in paper.head_lines() if line.text.strip() and len(line.text) <= _LONG]
    way = paper.first("route")
    outside = [line for line in head if way is None or not way.start <= line.start < way.end]
    for found in (*_labelled(head), *_of_council(head, own), *_alone(outside)):
        return found
    return None


def _labelled(head: list[Line]) -> Iterator[NumberOnPaper]:
    for rule in _LABELLED:
        for n, line in enumerate(head):
            if _PHONE.search(line.text) or rule is _LABELLED[-1] and _of_stamp(head[max(n - 2, 0) : n]):
                continue
            for found in rule.finditer(line.text):
                if not _OTHERS.search(line.text[: found.start()]) and _counts(found["number"], least=1 if rule is _LABELLED[0] else 2):
                    yield _number(line, found)


def _of_council(head: list[Line], own: re.Pattern[str] | None) -> Iterator[NumberOnPaper]:
    for line in head if own else ():
        for found in own.finditer(line.text):  # type: ignore[union-attr]
            if not _OTHERS.search(line.text[: found.start()]) and not _RECEIPT.search(line.text):
                yield NumberOnPaper(found[0], line.start + found.start(), line.start + found.end())


def _alone(head: list[Line]) -> Iterator[NumberOnPaper]:
    """A number alone on its line, or in a cell of it; not one under a receipt stamp."""
    for before, line in pairwise([Line(-9, -9, ""), *head]):
        adjacent = line.start - before.end < 2
        if _RECEIPT.search(line.text) or _PHONE.search(line.text) or adjacent and _stamped(before):
            continue
        for start, end in reversed(list(_cells(line.text))):
            cell = line.text[start:end]
            found = _ALONE.fullmatch(line.text, start, end)
            if found and re.search(r"/|\d-|-\d", cell) and _counts(cell, least=3):
                yield _number(line, found)
            elif _SPACED.fullmatch(cell) and _counts(cell.replace(" ", ""), least=3):
                yield NumberOnPaper(cell.replace(" ", ""), line.start + start, line.start + end)


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """The places of the cells of a line."""
    start = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text.rstrip())
        if text[start:end].strip():
            yield trimmed(text, start, end)
        start = gap.end() if gap else end


def _stamped(line: Line) -> bool:
    return bool(_RECEIPT.search(line.text))


def _of_stamp(before: list[Line]) -> bool:
    """Whether a bare number belongs to the receipt stamp over it."""
    return any(map(_stamped, before)) and not re.search(r"antrag|Drucksache|Vorlage", before[-1].text, re.IGNORECASE)


def _number(line: Line, found: re.Match[str]) -> NumberOnPaper:
    start, end = found.span("number")
    version = _VERSION.match(line.text, end)
    end = version.end() if version else end
    return NumberOnPaper(line.text[start:end], line.start + start, line.start + end)


def _counts(token: str, least: int) -> bool:
    """Whether *token* has so many digits and is no day."""
    day = days(token[:24])
    return sum(c.isdigit() for c in token) >= least and not (day and day[0].start == 0)
