"""Reads HTML: blocks become lines, cells of a table tabs, numbered lists their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from papers.errors import NestedTooDeep
from papers.formats.counters import numeral, whole
from papers.formats.limits import LIMITS
from papers.formats.plain import decoded
from papers.formats.rows import row

_BLOCKS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "hr", "pre"),
    *("table", "tr", "section", "article", "header", "footer", "main", "nav", "aside", "form"),
    *("fieldset", "blockquote", "body", "address", "figure", "figcaption", "caption", "center"),
}
_PARTED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "blockquote", "pre"}
_SILENT = {"script", "style", "head", "template", "noscript", "svg", "math", "select"}
_TYPED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[IVX]{1,4})[.)]{1,2}\s")  # an element with a label of its own
_WAYS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", re.I)


def pages(content: bytes) -> list[str | None]:
    """The text, as one page.

    Raises:
        NestedTooDeep: tables or elements stand in one another beyond the limit.
        EmptyPaper: nothing is in it.
    """
    charset = _CHARSET.search(content[:4096])
    text, _ = decoded(content, charset[1].decode() if charset else None)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    written = re.sub(r"^\s*<\?xml[^>]*>", "", text).replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(written, parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise NestedTooDeep()
    if root is None:
        return [""]
    writer = _Writer()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if isinstance(element.tag, str):
            (writer.start if event == "start" else writer.end)(element)
    return ["\n".join(writer.page.lines)]


@dataclass
class _Place:
    """Where text goes: the page, or a cell of a table."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    label: str = ""  # of the list's element that begins with the next line

    def end_line(self) -> None:
        line = "".join(self.current).strip(" \n")
        self.current = []
        if line:
            label = "" if _TYPED.match(line) else self.label
            self.lines += f"{label}{line}".split("\n")
            self.label = ""

    def part(self) -> None:
        """Leave a line empty before the next."""
        if self.lines and self.lines[-1]:
            self.lines.append("")


@dataclass
class _MarkupTable:
    """The row of a table that is being read, and the cell in it."""

    cells: list[list[str]] = field(default_factory=list)
    cell: _Place | None = None


class _Writer:
    """Writes lines while elements begin and end."""

    def __init__(self) -> None:
        self.page = _Place()
        self._tables: list[_MarkupTable] = []
        self._lists: list[tuple[str, int]] = []  # way of counting, number reached
        self._silent = self._kept = 0  # inside what is not shown; inside <pre>

    def start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _SILENT:
            self._silent += 1
        elif tag == "pre":
            self._kept += 1
        if tag == "br":
            self._place().current.append("\n")
        elif tag in ("td", "th") and self._tables:
            self._tables[-1].cell = _Place()
        elif tag in _BLOCKS:
            self._place().end_line()
            if tag in _PARTED:
                self._place().part()
            self._open(element)
        self._write(element.text)

    def end(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _SILENT:
            self._silent -= 1
        elif tag == "pre":
            self._kept -= 1
        if tag in ("td", "th") and self._tables:
            self._close_cell()
        elif tag in _BLOCKS:
            self._place().end_line()
            self._close(tag)
        self._write(element.tail)

    def _open(self, element: etree._Element) -> None:
        if element.tag == "table":
            self._tables.append(_MarkupTable())
            if len(self._tables) > LIMITS.tables:
                raise NestedTooDeep()
        elif element.tag in ("ol", "ul"):
            # An <ol> prints numbers that nobody typed: its elements are points without a number.
            way = _WAYS.get(element.get("type", ""), "bullet")
            self._lists.append((way, whole(element.get("start"), 1) - 1))
        elif element.tag == "li" and self._lists:
            way, reached = self._lists[-1]
            number = whole(element.get("value"), reached + 1)
            self._lists[-1] = (way, number)
            inner = "   " * (len(self._lists) - 1)
            self._place().label = f"{inner}• " if way == "bullet" else f"{numeral(number, way)}. "

    def _close(self, tag: str) -> None:
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif tag == "table" and self._tables:
            self._close_row()
            self._tables.pop()
        elif tag == "tr" and self._tables:
            self._close_row()

    def _close_cell(self) -> None:
        cell = self._tables[-1].cell
        if cell is not None:
            cell.end_line()
            self._tables[-1].cells.append([line for line in cell.lines if line])
            self._tables[-1].cell = None

    def _close_row(self) -> None:
        self._close_cell()
        table = self._tables[-1]
        lines, table.cells = row(table.cells), []
        self._place().lines += lines

    def _place(self) -> _Place:
        """The innermost cell that is open, else the page."""
        return next((t.cell for t in reversed(self._tables) if t.cell), self.page)

    def _write(self, text: str | None) -> None:
        if text and not self._silent:
            self._place().current.append(text if self._kept else re.sub(r"[ \t\r\n]+", " ", text))
