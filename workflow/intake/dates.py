"""German days, periods, terms and cadences: a grammar of our own, not a guesser.

Years are never invented, impossible days become findings and never other days.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from workflow.intake.draft import Finding

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jänner", "februar", "märz", "april", "mai", "juni", "juli", "august")
        + ("september", "oktober", "november", "dezember"),
        start=1,
    )
    for name in names.split()
}
NUMBERS = {
    **{"ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "dreier": 3},
    **{"vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11},
    **{"zwölf": 12, "zweier": 2, "vierzehn": 14, "achtzehn": 18},
}
ORDINALS = {
    **{"i": 1, "ii": 2, "iii": 3, "iv": 4, "erst": 1, "zweit": 2, "dritt": 3, "viert": 4},
    **{"1": 1, "2": 2, "3": 3, "4": 4},
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_NUMBER = r"\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True))

DAY = re.compile(
    rf"\b(\d{{1,2}})\.\s?(?:(\d{{1,2}})\.\s?(\d{{4}})|({_MONTH})\s+(\d{{4}}))(?!\d)", re.I
)
_ORDINAL = r"(?:([1-9])\.|\b(I{1,3}V?|IV|V)\.|\b(erst|zweit|dritt|viert)e[nrs]?)"
QUARTER = re.compile(rf"{_ORDINAL}\s*(Quartals?|Halbjahr(?:e?s)?)\s+(?:des\s+Jahres\s+)?(\d{{4}})\b", re.I)
MONTH = re.compile(rf"\b({_MONTH})\s+(\d{{4}})\b", re.I)
YEAR = re.compile(
    r"\b(?:(Ende|Mitte)(?:\s+des)?(?:\s+Jahres)?|zum\s+Jahresende|bis\s+Jahresende|(?:im|bis zum)\s+Jahr(?:e|es)?)\s+(\d{4})\b",
    re.I,
)
TERM = re.compile(
    rf"\b(?:innerhalb|binnen|innert|nach|in|vor\s+Ablauf)\s+(?:von\s+|der\s+nächsten\s+)?"
    rf"({_NUMBER})\s+(Tag|Woche|Monat|Jahr)(?:e[nrs]?|s|n)?\b",
    re.I,
)
_UNITS = {"tag": "D", "woche": "W", "monat": "M", "jahr": "Y"}


@dataclass(frozen=True, slots=True)
class Period:
    """A day or the last day of a period, with the words it was read from and where."""

    start: int
    end: int
    rule: str  # fixed_date or end_of_period
    day: str | None  # ISO 8601; None if the calendar has no such day
    words: str
    month: str | None = None  # YYYY-MM where a month was named


def iso(day: str, month: str, year: str) -> str | None:
    """An ISO day, or None if the calendar has none such."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def periods(text: str) -> list[Period]:
    """Every day and period named in *text*, in order; overlapping ones only once."""
    found = [*_days(text), *_quarters(text), *_years(text), *_months(text)]
    kept: list[Period] = []
    for one in found:  # the more exact kinds come first
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda p: p.start)


def _days(text: str) -> list[Period]:
    found = []
    for m in DAY.finditer(text):
        month = m[2] or str(MONTHS[m[4].casefold()])
        found.append(Period(m.start(), m.end(), "fixed_date", iso(m[1], month, m[3] or m[5]), m[0]))
    return found


def _quarters(text: str) -> list[Period]:
    found = []
    for m in QUARTER.finditer(text):
        count = ORDINALS.get((m[1] or m[2] or m[3]).casefold(), 9)
        size = 3 if m[4].casefold().startswith("quartal") else 6
        month = count * size
        day = _last(int(m[5]), month) if month <= 12 else None
        found.append(Period(m.start(), m.end(), "end_of_period", day, m[0]))
    return found


def _months(text: str) -> list[Period]:
    found = []
    for m in MONTH.finditer(text):
        month = MONTHS[m[1].casefold()]
        middle = re.search(r"Mitte\s+$", text[: m.start()], re.I)
        day = f"{m[2]}-{month:02}-15" if middle else _last(int(m[2]), month)
        named = f"{m[2]}-{month:02}"
        found.append(Period(m.start(), m.end(), "end_of_period", day, m[0], named))
    return found


