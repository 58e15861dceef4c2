"""Makes sheets of a paper: one of a file, one of each paper attached to an e-mail."""

from __future__ import annotations

from dataclasses import dataclass, replace

from states.errors import RatswegError
from workflow.intake.draft import Finding
from workflow.intake.errors import (
    EmptyPaper,
    NestedTooDeep,
    NoOcr,
    PaperTooLarge,
    TooManyAttachments,
    TooManyScanned,
)
from workflow.intake.formats import plain
from workflow.intake.formats.apart import APART
from workflow.intake.formats.cleaning import cleaned
from workflow.intake.formats.kinds import kind
from workflow.intake.formats.limits import LIMITS
from workflow.intake.formats.running import without_running
from workflow.intake.formats.sheet import Sheet
from workflow.intake.formats.tesseract import available


def sheets(content: bytes, name: str) -> list[Sheet]:
    """The papers in a file as clean text; *name* is only passed on.

    Raises:
        RatswegError: it cannot be read; one of the classes in `workflow.intake.errors`.
    """
    try:
        return _sheets(content, name, _Opened())
    except RatswegError as error:
        error.fields.setdefault("name", name)
        raise


@dataclass
class _Opened:
    """How much of an e-mail was opened: attachments in all, and mails in one another."""

    attachments: int = 0
    depth: int = 0


def _sheets(content: bytes, name: str, opened: _Opened) -> list[Sheet]:
    if len(content) > LIMITS.bytes:
        raise PaperTooLarge(limit=f"{LIMITS.bytes // 1_000_000} MB")
    if not content.strip():
        raise EmptyPaper()
    found = kind(content)
    if found == "mail":
        return _of_mail(content, name, opened)
    text, noticed = plain.text(content) if found == "plain" else _of_format(found, content)
    written, seen = cleaned(text)
    if not written.strip():
        raise EmptyPaper()
    return [Sheet(name, written, (*noticed, *seen))]


def _of_format(found: str, content: bytes) -> tuple[str, list[Finding]]:
    """The pages of a paper; those that are pictures are recognised where that can be done."""
    if found == "picture" and not available():
        raise NoOcr()
    pages = APART.pages(found, content)
    pictures = [number for number, page in enumerate(pages) if page is None]
    if len(pictures) > LIMITS.scanned:
        raise TooManyScanned(pages=len(pictures), limit=LIMITS.scanned)
    failures = [failure for number in pictures if (failure := _recognise(found, content, pages, number))]
    if failures and len(failures) == len(pages):
        raise failures[0]
    read = [number for number in pictures if pages[number] is not None]
    noticed = [Finding("scanned", {"pages": _listed(read)})] if read else []
    unread = [number for number in pictures if pages[number] is None]
    noticed += [Finding("pages_unread", {"pages": _listed(unread)})] if unread else []
    return _joined(pages), noticed


def _recognise(found: str, content: bytes, pages: list[str | None], number: int) -> RatswegError | None:
    """Put the text of a pictured page among *pages*; what prevents it costs no other page."""
    if not available():
        return NoOcr()
    try:
        pages[number] = APART.recognised(found, content, number)
    except RatswegError as error:
        return error
    return None


def _joined(pages: list[str | None]) -> str:
    return "\n\f".join(without_running([page or "" for page in pages]))


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number + 1) for number in numbers)


def _of_mail(content: bytes, name: str, opened: _Opened) -> list[Sheet]:
    """The papers attached; the letter itself only where none of them can be read."""
    from workflow.intake.formats import mail  # heavy, and mails are rare

    if opened.depth >= LIMITS.mails:
        raise NestedTooDeep()
    letter = mail.opened(content)
    opened.attachments += len(letter.attachments)
    if opened.attachments > LIMITS.attachments:
        raise TooManyAttachments(limit=LIMITS.attachments)
    opened.depth += 1
    found: list[Sheet] = []
    failures: list[RatswegError] = []
    for attachment in letter.attachments:
        try:
            found += _sheets(attachment.content, attachment.name, opened)
        except TooManyAttachments:
            raise
        except RatswegError as error:
            error.fields.setdefault("name", attachment.name)
            failures.append(error)
    opened.depth -= 1
    if not found:
        found = _of_letter(letter.body, name, failures)
    unread = [Finding("attachment_unread", {"attachment": str(e.fields["name"])}) for e in failures]
    return [replace(found[0], findings=(*found[0].findings, *unread)), *found[1:]]


def _of_letter(body: bytes, name: str, failures: list[RatswegError]) -> list[Sheet]:
    """The letter as a sheet; if there is none, the first attachment says why nothing was read."""
    if not body.strip():
        raise failures[0] if failures else EmptyPaper()
    return _sheets(body, name, _Opened(depth=LIMITS.mails))
