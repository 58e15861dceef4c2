"""A mail that brings papers: which of its files are motions, and what belongs to them."""

from __future__ import annotations

from dataclasses import replace

from notifications.inbound.apart import unpacked
from papers.draft.draft import Finding, unread
from papers.errors import EmptyPaper
from papers.file import File
from states.errors import RatswegError
from workflow.inbox.arrivals import Arrival, read
from workflow.inbox.mail import Received

_WHOLE = "mail.eml"


def papers(mail: Received) -> list[Arrival]:
    """The papers in a mail, at least one: each file in which there is a motion.

    What is no motion, or the same one in another format, is kept with the first, which says
    what of it could not be read. Where no file is a motion it is the mail's text, else its
    largest file, else the mail itself.

    Raises:
        TooLargeToKeep: a file, or the mail.
    """
    try:
        pieces = unpacked(mail.content)
    except RatswegError as error:
        return [whole(mail, error)]
    files = [one for file in pieces.files for one in _read(file.name, file.content)]
    text = _read(f"{pieces.subject[:100] or 'mail'}.txt", pieces.text.encode("utf-8"))
    found = _distinct([one for one in files if one.is_motion])
    if not found:
        found = [one for one in text if one.is_motion or not files]
    if not found and files:
        found = [max(files, key=lambda one: len(one.paper.content))]
    if not found:
        found = [read(File(_WHOLE, mail.content))]
    with_it = [one for one in (*files, *text) if one not in found]
    found[0] = _with_annexes(found[0], with_it)
    return [replace(one, received=mail.received) for one in found]


def whole(mail: Received, error: RatswegError) -> Arrival:
    """A mail as the paper, of which nothing could be read: *error* says why."""
    error.fields.setdefault("name", _WHOLE)
    return Arrival(File(_WHOLE, mail.content), [unread(error)], received=mail.received)


def _with_annexes(first: Arrival, annexes: list[Arrival]) -> Arrival:
    """*first* with what is kept with it, and a finding for each of these that could not be read."""
    draft, *others = first.drafts
    closed = [one.paper.name for one in annexes if one.unread and not first.unread]
    told = [Finding("attachment_unread", {"attachment": name}) for name in closed]
    draft = replace(draft, findings=(*draft.findings, *told))
    papers = tuple(one.paper for one in annexes)
    return replace(first, drafts=[draft, *others], annexes=papers)


def _read(name: str, content: bytes) -> list[Arrival]:
    try:
        return [read(File.named(name, content))]
    except EmptyPaper:
        return []


def _distinct(motions: list[Arrival]) -> list[Arrival]:
    """Of one motion in several formats the first."""
    found: dict[str, Arrival] = {}
    for motion in motions:
        found.setdefault(_wording(motion), motion)
    return list(found.values())


def _wording(motion: Arrival) -> str:
    """What is to be resolved, letter by letter: formats differ in spaces and hyphens."""
    points = [item for draft in motion.drafts for item in draft.resolution_items]
    return "".join(c for item in points for c in item.text.casefold() if c.isalnum())
