"""Reads the ticks in the cells of a scanned table, which are no letters to tesseract."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageChops

from papers.formats.grid import Grid
from papers.formats.layout import PrintedWord
from papers.formats.ruling import Bits, ink

_MARGIN = 5  # pixels at the edge of a cell that are left of its lines
_SMALL = 8  # pixels; a smaller mark is dirt
_SHORT = 3  # letters for which tesseract takes a box with a cross
_SIDE = 0.8  # of each side of a box is ink

Box = tuple[int, int, int, int]  # left, top, right, bottom


def with_ticks(grey: Image.Image, table: Grid, words: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The words, an "x" for each cell that is ticked, and none for a box that is not."""
    by_cell: dict[tuple[int, int] | None, list[PrintedWord]] = {}
    for word in words:
        by_cell.setdefault(table.cell(*word.middle), []).append(word)
    for cell in {*table.cells.values()}:
        own = by_cell.get(cell, [])
        left, top, right, bottom = (int(place) for place in table.box(cell))
        inside = (left + _MARGIN, top + _MARGIN, right - _MARGIN, bottom - _MARGIN)
        if sum(len(word.text) for word in own) > _SHORT or inside[0] >= inside[2] or inside[1] >= inside[3]:
            continue
        bits = ink(grey.crop(inside))
        mark = _mark(bits)
        boxed = mark is not None and _is_box(bits, mark)
        if mark and _is_crossed(bits, mark) and (boxed or not own):
            by_cell[cell] = [PrintedWord("x", left, right, (top + bottom) / 2 + _SMALL, 2 * _SMALL)]
        elif boxed:
            by_cell[cell] = []
    return [word for own in by_cell.values() for word in own]


def _mark(bits: Bits) -> Box | None:
    """Where the ink of a cell is, None if there is but dirt."""
    mark = ImageChops.invert(bits).getbbox()
    return mark if mark and min(mark[2] - mark[0], mark[3] - mark[1]) >= _SMALL else None


def _is_crossed(bits: Bits, mark: Box) -> bool:
    """Whether there is ink in the heart of it."""
    left, top, right, bottom = mark
    across, down = (right - left) // 4, (bottom - top) // 4
    return _inked(bits, (left + across, top + down, right - across, bottom - down)) > 0


def _is_box(bits: Bits, mark: Box) -> bool:
    """Whether it has four straight sides, as no letter has."""
    left, top, right, bottom = mark
    thick = max((right - left) // 8, 2)
    sides = (
        (left, top, right, top + thick),
        (left, bottom - thick, right, bottom),
        (left, top, left + thick, bottom),
        (right - thick, top, right, bottom),
    )
    return all(_inked(bits, side) > _SIDE for side in sides)


def _inked(bits: Bits, part: Box) -> float:
    """How much of the longer side of *part* has ink beside it."""
    piece = bits.crop(part)
    long = max(piece.size)
    across = piece.width >= piece.height
    thin = piece.reduce((1, piece.height) if across else (piece.width, 1))
    return sum(value < 255 for value in thin.tobytes()) / max(long, 1)
