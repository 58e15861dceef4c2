"""Recognises the format of a paper by its bytes; what its name ends in does not count."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib

from papers.errors import BrokenPaper, ForeignFormat, OldOffice

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word, Excel and Outlook before 2007
_FOREIGN = (  # beginning, what it is
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"GIF8", "GIF"),
    (b"{\\pwi", "Pocket Word"),
)
_MEMBERS = (  # a member that tells what a ZIP is
    ("word/", "docx"),
    ("xl/", "XLSX"),
    ("ppt/", "PPTX"),
    ("META-INF/container.xml", "EPUB"),
)
_ODT = ("application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text-template")
_SAMPLE = 20_000  # bytes by which a text is judged
_TAGS = re.compile(rb"<(?:p|table|tr|td|h[1-6]|li|div|html|body)\b[^<>]{0,200}>", re.I)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_FIELD = re.compile(rb"[!-9;-~]{1,76}:[ \t]?|[ \t]+\S|From \S+@|>?From \S+")
_MAIL = re.compile(rb"^(?:Received|MIME-Version|Message-ID|Return-Path|DKIM-Signature):", re.I | re.M)
# what zipfile raises for directories and members that are not as they should be
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError),
    *(NotImplementedError, RuntimeError, struct.error, OverflowError),
)


def kind(content: bytes) -> str:
    """The format: pdf, docx, odt, rtf, html, mail, picture or plain.

    Raises:
        OldOffice: it is a file of an Office before 2007.
        ForeignFormat: it is a format that no paper has, such as ZIP.
        BrokenPaper: it is a ZIP whose directory cannot be read.
    """
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    if content.startswith(_PICTURES):
        return "picture"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(_OLE):
        raise OldOffice()
    for beginning, found in _FOREIGN:
        if content.startswith(beginning):
            raise ForeignFormat(found=found)
    if _HTML.match(head) or len(_TAGS.findall(content[:_SAMPLE])) > 3:
        return "html"
    return "mail" if _is_mail(head) else "plain"


def _packed(content: bytes) -> str:
    """DOCX and ODT are ZIPs; which one, their members tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                declared = packed.read("mimetype").decode("ascii", "replace").strip()
                if declared in _ODT:
                    return "odt"
                if "opendocument" in declared:
                    raise ForeignFormat(found=declared.rpartition(".")[2])
    except BROKEN_ZIP as error:
        raise BrokenPaper(trouble=str(error)) from error
    found = next((what for start, what in _MEMBERS if any(n.startswith(start) for n in names)), "ZIP")
    if found != "docx":
        raise ForeignFormat(found=found)
    return found


def _is_mail(head: bytes) -> bool:
    """Whether it begins with the header fields of RFC 5322 and a mark of transport."""
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    lines = fields.splitlines()[:-1] if len(head) > 900 else fields.splitlines()
    return bool(_MAIL.search(fields)) and all(_FIELD.match(line) for line in lines)
