"""Turns a page that was laid askew into the scanner."""

from __future__ import annotations

from PIL import Image

from papers.formats.ruling import ink

_WIDTH = 500  # pixels; lines of text are still apart
_COARSE = [angle / 4 for angle in range(-14, 15)]  # degrees
_FINE = [angle / 20 for angle in range(-4, 5)]
_STRAIGHT = 0.1  # degrees; less does no harm


def straightened(grey: Image.Image) -> Image.Image:
    """The page with its lines of text level; at most 3.7 degrees are turned back."""
    small = ink(grey.resize((_WIDTH, max(grey.height * _WIDTH // grey.width, 1))))
    rough = max(_COARSE, key=lambda angle: _contrast(small, angle))
    angle = max((rough + fine for fine in _FINE), key=lambda angle: _contrast(small, angle))
    if abs(angle) < _STRAIGHT:
        return grey
    return grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def _contrast(bits: Image.Image, angle: float) -> int:
    """How much the rows of the page turned by *angle* differ: level lines leave white rows."""
    turned = bits.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in zip(rows, rows[1:], strict=False))
