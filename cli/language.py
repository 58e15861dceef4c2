"""Which language is spoken, also before the settings are read and when they cannot be."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress

from cli.settings import read_settings
from notifications.words import LANGUAGES, Words
from states.errors import RatswegError

_heard: list[str] = []


def heard(language: str) -> None:
    """The register that was opened speaks *language*, where nobody asked for another."""
    _heard[:] = [language]


def words() -> Words:
    """The words in which help and failures are told: as asked for, else the register's."""
    return Words(next((one for one in _asked() if one in LANGUAGES), LANGUAGES[0]))


def _asked() -> Iterator[str]:
    """--language, RATSWEG_LANGUAGE, ratsweg.toml, the open register's profile, in this order."""
    yield _option(sys.argv[1:])
    yield os.environ.get("RATSWEG_LANGUAGE", "")
    with suppress(RatswegError):  # what is wrong with them is being told
        yield read_settings().language
    yield from _heard


def _option(arguments: list[str]) -> str:
    """What stands behind --language; it is an option of the command itself: before all others."""
    told = ""
    rest = iter(arguments)
    for word in rest:
        name, sign, value = word.partition("=")
        if not name.startswith("-"):
            break
        if name in ("--language", "--clock") and not sign:
            value = next(rest, "")
        told = value if name == "--language" else told
    return told
