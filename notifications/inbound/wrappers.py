"""Parts that hold a mail or files of their own kind: signed messages and winmail.dat, opened."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from email.utils import encode_rfc2231

from notifications.inbound import tnef
from notifications.inbound.cms import signed_content
from notifications.inbound.parts import DEEPEST, MailPart, parsed

_SIGNED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_PACKED = ("application/ms-tnef", "application/vnd.ms-tnef")


def children(part: MailPart) -> list[MailPart]:
    """The parts of a multipart, or of what could be opened; none of what holds no parts."""
    if part.is_multipart():
        return part.children()
    if part.opened is None:
        part.opened = list(_opened(part)) if part.depth < DEEPEST else []
        for one in part.opened:
            one.depth = part.depth + 1
    return part.opened


def signed(part: MailPart) -> bool:
    """Whether it, or a part of it, bears a signature, which nobody here has looked at."""
    own = part.kind == "multipart/signed" or part.kind in _SIGNED
    return own or any(map(signed, children(part)))


def _opened(part: MailPart) -> Iterator[MailPart]:
    if part.kind in _SIGNED:
        content = signed_content(part.content)
        if content is not None:
            yield parsed(content)
    elif part.kind in _PACKED or part.get_filename() == "winmail.dat":
        yield from _unpacked(tnef.unpack(part.content))


def _unpacked(found: tnef.TnefPackage) -> Iterator[MailPart]:
    """The text in its plainest form, and the files."""
    if found.plain.strip() or found.rtf and not found.html:
        yield _made("text/plain; charset=utf-8", found.plain or _of_rtf(found.rtf))
    elif found.html:
        yield _made("text/html; charset=utf-8", found.html)
    for name, content in found.files:
        said = encode_rfc2231(name or "anlage", "utf-8").encode("ascii", "replace")
        head = b"Content-Disposition: attachment; filename*=" + said + b"\n"
        head += b"Content-Transfer-Encoding: base64\n\n"
        yield parsed(head + base64.encodebytes(content))


def _made(kind: str, text: str) -> MailPart:
    return parsed(f"Content-Type: {kind}\n\n{text}".encode())


def _of_rtf(content: bytes) -> str:
    from papers.errors import BrokenPaper
    from papers.formats import rtf

    try:
        return "\n".join(page or "" for page in rtf.pages(content))
    except BrokenPaper:
        return ""