def _years(text: str) -> list[Period]:
    return [
        Period(
            *(m.start(), m.end(), "end_of_period"),
            f"{m[2]}-06-30" if (m[1] or "").casefold() == "mitte" else f"{m[2]}-12-31",
            m[0],
        )
        for m in YEAR.finditer(text)
    ]


def _last(year: int, month: int) -> str | None:
    try:
        return date(year, month, monthrange(year, month)[1]).isoformat()
    except ValueError:
        return None


def term(text: str) -> tuple[str, re.Match[str]] | None:
    """A term such as "innerhalb von sechs Monaten" as (P6M, match)."""
    match = TERM.search(text)
    if match is None:
        return None
    number = NUMBERS.get(match[1].casefold()) or int(match[1])
    return f"P{number}{_UNITS[match[2].casefold()]}", match


_CADENCES: tuple[tuple[str, str], ...] = (
    (r"\b(?:in|zu|auf|bei)\s+jeder\s+(?:ordentlichen\s+)?(?:\w*sitzung)|sitzungsweise", "each_session"),
    (r"\bzweimonatlich|\balle\s+(?:zwei|2)\s+Monate", "P2M"),
    (r"\bviertelj[aä]hrlich|\bvierteljährig|\bquartalsweise|\b(?:einmal\s+)?(?:im|pro|je)\s+Quartal\b"
     r"|\balle\s+(?:drei|3)\s+Monate|\bviermal\s+(?:im\s+Jahr|jährlich)|\bquartalsmäßig", "P3M"),
    (r"\balle\s+(?:vier|4)\s+Monate|\bdreimal\s+(?:im\s+Jahr|jährlich)", "P4M"),
    (r"\bhalbj[aä]hrlich|\bzweimal\s+(?:im\s+Jahr|jährlich|pro\s+Jahr)|\b(?:alle[r]?|Abstand\s+von)\s+(?:sechs|6)\s+Monaten?"
     r"|\bzum\s+30\.\s?06\.\s+und\s+(?:zum\s+)?31\.\s?12\.", "P6M"),
    (r"\balle\s+(?:zwei|2)\s+Jahre|\bim\s+(?:Abstand|Turnus)\s+von\s+(?:zwei|2)\s+Jahren|\bzweijährlich", "P2Y"),
    (r"\bmonatlich|\b(?:jeden|pro|je)\s+Monat\b|\beinmal\s+im\s+Monat", "P1M"),
    (r"\bwöchentlich", "P1W"),
    (r"\b(?:einmal\s+)?jährlich\w*|\beinmal\s+im\s+Jahr|\bpro\s+Jahr\b|\bjedes\s+Jahr|\beines\s+jeden\s+Jahres"
     r"|\bJahresbericht|\bjeweils\s+(?:zum|bis\s+zum)\s+\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ]\w+)(?!\s*\d)"
     r"|\bnach\s+jedem\s+(?:Sommer|Schuljahr|Winter)|\bjeweils\s+zu\s+Beginn\s+eines\s+Schuljahres", "P1Y"),
    (r"\bregelmäßig\w*|\bturnusmäßig|\bfortlaufend|\blaufend\b|\bin\s+regelmäßigen\s+Abständen"
     r"|\bbei\s+jeder\s+\w+|\bin\s+jeder\s+zweiten\s+Sitzung|\bkontinuierlich", "irregular"),
)
CADENCES = tuple((re.compile(pattern, re.I), value) for pattern, value in _CADENCES)


def cadence(text: str) -> str | None:
    """The recurrence named in *text*: an ISO duration, each_session or irregular; None for once."""
    if re.search(r"in\s+jeder\s+zweiten\s+Sitzung", text, re.I):
        return "irregular"
    return next((value for pattern, value in CADENCES if pattern.search(text)), None)


def impossible(found: list[Period], place: str | None) -> list[Finding]:
    """A finding for every day that the calendar does not have."""
    return [Finding("impossible_date", {"raw": p.words}, place) for p in found if p.day is None]
