"""The words people read, by identifier, from notifications/catalogs/<language>.toml.

Code and database speak English identifiers; only here "in_consultation" becomes
"in der Beratungsfolge".
"""

from __future__ import annotations

import errno
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from states.errors import Phrase, RatswegError, Term
from states.terms import parse_interval

_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d\S*)?|P\d{1,4}[DWMY]")
_SYSTEM = re.compile(r"(?:\[Errno -?\d+\] )?([^:]+)(?:: .*)?", re.DOTALL)  # as str(OSError) is
_TROUBLES = {
    os.strerror(getattr(errno, name)): name
    for name in (
        *("ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "EEXIST", "ENOSPC", "EROFS"),
        *("ENAMETOOLONG", "ECONNREFUSED", "ETIMEDOUT", "EFBIG", "ELOOP", "EIO"),
    )
}
_NEAR = re.compile(r"[^.]*\{near\}\. ?")  # the sentence of a hint that tells near names
LONGEST = 300  # characters of a value in a sentence
# A catalogue makes a language; the first is spoken where nobody asked for another.
LANGUAGES = tuple(
    sorted(
        file.name.removesuffix(".toml")
        for file in files("notifications.catalogs").iterdir()
        if file.name.endswith(".toml") and not file.name.startswith("help_")
    )
)


@cache
def catalog(language: str) -> dict[str, dict[str, Any]]:
    """All words of a language: section -> identifier -> text (or sentence and hint)."""
    text = files("notifications.catalogs").joinpath(f"{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def help_texts(language: str) -> dict[str, dict[str, str]]:
    """The help of a language: command -> what it does, and its options; "shared" for all."""
    place = files("notifications.catalogs").joinpath(f"help_{language}.toml")
    return tomllib.loads(place.read_text("utf-8"))


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalog = catalog(language)

    def label(self, section: str, key: str) -> str:
        """The label of an identifier. A missing one is a mistake in the catalogue: KeyError."""
        told = self._catalog[section][str(key)]
        return str(told[0] if isinstance(told, list) else told)  # the first of several names

    def section(self, name: str) -> Mapping[str, Any]:
        """All labels of a section."""
        return self._catalog[name]

    def term(self, term: Term) -> str:
        """The words of a term; who alone may act is put together from the roles."""
        if term.section == "only":
            roles = [self.label("role", role) for role in str(term).split("_or_")]
            joined = f" {self.label('only', 'or')} ".join(roles)
            return self.label("only", "sentence").format(roles=joined)
        return self.label(term.section, str(term))

    def ui(self, key: str, **fields: object) -> str:
        """A phrase of the command line, with its fields filled in; one of a kind has its own."""
        return self.phrase("ui", key, **fields)

    def phrase(self, section: str, key: str, **fields: object) -> str:
        """A phrase with its fields filled in; where *count* or *days* is 1 it may have its own."""
        if 1 in (fields.get("count"), fields.get("days")) and f"one_{key}" in self.section(section):
            key = f"one_{key}"
        return self.label(section, key).format(**{n: self.value(v) for n, v in fields.items()})

    def sentence(self, error: RatswegError) -> str:
        """What went wrong, in one sentence."""
        return self._filled("error", error.code, "sentence", _bounded(error.fields))

    def failure(self, code: str, fields: Mapping[str, object]) -> str:
        """The sentence of a failure that was written down by its code and its fields."""
        return self._filled("error", code, "sentence", fields)

    def hint(self, error: RatswegError) -> str:
        """What to do next; "" if nothing can be said."""
        pattern = str(self._catalog["error"][error.code]["hint"])
        if not error.fields.get("near", True):
            pattern = _NEAR.sub("", pattern)
        return self._fill(pattern, _bounded(error.fields))

    def finding(self, code: str, fields: Mapping[str, object]) -> tuple[str, str]:
        """Sentence and hint of a finding; its *day* comes as in JSON and is written out."""
        fields = {name: self._said(name, value) for name, value in fields.items()}
        sentence = self._filled("finding", code, "sentence", fields)
        return sentence, self._filled("finding", code, "hint", fields)

    def _said(self, name: str, value: object) -> object:
        try:
            return self.day(date.fromisoformat(str(value))) if name == "day" else value
        except ValueError:
            return value

    def day(self, day: date) -> str:
        """A day written out: 24.09.2020, or 24 September 2020."""
        form = self._catalog["day_form"]
        named = form["months"].split()[day.month - 1]
        pattern: str = form["pattern"]
        return pattern.format(day=day.day, month=day.month, year=day.year, named=named)

    def interval(self, interval: str) -> str:
        """A cadence written out: P6M is "alle 6 Monate"."""
        number, unit = parse_interval(interval)
        return self.label("interval", unit if number > 1 else f"one_{unit}").format(number=number)

    def span(self, interval: str) -> str:
        """A term written out: P6M is "6 Monate"."""
        number, unit = parse_interval(interval)
        return self.label("span", unit if number > 1 else f"one_{unit}").format(number=number)

    def value(self, value: object) -> str:
        """A field for people: terms as labels, lists with commas, days in full, failures said."""
        if isinstance(value, Term):
            return self.term(value)
        if isinstance(value, Phrase):
            fields = {name: self.value(one) for name, one in value.fields.items()}
            return self.label(value.section, value.key).format(**fields)
        if isinstance(value, (list, tuple)):
            return ", ".join(self.value(one) for one in value) or self.label("ui", "none")
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, str) and _DAY.fullmatch(value):
            return self._written(value)
        if isinstance(value, str) and (told := _SYSTEM.fullmatch(value)):
            known = _TROUBLES.get(told[1])
            return self.label("trouble", known) if known else value
        if isinstance(value, RatswegError):
            return self.sentence(value).rstrip(".")
        return str(value)

    def _written(self, text: str) -> str:
        """A day, a moment or a span in the form of ISO 8601, as people write it."""
        try:
            if text.startswith("P"):
                return self.span(text)
            read = datetime.fromisoformat(text)
        except (ValueError, RatswegError):
            return text
        return self.day(read) + (f" {read:%H:%M}" if len(text) > 10 else "")

    def _filled(
        self, section: str, code: str, part: str, fields: Mapping[str, object]
    ) -> str:
        return self._fill(str(self._catalog[section][code][part]), fields)

    def _fill(self, pattern: str, fields: Mapping[str, object]) -> str:
        return pattern.format(**{name: self.value(value) for name, value in fields.items()})


def _bounded(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a failure; of what somebody typed or set only so much that it can be read."""
    return {
        name: f"{value[:LONGEST]}…" if type(value) is str and len(value) > LONGEST else value
        for name, value in fields.items()
    }
