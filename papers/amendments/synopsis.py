"""Reads a synopsis: old wording beside new, in a table's rows or one under the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from papers.amendments.clauses import words
from papers.amendments.wording import laid, numbered
from papers.draft.amendment import WordedChange

_OLD = r"(?:alt(?:e\s+Fassung|er\s+Text)?|bisher(?:ige[rs]?\s+(?:Fassung|Text|Wortlaut|Beschlussvorschlag))?|ursprüngliche[rs]?\s+\w+|Original\w*|vorher|Ist|Beschlussvorschlag\s+(?:der\s+Verwaltung|alt))"
_NEW = r"(?:neu(?:e[rs]?\s+(?:Fassung|Text|Wortlaut|Beschlussvorschlag))?|geänderte[rs]?\s+\w+|künftige[rs]?\s+\w+|Änderung(?:svorschlag|santrag)?|nachher|Soll|Beschlussvorschlag\s+neu|beantragte[rs]?\s+\w+)"
_HEAD = re.compile(
    rf"^(?P<lead>[^\t\n]{{0,40}}(?:\t|[ ]{{2,}}))?[ \t*]*(?P<old>{_OLD})[ \t*:]*(?:\t|[ ]{{2,}}|\s[|/]\s)[ \t*]*(?P<new>{_NEW})[ \t*:]*$",
    re.MULTILINE | re.IGNORECASE,
)
_PAIR = re.compile(
    rf"^(?P<label>[^\n]{{0,60}}?)\b{_OLD}\s*:\s*(?P<old>[^\n]+(?:\n(?!\s*{_NEW}\s*:)[^\n]+)*)\n\s*{_NEW}\s*:\s*(?P<new>[^\n]+(?:\n(?![^\n]{{0,60}}\b{_OLD}\s*:)[^\n]+)*)",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:(?:Beschluss)?punkt|Ziffer|Nr\.|Zu)?\s*(\d{1,2}(?:\.\d{1,2})*\s?[a-z]?)[.):]?\s*$", re.IGNORECASE)
_NOTHING = re.compile(r"[-–—./]*|entfällt\.?|\(?(?:ersatzlos\s+)?(?:gestrichen|streichen)\)?\.?|\(?keine?\)?|\(?neu\)?|\(?entfallen\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SynopsisRow:
    """A row: number of the point if it stands by itself, old and new wording, place in the text."""

    number: str | None
    old: str
    new: str
    start: int
    end: int


def synopsis(text: str, start: int, end: int) -> tuple[list[WordedChange], list[tuple[int, int]]]:
    """The changes in the tables between *start* and *end*, and the places these take."""
    changes: list[WordedChange] = []
    places: list[tuple[int, int]] = []
    for head in _HEAD.finditer(text, start, end):
        if places and head.start() < places[-1][1]:
            continue  # a row of the table before, whatever it says
        rows, stop = _rows(text, head, end)
        if rows:
            changes += [change for row in rows for change in _changes(row)]
            places.append((head.start(), stop))
    begins = [place[0] for place in places]
    tables = [*places]  # in the order of the text, and apart
    for pair in _PAIR.finditer(text, start, end):
        before = bisect_right(begins, pair.start()) - 1
        if before >= 0 and pair.start() < tables[before][1]:
            continue
        number = _NUMBER.search(pair["label"].rstrip(" ,:–-("))
        row = SynopsisRow(number[1] if number else None, pair["old"], pair["new"], pair.start(), pair.end())
        changes += _changes(row)
        places.append((pair.start(), pair.end()))
    return changes, places


def _rows(text: str, head: re.Match[str], end: int) -> tuple[list[SynopsisRow], int]:
    """The rows under *head*: cells between tabs, or columns below the words of the head."""
    tabbed = "\t" in head[0]
    columns = (head.start("old") - head.start(), head.start("new") - head.start())
    rows: list[SynopsisRow] = []
    at = min(head.end() + 1, end)
    stop = head.end()
    while at < end:
        close = text.find("\n", at, end)
        close = end if close < 0 else close
        line = text[at:close]
        cells = _cells(line, tabbed, head["lead"] is not None, columns)
        if cells is None:
            if line.strip():
                break
        else:
            _add(rows, cells, tabbed, at, close)
            stop = close
        at = close + 1
    return rows, stop


def _cells(line: str, tabbed: bool, lead: bool, columns: tuple[int, int]) -> list[str] | None:
    if not line.strip():
        return None
    if tabbed:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2:
            return None
        return (cells if lead else ["", *cells])[:3] + [""] * (3 - len(cells) - (not lead))
    old, new = columns
    edge = next((n for n in range(min(new, len(line)), max(new - 3, 0), -1) if line[n - 1 : n] == " "), None)
    if edge is None and len(line) > new:
        return None
    edge = new if edge is None else edge
    return [line[:old].strip(), line[old:edge].strip(), line[edge:].strip()]


def _add(rows: list[SynopsisRow], cells: list[str], tabbed: bool, start: int, end: int) -> None:
    """A new row, or, in a layout of columns, the next line of the row before."""
    number, old, new = cells
    fresh = tabbed or not rows or number or any(_labelled(cell) for cell in (old, new))
    if fresh:
        match = _NUMBER.fullmatch(number)
        rows.append(SynopsisRow(match[1] if match else None, old, new, start, end))
    else:
        last = rows[-1]
        rows[-1] = SynopsisRow(last.number, f"{last.old}\n{old}", f"{last.new}\n{new}", last.start, end)


def _labelled(cell: str) -> bool:
    return numbered(cell + " ")[0][0] is not None


def _changes(row: SynopsisRow) -> Iterator[WordedChange]:
    (old_number, old), *_ = numbered(laid(row.old))
    (new_number, new), *_ = numbered(laid(row.new))
    number = row.number or old_number or new_number
    evidence = words(f"{row.old} → {row.new}")
    gone, fresh = bool(_NOTHING.fullmatch(new)), bool(_NOTHING.fullmatch(old))
    if old == new or (gone and fresh):
        return
    if gone:
        yield WordedChange("strike", evidence, row.start, row.end, number, old=old, certainty=0.9)
    elif fresh:
        named = row.number or new_number
        yield WordedChange("insert", evidence, row.start, row.end, named, new=new, place="end", certainty=0.9)
    else:
        sure = 0.9 if number else 0.7
        yield WordedChange("replace", evidence, row.start, row.end, number, old=old, new=new, certainty=sure)
