"""The stations a paper names, from its table or from "für die Sitzung des Kreistages am 26.02.2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papers.draft.draft import Finding, StationRead
from papers.fields.cells import named
from papers.fields.days import DayOnPaper, days
from papers.fields.table import RouteRow, rows
from papers.parts.places import Line, folded, lines
from papers.parts.sections import Sections

_BODY = r"[A-ZÄÖÜ][^\n.:;]{2,80}?"
_ON = r",?\s+(?:am|vom|den)?\s*(?:\w+tag,?\s+(?:den\s+)?)?(?=\d)"
_MEETINGS = tuple(
    re.compile(rule)
    for rule in (
        rf"\b(?:In|in)\s+(?:den|die|das)\s+(?P<body>{_BODY}){_ON}",
        rf"\b(?:Beratung|Behandlung)\s+(?:im|in\s+der|in\s+den)\s+(?P<body>{_BODY}){_ON}",
        rf"\bTagesordnung\s+(?:des|der)\s+(?P<body>{_BODY}){_ON}",
        rf"\b[Ss]itzung\s+(?:(?:des|der)\s+)?(?P<body>{_BODY}){_ON}",
        rf"\b(?P<compound>[A-ZÄÖÜ]\w+?(?:rat|rats|ausschuss|tag|versammlung|vertretung)s?)sitzung{_ON}",
        rf"\b(?:[Dd]er|[Dd]ie)\s+(?P<body>{_BODY})\s+(?:möge|wolle|möchte)\s+in\s+(?:seiner|ihrer|der)\s+(?:\w+\s+)?Sitzung{_ON}",
        rf"\b(?:für|in|zur)\s+(?:die|der|den|dem)?\s*(?P<body>{_BODY}){_ON}",
    )
)
_LONE = re.compile(rf"(?P<body>{_BODY}){_ON}")
_TO = re.compile(
    r"(?:In|zur\s+(?:Überweisung|Verweisung|Beratung|Behandlung)\s+in)\s+(?:den|die|das)\s+"
    r"(?P<body>[A-ZÄÖÜ][^.:;]{2,80}?)(?:\s+am\s+\S+(?:\s\S+){0,2})?"
)
_MOVES = re.compile(r"antrag|möge\b|wolle\b|Tagesordnung|^(?:In|Zur|Für|Sitzung|\d+\.\s+Sitzung)\b", re.IGNORECASE)
_NO_MEETING = re.compile(r"^(?:in|für|zur|zum)\b|antrag|sitzung|eingang|büro|\bdes\s+Kreistages\s+\w", re.IGNORECASE)
_NO_BODY = re.compile(r"(?<!BA )(?<!OBR )(?<!Ortsbeirat )(?<!Bezirksvertretung )(?<!Stadtbezirk )\b\d|[„“\"]|[Ss]itzung|^Beratung\b")
_PAST = re.compile(r"\b(?:wurde|hatte|zuletzt|bereits|hat|war|waren|haben)\b")
_RESULTS = re.compile(r"\d+\.\s+Sitzung\s+(?:des|der)\s+(?P<body>[A-ZÄÖÜ][\w .-]{1,60}?)\s+am\s+(?=\d)")
_GENITIVE = re.compile(r"^(\w*(?:rat|tag|[Aa]usschuss|[Rr]at))e?s\b")
_HEAD = 6000  # characters in which sentences are searched for a meeting


@dataclass(frozen=True, slots=True)
class Route:
    """The stations in printed order, what was noticed, and where they stand."""

    stations: tuple[StationRead, ...] = ()
    findings: tuple[Finding, ...] = ()
    start: int = 0
    end: int = 0


def route(paper: Sections) -> Route:
    """The stations of a paper."""
    for part in paper.all("route"):
        found = rows(list(lines(paper.text, part.label, part.end)))
        if found:
            return _route(found, part.label, part.end)
    return _results(paper) or _addressed(paper) or _announced(paper) or Route()


def _route(found: list[RouteRow], start: int, end: int) -> Route:
    noticed = [Finding("impossible_date", {"raw": row.bad}, row.body) for row in found if row.bad]
    noticed += [Finding("two_ticks", {"body": row.body}, row.body) for row in found if row.ticks > 1]
    stations = tuple(StationRead(row.body, row.date, row.public, row.outcome) for row in found)
    return Route(stations, tuple(noticed), start, end)


def _addressed(paper: Sections) -> Route | None:
    """ "In den Verwaltungsausschuss", "zur Überweisung in den Schulausschuss": bodies, with or without a day."""
    found: list[tuple[Line, RouteRow]] = []
    for line in paper.head_lines():
        to = _TO.fullmatch(line.words) if len(line.text) < 160 else None
        if to and named(to["body"]):
            day = next(iter(days(line.words)), None)
            found.append((line, _row(to["body"], day) if day else RouteRow(to["body"])))
    return _route([row for _, row in found], found[0][0].start, found[-1][0].end) if found else None


def _announced(paper: Sections) -> Route | None:
    """The meeting that the head or the formula of the resolution names with its day."""
    for block in _blocks(paper):
        start, text = block[0].start, folded(" ".join(line.text for line in block))
        for sentence in re.split(r"(?<=[a-zäöü][.!?])\s+(?=[A-ZÄÖÜ])", text):
            row = _meeting(sentence, alone=len(block) == 1)
            if row is not None:
                return _route([row], start, block[-1].end)
    return None


def _meeting(sentence: str, *, alone: bool) -> RouteRow | None:
    lone = _LONE.match(sentence) if alone else None
    day = next((d for d in days(sentence)), None)
    if lone and day and day.start == lone.end() and day.end >= len(sentence.rstrip(" .")) and named(lone["body"]) and not _NO_MEETING.search(lone["body"]):
        return _row(lone["body"], day)
    if not _MOVES.search(sentence) or _PAST.search(sentence):
        return None
    for rule in _MEETINGS:
        for found in rule.finditer(sentence):
            body = found.groupdict().get("body") or found.groupdict().get("compound") or ""
            day = next((d for d in days(sentence) if d.start == found.end()), None)
            if day and named(body) and not _NO_BODY.search(body):
                return _row(re.sub(r"rats$", "rat", body), day)
    return None


def _row(body: str, day: DayOnPaper) -> RouteRow:
    plain = _GENITIVE.sub(r"\1", folded(body).removeprefix("Sitzung des ").removeprefix("Sitzung der "))
    return RouteRow(plain, day.iso, None if day.iso else day.words, dated=True)


def _blocks(paper: Sections) -> Iterator[list[Line]]:
    """The paragraphs of the head, and the first lines of the resolution."""
    resolution = paper.first("resolution")
    own = [line for line in paper.head_lines() if line.start < paper.start + _HEAD]
    if resolution is not None:
        own += [Line(resolution.label, resolution.label, ""), *list(lines(paper.text, resolution.label, resolution.end))[:3]]
    block: list[Line] = []
    for line in [*own, Line(0, 0, "")]:
        if line.text.strip() and len(line.text) < 400:
            block.append(line)
        elif block:
            yield from ([one] for one in block if len(block) > 1)
            yield block
            block = []


def _results(paper: Sections) -> Route | None:
    """What is written on the paper after a meeting: "26. Sitzung des OBR 9 am 08.02.2024"."""
    own = [line for part in paper.all("other") if part.label > paper.head for line in lines(paper.text, part.label, part.end)]
    for n, line in enumerate(own):
        found = _RESULTS.search(line.text)
        day = next((d for d in days(line.text) if found and d.start == found.end()), None)
        if found and day and named(found["body"]):
            row = _row(found["body"], day)
            row.outcome = next(filter(None, (row.said(other.text) for other in own[n : n + 5])), None)
            return _route([row], line.start, line.end)
    return None
