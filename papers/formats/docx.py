"""Reads DOCX: paragraphs with their automatic numbers, tables, text boxes, fields to tick.

Structure after ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from papers.errors import BrokenPaper
from papers.formats.counters import whole
from papers.formats.numbering import Numbering
from papers.formats.packed import Package
from papers.formats.rows import row
from papers.formats.spacing import TABLE, Gaps, WordSpaces
from papers.formats.symbols import symbol

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {  # what is deleted, repeated for older programs, or no text of the paper
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "instrText", "sectPr")
} | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_WIDEST = 64  # columns that a cell spans
_MARKS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}


def pages(content: bytes) -> list[str | None]:
    """The text, a page for each page break that somebody put in.

    Raises:
        BrokenPaper, EncryptedPaper, PaperTooLarge
    """
    packed = Package(content)
    main = next((m for word, m in packed.related("").values() if word == "officeDocument"), "word/document.xml")
    document = packed.xml(main)
    if document is None or document.find(f"{W}body") is None:
        raise BrokenPaper(trouble="no w:body")
    related = packed.related(main)
    styles = next((member for word, member in related.values() if word == "styles"), "")
    reader = _DocxReader(Numbering.of(packed, related), WordSpaces(packed.xml(styles)))
    head = [line for root in _headers(packed, document, related) for line in reader.lines(root)]
    body = reader.lines(document.find(f"{W}body"))
    return packed.text_or_pictures("\n".join([*head, *body]))


def _headers(packed: Package, document: etree._Element, related: dict[str, tuple[str, str]]) -> Iterator[etree._Element]:
    """The head of the first page: letterheads and numbers stand there."""
    section = next(document.iter(f"{W}sectPr"), None)
    if section is None:
        return
    kinds = {r.get(f"{W}type"): r for r in section.findall(f"{W}headerReference")}
    first = section.find(f"{W}titlePg") is not None
    reference = kinds.get("first") if first else kinds.get("default")
    if reference is not None:
        name = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        root = packed.xml(related.get(name or "", ("", ""))[1])
        if root is not None:
            yield root


class _DocxReader:
    """Walks a part of the file; the numbers of its lists go on from part to part."""

    def __init__(self, numbering: Numbering, spaces: WordSpaces) -> None:
        self._numbering = numbering
        self._spaces = spaces
        self._gaps = Gaps()

    def lines(self, parent: etree._Element) -> list[str]:
        """The lines of everything in *parent*."""
        found: list[str] = []
        for child in parent:
            if child.tag == f"{W}p":
                found += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                found += self._table(child)
            elif child.tag not in _SKIPPED:
                found += self.lines(child)
        return found

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        label, gap = self._label(paragraph), self._gaps.before(self._spaces.of(paragraph))
        boxes: list[str] = []
        text = "".join(self._runs(paragraph, boxes))
        written = f"{label} {text}" if label and text.strip() else text
        return [*boxes, *gap, *written.split("\n")]

    def _label(self, paragraph: etree._Element) -> str:
        place = self._numbering.place(paragraph)
        if place is None or not any(t.text for t in paragraph.iter(f"{W}t")):
            return ""
        counter = self._numbering.counter(place[0])
        return counter.next(place[1]) if counter else ""

    def _runs(self, parent: etree._Element, boxes: list[str]) -> Iterator[str]:
        """The text of a paragraph; what stands in a box beside it goes to *boxes*."""
        for child in parent:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if child.tag in _SKIPPED:
                continue
            if name == "t":
                yield child.text or ""
            elif name == "txbxContent":
                boxes += self.lines(child)
            elif name == "br":
                yield "\f" if child.get(f"{W}type") == "page" else "\n"
            elif name == "sym":
                yield symbol(child.get(f"{W}char", ""))
            elif name == "checkBox":
                yield _tick(child)
            elif name in _MARKS:
                yield _MARKS[name]
            else:
                yield from self._runs(child, boxes)

    def _table(self, table: etree._Element) -> list[str]:
        gap = self._gaps.before(TABLE)
        rows = [line for tr in _within(table, "tr") for line in row([*self._cells(tr)])]
        self._gaps.last = TABLE
        return [*gap, *rows]

    def _cells(self, tr: etree._Element) -> Iterator[list[str]]:
        """The cells of a row; one that spans columns is followed by empty ones."""
        for tc in _within(tr, "tc"):
            properties = tc.find(f"{W}tcPr")
            span = None if properties is None else properties.find(f"{W}gridSpan")
            yield [line for line in self.lines(tc) if line.strip()]
            count = whole(None if span is None else span.get(f"{W}val"), 1)
            yield from ([] for _ in range(min(count, _WIDEST) - 1))


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also those that stand in a content control."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
            yield from _within(child, name)


def _tick(box: etree._Element) -> str:
    """A field to tick of the older kind: what was chosen counts before what was preset."""
    for name in ("checked", "default"):
        chosen = box.find(f"{W}{name}")
        if chosen is not None:
            return "☐" if chosen.get(f"{W}val") in ("0", "false", "off") else "☒"
    return "☐"
