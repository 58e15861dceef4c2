"""Finds the ruled lines in a scanned page, and takes them out so that letters are left."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops

from papers.formats.grid import Rule

_DARK = 190  # of 255; a darker pixel is ink
_LENGTH = 64  # pixels; a longer stroke is no letter (at 200 and 300 dpi)

Bits = Image.Image  # 0 where ink is, 255 elsewhere


def ink(grey: Image.Image) -> Bits:
    """The picture in black and white."""
    return grey.point(lambda value: 0 if value < _DARK else 255)


def ruling(bits: Bits) -> tuple[list[Rule], list[Rule], Bits]:
    """The horizontal and the vertical lines, in pixels, and a mask of them (255)."""
    across, down = _strokes(bits, horizontal=True), _strokes(bits, horizontal=False)
    lines = ImageChops.darker(across, down)
    turned = down.transpose(Image.Transpose.TRANSPOSE)
    return _rules(across), _rules(turned), ImageChops.invert(_thicker(lines))


def _strokes(bits: Bits, *, horizontal: bool) -> Bits:
    """What is left of the ink when only runs of a line's length stay."""
    left = _spread(bits, ImageChops.lighter, 1, horizontal=horizontal)
    return _spread(left, ImageChops.darker, -1, horizontal=horizontal)


def _spread(bits: Bits, join: Callable[[Bits, Bits], Bits], way: int, *, horizontal: bool) -> Bits:
    """Join each pixel with the _LENGTH pixels after it, doubling the reach each time."""
    reach = 1
    while reach < _LENGTH:
        bits = join(bits, _shifted(bits, way * reach, horizontal=horizontal))
        reach *= 2
    return bits


def _shifted(bits: Bits, by: int, *, horizontal: bool) -> Bits:
    """The picture moved, white where nothing moves in."""
    moved = Image.new("L", bits.size, 255)
    moved.paste(bits, (-by, 0) if horizontal else (0, -by))
    return moved


def _thicker(lines: Bits) -> Bits:
    """Lines with the grey at their edges."""
    for by in (1, -1, 2, -2):
        for horizontal in (True, False):
            lines = ImageChops.darker(lines, _shifted(lines, by, horizontal=horizontal))
    return lines


def _rules(strokes: Bits) -> list[Rule]:
    """The runs of ink in a picture of horizontal strokes: (row, from, to), row by row."""
    found: list[Rule] = []
    pixels, (width, height) = strokes.tobytes(), strokes.size
    for y in range(height):
        row = pixels[y * width : (y + 1) * width]
        start = row.find(b"\0")
        while start >= 0:
            end = row.find(b"\xff", start)
            end = width if end < 0 else end
            found.append((float(y), float(start), float(end)))
            start = row.find(b"\0", end)
    return found
