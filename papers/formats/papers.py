"""Makes sheets of a paper: one of a file, one of each paper attached to an e-mail."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from typing import Any

from papers.draft.draft import Finding
from papers.errors import (
    EmptyPaper,
    NestedTooDeep,
    NoOcr,
    PaperTooLarge,
    TooManyAttachments,
    TooManyScanned,
)
from papers.formats.apart import APART
from papers.formats.limits import LIMITS
from papers.formats.patience import patience, within
from papers.formats.sheet import Sheet
from papers.wire import made
from states.errors import RatswegError

_LAST = 0.2  # of a paper's seconds: for what comes after its pictures
Opened = dict[str, Any]


def sheets(content: bytes, name: str) -> list[Sheet]:
    """The papers in a file as clean text; *name* is only passed on.

    Raises:
        RatswegError: it cannot be read; one of the classes in `papers.errors`.
    """
    try:
        with within(LIMITS.seconds_a_mail):
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
    began = time.monotonic()
    with within(LIMITS.seconds):
        found, files = APART.call("papers.formats.opening:opened", content)
        if found["kind"] != "mail":
            return [replace(_of_paper(found, content, name), took=time.monotonic() - began)]
    attachments = [*zip(found["names"], files[1:], strict=True)]
    return _of_mail(files[0], attachments, name, opened)


def _of_paper(found: Opened, content: bytes, name: str) -> Sheet:
    """A paper's sheet; its pages that are pictures are recognised where that can be done."""
    pages, noticed = found.get("pages"), []
    if pages is not None:
        noticed = _with_pictures(found["kind"], content, pages)
        found, _ = APART.call("papers.formats.opening:joined", json.dumps(pages).encode())
    seen = made(tuple[Finding, ...], found["findings"])
    return Sheet(name, found["text"], (*noticed, *seen))


def _with_pictures(kind: str, content: bytes, pages: list[str | None]) -> list[Finding]:
    """Put what is recognised among *pages*; say which were, and which could not be."""
    pictures = [number for number, page in enumerate(pages) if page is None]
    if len(pictures) > LIMITS.scanned:
        raise TooManyScanned(pages=len(pictures), limit=LIMITS.scanned)
    failures: list[RatswegError] = []
    for number in pictures:
        failure = _recognise(kind, content, pages, number)
        failures += [failure] if failure else []
        if isinstance(failure, NoOcr):  # the picture is good, but no other would be read either
            break
    if all(page is None for page in pages):
        raise failures[0]
    read = [number for number in pictures if pages[number] is not None]
    noticed = [Finding("scanned", {"pages": _listed(read)})] if read else []
    unread = [number for number in pictures if pages[number] is None]
    return noticed + ([Finding("pages_unread", {"pages": _listed(unread)})] if unread else [])


def _recognise(kind: str, content: bytes, pages: list[str | None], number: int) -> RatswegError | None:
    """Put the text of a pictured page among *pages*; what prevents it costs no other page.

    Some seconds are left to what was read: a page too many takes nothing from it.
    """
    try:
        with within(min(LIMITS.seconds_a_picture, patience().left - LIMITS.seconds * _LAST)):
            text, _ = APART.call("papers.formats.opening:recognised", content, kind=kind, number=number)
    except RatswegError as error:
        return error
    pages[number] = text
    return None


def _listed(numbers: list[int]) -> str:
    return ", ".join(str(number + 1) for number in numbers)


def _of_mail(
    body: bytes, attachments: list[tuple[str, bytes]], name: str, opened: _Opened
) -> list[Sheet]:
    """The papers attached; the letter itself only where none of them can be read."""
    if opened.depth >= LIMITS.mails:
        raise NestedTooDeep()
    opened.attachments += len(attachments)
    if opened.attachments > LIMITS.attachments:
        raise TooManyAttachments(limit=LIMITS.attachments)
    opened.depth += 1
    found: list[Sheet] = []
    failures: list[RatswegError] = []
    for attached, content in attachments:
        try:
            found += _sheets(content, attached, opened)
        except TooManyAttachments:
            raise
        except RatswegError as error:
            error.fields.setdefault("name", attached)
            failures.append(error)
    opened.depth -= 1
    if not found:
        found = _of_letter(body, name, failures)
    unread = [Finding("attachment_unread", {"attachment": str(e.fields["name"])}) for e in failures]
    return [replace(found[0], findings=(*found[0].findings, *unread)), *found[1:]]


def _of_letter(body: bytes, name: str, failures: list[RatswegError]) -> list[Sheet]:
    """The letter as a sheet; if there is none, the first attachment says why nothing was read."""
    if not body.strip():
        raise failures[0] if failures else EmptyPaper()
    return _sheets(body, name, _Opened(depth=LIMITS.mails))
