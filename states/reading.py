"""Reads a table of a profile value by value, and notes each that is wrong with place and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from states.addresses import mail_address
from states.noting import NotingTable


class ProfileTable(NotingTable):
    """One table of a profile, read value by value."""

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.value(key, str, "not_text", "-")
        if not value.strip():
            self.refuse(key, "not_text")
        return value

    def optional(self, key: str) -> str:
        """A text, or "" where the key is missing."""
        return self.text(key) if self.has(key) else ""

    def flag(self, key: str) -> bool:
        """True or false."""
        return self.value(key, bool, "not_flag", False)

    def whole(self, key: str, *, least: int | None = None, most: int | None = None) -> int:
        """A whole number, not less than *least* and not more than *most*."""
        value = self.value(key, int, "not_whole", least or 0)
        if least is not None and value < least:
            self.refuse(key, "too_small", least=least)
            return least
        if most is not None and value > most:
            self.refuse(key, "too_large", most=most)
            return most
        return value

    def _list(self, key: str, reason: str, fits: Callable[[object], bool]) -> list[Any]:
        """A list of what *fits*."""
        value = self.value(key, list, reason, [])
        if all(map(fits, value)):
            return value
        self.refuse(key, reason)
        return []

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        return tuple(self._list(key, "not_wholes", lambda one: type(one) is int))

    def pairs(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of pairs of whole numbers."""
        found = self._list(key, "not_pairs", _is_pair)
        return tuple((first, second) for first, second in found)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts; none if the key is missing."""
        if not self.has(key):
            return ()
        return tuple(self._list(key, "not_names", lambda one: isinstance(one, str) and one != ""))

    def month_day(self, key: str) -> tuple[int, int]:
        """A day of every year, written "12-24"."""
        return self._month_day(key, self.text(key))

    def month_days(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of days of every year."""
        return tuple(self._month_day(key, text) for text in self.names(key))

    def _month_day(self, key: str, text: str) -> tuple[int, int]:
        try:
            day = date.fromisoformat(f"2000-{text}")
        except ValueError:
            self.refuse(key, "not_month_day", value=text)
            return 1, 1
        return day.month, day.day

    def day(self, key: str) -> date:
        """A day, written 2020-09-24."""
        return self.value(key, date, "not_day", date.min)

    def key_of(self, key: str, known: Sequence[str]) -> str:
        """*key* itself, if it is one of *known*."""
        return self._known(key, key, known)

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """One of the words in *known*."""
        return self._known(key, self.value(key, str, "not_text", known[0]), known)

    def several(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """A list of words, each in *known*."""
        words = self._list(key, "not_words", lambda one: isinstance(one, str))
        if self.raw.get(key) == []:
            self.refuse(key, "not_words")
        return tuple(self._known(key, word, known) for word in words)

    def _known(self, key: str, value: str, known: Sequence[str]) -> str:
        if value in known:
            return value
        self.refuse(key, "none_of", value=value, known=[str(one) for one in known])
        return known[-1]  # for a body "locality": the council is counted once

    def pattern(self, key: str) -> str:
        """The pattern of a number series, such as "BA-{number:03}/{year}"."""
        value = self.value(key, str, "not_text", "{number}/{year}")
        try:
            value.format(number=1, year=2020)
        except (ValueError, KeyError, IndexError, AttributeError):
            self.refuse(key, "pattern_fields", value=value)
            return "{number}/{year}"
        once = all(value.count("{" + name) == 1 for name in ("number", "year"))
        if not once or "@" in value or re.search(r"[\s:](?![^{]*})", value):
            self.refuse(key, "pattern_form", value=value)
            return "{number}/{year}"
        return value

    def address(self, key: str) -> str:
        """A mail address."""
        value = self.text(key)
        address = mail_address(value)
        if address is None and value.strip("- "):
            self.refuse(key, "not_address", value=value)
        return address or value

    def timezone(self, key: str) -> str:
        """The name of a time zone, such as Europe/Berlin."""
        value = self.value(key, str, "not_text", "UTC")
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            self.refuse(key, "not_timezone", value=value)
            return "UTC"
        return value


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and list(map(type, value)) == [int, int]


def opened(text: str, file: str) -> ProfileTable:
    """The table that *text* is; of text that is no TOML an empty one that says so."""
    try:
        return ProfileTable(file, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        broken = ProfileTable(file, "", {})
        broken.refuse("TOML", "toml", trouble=str(error))
        return broken
