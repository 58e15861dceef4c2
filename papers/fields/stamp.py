"""The receipt stamp: when the paper came in, and the number it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from papers.fields.days import DayOnPaper, days
from papers.parts.places import Line
from papers.parts.sections import Sections

_STAMP = re.compile(
    r"\b(?:Eingegangen|Post-?eingang|E\s?I\s?N\s?G\s?E\s?G\s?A\s?N\s?G\s?E\s?N|eing(?:eg)?\.|^\W*Eingang\s+(?=\D{3,60}\d{2}\.)|Eingangs?(?:datum|stempel|vermerk|bestätigung)?(?=\s*[:\t]|\s+(?:am|beim|im|in|bei|BfR|Büro|Sekretariat|Geschäftsstelle)\b|\s*\d|\s*$)"
    r"|Eingang\s+[^.]{0,40}:|Eingangsdatum)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"antrag|Drucksache|Vorlage", re.IGNORECASE)
# a date stamp needs no word: "27. SEP. 2023"
_STAMPED_DAY = re.compile(r"\b\d\s?\d?\.\s?(?:JAN|FEB|MRZ|MÄR|MÄRZ|APR|MAI|JUN|JUL|AUG|SEP|OKT|NOV|DEZ)\.?\s\d{4}")
_NEAR = 4  # lines under the word that a stamp may take
_RECEIPT = re.compile(r"(?<![\w/-])([A-Z]{1,3}-?\d{1,5}/\d{2,4})(?![\d/-])")
_LABELLED = re.compile(r"\bEingangs?-?\s?(?:nummer|Nr)\.?\s*:?\s*([\w/.-]*\d[\w/.-]*)", re.IGNORECASE)
_BLOCK = re.compile(r"Eingang bei", re.IGNORECASE)  # a block with a line of its own for the day
_NUMBERED = re.compile(r"\bNr\.?\s*:?\s*((?:[A-Z]{1,3}\s)?[\w/.-]*\d[\w/.-]*)")
_WRITTEN = re.compile(r"[A-ZÄÖÜ]\w+,\s*(?:den\s*)?$")  # "Aachen, " before the day of the letter
_NOT_RECEIVED = re.compile(r"\bDatum\b|\bSitzung|\bden\s*$|,\s*den\b|\bvom\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the stamp says; *bad* is a day no calendar has, *places* are (field, start, end)."""

    number: str | None = None
    day: str | None = None
    bad: str | None = None
    places: tuple[tuple[str, int, int], ...] = ()


def stamp(paper: Sections, motion_number: str | None) -> Stamp:
    """Read the stamp; the number of the motion is never taken for that of the receipt."""
    outside = paper.outside("resolution", "reasoning", "route")
    at = next((n for n, line in enumerate(outside) if _STAMP.search(line.text)), None)
    if at is None:
        at = next((n for n, line in enumerate(outside) if _STAMPED_DAY.search(line.text)), None)
    if at is None:
        return Stamp()
    places: list[tuple[str, int, int]] = []
    day = _day(outside, at, places)
    number = _number(outside, at, motion_number, places)
    if day is None:
        return Stamp(number, places=tuple(places))
    return Stamp(number, day.iso, None if day.iso else day.words, tuple(places))


def _day(outside: list[Line], at: int, places: list[tuple[str, int, int]]) -> DayOnPaper | None:
    """The day beside the word, else under it, else over it."""
    word = _STAMP.search(outside[at].text) or _STAMPED_DAY.search(outside[at].text)
    assert word is not None
    following = [line for line in outside[at + 1 : at + 1 + _NEAR + 2] if line.text.strip()][:_NEAR]
    for line in (outside[at], *following, *outside[max(at - 1, 0) : at]):
        found = days(line.text)
        if line is outside[at]:
            found = [d for d in found if not _WRITTEN.search(line.text[: d.start])]
            found = [d for d in found if d.start >= word.start()] or found
        elif _NOT_RECEIVED.search(line.text) and not _BLOCK.search(outside[at].text):
            continue
        if found:
            day = found[0]
            places.append(("received_on", line.start + day.start, line.start + day.end))
            return day
    return None


def _number(
    outside: list[Line], at: int, motion_number: str | None, places: list[tuple[str, int, int]]
) -> str | None:
    near = outside[max(at - 3, 0) : at + 1 + _NEAR]
    beneath = next((line for line in outside[at : at + 3] if _NUMBERED.search(line.text)), None)
    if beneath is not None and not _TITLE.search(beneath.text):
        found = _NUMBERED.search(beneath.text)
        assert found is not None
        if found[1] != motion_number:
            places.append(("receipt_number", beneath.start + found.start(1), beneath.start + found.end(1)))
            return found[1]
    for rule in (_LABELLED, _RECEIPT):
        for line in near:
            for found in rule.finditer(line.text):
                if found[1] != motion_number:
                    places.append(("receipt_number", line.start + found.start(1), line.start + found.end(1)))
                    return found[1]
    return None
