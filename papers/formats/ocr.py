"""Recognises the text of a scanned page: lines, columns, and the cells of its ruled tables."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator

from PIL import Image

from papers.errors import NoOcr
from papers.formats.grid import grids
from papers.formats.layout import PrintedWord, laid_out
from papers.formats.misreadings import put_right
from papers.formats.ruling import ink, ruling
from papers.formats.skew import straightened
from papers.formats.ticks import with_ticks

_NEAR = 10.0  # pixels; lines so near are one
_COMMAND = ("tesseract", "stdin", "stdout", "-l", "deu", "--psm", "6", "-c", "preserve_interword_spaces=1", "tsv")
_LINE, _WORD = "4", "5"  # levels of tesseract's table
_BELOW = 0.2  # of a line is under its foot
_GRAIN = 28  # of 255; the paper of a scan is not of one grey
_BLANK = 0.0002  # of the page; less ink is dirt
_SENSE = 50  # of 100; a page of which tesseract is less sure may stand on its head
Turn = Image.Transpose


def text(grey: Image.Image) -> str:
    """The text of a page; one that makes no sense is tried on its other sides.

    Raises:
        NoOcr: tesseract is not there, or fails.
    """
    found, sense = _read(grey)
    for turn in (Turn.ROTATE_180, Turn.ROTATE_90, Turn.ROTATE_270):
        if sense >= _SENSE:
            break
        other, better = _read(grey.transpose(turn))
        if better > sense:
            found, sense = other, better
    return found


def _read(grey: Image.Image) -> tuple[str, float]:
    """The text of a page as it lies, and how sure of its words tesseract is (0 to 100)."""
    level = straightened(_whitened(grey))
    if ink(level).histogram()[0] < _BLANK * level.width * level.height:
        return "", 100.0
    across, down, lines = ruling(ink(level))
    tables = grids(across, down, _NEAR)
    level.paste(255, mask=lines)
    found = [*_words(level)]
    words = [word for word, _ in found]
    for table in tables:
        words = with_ticks(level, table, words)
    sure = sum(certainty * len(word.text) for word, certainty in found)
    return put_right(laid_out(words, tables)), sure / max(sum(len(word.text) for word in words), 1)


def _whitened(grey: Image.Image) -> Image.Image:
    """The page with its paper, whatever grey that is, and the grain of it made white."""
    counted = grey.histogram()
    paper = max(range(128, 256), key=lambda value: counted[value])
    white = paper - _GRAIN
    return grey.point(lambda value: min(value * 255 // white, 255))


def _words(grey: Image.Image) -> Iterator[tuple[PrintedWord, float]]:
    """The words that tesseract finds, with its certainty; all of a line stand on the line's foot."""
    stream = io.BytesIO()
    grey.save(stream, "PPM")
    try:
        done = subprocess.run(_COMMAND, input=stream.getvalue(), capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoOcr() from error
    foot = size = 0.0
    table = io.StringIO(done.stdout.decode("utf-8", "replace"))
    for found in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
        left, top, width, height = (float(found[n]) for n in ("left", "top", "width", "height"))
        if found["level"] == _LINE:
            foot, size = top + height, height
        elif found["level"] == _WORD and found["text"].strip():
            text, lower = found["text"].strip(), foot - size * _BELOW
            yield PrintedWord(text, left, left + width, lower, size * (1 - _BELOW)), float(found["conf"])


