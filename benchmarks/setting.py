"""Sets the text of a paper as a person would: paragraphs, labelled points, columns, ruled tables.

The text is that of a sheet. Nothing of it is left out; lines that were wrapped are paragraphs
again, and what stood in fixed columns or between tabs stands in cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_CELL = re.compile(r"\S+(?: \S+)*")  # cells of a table are two or more spaces apart
_APART = re.compile(r"\S+(?: {1,2}\S+)*")  # what else stands in columns, three or more
_GAPPED = re.compile(r"\S {3,}\S|^ {12,}\S")
_ROUTE = re.compile(r"(?:Beratungsfolge|Gremium|Datum|Sitzung)\b")
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b")
_LABEL = re.compile(r"((?:Punkt )?\d{1,2}(?:\.\d{1,2})*(?:[.)]{1,2}|:)|\(\d{1,2}\)|[a-z]{1,2}\)|[a-hj-z]\.|[IVX]{1,4}[.)]|[-–•])\s+(?!(?:Januar|Februar|März|April|Mai|Ju[nl]i|August|\w+ber|Quartal)\b)(?=\S)")
_FRAME = str.maketrans("│┌┐└┘─├┤", " " * 8)
_HEADING = re.compile(r".{2,60}:|(?:Begründung|Sachverhalt|Beschluss|Beschlussa|A)\w*(?: Nr\..{1,20})?|[A-ZÄÖÜ ]{4,}")
_BROKEN = re.compile(r"(?<=[a-zäöüß])- ?\n(?!(?:und|oder|bzw)\b)(?=[a-zäöüß])")
_SOFT = re.compile(r"(?<=[a-zäöüß])- (?!(?:und|oder|bzw)\b)(?=[a-zäöüß])")
_LONG = 110  # characters; a paper with longer lines was not wrapped


@dataclass(frozen=True)
class Paragraph:
    """Running text; *label* hangs to the left of it, *text* may have line breaks of its own."""

    text: str
    label: str = ""
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True)
class Columns:
    """Lines set at tabs, without rules; *starts* are the characters where the columns begin."""

    starts: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a ruled table and over how many columns and rows it goes."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Table:
    """A ruled table; a field under a cell of more columns or rows has no cell of its own."""

    columns: int
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Columns | Table


def blocks(text: str) -> list[Block]:
    """The text as it is to be set."""
    lines = re.split(r"[\n\f]", text.translate(_FRAME))
    width = _width(lines)
    roman = any(re.match(r"I[.)] ", line) for line in lines)
    found = [block for group in _groups(lines) for block in _set(group, width)]
    return [*_labelled(found, roman=roman)]


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines without an empty one between; the head of a table stays with its rows."""
    groups = [[*group] for filled, group in groupby(lines, lambda line: bool(line.strip())) if filled]
    waiting: list[str] = []
    for group in groups:
        waiting += group
        if len(group) == 1 and _is_head(group[0]):
            continue
        yield waiting
        waiting = []
    if waiting:
        yield waiting


def _width(lines: Sequence[str]) -> int:
    """The characters at which the lines were wrapped; more than any has if they were not."""
    longest = max((len(line) for line in lines if not _GAPPED.search(line) and "\t" not in line), default=0)
    return longest if longest <= _LONG else len(max(lines, key=len)) + 100


def _cells(line: str, way: re.Pattern[str] = _CELL) -> list[tuple[int, str]]:
    """(where it begins, text) of each cell of a line in fixed columns."""
    return [(match.start(), match[0]) for match in way.finditer(line)]


def _is_head(line: str) -> bool:
    cells = line.split("\t") if "\t" in line else [text for _, text in _cells(line)]
    return len(cells) > 1 and any(map(_ROUTE.match, cells))


def _set(group: list[str], width: int) -> Iterator[Block]:
    """The blocks of a group: a table from its head on, columns, and the lines between them."""
    head = next((n for n, line in enumerate(group) if _is_head(line)), None)
    if head is not None:
        if head and group[head - 1].startswith("\t"):
            head -= 1  # a row above, over several columns
        yield from _set(group[:head], width)
        yield _of_tabs(group[head:]) if "\t" in group[head] else _of_places(group[head:])
        return
    for way, run in groupby(group, lambda line: "\t" if "\t" in line else " " if _GAPPED.search(line) else ""):
        own = [*run]
        if not way:
            yield from _paragraphs(own, width)
        else:
            yield _of_tabs(own) if way == "\t" and len(own) > 1 else _columns(own, way)


