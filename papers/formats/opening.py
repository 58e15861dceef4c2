"""Opens a paper in the process that reads: what it is, its clean text, or the parts it consists of."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from papers.draft.draft import Finding
from papers.errors import BrokenPaper, EmptyPaper, PaperTooLarge
from papers.formats import plain, readers
from papers.formats.cleaning import cleaned
from papers.formats.kinds import kind
from papers.formats.limits import LIMITS
from papers.formats.running import without_running
from states.errors import RatswegError

T = TypeVar("T")
Opened = dict[str, Any]  # JSON values


def opened(content: bytes) -> tuple[Opened, list[bytes]]:
    """The kind of a paper; of a mail its files, the letter itself first, with their names; else its text.

    Where pages are pictures there is no text yet, but the pages: None for each picture.

    Raises:
        RatswegError: it cannot be read; fields but for its name.
    """
    found = kind(content)
    if found == "mail":
        from papers.formats import mail  # heavy, and mails are rare

        letter = mail.opened(content)
        names = [attachment.name for attachment in letter.attachments]
        return {"kind": found, "names": names}, [letter.body, *(a.content for a in letter.attachments)]
    if found == "plain":
        text, noticed = plain.text(content)
        return {"kind": found, **_clean(text, noticed)}, []
    pages = _of_library(lambda: readers.pages(found, content))
    if None in pages:
        return {"kind": found, "pages": pages}, []
    return {"kind": found, **_joined(pages)}, []


def recognised(content: bytes, kind: str, number: int) -> str:
    """The text in the picture of a page, counted from 0.

    Raises:
        RatswegError: it cannot be painted or recognised.
    """
    return _of_library(lambda: readers.recognised(kind, content, number))


def joined(content: bytes) -> Opened:
    """The clean text of pages, which come as a list in JSON.

    Raises:
        EmptyPaper, PaperTooLarge.
    """
    return _joined(json.loads(content))


def _of_library(work: Callable[[], T]) -> T:
    """Whatever else a library raises at a paper means that the paper is broken."""
    try:
        return work()
    except RatswegError:
        raise
    except Exception as error:
        raise BrokenPaper(trouble=f"{type(error).__name__}: {error}"[:200]) from error


def _joined(pages: list[str | None]) -> Opened:
    return _clean("\n\f".join(without_running([page or "" for page in pages])), [])


def _clean(text: str, noticed: list[Finding]) -> Opened:
    if len(text) > LIMITS.characters:
        raise PaperTooLarge(limit=f"{LIMITS.characters // 1_000_000} million characters")
    written, seen = cleaned(text)
    if not written.strip():
        raise EmptyPaper()
    return {"text": written, "findings": [asdict(finding) for finding in (*noticed, *seen)]}
