"""Compressed RTF as Outlook keeps it (MS-OXRTFCP), made plain RTF."""

from __future__ import annotations

_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_HEAD, _WINDOW = 16, 4096
LONGEST = 4_000_000  # bytes of RTF; the compressed bytes are kept whole


def unpacked(content: bytes) -> bytes:
    """The RTF; what was never compressed as it is, nothing of what is neither."""
    kind, packed = content[8:12], content[_HEAD:]
    if kind == b"MELA":
        return packed
    return _walked(packed) if kind == b"LZFu" else b""


def _walked(packed: bytes) -> bytes:
    """Eight tokens a control byte: a letter, or where in the window to copy from and how much."""
    said = bytearray(_BEGINNING)
    at = 0
    while at < len(packed) and len(said) < LONGEST:
        control, at = packed[at], at + 1
        for bit in range(8):
            if not control >> bit & 1:
                said += packed[at : at + 1]
                at += 1
                continue
            token, at = int.from_bytes(packed[at : at + 2], "big"), at + 2
            back = (len(said) - (token >> 4)) % _WINDOW
            if back == 0 or back > len(said):  # the token that ends it, or a broken one
                return bytes(said[len(_BEGINNING) :])
            for _ in range((token & 15) + 2):
                said.append(said[-back])
    return bytes(said[len(_BEGINNING) :])
