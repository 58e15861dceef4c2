"""A list of people as an office keeps it, CSV or XLSX, as rows of plain text with their numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workflow.acts.people.headings import column_of
from workflow.errors import NoSheets, SheetUnreadable

ROWS = 20_000
Cells = list[str]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list: its number as a spreadsheet counts, {column: text} of what it says."""

    number: int
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """The rows that say something, the heads as written, and those that nobody knows."""

    rows: list[PersonRow]
    heads: dict[str, str]
    unknown: list[str]


def read_sheet(name: str, content: bytes) -> PeopleSheet:
    """Read a list by its content; *name* is named in refusals.

    Raises:
        SheetUnreadable: it is neither CSV nor XLSX, has no head with a name or unit, or no end.
        NoSheets: the package that reads XLSX is not installed.
    """
    lines = _xlsx(name, content) if content[:2] == b"PK" else _csv(name, content)
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise SheetUnreadable(name=name)
    written = [head.strip() for head in filled[0][1]]
    columns = [column_of(head) for head in written]
    if not {"unit", "name", "family"} & set(columns):
        raise SheetUnreadable(name=name)
    rows = [PersonRow(number, _said(columns, cells)) for number, cells in filled[1:]]
    heads = dict(zip(columns, written, strict=True))
    unknown = [head for head in written if head and not column_of(head)]
    return PeopleSheet(rows, {column: head for column, head in heads.items() if column}, unknown)


def _said(columns: list[str | None], cells: Cells) -> dict[str, str]:
    said: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        text = " ".join(cell.replace("\u00a0", " ").split())
        if column and text:
            said[column] = f"{said[column]}; {text}" if column in said else text
    whole = " ".join(said.pop(part, "") for part in ("given", "family")).strip()
    return said | ({"name": whole} if whole else {})


def _csv(name: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    text = _text(name, content)
    head = next((line for line in text.splitlines() if line.strip()), "")
    if head.casefold().startswith("sep="):  # Excel's own line
        text = text.split("\n", 1)[1] if "\n" in text else ""
        head = head[4:] * 2
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        before = 0
        for cells in reader:
            yield before + 1, cells
            before = reader.line_num
            if before > ROWS:
                raise SheetUnreadable(name=name)
    except csv.Error as error:
        raise SheetUnreadable(name=name) from error


def _text(name: str, content: bytes) -> str:
    """As Excel and others write it: UTF-8 with or without its mark, UTF-16 with it, or cp1252."""
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetUnreadable(name=name)


def _xlsx(name: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise NoSheets(name=name) from error
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            if number > ROWS:
                raise SheetUnreadable(name=name)
            yield number, [_cell(value) for value in row]
    except SheetUnreadable:
        raise
    except Exception as error:  # whatever the package meets in a file that only looks like one
        raise SheetUnreadable(name=name) from error


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
