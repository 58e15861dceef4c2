"""A table of a profile that notes what is wrong, and remembers what was read of it."""

from __future__ import annotations

from typing import Self, TypeVar

from states.errors import BadProfile, Phrase

T = TypeVar("T")


class NotingTable:
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
        self._below: list[Self] = []

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

    def value(self, key: str, kind: type[T], reason: str, instead: T) -> T:
        """What stands at *key*; *instead* where it is missing or of another kind."""
        self._read.add(key)
        value = self.raw.get(key)
        if type(value) is kind:
            return value
        self.refuse(key, reason if key in self.raw else "missing")
        return instead

    def table(self, key: str) -> Self:
        """A table below this one."""
        self._read.add(key)
        value = self.raw.get(key)
        if isinstance(value, dict):
            return self._opened(f"{self.place}.{key}".strip("."), value)
        self.refuse(key, "not_table" if key in self.raw else "missing")
        return type(self)(self.file, "", {}, [])  # what is missing in it is not told again

    def tables(self, key: str) -> list[Self]:
        """An array of tables; none if the key is missing."""
        self._read.add(key)
        value = self.raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.refuse(key, "not_tables", name=key)
            return []
        place = f"{self.place}.{key}".strip(".")
        return [self._opened(f"{place}[{n}]", row) for n, row in enumerate(value, start=1)]

    def _opened(self, place: str, raw: dict[str, object]) -> Self:
        self._below.append(type(self)(self.file, place, raw, self.wrong))
        return self._below[-1]
