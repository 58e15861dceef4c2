"""Reads RTF; a row of a table is a line of cells parted by tabs."""

from __future__ import annotations

import re

from striprtf.striprtf import rtf_to_text

from papers.errors import BrokenPaper
from papers.formats.rows import row

# striprtf has no sign for these; as characters they come through it
_SIGNS = (
    (re.compile(rb"\\page(?![a-z]) ?"), rb"\\'0c"),
    (re.compile(rb"\\(?:nest)?cell(?![a-z]) ?"), rb"\\'1f"),
    (re.compile(rb"\\trowd(?![a-z]) ?"), rb"\\'1d"),
    (re.compile(rb"\\(?:nest)?row(?![a-z]) ?"), rb"\\'1e"),
    (re.compile(rb"\{\\pntext\b"), rb"{\\listtext"),  # the printed number of a list
)
_ROW = re.compile("\x1d([^\x1e]*)\x1e\n?")


def pages(content: bytes) -> list[str | None]:
    """The text, a page for each page break in it.

    Raises:
        BrokenPaper: a code in it means no character.
    """
    for code, sign in _SIGNS:
        content = code.sub(sign, content)
    try:
        text: str = rtf_to_text(content.decode("latin-1"), encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError) as error:
        raise BrokenPaper(trouble=str(error)) from error
    text = _ROW.sub(lambda found: "\n".join([*_row(found[1]), ""]), text)
    lines = text.replace("\x1d", "").replace("\x1f", "\t").split("\n")
    return [*"\n".join(line.strip(" ") for line in lines).split("\f")]


def _row(text: str) -> list[str]:
    cells = text.replace("\x1d", "").removesuffix("\x1f").split("\x1f")
    return row([[line for line in cell.split("\n") if line.strip()] for cell in cells])
