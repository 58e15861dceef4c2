"""What Outlook packs into winmail.dat (MS-OXTNEF): the text of a mail, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from notifications.inbound.charsets import decoded
from notifications.inbound.lzfu import unpacked

_SIGNATURE = b"\x78\x9f\x3e\x22"
# attributes of a mail and of its files
_BODY, _PROPERTIES, _CODEPAGE = 0x800C, 0x9003, 0x9007
_FILE_BEGINS, _FILE_NAME, _FILE, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
# properties (MS-OXPROPS), and how their values are written (MS-OXCDATA)
_TEXT, _RTF, _HTML, _LONG_NAME = 0x1000, 0x1009, 0x1013, 0x3707
_NAMED, _MANY, _UNICODE = 0x8000, 0x1000, 0x1F
_VARIABLE = {0x0D, 0x1E, _UNICODE, 0x102}
_SIZES = {2: 4, 3: 4, 4: 4, 0xA: 4, 0xB: 4, 5: 8, 6: 8, 7: 8, 0x14: 8, 0x40: 8, 0x48: 16}


@dataclass(slots=True)
class TnefPackage:
    """What was within: the text in its forms, where they are there, and files by their names."""

    plain: str = ""
    html: str = ""
    rtf: bytes = b""
    files: list[tuple[str, bytes]] = field(default_factory=list)


def unpack(content: bytes) -> TnefPackage:
    """What lies in *content*, as far as it can be read."""
    found, charset = TnefPackage(), "cp1252"
    for attribute, value in _attributes(content):
        if attribute == _CODEPAGE:
            charset = f"cp{_number(value, 0)}"
        elif attribute == _BODY:
            found.plain = _text(value, 0, charset)
        elif attribute == _PROPERTIES:
            _read(found, value, charset)
        elif attribute == _FILE_BEGINS:
            found.files.append(("", b""))
        elif found.files:
            found.files[-1] = _more(*found.files[-1], attribute, value, charset)
    return found


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each is a level, a number, a length, the value and its sum; broken ones end it."""
    at = 6 if content[:4] == _SIGNATURE else len(content)
    while at + 9 <= len(content):
        attribute, length = _number(content, at + 1) & 0xFFFF, _number(content, at + 5)
        yield attribute, content[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _read(found: TnefPackage, value: bytes, charset: str) -> None:
    for name, kind, said in _properties(value):
        if name == _TEXT:
            found.plain = _text(said, kind, charset)
        elif name == _HTML:
            found.html = _text(said, kind, charset)
        elif name == _RTF:
            found.rtf = unpacked(said)


def _more(
    name: str, content: bytes, attribute: int, value: bytes, charset: str
) -> tuple[str, bytes]:
    """A file with what one more attribute says of it; its long name wins."""
    if attribute == _FILE:
        return name, value
    if attribute == _FILE_NAME:
        return name or _text(value, 0, charset), content
    if attribute == _FILE_PROPERTIES:
        long = [_text(v, kind, charset) for n, kind, v in _properties(value) if n == _LONG_NAME]
        return (long[0] if long else name), content
    return name, content


def _text(value: bytes, kind: int, charset: str) -> str:
    return decoded(value, "utf-16-le" if kind == _UNICODE else charset)


def _properties(value: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(name, kind, first value) of each; one of an unknown kind ends it."""
    at = 4
    for _ in range(min(_number(value, 0), len(value) // 8)):
        kind, name = _number(value, at) & 0xFFFF, _number(value, at) >> 16
        at = _after_name(value, at + 4) if name >= _NAMED else at + 4
        values = list(_values(value, at, kind))
        if not values:
            return
        yield name, kind & ~_MANY, value[slice(*values[0])]
        at = values[-1][1] + -(values[-1][1] - values[-1][0]) % 4


def _values(value: bytes, at: int, kind: int) -> Iterator[tuple[int, int]]:
    """Where the values of a property begin and end; none where its kind is unknown."""
    size = _SIZES.get(kind & ~_MANY)
    variable = kind & ~_MANY in _VARIABLE
    count = 1
    if variable or kind & _MANY:
        count, at = _number(value, at), at + 4
    while count and at < len(value) and (variable or size):
        if variable:
            size, at = _number(value, at), at + 4
        yield at, at + (size or 0)
        at += (size or 0) + -(size or 0) % 4
        count -= 1


def _number(value: bytes, at: int) -> int:
    return int.from_bytes(value[at : at + 4], "little")


def _after_name(value: bytes, at: int) -> int:
    """Where a property goes on after the GUID and the number or text that name it."""
    if _number(value, at + 16) == 0:
        return at + 24
    length = _number(value, at + 20)
    return at + 24 + length + -length % 4
