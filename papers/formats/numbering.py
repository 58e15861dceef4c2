"""Finds the list and level of a paragraph in DOCX, in itself or in its styles."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from papers.formats.counters import Counter, Level, whole
from papers.formats.packed import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = 20  # a style based on a style based on …

Place = tuple[str, int]  # id of the list, level


class Numbering:
    """The lists of a file; those of one definition count on together."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {s.get(f"{_W}styleId"): s for s in _all(styles, "style")}
        self._default = next((s.get(f"{_W}styleId") for s in self._styles.values() if s.get(f"{_W}default") in ("1", "true") and s.get(f"{_W}type") == "paragraph"), None)
        self._abstract = {a.get(f"{_W}abstractNumId"): a for a in _all(numbering, "abstractNum")}
        self._numbers = {n.get(f"{_W}numId"): n for n in _all(numbering, "num")}
        self._counters: dict[str, Counter | None] = {}
        self._shared: dict[str, Counter] = {}

    @classmethod
    def of(cls, packed: Package, related: dict[str, tuple[str, str]]) -> Numbering:
        """That of the main part, by what it refers to."""
        members = {word: member for word, member in related.values()}
        return cls(packed.xml(members.get("numbering", "")), packed.xml(members.get("styles", "")))

    def place(self, paragraph: etree._Element) -> Place | None:
        """List and level of a paragraph, None if it is not numbered."""
        properties = paragraph.find(f"{_W}pPr")
        number, level = _numbered(properties)
        style = _value(properties, "pStyle") or self._default
        for _ in range(_STYLES):
            found = self._styles.get(style)
            if number is not None or found is None:
                break
            number, of_style = _numbered(found.find(f"{_W}pPr"))
            level = of_style if level is None else level
            style = _value(found, "basedOn")
        if number is None or number == "0":
            return None
        return number, whole(level, 0)

    def counter(self, number: str) -> Counter | None:
        """The counter of a list, None if the file does not define it."""
        if number not in self._counters:
            self._counters[number] = self._new(number)
        return self._counters[number]

    def _new(self, number: str) -> Counter | None:
        num = self._numbers.get(number)
        name = _value(num, "abstractNumId")
        abstract = self._abstract.get(name)
        if num is None or abstract is None or name is None:
            return None
        levels = {_depth(lvl): _level(lvl) for lvl in abstract.findall(f"{_W}lvl")}
        overrides = num.findall(f"{_W}lvlOverride")
        if not overrides:
            return self._shared.setdefault(name, Counter(levels))
        for override in overrides:
            own, start = override.find(f"{_W}lvl"), _value(override, "startOverride")
            if own is not None:
                levels[_depth(override)] = _level(own)
            if start and _depth(override) in levels:
                levels[_depth(override)] = replace(levels[_depth(override)], start=whole(start, 1))
        return Counter(levels)


def _all(root: etree._Element | None, name: str) -> list[etree._Element]:
    return [] if root is None else root.findall(f"{_W}{name}")


def _value(parent: etree._Element | None, name: str) -> str | None:
    found = None if parent is None else parent.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val")


def _numbered(properties: etree._Element | None) -> tuple[str | None, str | None]:
    numbered = None if properties is None else properties.find(f"{_W}numPr")
    return _value(numbered, "numId"), _value(numbered, "ilvl")


def _depth(level: etree._Element) -> int:
    return whole(level.get(f"{_W}ilvl"), 0)


def _level(level: etree._Element) -> Level:
    way = _value(level, "numFmt") or "decimal"
    return Level(_value(level, "lvlText") or "", way, whole(_value(level, "start"), 1))
