"""Finds on a page of a PDF what is drawn: the lines of its tables, and how much is picture."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_THIN = 5.0  # points; a narrower shape is a line
_SHORT = 6.0  # points; a shorter line parts no cells
_MOST = 20_000  # shapes that are looked at
_DEEP = 3  # forms in forms

Box = tuple[float, float, float, float]  # left, top, right, bottom


class PageSpace:
    """Turns pdfium's places (from the lower left of the unturned sheet) into those of the eye."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turn = page.get_rotation()
        self.height: float = page.get_height()

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if not self._turn:
            return x - self._left, self._top - y
        if self._turn == 90:
            return y - self._bottom, x - self._left
        if self._turn == 180:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x


class Shapes:
    """The lines of a page, as (place, from, to), and how much of it pictures cover (0 to 1)."""

    def __init__(self, page: pypdfium2.PdfPage, place: PageSpace) -> None:
        self.horizontal: list[tuple[float, float, float]] = []
        self.vertical: list[tuple[float, float, float]] = []
        self.paths = 0
        self._place = place
        self._pictures = 0.0
        self._left = _MOST
        count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
        self._look(page, (count, get), pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0), 0)
        width, height = page.get_size()
        self.covered = self._pictures / max(width * height, 1)

    def _look(self, parent: Any, access: tuple[Any, Any], matrix: Any, depth: int) -> None:
        count, get = access
        for number in range(min(count(parent), self._left)):
            self._left -= 1
            shape = get(parent, number)
            kind = pdfium.FPDFPageObj_GetType(shape)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.paths += 1
                self._line(self._box(shape, matrix))
            elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
                left, top, right, bottom = self._box(shape, matrix)
                self._pictures += (right - left) * (bottom - top)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEP:
                inner = (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
                own = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(shape, own)
                self._look(shape, inner, _product(own, matrix), depth + 1)

    def _box(self, shape: Any, matrix: Any) -> Box:
        """The bounds of a shape as the eye sees them."""
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
        corners = [
            self._place(matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
            for x, y in ((left.value, bottom.value), (right.value, top.value))
        ]
        (x0, y0), (x1, y1) = corners
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _line(self, box: Box) -> None:
        """A thin shape is a line, a frame four of them."""
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        if height > _SHORT:
            xs = [(left + right) / 2] if width < _THIN else [left, right]
            self.vertical += [(x, top, bottom) for x in xs]
        if width > _SHORT:
            ys = [(top + bottom) / 2] if height < _THIN else [top, bottom]
            self.horizontal += [(y, left, right) for y in ys]


def _product(first: Any, second: Any) -> Any:
    """The matrix that does what *first* and then *second* do."""
    return pdfium.FS_MATRIX(
        first.a * second.a + first.b * second.c,
        first.a * second.b + first.b * second.d,
        first.c * second.a + first.d * second.c,
        first.c * second.b + first.d * second.d,
        first.e * second.a + first.f * second.c + second.e,
        first.e * second.b + first.f * second.d + second.f,
    )
