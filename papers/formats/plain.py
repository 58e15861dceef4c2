"""Reads plain text: its encoding, and what is left in it of Markdown."""

from __future__ import annotations

import codecs
import html
import re

from papers.draft.draft import Finding
from papers.errors import EmptyPaper, NotText

_TAG = re.compile(
    r"</?(?:[bui]|em|strong|span|p|a|sup|sub|font|div|table|thead|tbody|tr|td|th|ol|ul|li|br|hr"
    r"|h[1-6]|html|body|head|meta)\b[^<>]{0,200}>",
    re.I,
)
_SAMPLE = 20_000  # characters by which text is judged


def text(content: bytes) -> tuple[str, list[Finding]]:
    """The text of a file without format, and how it was decoded if it is not Unicode.

    Raises:
        EmptyPaper: nothing is in it.
        NotText: it is binary.
    """
    read, findings = decoded(content)
    return _without_markdown(read), findings


def decoded(content: bytes, charset: str | None = None) -> tuple[str, list[Finding]]:
    """The characters: UTF-16 by its mark, UTF-8, else *charset*, else Windows' western one.

    Raises:
        EmptyPaper: nothing is in it.
        NotText: it is binary.
    """
    if not content.strip():
        raise EmptyPaper()
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return content.decode("utf-16", errors="replace"), []
    if b"\0" in content:
        raise NotText()
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        encoding = _known(charset) or "cp1252"
        read = content.decode(encoding, errors="replace")
    strange = sum(not c.isprintable() and c not in "\n\r\t\f" for c in read[:_SAMPLE])
    if strange * 50 > len(read[:_SAMPLE]):
        raise NotText()
    return read, [Finding("decoded_as", {"encoding": encoding})]


def _known(charset: str | None) -> str | None:
    """The name of a single-byte encoding that was declared; its Unicode ones have failed."""
    try:
        name = codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None
    return name if name.startswith(("cp12", "iso8859", "mac-roman", "cp850", "cp437")) else None


def _without_markdown(read: str) -> str:
    lines = []
    for line in read.split("\n"):
        if re.fullmatch(r"\s*\|[\s:|-]+", line):  # the rule under a table's head
            continue
        if line.lstrip().startswith("|"):
            line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
            line = re.sub(r"<br\s*/?>", "; ", line)
        line = re.sub(r"^#{1,6}\s+", "", _TAG.sub("", line).replace("**", "").replace("\\_", "_"))
        lines.append(re.sub(r"^\*(.{1,400})\*\s*$", r"\1", line))
    return html.unescape("\n".join(lines))
