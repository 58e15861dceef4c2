"""A second reader of header lines, written from RFC 5322 and RFC 2047, sharing no code with Python's."""

from __future__ import annotations

import re
import subprocess
from shutil import which

import pytest

WORD = re.compile(rb"=\?([^?\s]+)\?([bBqQ])\?([^?\s]*)\?=")
BETWEEN = re.compile(rb"(\?=)[ \t]+(?==\?)")  # RFC 2047, 6.2: no part of the text
SIXTY_FOUR = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def header(letter: bytes, name: str) -> bytes:
    """The value of a header, unfolded (RFC 5322, 2.2.3)."""
    head = letter.split(b"\r\n\r\n", 1)[0]
    unfolded = re.sub(rb"\r\n(?=[ \t])", b"", head)
    start = name.lower().encode() + b": "
    (found,) = (line[len(start) :] for line in unfolded.split(b"\r\n") if line.lower().startswith(start))
    return found


def decoded(value: bytes) -> str:
    """The text of a header's value (RFC 2047, 6)."""
    joined, text, at = BETWEEN.sub(rb"\1", value), "", 0
    for word in WORD.finditer(joined):
        assert len(word[0]) <= 75, "RFC 2047, 2"
        content = _base64(word[3]) if word[2] in b"bB" else _quoted(word[3])
        text += joined[at : word.start()].decode("ascii") + content.decode(word[1].decode())
        at = word.end()
    return text + joined[at:].decode("ascii")


def _quoted(text: bytes) -> bytes:
    spaced = text.replace(b"_", b" ")
    return re.sub(rb"=([0-9A-F]{2})", lambda found: bytes([int(found[1], 16)]), spaced)


def _base64(text: bytes) -> bytes:
    digits = [SIXTY_FOUR.index(one) for one in text.rstrip(b"=")]
    bits = "".join(f"{digit:06b}" for digit in digits)
    return bytes(int(bits[n : n + 8], 2) for n in range(0, len(bits) - len(bits) % 8, 8))


def by_perl(values: list[bytes]) -> list[str]:
    """The texts of headers' values as Perl's Encode reads them; skips where there is no Perl."""
    if which("perl") is None or subprocess.run(["perl", "-MEncode", "-e", "1"], check=False).returncode:
        pytest.skip("a third reader of headers, Perl's Encode, is not installed here")
    script = 'binmode STDOUT, ":utf8"; while (<STDIN>) { chomp; print decode("MIME-Header", $_), "\\n" }'
    done = subprocess.run(["perl", "-MEncode", "-e", script], input=b"\n".join(values), capture_output=True, check=True)
    return done.stdout.decode().split("\n")[: len(values)]
