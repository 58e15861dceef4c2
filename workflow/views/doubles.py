"""What came in twice: a paper in another format, an amendment to the same place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.store.models import Entry, Matter, Motion

Draft = dict[str, Any]


def same_paper(session: Session, motion: Matter, draft: Draft) -> list[str]:
    """The references of other motions of the same number, or subject and submitters."""
    number, mine = draft.get("motion_number"), _marks(draft)
    wanted = select(Matter, Motion).join(Motion, col(Motion.matter_id) == Matter.id)
    found = []
    for other, page in session.execute(wanted.where(col(Matter.id) != motion.id)):
        theirs = page.draft or {"subject": page.subject, "submitters": page.submitters}
        numbered = bool(number) and number in (page.number, theirs.get("motion_number"))
        if numbered or (mine[0] and mine == _marks(theirs)):
            found.append(other.reference)
    return found


def _marks(draft: Draft) -> tuple[str, tuple[str, ...]]:
    subject = " ".join((draft.get("subject") or "").casefold().split())
    return subject, tuple(sorted(name.casefold() for name in draft.get("submitters") or []))


def same_place(session: Session, motion: Matter, draft: Draft) -> Iterator[tuple[str, list[str]]]:
    """(reference, points) of every other amendment that changes what this one changes."""
    mine = _places(draft)
    for reference, other in _amendments(session, motion) if mine else ():
        shared = sorted(point for target, point in mine & _places(other))
        if shared:
            yield reference, shared


def _places(draft: Draft) -> set[tuple[str, str]]:
    """(number of the motion, point) that an amendment changes; what it only adds is no place."""
    amendment = draft.get("amendment") or {}
    points = {str(c["point"]) for c in amendment.get("changes") or [] if c.get("point")}
    return {(target, point) for target in amendment.get("targets") or [] for point in points}


def _amendments(session: Session, motion: Matter) -> Iterator[tuple[str, Draft]]:
    """Every other paper that amends: as it waits, or as it was read before it was registered."""
    pages = select(Matter, Motion).join(Motion, col(Motion.matter_id) == Matter.id)
    for other, page in session.execute(pages.where(col(Matter.id) != motion.id)):
        if page.draft and page.draft.get("amendment"):
            yield other.reference, page.draft
    told = select(Entry, col(Matter.reference)).join(Matter, col(Matter.id) == Entry.matter_id)
    registered = told.where(col(Entry.event) == "register", col(Matter.id) != motion.id)
    for entry, reference in session.execute(
        registered.where(col(Entry.facts).contains('"amendment":{'))
    ):
        read = json.loads(entry.facts)
        draft = read.get("page", {}).get("draft", [None])[0] or {}
        yield reference, {**draft, **read.get("corrected", {})}
