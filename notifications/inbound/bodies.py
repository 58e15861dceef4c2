"""What a mail says to who reads it, and the files that came with it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from notifications.inbound.headers import words
from notifications.inbound.parts import READ, Part, decoded, parsed
from workflow.received import Attachment

_LINE_END = re.compile(r"<br ?/?>|</p>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")  # no "<" within, or a thousand of them take the square of that
_NO_CHARACTER = re.compile(r"&#\d{8,};?")  # the library fails on very long numbers
_QUOTING = re.compile(r"-{3,} ?(Original|Ursprüngliche)")


def attachments(content: bytes) -> list[Attachment]:
    """The files that came with a mail: all that is not its text, nor another form of that.

    A mail within the mail is a file, as it came; so is a mail that is nothing but a file.
    """
    mail = parsed(content)
    found = _files(mail, _body(mail), shown=False)
    return [Attachment(_name(part, n), part.content) for n, part in enumerate(found, start=1)]


def _files(part: Part, body: Part | None, *, shown: bool) -> Iterator[Part]:
    """*shown* says that *part* lies in an alternative to what was read."""
    if not part.is_multipart():
        text = part is body or (shown and part.kind.startswith("text/") and not part.is_file)
        if not text and part.content.strip():
            yield part
        return
    forms = part.kind == "multipart/alternative" and any(one is body for one in part.leaves())
    for child in part.children():
        signature = part.kind == "multipart/signed" and child.kind.endswith("-signature")
        if not signature:
            yield from _files(child, body, shown=shown or forms)


def _name(part: Part, number: int) -> str:
    """Its file's name, without what would lead elsewhere or cannot be printed."""
    said = words(part.get_filename() or "") or f"anlage-{number}"
    name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in said)
    return f"{name}.eml" if part.kind == "message/rfc822" and not name.endswith(".eml") else name


def _body(mail: Part) -> Part | None:
    """The first plain text that is no file, else the first HTML."""
    for kind in ("text/plain", "text/html"):
        for part in mail.leaves():
            if part.kind == kind and not part.is_file and part.content.strip():
                return part
    return None


def text(mail: Part) -> str:
    """What a person reads in a mail, as far as it is read; "" if nothing is to be read."""
    body = _body(mail)
    if body is None:
        return ""
    said = decoded(body.content, body.get_content_charset() or "")[:READ]
    if body.kind == "text/html":
        marked = _TAG.sub(" ", _LINE_END.sub("\n", said))
        said = html.unescape(_NO_CHARACTER.sub("", marked))
    return said.replace("\r\n", "\n")


def own_words(said: str) -> str:
    """The answer without what it quotes."""
    kept = []
    for line in said.splitlines():
        if _quotes(line):
            break
        if not line.startswith(">"):
            kept.append(line)
    return "\n".join(kept).strip()


def _quotes(line: str) -> bool:
    """Whether a line says that what follows was written by others."""
    german = line.startswith("Am ") and " schrieb " in line and line.endswith(":")
    english = line.startswith("On ") and line.endswith(" wrote:")
    return german or english or _QUOTING.match(line) is not None
