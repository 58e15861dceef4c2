"""Turns the bytes of a paper into clean lines: encoding, mark-up, invisible characters, page ends."""

from __future__ import annotations

import html
import re
import unicodedata

from workflow.intake.draft import Finding
from workflow.intake.errors import EmptyPaper, NotText

_INVISIBLE = dict.fromkeys(
    [0xAD, 0xFEFF, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
_SPACES = dict.fromkeys([0xA0, 0x2007, 0x2009, 0x202F], " ")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_HTML = re.compile(r"<(?:p|table|tr|td|h[1-6]|li|div|html|body)\b[^<>]{0,200}>", re.I)
_BLOCK = re.compile(r"</(?:p|h[1-6]|li|tr|div|ol|ul|table|thead|tbody)\s*>|<br\s*/?>", re.I)
_CELL = re.compile(r"</t[dh]\s*>", re.I)
_TAG = re.compile(
    r"</?(?:[bui]|em|strong|span|p|a|sup|sub|font|div|table|thead|tbody|tr|td|th|ol|ul|li|br|hr"
    r"|h[1-6]|html|body|head|meta)\b[^<>]{0,200}>",
    re.I,
)
_PAGE = re.compile(
    r"^\s*(?:-\s*\d{1,3}\s*-|Seite\s+\d{1,3}(?:\s+von\s+\d{1,3})?"
    r"|\S{3,20}\s{2,}Seite\s+\d{1,3}(?:\s+von\s+\d{1,3})?)\s*$"
)


def clean(content: bytes, name: str) -> tuple[str, list[Finding]]:
    """The paper as text in NFC with plain line ends, and what was noticed on the way.

    Raises:
        EmptyPaper: nothing is in it.
        NotText: it is binary.
    """
    text, findings = _decoded(content, name)
    stripped = text.translate(_INVISIBLE)
    removed = len(text) - len(stripped) - text.count("\u00ad") - text.count("\ufeff")
    if removed > 0:
        findings.append(Finding("invisible_characters", {"count": str(removed)}))
    text = stripped.translate(_SPACES).translate(_LIGATURES)
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise EmptyPaper(name=name)
    text = _without_html(text) if len(_HTML.findall(text[:20000])) > 3 else _without_markdown(text)
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    return "\n".join(line for line in lines if not _PAGE.match(line)), findings


def _decoded(content: bytes, name: str) -> tuple[str, list[Finding]]:
    if not content.strip():
        raise EmptyPaper(name=name)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace"), []
    if b"\0" in content or content.startswith((b"%PDF", b"PK\x03\x04", b"\x89PNG")):
        raise NotText(name=name)
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    strange = sum(not c.isprintable() and c not in "\n\r\t\f" for c in text[:20000])
    if strange * 50 > len(text[:20000]):
        raise NotText(name=name)
    return text, [Finding("decoded_as", {"encoding": "cp1252"})]


def _without_html(text: str) -> str:
    """Blocks become lines, cells become tabs; a line break inside a cell is a space."""
    text = re.sub(
        r"<t([dh])\b[^<>]{0,200}>([^<]{0,400}(?:<br\s*/?>[^<]{0,400}){0,6})</t\1>",
        lambda m: f"<td>{re.sub(r'<br */?>', ' ', m[2])}</td>",
        text,
    )
    text = _BLOCK.sub("\n", _CELL.sub("\t", text))
    return html.unescape(_TAG.sub("", text))


def _without_markdown(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        if re.fullmatch(r"\s*\|[\s:|-]+", line):  # the rule under a table's head
            continue
        if line.lstrip().startswith("|"):
            line = "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
            line = re.sub(r"<br\s*/?>", "; ", line)
        line = re.sub(r"^#{1,6}\s+", "", _TAG.sub("", line).replace("**", "").replace("\\_", "_"))
        lines.append(re.sub(r"^\*(.{1,400})\*\s*$", r"\1", line))
    return html.unescape("\n".join(lines))


def folded(text: str) -> str:
    """*text* on one line."""
    return " ".join(text.split())
