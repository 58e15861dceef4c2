"""Base64 as it arrives: broken on the way, or with what a server put under it."""

from __future__ import annotations

import binascii
import re

_LETTERS = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
_FOREIGN = re.compile(rb"[^A-Za-z0-9+/]")


def from_base64(written: bytes) -> bytes:
    """The bytes; a broken line costs its own letters only, and plain text below stays."""
    try:
        return binascii.a2b_base64(written.translate(None, b"\r\n\t "), strict_mode=True)
    except binascii.Error:
        return b"".join(_lines([line.strip() for line in written.splitlines()]))


def _lines(lines: list[bytes]) -> list[bytes]:
    """Line by line: each begins a byte, so that the lines after a broken one are whole."""
    found, ended = [], False
    for line in lines:
        good = _LETTERS.fullmatch(line)
        if b" " in line or (ended and not good):
            found.append(line + b"\n")
        elif good or len(line) % 4:  # a letter too many or too few
            found += [_block(_FOREIGN.sub(b"", block)) for block in re.split(rb"=+", line)]
        else:
            found.append(_block(_FOREIGN.sub(b"A", line.rstrip(b"="))))
        ended = ended or line.endswith(b"=")
    return found


def _block(block: bytes) -> bytes:
    """What lies before a padding; a single letter is less than a byte."""
    whole = block[: len(block) - (len(block) % 4 == 1)]
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