def _of_tabs(lines: Sequence[str]) -> Table:
    rows = [line.split("\t") for line in lines]
    columns = max(map(len, rows))
    padded = [[*row, *[""] * (columns - len(row))] for row in rows]
    body = [tuple(Cell(_SOFT.sub("-\n", _broken(text))) for text in row) for row in padded]
    if not padded[0][0]:  # words over the head: each goes on to the next
        places = [n for n, text in enumerate(padded[0]) if text or not any(padded[0][:n])]
        ends = [*places[1:], columns]
        body[0] = tuple(Cell(padded[0][a], across=b - a) for a, b in zip(places, ends, strict=True))
    return Table(columns, tuple(body))


def _broken(cell: str) -> str:
    """A cell with the line breaks that Markdown's <br> stood for: a sheet writes a semicolon."""
    return cell.replace("; ", "\n")


def _of_places(lines: Sequence[str]) -> Table:
    """A table of fixed columns: a cell belongs to the last column that begins before its end."""
    starts = [start for start, _ in max(map(_cells, lines), key=len)]
    first = next((n for n, line in enumerate(lines) if _DATE.search(line)), 1)
    rows: list[list[str]] = []
    for line in lines[first:]:
        cells = _cells(line)
        if len(cells) > 1 or not rows:
            rows.append([""] * len(starts))
        for start, text in cells:
            rows[-1][_column(starts, start)] += f" {text}"
    body = (tuple(Cell(text.strip()) for text in row) for row in rows)
    return Table(len(starts), (*_head(lines[:first], starts), *body))


def _column(starts: Sequence[int], place: int) -> int:
    return max((n for n, start in enumerate(starts) if start <= place + 2), default=0)


def _head(lines: Sequence[str], starts: Sequence[int]) -> list[tuple[Cell, ...]]:
    """The head: one row, or two if a word in it stands over several columns."""
    texts: list[list[str]] = [[] for _ in starts]
    over: dict[int, Cell] = {}
    for line in lines:
        for start, text in _cells(line):
            column = _column(starts, start)
            last = _column(starts, start + len(text) - 3)
            if last > column:
                over[column] = Cell(text, across=len(starts) - column)
            else:
                texts[column].append(text)
    written = ["\n".join(cell) for cell in texts]
    if not over:
        return [tuple(map(Cell, written))]
    (first, wide), *_ = over.items()
    return [(*(Cell(text, down=2) for text in written[:first]), wide), tuple(map(Cell, written[first:]))]


def _columns(lines: Sequence[str], way: str) -> Columns:
    """Lines at tabs: those of the line with most of them, and wherever else one begins."""
    if way == "\t":
        rows = [line.split("\t") for line in lines]
        count = max(map(len, rows))
        starts = tuple(80 * n // count for n in range(count))
        return Columns(starts, tuple((*map(_broken, row), *[""] * (count - len(row))) for row in rows))
    found = sorted({0, *(start for line in lines for start, _ in _cells(line))})
    starts = tuple(b for a, b in zip([-9, *found], found, strict=False) if b - a > 3)
    placed = []
    for line in lines:
        row = [""] * len(starts)
        for start, text in _cells(line, _APART):
            row[_column(starts, start)] += text
        placed.append(tuple(row))
    return Columns(starts, tuple(placed))


def _paragraphs(lines: list[str], width: int) -> Iterator[Paragraph]:
    """Wrapped lines joined; lines that end early and have no label stay lines of one paragraph."""
    joined = [lines[0]]
    for before, line in zip(lines, lines[1:], strict=False):
        wrapped = len(before) + len(line.split(None, 1)[0]) >= width - 1
        if wrapped and not _LABEL.match(line.lstrip()):
            joined[-1] = _BROKEN.sub("", f"{joined[-1]}\n{line.lstrip()}").replace("\n", " ")
        else:
            joined.append(line)
    parts: list[list[str]] = []
    for line in joined:
        head = len(parts) == 1 and _HEADING.fullmatch(parts[0][-1]) and not _HEADING.fullmatch(line.strip())
        if not parts or _LABEL.match(line.lstrip()) or head:
            parts.append([])
        parts[-1].append(" ".join(line.split()))
    for part in parts:
        yield Paragraph("\n".join(part), heading=len(part) == 1 and bool(_HEADING.fullmatch(part[0])))


def _labelled(found: Sequence[Block], *, roman: bool) -> Iterator[Block]:
    """Labels hang beside their paragraphs, those of a second level deeper."""
    numbered = False
    for block in found:
        match = _LABEL.match(block.text) if isinstance(block, Paragraph) else None
        if not isinstance(block, Paragraph) or match is None or (match[1][0] in "IVX" and not roman):
            yield block
            numbered = numbered and isinstance(block, Paragraph) and not block.heading
            continue
        top = match[1].strip("(Punkt ")[:1].isdigit() or match[1][0] in "IVX"
        yield Paragraph(block.text[match.end() :], match[1], int(numbered and not top))
        numbered = numbered or top
