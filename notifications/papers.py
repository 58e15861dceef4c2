"""A mail that brings papers: which of its files are motions, and what belongs to them."""

from __future__ import annotations

from dataclasses import replace

from notifications.inbound import attachments, bodies, headers
from notifications.inbound.parts import parsed
from workflow.arrivals import Arrival, read
from workflow.intake.errors import EmptyPaper
from workflow.received import Received
from workflow.reception import Paper


def papers(mail: Received) -> list[Arrival]:
    """The papers in a mail, at least one: each file in which there is a motion.

    What is no motion, or the same one in another format, is kept with the first. Where no
    file is a motion it is the mail's text, else its largest file, else the mail itself.

    Raises:
        TooLargeToKeep: a file, or the mail.
    """
    files = [one for file in attachments(mail.content) for one in _read(file.name, file.content)]
    text = _text(mail)
    found = _distinct([one for one in files if one.is_motion])
    if not found:
        found = [one for one in text if one.is_motion or not files]
    if not found and files:
        found = [max(files, key=lambda one: len(one.paper.content))]
    if not found:
        found = [read(Paper("mail.eml", mail.content))]
    with_it = tuple(one.paper for one in (*files, *text) if one not in found)
    found[0] = replace(found[0], annexes=with_it)
    return [replace(one, received=mail.received) for one in found]


def _text(mail: Received) -> list[Arrival]:
    """What the mail itself says, as a paper under its subject; none if it says nothing."""
    said = parsed(mail.content)
    subject = headers.text(said, "Subject").strip()[:100]
    return _read(f"{subject or 'mail'}.txt", bodies.text(said).encode("utf-8"))


def _read(name: str, content: bytes) -> list[Arrival]:
    try:
        return [read(Paper.named(name, content))]
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
    points = [item for draft in motion.drafts for item in draft.get("resolution_items") or []]
    return "".join(c for item in points for c in item["text"].casefold() if c.isalnum())
