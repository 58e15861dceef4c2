"""Reads a table of a profile value by value, and refuses each with file, place and reason."""

from __future__ import annotations

import re
from datetime import date
from typing import NoReturn
from zoneinfo import ZoneInfo

from states.errors import BadProfile
from states.terms import BadInterval, parse_interval

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


class Reading:
    """One table of a profile; it remembers what was read, so that leftovers are refused."""

    def __init__(self, file: str, place: str, raw: dict[str, object]) -> None:
        self.file, self.place, self.raw = file, place, raw
        self._read: set[str] = set()
        self._below: list[Reading] = []

    def refuse(self, key: str, reason: str) -> NoReturn:
        """Raises BadProfile for *key*."""
        place = f"{self.place}.{key}" if self.place else key
        raise BadProfile(file=self.file, place=place, reason=reason)

    def finished(self) -> None:
        """Refuse a key that nothing asked for, here or below: a slip, or of another version."""
        for key in self.raw:
            if key not in self._read:
                self.refuse(key, "this key is not known")
        for table in self._below:
            table.finished()

    def keys(self) -> list[str]:
        """The keys of the table."""
        return list(self.raw)

    def has(self, key: str) -> bool:
        """Whether the table has *key*."""
        return key in self.raw

    def _value(self, key: str) -> object:
        self._read.add(key)
        if key not in self.raw:
            self.refuse(key, "it is missing")
        return self.raw[key]

    def table(self, key: str) -> Reading:
        """A table below this one."""
        value = self._value(key)
        if not isinstance(value, dict):
            self.refuse(key, "it must be a table")
        return self._opened(f"{self.place}.{key}".strip("."), value)

    def tables(self, key: str) -> list[Reading]:
        """An array of tables; none if the key is missing."""
        self._read.add(key)
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.refuse(key, f"it must be written as [[{key}]]")
        place = f"{self.place}.{key}".strip(".")
        return [self._opened(f"{place}[{n}]", row) for n, row in enumerate(value, start=1)]

    def _opened(self, place: str, raw: dict[str, object]) -> Reading:
        self._below.append(Reading(self.file, place, raw))
        return self._below[-1]

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._value(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, "it must be a text")
        return value

    def optional(self, key: str) -> str:
        """A text, or "" where the key is missing."""
        return self.text(key) if self.has(key) else ""

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._value(key)
        if not isinstance(value, bool):
            self.refuse(key, "it must be true or false")
        return value

    def whole(self, key: str, *, least: int | None = None, most: int | None = None) -> int:
        """A whole number, not less than *least* and not more than *most*."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(key, "it must be a whole number")
        if least is not None and value < least:
            self.refuse(key, f"it must not be less than {least}")
        if most is not None and value > most:
            self.refuse(key, f"it must not be more than {most}")
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._value(key)
        if not isinstance(value, list) or not all(type(one) is int for one in value):
            self.refuse(key, "it must be a list of whole numbers")
        return tuple(value)

    def pairs(self, key: str) -> tuple[tuple[int, int], ...]:
        """A list of pairs of whole numbers."""
        value = self._value(key)
        found = []
        for row in value if isinstance(value, list) else [value]:
            if not isinstance(row, list) or list(map(type, row)) != [int, int]:
                self.refuse(key, "it must be a list of pairs such as [6, -30]")
            found.append((row[0], row[1]))
        return tuple(found)

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts; none if the key is missing."""
        value = self._value(key) if self.has(key) else []
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.refuse(key, "it must be a list of names")
        return tuple(value)

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
            self.refuse(key, f"'{text}' is no day such as 12-24")
        return day.month, day.day

    def day(self, key: str) -> date:
        """A day, written 2020-09-24."""
        value = self._value(key)
        if type(value) is not date:
            self.refuse(key, "it must be a day such as 2020-09-24")
        return value

    def key_of(self, key: str, known: tuple[str, ...]) -> str:
        """*key* itself, if it is one of *known*."""
        if key not in known:
            self.refuse(key, f"it is none of {', '.join(known)}")
        return key

    def one_of(self, key: str, known: tuple[str, ...]) -> str:
        """One of the words in *known*."""
        value = self.text(key)
        if value not in known:
            self.refuse(key, f"'{value}' is none of {', '.join(known)}")
        return value

    def several(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        """A list of words, each in *known*."""
        value = self._value(key)
        if not isinstance(value, list) or not value:
            self.refuse(key, "it must be a list of words")
        for word in value:
            if word not in known:
                self.refuse(key, f"'{word}' is none of {', '.join(known)}")
        return tuple(value)

    def pattern(self, key: str) -> str:
        """The pattern of a number series, such as "BA-{number:03}/{year}"."""
        value = self.text(key)
        try:
            value.format(number=1, year=2020)
        except (ValueError, KeyError, IndexError, AttributeError):
            self.refuse(key, f"'{value}' may use {{number}} and {{year}} only")
        once = all(value.count("{" + name) == 1 for name in ("number", "year"))
        if not once or "@" in value or re.search(r"[\s:](?![^{]*})", value):
            reason = "needs {number} and {year}, each once, and neither '@', ':' nor spaces"
            self.refuse(key, f"'{value}' {reason}")
        return value

    def interval(self, key: str) -> str:
        """A duration such as P6M."""
        value = self.text(key)
        try:
            parse_interval(value)
        except BadInterval:
            self.refuse(key, f"'{value}' is no duration such as P6M")
        return value

    def address(self, key: str) -> str:
        """A mail address."""
        value = self.text(key)
        address = mail_address(value)
        if address is None:
            self.refuse(key, f"'{value}' is no mail address")
        return address

    def timezone(self, key: str) -> str:
        """The name of a time zone, such as Europe/Berlin."""
        value = self.text(key)
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            self.refuse(key, f"'{value}' is no time zone such as Europe/Berlin")
        return value
