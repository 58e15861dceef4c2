"""Text from outside stays text: nothing in it steers a terminal, a reader or a direction."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """*text* without control, invisible and direction characters; unusual spaces become spaces.

    Line ends and tabs stay. Letters of every script stay as they are.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\t" else _space(c) for c in text)


def one_line(text: str) -> str:
    """*text* on one line, so that it cannot pretend to be another."""
    return " ".join(plain(text.replace("\r", "\n")).split())


def cells(text: str) -> int:
    """How many columns of a terminal *text* takes: wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_width(c) for c in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _space(character: str) -> str:
    return " " if unicodedata.category(character) == "Zs" else ""
