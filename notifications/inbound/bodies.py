"""What a mail says to who reads it, and the files that came with it."""

from __future__ import annotations

from collections.abc import Iterator

from notifications.inbound import markup
from notifications.inbound.charsets import decoded
from notifications.inbound.flowed import unfolded
from notifications.inbound.headers import words
from notifications.inbound.parts import READ, MailPart, parsed
from notifications.inbound.wrappers import children
from papers.file import File

_TEXTS = ("text/plain", "text/html")


def attachments(content: bytes) -> list[File]:
    """The files that came with a mail: all that is not its text, nor another form of that.

    A mail within the mail is a file, as it came; so is a mail that is nothing but a file.
    """
    mail = parsed(content)
    found = _files(mail, {id(one) for one in _shown(mail)}, other_form=False)
    return [File(_name(part, n), part.content) for n, part in enumerate(found, start=1)]


def _files(part: MailPart, shown: set[int], *, other_form: bool) -> Iterator[MailPart]:
    """*shown* are the ids of its texts; *other_form* says that *part* is an alternative to one."""
    within = children(part)
    if not within:
        is_text = id(part) in shown or (
            other_form and part.kind.startswith("text/") and not part.is_file
        )
        if not is_text and part.content.strip():
            yield part
        return
    forms = part.kind == "multipart/alternative" and any(id(one) in shown for one in part.leaves())
    for child in within:
        signature = part.kind == "multipart/signed" and child.kind.endswith("-signature")
        if not signature:
            yield from _files(child, shown, other_form=other_form or forms)


def _name(part: MailPart, number: int) -> str:
    """Its file's name, without what would lead elsewhere or cannot be printed."""
    said = words(part.get_filename() or "") or f"anlage-{number}"
    name = "".join(c if c.isprintable() and c not in "/\\" else "_" for c in said)
    return f"{name}.eml" if part.kind == "message/rfc822" and not name.endswith(".eml") else name


def _shown(mail: MailPart) -> list[MailPart]:
    """The parts that a person reads: all plain texts that are no files, else all HTML."""
    found = list(_texts(mail))
    return [one for one in found if one.kind == "text/plain"] or found


def _texts(part: MailPart) -> Iterator[MailPart]:
    """Its texts in their order; of several forms of one the plainest."""
    within = children(part)
    if not within:
        if part.kind in _TEXTS and not part.is_file and part.content.strip():
            yield part
    elif part.kind in ("multipart/alternative", "multipart/report"):
        forms = [texts for texts in (list(_texts(child)) for child in within) if texts]
        plain = (texts for texts in forms if texts[0].kind == "text/plain")
        yield from next(plain, forms[0] if forms else [])
    else:
        for child in within:
            yield from _texts(child)


def text(mail: MailPart) -> str:
    """What a person reads in a mail, as far as it is read; "" if nothing is to be read."""
    return "\n".join(_said(part).rstrip("\n") for part in _shown(mail))[:READ].strip("\n")


def _said(part: MailPart) -> str:
    content = part.content[: 4 * READ]  # no letter takes more bytes
    said = decoded(content, part.get_content_charset() or "")
    if part.kind == "text/html":
        return markup.lines(said)
    if str(part.get_param("format", "")).casefold() == "flowed":
        return unfolded(said, drops=str(part.get_param("delsp", "")).casefold() == "yes")
    return said
