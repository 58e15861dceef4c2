"""Finds the ruled tables of a page from its lines, and the cell in which a place lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_MOST = 2000  # lines on a page; more is a drawing
_NEIGHBOURS = 200  # lines side by side
_WIDEST, _LONGEST = 40, 200  # columns and rows of a table

Rule = tuple[float, float, float]  # where it stands, from, to


@dataclass(frozen=True)
class Grid:
    """A table: the places of its columns and rows, and which fields are one cell.

    A cell is named by its upper left field, (row, column).
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[tuple[int, int], tuple[int, int]]  # field -> its cell

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.ys) - 1

    def columns(self, row: int) -> list[int]:
        """The columns of a row; a cell over the whole width is the only one."""
        everything = range(len(self.xs) - 1)
        if len({self.cells[row, column] for column in everything}) == 1:
            return [0]
        return [*everything]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a place, None outside the table."""
        field = (bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1)
        return self.cells.get(field)

    def box(self, cell: tuple[int, int]) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a cell."""
        fields = [field for field, owner in self.cells.items() if owner == cell]
        bottom, right = max(row for row, _ in fields), max(column for _, column in fields)
        return self.xs[cell[1]], self.ys[cell[0]], self.xs[right + 1], self.ys[bottom + 1]


def grids(horizontal: Sequence[Rule], vertical: Sequence[Rule], near: float) -> list[Grid]:
    """The tables that the lines form; lines less than *near* apart are one or touch."""
    across, down = _merged(horizontal, near), _merged(vertical, near)
    if len(across) + len(down) > _MOST:
        return []
    found = [_grid(*group, near) for group in _groups(across, down, near)]
    return sorted((grid for grid in found if grid), key=lambda grid: grid.ys[0])


def _merged(rules: Sequence[Rule], near: float) -> list[Rule]:
    """Pieces of one line put together."""
    found: list[Rule] = []
    for place, start, end in sorted((p, min(a, b), max(a, b)) for p, a, b in rules):
        index = _continued(found, (place, start, end), near)
        if index is None:
            found.append((place, start, end))
        else:
            other, begin, stop = found[index]
            found[index] = (other, min(start, begin), max(end, stop))
    return found


def _continued(found: list[Rule], rule: Rule, near: float) -> int | None:
    """The line that *rule* is a piece of; *found* is sorted by place."""
    place, start, end = rule
    for index in range(len(found) - 1, max(len(found) - _NEIGHBOURS, 0) - 1, -1):
        other, begin, stop = found[index]
        if place - other > near:
            return None
        if start <= stop + near and end >= begin - near:
            return index
    return None


def _groups(across: list[Rule], down: list[Rule], near: float) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch one another, directly or through others."""
    group = [*range(len(across) + len(down))]

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for i, (y, left, right) in enumerate(across):
        for j, (x, top, bottom) in enumerate(down, start=len(across)):
            if left - near <= x <= right + near and top - near <= y <= bottom + near:
                group[root(i)] = root(j)
    members: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for n, rule in enumerate([*across, *down]):
        members.setdefault(root(n), ([], []))[0 if n < len(across) else 1].append(rule)
    return [*members.values()]


def _grid(across: list[Rule], down: list[Rule], near: float) -> Grid | None:
    """The table of a group, None if it has no two columns or is no table at all."""
    if len(across) < 2 or not down:
        return None
    xs = _places([x for x, _, _ in down], near)
    left, right = min(start for _, start, _ in across), max(end for _, _, end in across)
    xs = [left] * (left < xs[0] - 2 * near) + xs + [right] * (right > xs[-1] + 2 * near)
    ys = _places([y for y, _, _ in across], near)
    if not (3 <= len(xs) <= _WIDEST and 2 <= len(ys) <= _LONGEST):
        return None
    cells = _cells(xs, ys, (across, down), near)
    if all(cells[row, column][1] == 0 for row, column in cells):
        return None
    return Grid(tuple(xs), tuple(ys), cells)


def _places(places: list[float], near: float) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > near:
            found.append(place)
    return found


def _cells(
    xs: list[float], ys: list[float], rules: tuple[list[Rule], list[Rule]], near: float
) -> dict[tuple[int, int], tuple[int, int]]:
    """Fields without a line between them are one cell, named by the upper left of them."""
    across, down = rules
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for r in range(len(ys) - 1):
        for c in range(len(xs) - 1):
            x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
            if c and not _ruled(down, xs[c], y, near):
                cells[r, c] = cells[r, c - 1]
            elif r and not _ruled(across, ys[r], x, near):
                cells[r, c] = cells[r - 1, c]
            else:
                cells[r, c] = (r, c)
    return cells


def _ruled(rules: list[Rule], place: float, at: float, near: float) -> bool:
    return any(abs(p - place) <= near and start <= at <= end for p, start, end in rules)
