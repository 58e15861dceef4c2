"""Lays out words by their places: lines from top to bottom, wide gaps kept, tables row by row.

Places are in any unit (points of a PDF, pixels of a picture), from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from papers.formats.grid import Grid
from papers.formats.rows import row

_SAME_LINE = 0.45  # of the size of the letters: words whose baselines differ by less
_GAP = 1.0  # of the size: a wider space parts columns
_SHADOW = 0.3  # of the size: a word drawn again so near is printed bold that way
_LETTER = 0.5  # of the size: how wide a letter mostly is
_WIDEST = 250  # letters; no line is longer
_PARAGRAPH = 1.35  # times the usual distance of lines: a wider one is an empty line
_FULL = 0.85  # of the longest line: what follows so long a line mostly belongs to it


class PrintedWord(NamedTuple):
    """A word: from *left* to *right* on the *baseline*, in letters of *size*."""

    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """A place well inside the word."""
        return (self.left + self.right) / 2, self.baseline - self.size / 3


_LEFT, _HEIGHT = attrgetter("left"), attrgetter("baseline")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    baseline: float
    size: float
    right: float = 0.0
    table: int | None = None  # the table of which it is a row


def laid_out(words: Sequence[PrintedWord], grids: Sequence[Grid] = ()) -> str:
    """The text of a page whose tables are *grids*."""
    outside, inside = _sorted_into(words, grids)
    margin = min((word.left for word in outside), default=0.0)
    found = [*_lines(outside, margin)]
    for number, (grid, cells) in enumerate(zip(grids, inside, strict=True)):
        found += _table(number, grid, cells)
    found.sort(key=lambda line: line.baseline)
    usual = _usual_distance(found)
    written: list[str] = []
    for before, line in zip([None, *found], found, strict=False):
        if before and _parted(before, line, usual):
            written.append("")
        written.append(line.text)
    return "\n".join(written)


def _parted(before: _Line, line: _Line, usual: float) -> bool:
    """Whether an empty line is between: always around a table, never in one."""
    if before.table is not None or line.table is not None:
        return before.table != line.table
    return line.baseline - before.baseline > _PARAGRAPH * max(usual, line.size)


Cells = dict[tuple[int, int], list[PrintedWord]]


def _sorted_into(words: Sequence[PrintedWord], grids: Sequence[Grid]) -> tuple[list[PrintedWord], list[Cells]]:
    if not grids:
        return [*words], []
    outside: list[PrintedWord] = []
    inside: list[Cells] = [{} for _ in grids]
    for word in words:
        for grid, cells in zip(grids, inside, strict=True):
            cell = grid.cell(*word.middle)
            if cell is not None:
                cells.setdefault(cell, []).append(word)
                break
        else:
            outside.append(word)
    return outside, inside


def _table(index: int, grid: Grid, cells: Cells) -> list[_Line]:
    """The rows of a table, as lines at the places of its rows."""
    found: list[_Line] = []
    for number in range(grid.rows):
        written = [_lines(cells.get((number, column), [])) for column in grid.columns(number)]
        texts = row([[line.text for line in cell] for cell in written])
        top, bottom = grid.ys[number], grid.ys[number + 1]
        step = (bottom - top) / (len(texts) + 1)
        found += [_Line(t, top + step * n, step, table=index) for n, t in enumerate(texts, start=1)]
    return found


def _lines(words: Sequence[PrintedWord], margin: float | None = None) -> list[_Line]:
    """Words of one height, from left to right; indented where a *margin* is given."""
    lines: list[list[PrintedWord]] = []
    first: PrintedWord | None = None
    for word in sorted(words, key=_HEIGHT):
        if first and word.baseline - first.baseline < _SAME_LINE * min(word.size, first.size):
            lines[-1].append(word)
        else:
            lines.append([word])
            first = word
    return [_line(sorted(line, key=_LEFT), margin) for line in lines]


def _line(words: Sequence[PrintedWord], margin: float | None) -> _Line:
    """A line; a gap that parts columns is filled up to the column where the next word stands."""
    size = max(word.size for word in words)
    indent = 0.0 if margin is None else words[0].left - margin
    text, before = words[0].text, words[0]
    for word in words[1:]:
        if word.text == before.text and word.left - before.left < _SHADOW * size:
            continue
        gap = word.left - before.right
        if gap > _GAP * size:
            text += " " * max(_column(word.left - words[0].left, size) - len(text), 3)
        elif gap > 0.1 * size:
            text += " "
        text += word.text
        before = word
    if indent > _GAP * size:
        text = " " * _column(indent, size) + text
    return _Line(text, words[0].baseline, size, before.right)


def _column(distance: float, size: float) -> int:
    """How many letters wide a distance is, within bounds."""
    return round(min(max(distance / (size * _LETTER), 0), _WIDEST))


def _usual_distance(lines: Sequence[_Line]) -> float:
    """The distance of lines in running text: a short one after full lines, else after any."""
    prose = [line for line in lines if line.table is None]
    pairs = [(a, b.baseline - a.baseline) for a, b in zip(prose, prose[1:], strict=False) if 0 < b.baseline - a.baseline < 3 * b.size]
    widest = max((line.right for line in prose), default=0.0)
    full = [distance for line, distance in pairs if line.right > _FULL * widest]
    distances = sorted(full or [distance for _, distance in pairs])
    return distances[len(distances) // 4] if distances else 0.0
