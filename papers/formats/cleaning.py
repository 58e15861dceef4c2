"""Cleans the text of every format: invisible characters, ligatures, spaces, lines, page numbers."""

from __future__ import annotations

import re
import unicodedata

from papers.draft.draft import Finding
from papers.formats.symbols import PRIVATE

_USUAL = re.compile("[\xad\ufeff]")  # soft hyphen and byte order mark: not worth a word
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters, also those of terminals
    "\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_WRITTEN = {
    **dict.fromkeys("\xa0\u1680\u202f\u205f\u3000", " "),
    **{chr(code): " " for code in range(0x2000, 0x200B)},
    **{chr(code): " " for code in range(0x2500, 0x2580)},  # tables drawn with characters
    **dict.fromkeys(("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"), "\n"),
    **{"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"},
    **{chr(code): sign for code, sign in PRIVATE.items()},
}
_OTHER = re.compile("\r\n|[" + "".join(sign for sign in _WRITTEN if len(sign) == 1) + "]")
_PAGE = re.compile(
    r"\s*(?:-\s*\d{1,3}\s*-|Seite\s+\d{1,3}(?:\s*(?:von|/)\s*\d{1,3})?"
    r"|Seite\s+\d{1,3}\s+(?:zu|zum|zur|von|der|des)\s+\S.{1,60}"
    r"|\S{3,20}\s{2,}Seite\s+\d{1,3}(?:\s+von\s+\d{1,3})?)\s*"
)


def cleaned(text: str) -> tuple[str, list[Finding]]:
    """*text* in NFC with plain line ends and without what nobody sees, and a finding if that was much."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    visible, removed = _INVISIBLE.subn("", _USUAL.sub("", whole))
    findings = [Finding("invisible_characters", {"count": str(removed)})] if removed else []
    plain = unicodedata.normalize("NFC", _OTHER.sub(lambda found: _WRITTEN[found[0]], visible))
    return "\f".join(map(_page, plain.split("\f"))), findings


def _page(page: str) -> str:
    """A page without its number and without spaces at the ends of lines."""
    lines = [line.rstrip(" \t") for line in page.split("\n")]
    return "\n".join(line for line in lines if not _PAGE.fullmatch(line))
