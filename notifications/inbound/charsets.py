"""Text from bytes whose charset may be named wrongly, or not at all."""

from __future__ import annotations

import codecs

from notifications.plain import plain

# Python's own encodings, of which no mail is written; two of them take the square of the length.
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
# Whole families in which a letter is one byte: what reads as UTF-8 is none of them.
_ONE_BYTE = ("ascii", "utf-8", "iso8859", "cp125", "koi8", "mac")
# What programs name without a look at the text: then it is the charset of Windows.
_CARELESS = {"ascii", "utf-8", "iso8859-1", "cp1252"}
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_LINE_ENDS = {0x0D: "\n", 0x2028: "\n", 0x2029: "\n"}
_BYTEWISE = "ratsweg-bytewise"


def decoded(content: bytes, charset: str) -> str:
    """*content* as text that can be stored and shown.

    *charset* is what the mail says. No text reads as UTF-8 by chance, so what does is UTF-8;
    where a text is that only in part, the other bytes are letters of Windows.
    """
    name = _known(charset)
    if name.startswith(_ONE_BYTE):
        return clean(_by_letters(content, name))
    try:
        return clean(content.decode(name))
    except ValueError:  # it is not what it says
        return clean(_by_letters(content, "ascii"))


def _known(charset: str) -> str:
    """The codec of that name; "ascii" for a name that nobody knows."""
    try:
        found = codecs.lookup(charset).name
        b"".decode(found)
    except (LookupError, ValueError):
        return "ascii"
    return "ascii" if found in _NO_CHARSETS else found


def _by_letters(content: bytes, name: str) -> str:
    try:
        return _once(content.decode("utf-8"))
    except UnicodeDecodeError:
        careless = name in _CARELESS
        return content.decode("utf-8", _BYTEWISE) if careless else content.decode(name, _BYTEWISE)


def _once(text: str) -> str:
    """*text*, read back where a program made UTF-8 of UTF-8 that it took for Latin-1."""
    for charset in () if text.isascii() else ("cp1252", "latin-1"):
        try:
            return text.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
    return text


def _letter(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error(_BYTEWISE, _letter)


def clean(text: str) -> str:
    """*text* with line feeds for line ends, without what steers, is invisible, or half a letter.

    What lies between 0x80 and 0x9f is a letter of Windows in a text that is called Latin-1.
    """
    said = text.replace("\r\n", "\n").translate({**_WINDOWS, **_LINE_ENDS})
    return plain(said.encode("utf-8", "ignore").decode("utf-8"))
