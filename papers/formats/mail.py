"""Takes an e-mail apart: the files attached to it, and the text it begins with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.feedparser import BytesFeedParser
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from papers.errors import BrokenPaper, NestedTooDeep
from papers.file import File

_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_LOGO = 100_000  # bytes
_PIECE = 100_000


@dataclass(frozen=True, slots=True)
class MailText:
    """What an e-mail consists of; the body is UTF-8, HTML if it begins so."""

    body: bytes
    attachments: tuple[File, ...]


def opened(content: bytes) -> MailText:
    """The parts of an e-mail, whatever is wrong with its form.

    Raises:
        NestedTooDeep: its parts stand in one another beyond all measure.
        BrokenPaper: it cannot be taken apart.
    """
    try:
        message = _parsed(content)
        parts = [*_leaves(message)]
    except RecursionError as error:
        raise NestedTooDeep() from error
    except (MessageError, ValueError, LookupError, AssertionError, TypeError, AttributeError) as error:
        raise BrokenPaper(trouble=str(error)) from error
    bodies = {p.get_content_type(): p for p in reversed(parts) if _is_body(p)}
    chosen = bodies.get("text/plain") or bodies.get("text/html")
    attached = [p for p in parts if not _is_body(p) and p.get_content_type() not in _SIGNATURES]
    files = [_attachment(part, n) for n, part in enumerate(attached, start=1) if not _is_logo(part)]
    return MailText(b"" if chosen is None else _body(chosen), tuple(files))


def _parsed(content: bytes) -> Message:
    """Piece by piece: the library's own way takes four bytes of memory more for each."""
    parser = BytesFeedParser(policy=compat32)
    for start in range(0, len(content), _PIECE):
        parser.feed(content[start : start + _PIECE])
    return parser.close()


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that have no parts; a mail in the mail is one."""
    if message.get_content_type() != "message/rfc822" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _is_body(part: Message) -> bool:
    attached = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return part.get_content_type() in ("text/plain", "text/html") and not attached


def _is_logo(part: Message) -> bool:
    """A small picture in the letter itself; a page that somebody photographed is larger."""
    within = part.get_content_disposition() != "attachment"
    return part.get_content_maintype() == "image" and within and len(_content(part)) < _LOGO


def _body(part: Message) -> bytes:
    """The body as UTF-8."""
    content = _content(part)
    try:
        text = content.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a charset nobody knows, or no name at all
        return content
    if part.get_content_type() == "text/html" and "<html" not in text[:1000].lower():
        text = f"<html>{text}"
    return text.replace("\0", "").encode("utf-8", "replace")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attachment(part: Message, number: int) -> File:
    inner = part.get_payload()
    mail = inner[0] if isinstance(inner, list) and inner else None
    if part.get_content_type() == "message/rfc822" and isinstance(mail, Message):
        return File(_name(part) or f"{number}.eml", mail.as_bytes())
    return File(_name(part) or str(number), _content(part))


def _name(part: Message) -> str:
    """The name of a file, without folders, whatever encoding it was written in."""
    try:
        name = str(make_header(decode_header(part.get_filename() or "")))
    except (MessageError, ValueError, LookupError):
        name = part.get_filename() or ""
    return " ".join(name.replace("\\", "/").rpartition("/")[2].split())[:200]
