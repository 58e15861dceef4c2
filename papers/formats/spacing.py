"""Finds the space between paragraphs of DOCX and ODT that the eye takes for an empty line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SEEN = 4.0  # points; less is no gap to the eye
_LINE = 12.0  # points of a line where spaces are told in lines; Word's automatic space is about that
_DEEP = 20  # a style based on a style based on …
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,9})?)(pt|in|cm|mm|pc|px)")


@dataclass(frozen=True, slots=True)
class Space:
    """The points above and below a paragraph; *alike*: none between two of one *style*."""

    above: float
    below: float
    style: str | None = None
    alike: bool = False


TABLE = Space(math.inf, math.inf)


class Gaps:
    """Tells before each paragraph whether it is parted from the last one."""

    def __init__(self) -> None:
        self.last: Space | None = None

    def before(self, space: Space) -> list[str]:
        """An empty line, or none; *space* is that of the paragraph that follows."""
        last, self.last = self.last, space
        if last is None:
            return []
        same = last.style == space.style
        below, above = (0.0 if same and one.alike else points for one, points in ((last, last.below), (space, space.above)))
        return [""] if max(below, above) >= _SEEN else []


class WordSpaces:
    """Of DOCX: the paragraph's own, else its style's, else the file's."""

    def __init__(self, styles: etree._Element | None) -> None:
        everything = [] if styles is None else styles.findall(f"{_W}style")
        self._styles = {s.get(f"{_W}styleId"): s for s in everything}
        usual = (s for s in everything if s.get(f"{_W}type") == "paragraph" and s.get(f"{_W}default") in ("1", "true"))
        self._usual = next((s.get(f"{_W}styleId") for s in usual), None)
        self._default = None if styles is None else styles.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr")

    def of(self, paragraph: etree._Element) -> Space:
        """That of one paragraph."""
        own = paragraph.find(f"{_W}pPr")
        name = None if own is None else own.find(f"{_W}pStyle")
        style = self._usual if name is None else name.get(f"{_W}val")
        levels = [p for p in (own, *self._inherited(style), self._default) if p is not None]
        alike = next((a.get(f"{_W}val", "1") for p in levels for a in p.findall(f"{_W}contextualSpacing")), "0")
        told = [s for p in levels for s in p.findall(f"{_W}spacing")]
        return Space(_word_points(told, "before"), _word_points(told, "after"), style, alike in ("1", "true", "on"))

    def _inherited(self, style: str | None) -> Iterator[etree._Element | None]:
        for _ in range(_DEEP):
            found = self._styles.get(style)
            if found is None:
                return
            yield found.find(f"{_W}pPr")
            based = found.find(f"{_W}basedOn")
            style = None if based is None else based.get(f"{_W}val")


def _word_points(told: Iterable[etree._Element], side: str) -> float:
    """The first that is told: automatic, in hundredths of a line, or in twentieths of a point."""
    for spacing in told:
        if spacing.get(f"{_W}{side}Autospacing") in ("1", "true", "on"):
            return _LINE
        for name, part in ((f"{side}Lines", _LINE / 100), (side, 1 / 20)):
            value = spacing.get(f"{_W}{name}", "")
            if value.isdecimal() and len(value) < 6:
                return int(value) * part
    return 0.0


class OpenSpaces:
    """Of ODT: that of the paragraph's style, of those it goes back to, or of the file."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._styles: dict[str | None, etree._Element] = {}
        self._default: etree._Element | None = None
        for style in (s for root in roots for s in root.iter(f"{_STYLE}style", f"{_STYLE}default-style")):
            if style.get(f"{_STYLE}family") != "paragraph":
                continue
            if style.tag == f"{_STYLE}style":
                self._styles[style.get(f"{_STYLE}name")] = style
            else:
                self._default = style

    def of(self, paragraph: etree._Element) -> Space:
        """That of one paragraph."""
        name = paragraph.get("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}style-name")
        levels = [p.attrib for p in self._inherited(name) if p is not None]
        alike = _told(levels, f"{_STYLE}contextual-spacing") == "true"
        above, below = (_open_points(_told(levels, f"{_FO}margin-{side}") or _told(levels, f"{_FO}margin")) for side in ("top", "bottom"))
        return Space(above, below, self._named(name), alike)

    def _inherited(self, name: str | None) -> Iterator[etree._Element | None]:
        for _ in range(_DEEP):
            found = self._styles.get(name)
            if found is None:
                break
            yield found.find(f"{_STYLE}paragraph-properties")
            name = found.get(f"{_STYLE}parent-style-name")
        if self._default is not None:
            yield self._default.find(f"{_STYLE}paragraph-properties")

    def _named(self, name: str | None) -> str | None:
        """The style that a person chose: what was set by hand has a style of its own, "P1"."""
        found = self._styles.get(name)
        automatic = found is not None and found.getparent().tag.endswith("}automatic-styles")
        return found.get(f"{_STYLE}parent-style-name") if found is not None and automatic else name


def _told(levels: Iterable[Mapping[str, str]], name: str) -> str | None:
    return next((level[name] for level in levels if name in level), None)


def _open_points(length: str | None) -> float:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _POINTS[found[2]] if found else 0.0
