"""Reads a table of a profile value by value, and notes each that is wrong with place and reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from states.errors import BadProfile, Phrase

T = TypeVar("T")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


def mail_address(text: str) -> str | None:
    """The address as mail servers know it, its domain in ASCII (RFC 5890); None if it is none.

    Letters outside ASCII before the @ need servers that few have (RFC 6531): refused.
    """
    local, _, domain = text.rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return None
    return address if address.isascii() and _ADDRESS.fullmatch(address) else None


class ProfileTable:
    """One table of a profile; it remembers what was read, so that leftovers are refused.

    What is wrong is noted, and something of the right kind stands in for it, so that one
    reading finds everything; nobody may use what was read while `wrong` is not empty.
    """

    def __init__(
        self, file: str, place: str, raw: dict[str, object], wrong: list[BadProfile] | None = None
    ) -> None:
        self.file, self.place, self.raw = file, place, raw
        self.wrong: list[BadProfile] = [] if wrong is None else wrong
        self._read: set[str] = set()
        self._below: list[ProfileTable] = []

    def refuse(self, key: str, reason: str, **fields: object) -> None:
        """Note that *key* is wrong, for a *reason* of the catalogue."""
        place = f"{self.place}.{key}".strip(".")
        told = Phrase("wrong", reason, fields)
        self.wrong.append(BadProfile(file=self.file, place=place, reason=told))

    def finished(self) -> None:
        """Refuse a key that nothing asked for, here or below: a slip, or of another version."""
        for key in self.raw:
            if key not in self._read:
                self.refuse(key, "unknown_key")
        for table in self._below:
            table.finished()

    def sound(self) -> None:
        """Raises BadProfile if anything was wrong: the first, which knows the others."""
        if self.wrong:
            first = self.wrong[0]
            first.others = tuple(self.wrong[1:])
            raise first

    @property
    def faulty(self) -> bool:
        """Whether something in this table was wrong so far."""
        return any(str(one.fields["place"]).startswith(f"{self.place}.") for one in self.wrong)

    def keys(self) -> list[str]:
        """The keys of the table."""
        return list(self.raw)

    def has(self, key: str) -> bool:
        """Whether the table has *key*."""
        return key in self.raw

    def former(self, *keys: str) -> None:
        """Pass over keys that an earlier version read: registers keep profiles that have them."""
        self._read.update(keys)

    def _value(self, key: str, kind: type[T], reason: str, instead: T) -> T:
        """What stands at *key*; *instead* where it is missing or of another kind."""
        self._read.add(key)
        value = self.raw.get(key)
        if type(value) is kind:
            return value
        self.refuse(key, reason if key in self.raw else "missing")
        return instead

    def table(self, key: str) -> ProfileTable:
        """A table below this one."""
        self._read.add(key)
        value = self.raw.get(key)
        if isinstance(value, dict):
            return self._opened(f"{self.place}.{key}".strip("."), value)
        self.refuse(key, "not_table" if key in self.raw else "missing")
        return ProfileTable(self.file, "", {}, [])  # what is missing in it is not told again

    def tables(self, key: str) -> list[ProfileTable]:
        """An array of tables; none if the key is missing."""
        self._read.add(key)
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.refuse(key, "not_tables", name=key)
            return []
        place = f"{self.place}.{key}".strip(".")
        return [self._opened(f"{place}[{n}]", row) for n, row in enumerate(value, start=1)]

    def _opened(self, place: str, raw: dict[str, object]) -> ProfileTable:
        self._below.append(ProfileTable(self.file, place, raw, self.wrong))
        return self._below[-1]

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._value(key, str, "not_text", "-")
        if not value.strip():
            self.refuse(key, "not_text")
        return value

    def optional(self, key: str) -> str:
        """A text, or "" where the key is missing."""
        return self.text(key) if self.has(key) else ""

    def flag(self, key: str) -> bool:
        """True or false."""
        return self._value(key, bool, "not_flag", False)

    def whole(self, key: str, *, least: int | None = None, most: int | None = None) -> int:
        """A whole number, not less than *least* and not more than *most*."""
        value = self._value(key, int, "not_whole", least or 0)
        if least is not None and value < least:
            self.refuse(key, "too_small", least=least)
            return least
        if most is not None and value > most:
            self.refuse(key, "too_large", most=most)
            return most
        return value

    def _list(self, key: str, reason: str, fits: Callable[[object], bool]) -> list[Any]:
        """A list of what *fits*."""
        value = self._value(key, list, reason, [])
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
        return self._value(key, date, "not_day", date.min)

    def key_of(self, key: str, known: Sequence[str]) -> str:
        """*key* itself, if it is one of *known*."""
        return self._known(key, key, known)

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """One of the words in *known*."""
        return self._known(key, self._value(key, str, "not_text", known[0]), known)

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
        value = self._value(key, str, "not_text", "{number}/{year}")
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
        value = self._value(key, str, "not_text", "UTC")
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            self.refuse(key, "not_timezone", value=value)
            return "UTC"
        return value


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and list(map(type, value)) == [int, int]
