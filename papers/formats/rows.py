"""Writes a row of a table as lines: cells are parted by a tab, prose in a cell keeps its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PROSE = 200  # characters; a cell of several lines that is longer is text, not an entry
# "Verwaltungs-" + "ausschuss" is a word broken at the line's end; "Bau- und" is not
_BROKEN = re.compile(r"(?<=[a-zäöüß])- (?!(?:und|oder|bzw|sowie|noch|als)\b)(?=[a-zäöüß])")

Cell = Sequence[str]  # the lines of a cell


def row(cells: Sequence[Cell]) -> list[str]:
    """The lines of a row; a table of one column is a frame around its text."""
    if not any(line.strip() for cell in cells for line in cell):
        return []
    if len(cells) == 1:
        return list(cells[0])
    prose = [cell for cell in cells if len(cell) > 1 and sum(map(len, cell)) > _PROSE]
    if not prose:
        return ["\t".join(map(_entry, cells))]
    entries = [_entry(cell) for cell in cells if cell not in prose]
    label = "\t".join(entries).strip()
    return [*([label] if label else []), *(line for cell in prose for line in cell)]


def _entry(cell: Cell) -> str:
    joined = " ".join(" ".join(cell).split())
    return _BROKEN.sub("", joined)
