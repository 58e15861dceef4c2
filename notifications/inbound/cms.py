"""The text inside a signed message (CMS, RFC 5652), taken out without a look at the signature."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

_SIGNED = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2, signedData
_SEQUENCE, _CONSTRUCTED = 0x30, 0x20
_DEEPEST = 12  # values within values; a message has seven


class _Value(NamedTuple):
    """A value of BER (X.690): its tag, where its content begins and ends, where the next begins."""

    tag: int
    start: int
    end: int
    after: int


def signed_content(content: bytes) -> bytes | None:
    """What was signed; None if *content* is no such message, or has it not within."""
    try:
        outer = _value(content, 0, 0)
        name, explicit = islice(_within(content, outer, 0), 2)
        if content[name.start : name.end] != _SIGNED:
            return None
        signed = next(_within(content, explicit, 0))
        encapsulated = next(v for v in _within(content, signed, 0) if v.tag == _SEQUENCE)
        _, explicit = islice(_within(content, encapsulated, 0), 2)
        return b"".join(_octets(content, next(_within(content, explicit, 0)), 0))
    except (IndexError, ValueError, StopIteration):
        return None


def _octets(content: bytes, value: _Value, depth: int) -> Iterator[bytes]:
    """The pieces of a string: it may be written as strings."""
    if not value.tag & _CONSTRUCTED:
        yield content[value.start : value.end]
        return
    for piece in _within(content, value, depth):
        yield from _octets(content, piece, depth + 1)


def _within(content: bytes, value: _Value, depth: int) -> Iterator[_Value]:
    at = value.start
    while at < value.end:
        found = _value(content, at, depth + 1)
        yield found
        at = found.after


def _value(content: bytes, at: int, depth: int) -> _Value:
    """The value at *at*. One of indefinite length ends with two zeros; they are not within it.

    Raises:
        ValueError, IndexError: there is none.
    """
    if depth > _DEEPEST:
        raise ValueError(depth)
    tag, length, start = content[at], content[at + 1], at + 2
    if length == 0x80:
        end = start
        while content[end : end + 2] != b"\0\0":
            end = _value(content, end, depth + 1).after
        return _Value(tag, start, end, end + 2)
    if length > 0x80:
        count = length & 0x7F
        length, start = int.from_bytes(content[start : start + count], "big"), start + count
    if start + length > len(content):
        raise ValueError(length)
    return _Value(tag, start, start + length, start + length)
