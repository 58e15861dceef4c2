"""Reads ODT: paragraphs, lists with their automatic numbers, tables, text boxes.

Structure after OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from papers.errors import BrokenPaper, EncryptedPaper
from papers.formats.counters import Counter, Level, whole
from papers.formats.packed import Package
from papers.formats.rows import row
from papers.formats.spacing import TABLE as TABLE_SPACE
from papers.formats.spacing import Gaps, OpenSpaces

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, STYLE, OFFICE, DRAW = (f"{{{_NAMES}{n}:1.0}}" for n in ("text", "table", "style", "office", "drawing"))
_FO = f"{{{_NAMES}xsl-fo-compatible:1.0}}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WAYS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SKIPPED = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{TEXT}sequence-decls"}
_SPACES = 200  # in a row
_DEEPEST = 10  # levels of a list
_REPEATED = 64  # columns; a wider repetition only fills the sheet


def pages(content: bytes) -> list[str | None]:
    """The text, a page for each page break that somebody put in.

    Raises:
        BrokenPaper, EncryptedPaper, PaperTooLarge
    """
    packed = Package(content)
    if b"encryption-data" in packed.member("META-INF/manifest.xml"):
        raise EncryptedPaper()
    document, styles = packed.xml("content.xml"), packed.xml("styles.xml")
    body = None if document is None else document.find(f"{OFFICE}body/{OFFICE}text")
    if document is None or body is None:
        raise BrokenPaper(trouble="no office:text")
    reader = _OdtReader([root for root in (styles, document) if root is not None])
    return packed.text_or_pictures("\n".join(reader.lines(body)))


class _OdtReader:
    def __init__(self, roots: list[etree._Element]) -> None:
        self._levels = {s.get(f"{STYLE}name"): _levels(s) for root in roots for s in root.iter(f"{TEXT}list-style")}
        outline = (s for root in roots for s in root.iter(f"{TEXT}outline-style"))
        self._outline = Counter(_levels(next(outline, None)))
        self._breaking = {s.get(f"{STYLE}name") for root in roots for s in root.iter(f"{STYLE}style") if _breaks(s)}
        self._by_style: dict[str, Counter] = {}
        self._by_id: dict[str, Counter] = {}
        self._spaces = OpenSpaces(roots)
        self._gaps = Gaps()

    def lines(self, parent: etree._Element) -> list[str]:
        """The lines of everything in *parent*."""
        found: list[str] = []
        for child in parent:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                found += self._paragraph(child, self._heading(child))
            elif child.tag == f"{TEXT}list":
                found += self._list(child, None, 0, "")
            elif child.tag == f"{TABLE}table":
                found += self._table(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                found += self.lines(child)
        return found

    def _table(self, table: etree._Element) -> list[str]:
        gap = self._gaps.before(TABLE_SPACE)
        own = (tr for tr in table.iter(f"{TABLE}table-row") if _table_of(tr) is table)
        rows = [line for tr in own for line in row([*self._cells(tr)])]
        self._gaps.last = TABLE_SPACE
        return [*gap, *rows]

    def _heading(self, paragraph: etree._Element) -> str:
        level = whole(paragraph.get(f"{TEXT}outline-level"), 0)
        numbered = paragraph.tag == f"{TEXT}h" and paragraph.get(f"{TEXT}is-list-header") != "true"
        return self._outline.next(level - 1) if numbered else ""

    def _paragraph(self, paragraph: etree._Element, label: str) -> list[str]:
        boxes: list[str] = []
        gap = self._gaps.before(self._spaces.of(paragraph))
        text = "".join(self._text(paragraph, boxes))
        start = "\f" if paragraph.get(f"{TEXT}style-name") in self._breaking else ""
        written = f"{label} {text}" if label and text.strip() else text
        return [*boxes, *gap, *f"{start}{written}".split("\n")]

    def _text(self, parent: etree._Element, boxes: list[str]) -> Iterator[str]:
        yield _flat(parent.text)
        for child in parent:
            if child.tag == f"{TEXT}s":
                yield " " * min(whole(child.get(f"{TEXT}c"), 1), _SPACES)
            elif child.tag == f"{TEXT}tab":
                yield "\t"
            elif child.tag == f"{TEXT}line-break":
                yield "\n"
            elif child.tag == f"{DRAW}text-box":
                boxes += self.lines(child)
            elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
                yield from self._text(child, boxes)
            yield _flat(child.tail)

    def _list(self, element: etree._Element, outer: Counter | None, depth: int, style: str) -> list[str]:
        style = element.get(f"{TEXT}style-name", style)
        counter = outer or self._counter(element, style)
        self._by_id[element.get(_ID, "")] = counter
        found: list[str] = []
        for item in element:
            if start := item.get(f"{TEXT}start-value"):
                counter.begin(depth, whole(start, 1))
            labelled = item.tag != f"{TEXT}list-item"
            for child in item:
                if child.tag == f"{TEXT}list":
                    found += self._list(child, counter, depth + 1, style)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    found += self._paragraph(child, "" if labelled else counter.next(depth))
                    labelled = True
                else:
                    found += self.lines([child])
        return found

    def _counter(self, element: etree._Element, style: str) -> Counter:
        """A list counts from its start unless it says that it goes on."""
        continued = self._by_id.get(element.get(f"{TEXT}continue-list", "-"))
        if continued is None and element.get(f"{TEXT}continue-numbering") == "true":
            continued = self._by_style.get(style)
        counter = continued or Counter(self._levels.get(style, {}))
        self._by_style[style] = counter
        return counter

    def _cells(self, tr: etree._Element) -> Iterator[list[str]]:
        for cell in tr:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            count = min(whole(cell.get(f"{TABLE}number-columns-repeated"), 1), _REPEATED)
            lines = [line for line in self.lines(cell) if line.strip()]
            yield from (lines for _ in range(count))


def _table_of(tr: etree._Element) -> etree._Element | None:
    return next(tr.iterancestors(f"{TABLE}table"), None)


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _breaks(style: etree._Element) -> bool:
    properties = style.find(f"{STYLE}paragraph-properties")
    return properties is not None and properties.get(f"{_FO}break-before") == "page"


def _levels(style: etree._Element | None) -> dict[int, Level]:
    levels = {}
    for level in () if style is None else style:
        depth = min(whole(level.get(f"{TEXT}level"), 1), _DEEPEST)
        levels[depth - 1] = _level(level, depth)
    return levels


def _level(level: etree._Element, depth: int) -> Level:
    if level.tag == f"{TEXT}list-level-style-bullet":
        return Level("", "bullet")
    way = _WAYS.get(level.get(f"{STYLE}num-format", ""), "none")
    first = depth - whole(level.get(f"{TEXT}display-levels"), 1) + 1
    numbers = ".".join(f"%{n}" for n in range(max(first, 1), depth + 1))
    pattern = f"{level.get(f'{STYLE}num-prefix', '')}{numbers}{level.get(f'{STYLE}num-suffix', '')}"
    return Level(pattern, way, whole(level.get(f"{TEXT}start-value"), 1))
