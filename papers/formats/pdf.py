"""Reads PDF: words at their places, ruled tables, filled-in fields; a page without text is None."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from papers.errors import BrokenPaper, EncryptedPaper, PictureTooLarge, TooManyPages
from papers.formats.grid import grids
from papers.formats.layout import PrintedWord, laid_out
from papers.formats.limits import LIMITS
from papers.formats.shapes import PageSpace, Shapes

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 300  # of a page that is to be recognised
_NEAR = 3.0  # points; lines so near are one
_SMALL = 6.0  # points; the size of letters that have none
_TILTED = 1.5  # of the size: the last letter of a level word stands no higher or lower
_UNREADABLE = 0.2  # a larger part of signs without meaning: the text is of no use
_STAMP = 120  # characters; a page with fewer over a picture is a scan with a stamp on it
_COVERED = 0.3  # of the page under pictures
_DRAWN = 50  # paths on a page without text; letters may have been drawn so
_HYPHEN = "\ufffe\x02"  # pdfium's signs for a word broken at the line's end
_WORD = re.compile(rf"[^\s{_HYPHEN}]+[{_HYPHEN}]?")
_MEANINGLESS = re.compile("[\ufffd\0-\x08\x0e-\x1f\ue000-\uefff]")


def pages(content: bytes) -> list[str | None]:
    """The text of each page; None where only a picture is.

    Raises:
        BrokenPaper, EncryptedPaper, TooManyPages
    """
    with _opened(content) as document:
        if len(document) > LIMITS.pages:
            raise TooManyPages(pages=len(document), limit=LIMITS.pages)
        return [_page(document, number) for number in range(len(document))]


def picture(content: bytes, number: int) -> Image:
    """A page as a grey picture of 300 dpi.

    Raises:
        BrokenPaper, EncryptedPaper, PictureTooLarge
    """
    with _opened(content) as document, _loaded(document, number) as page:
        width, height = page.get_size()
        scale = _DPI / 72
        if width * height * scale**2 > LIMITS.pixels:
            raise PictureTooLarge(limit=LIMITS.pixels // 1_000_000)
        painted: Image = page.render(scale=scale, grayscale=True).to_pil()
        return painted


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedPaper() from error
        raise BrokenPaper(trouble=str(error)) from error
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


@contextmanager
def _loaded(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """A page whose fields to fill in are part of what is printed."""
    try:
        page = document[number]
        if pdfium.FPDFPage_GetAnnotCount(page) > 0:
            pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
            page.close()
            page = document[number]
    except pypdfium2.PdfiumError as error:
        raise BrokenPaper(trouble=str(error)) from error
    try:
        yield page
    finally:
        page.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> str | None:
    with _loaded(document, number) as page:
        place = PageSpace(page)
        words = [*_words(page, place)]
        text = "".join(word.text for word in words)
        shapes = Shapes(page, place)
        if _is_picture(text, shapes):
            return None
        return laid_out(words, grids(shapes.horizontal, shapes.vertical, _NEAR))


def _is_picture(text: str, shapes: Shapes) -> bool:
    """Whether the page must be looked at: its text is none, no letters, or a stamp on a scan."""
    if not text:
        return shapes.covered > 0 or shapes.paths > _DRAWN
    useless = len(_MEANINGLESS.findall(text)) > _UNREADABLE * len(text)
    return useless or (len(text) < _STAMP and shapes.covered > _COVERED)


def _words(page: pypdfium2.PdfPage, place: PageSpace) -> Iterator[PrintedWord]:
    """The words of a page; one broken at a line's end is two, the first with its hyphen.

    What is written up the margin or across the page comes after everything else.
    """
    text_page = page.get_textpage()
    try:
        text = _characters(text_page)
        x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
        to_x, to_y, to_box, raw = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box), text_page.raw
        origin, loose_box = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
        for match in _WORD.finditer(text):
            word, last = match[0], match.end() - 1
            if word[-1] in _HYPHEN:
                word, last = f"{word[:-1]}-", last - (len(word) > 1)  # pdfium's hyphen has no place
            origin(raw, match.start(), to_x, to_y)
            loose_box(raw, last, to_box)
            left, baseline = place(x.value, y.value)
            (x0, y0), (x1, y1) = place(box.left, box.bottom), place(box.right, box.top)
            size = abs(y1 - y0) or _SMALL
            if abs(max(y0, y1) - baseline) > _TILTED * size:
                baseline = place.height + size
            yield PrintedWord(word, left, max(x0, x1), baseline, size)
    finally:
        text_page.close()


def _characters(text_page: Any) -> str:
    """The text, in which the n-th character is the n-th of pdfium."""
    text: str = text_page.get_text_range()
    count = text_page.count_chars()
    if len(text) == count:
        return text
    halves = text.encode("utf-16-le", "surrogatepass")  # pdfium counts letters beyond U+FFFF twice
    if len(halves) == 2 * count:
        return "".join(map(chr, memoryview(halves).cast("H")))
    codes = (pdfium.FPDFText_GetUnicode(text_page, n) for n in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
