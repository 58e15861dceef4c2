"""The table of the stations: its rows whatever the order of its columns, even if these were scrambled."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from papers.fields.cells import OUTCOMES, ROLE, body_in, named, public_in
from papers.fields.days import DayOnPaper, days
from papers.parts.places import Line

_TICK = re.compile(r"(?<![\wäöüß])[xX✓✔✗✘☒☑](?![\wäöüß])")
# what a ticked column says -> the words of its head
_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("confirmed", re.compile(r"bestä|angenomm|zugest|Zustimm|\bJa\b|empfohlen|beschlossen")),
    ("rejected", re.compile(r"abge-?|Ablehn|\bNein\b")),
    ("no_recommendation", re.compile(r"\bohne\b")),
    ("secret", re.compile(r"\b(?:nicht-?\s?öff(?:entl)?|nö|NÖ)(?:\.|\w*)")),
    ("public", re.compile(r"(?<![\w/])(?:öff(?:entl)?\.?\w*|ö|Ö)(?![\w/])|\bÖffentlich\?")),
)
_HEADING = re.compile(
    r"Beratungsfolge|Beiräte\b|Ausschüsse,|Sitzungs-?\s*$|Sitzungs-\s?termine?|Beratungsergebnis|termine\b|bestä-?|\btigt\b|^\s*lung\s*$|^\s*Empfeh-|abge-"
    r"|öffentlich\s?/|^[\s:|-]*$|\bGremium\b|\bGremien\b|Zuständigkeit|Datum|Termin\b|Plandatum|Sitzungsdatum|\bTOP\b|\bErgebnis\b|Änderungen vorbehalten|^\s*Status\s*$|Beratung in\b"
)
_OPEN = re.compile(r"(?:\b(?:und|für|der|des|sowie)|[,-])$")
_PROSE = 160  # characters; a longer line without cells is no row


@dataclass(slots=True)
class RouteRow:
    """A row of the table; *bad* is a day no calendar has, *ticks* counts the ticked results."""

    body: str = ""
    date: str | None = None
    bad: str | None = None
    public: bool | None = None
    outcome: str | None = None
    ticks: int = 0
    dated: bool = False

    def said(self, text: str) -> str | None:
        """The result that *text* states in words, the name of the body left aside."""
        rest = text.replace(self.body, " ")
        return next((outcome or None for outcome, words in OUTCOMES if words.search(rest)), None)

    def goes_on(self, rest: str) -> None:
        """Take the rest of a name that ran over its line."""
        parted = self.body.endswith("-") and rest[:1].islower() and not rest.startswith("und ")
        self.body = f"{self.body[:-1]}{rest}" if parted else f"{self.body} {rest}"

    def dates(self, day: DayOnPaper) -> None:
        """Take the day of the meeting."""
        self.date, self.bad, self.dated = day.iso, None if day.iso else day.words, True


@dataclass(slots=True)
class _RouteTable:
    columns: dict[str, tuple[int, int]] = field(default_factory=dict)  # where a ticked column stands
    tabbed: bool = False
    rows: list[RouteRow] = field(default_factory=list)
    waiting: deque[DayOnPaper] = field(default_factory=deque)  # days that stood before their bodies
    undated: int = 0  # before it every row has its day,
    silent: int = 0  # and before this one says whether it is public


def rows(own: list[Line]) -> list[RouteRow]:
    """The rows of the table in these lines."""
    table = _RouteTable(tabbed=any("\t" in line.text and days(line.text) for line in own))
    _head(own, table)
    near = False  # whether the line before belongs to the table
    for line in own:
        if not line.words or _is_heading(line.text):
            near = False
            continue
        if len(line.words) > _PROSE and "\t" not in line.text:
            break
        taken = _take(line.text, table, near)
        if not taken and table.rows and (line.words.endswith((".", ":", ",")) or len(line.words) > 60):
            break
        near = taken
    return [row for row in table.rows if row.body]


def _is_heading(text: str) -> bool:
    return bool(_HEADING.search(text)) and not days(text)


def _head(own: list[Line], table: _RouteTable) -> None:
    """Where the columns to be ticked stand: cells of a table, or places on the line."""
    for line in own:
        if not _is_heading(line.text):
            continue
        cells = line.text.split("\t")
        for said, word in _COLUMNS:
            found = word.search(line.text)
            if found and said not in table.columns:
                at = next((n for n, cell in enumerate(cells) if word.search(cell)), 0)
                table.columns[said] = (at, at) if table.tabbed else found.span()
    if not table.columns.keys() & {"confirmed", "rejected"} and not table.columns.keys() & {"secret", "public"}:
        table.columns.clear()


def _take(text: str, table: _RouteTable, near: bool) -> bool:
    """Take a line in: as a row, or as what a row before it lacks."""
    day, public, body = next(iter(days(text)), None), public_in(text), body_in(text)
    last = table.rows[-1] if table.rows else None
    if day is None and public is None and not named(body):
        if near and last and body and not ROLE.search(body) and "\t" not in text.strip() and _runs_on(last, body):
            last.goes_on(body)
            return True
        return False
    if not body or last and not last.dated and day and not named(body):
        _fill(table, day, public)
        if last and last.outcome is None:
            last.outcome = last.said(text)
        return True
    if near and last and day is None and public is None and (_OPEN.search(last.body) or not named(body)):
        last.goes_on(body)
        return True
    if day is None and public is None and ":" in text and table.rows and not ROLE.search(text):
        return False
    row = RouteRow(body, public=public)
    if day is None and table.waiting:
        day = table.waiting.popleft()
    if day is not None:
        row.dates(day)
    _tick(row, text, table)
    table.rows.append(row)
    return True


def _runs_on(last: RouteRow, body: str) -> bool:
    """Whether *body* is the rest of a name that ran over its line."""
    return bool(_OPEN.search(last.body) or len(body) < 60 and not re.search(r"\d|[.:]$", body))


def _fill(table: _RouteTable, day: DayOnPaper | None, public: bool | None) -> None:
    """A day or a publicity that stands alone belongs to the first row that lacks one."""
    if day is not None:
        table.undated = _first(table.rows, table.undated, lambda row: not row.dated)
        if table.undated < len(table.rows):
            table.rows[table.undated].dates(day)
        else:
            table.waiting.append(day)
    if public is not None:
        table.silent = _first(table.rows, table.silent, lambda row: row.public is None)
        if table.silent < len(table.rows):
            table.rows[table.silent].public = public


def _first(found: list[RouteRow], start: int, lacks: Callable[[RouteRow], bool]) -> int:
    """The place of the first row from *start* on that lacks something; what a row has it keeps."""
    while start < len(found) and not lacks(found[start]):
        start += 1
    return start


def _tick(row: RouteRow, text: str, table: _RouteTable) -> None:
    """Take the ticks of a row, or the result in words."""
    said = set(_ticked(text, table))
    if row.public is None and said & {"public", "secret"}:
        row.public = "public" in said
    results = said - {"public", "secret"}
    row.ticks = len(results)
    row.outcome = min(results) if len(results) == 1 else row.said(text) if not results else None


def _ticked(text: str, table: _RouteTable) -> Iterator[str]:
    if not table.columns:
        return
    if table.tabbed:
        cells = [cell.strip() for cell in text.split("\t")]
        for said, (at, _) in table.columns.items():
            if at < len(cells) and (_TICK.search(cells[at]) or said == "public" and cells[at].casefold() == "ja"):
                yield said
            elif at < len(cells) and said == "public" and cells[at].casefold() == "nein":
                yield "secret"
        return
    after = max((d.end for d in days(text)), default=0)
    for tick in _TICK.finditer(text, after):
        yield min(table.columns, key=lambda said: _distance(table.columns[said], tick.start()))


def _distance(column: tuple[int, int], at: int) -> tuple[int, int]:
    """How far *at* is from a column's head, then from its middle."""
    start, end = column
    return max(start - at, at - end + 1, 0), abs(start + end - 2 * at)
