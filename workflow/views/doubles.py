"""What came in twice: a paper in another format, an amendment to the same place."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import Session, col

from papers.draft.draft import Draft
from workflow.store.models import Entry, Matter, Motion


def same_paper(session: Session, motion: Matter, draft: Draft) -> list[str]:
    """The references of other motions of the same number, or subject and submitters."""
    number, mine = draft.motion_number, _marks(draft)
    wanted = select(Matter, Motion).join(Motion, col(Motion.matter_id) == Matter.id)
    found = []
    for other, page in session.execute(wanted.where(col(Matter.id) != motion.id)):
        known = Draft(subject=page.subject, submitters=tuple(page.submitters))
        theirs = Draft.from_json(page.draft) if page.draft else known
        numbered = bool(number) and number in (page.number, theirs.motion_number)
        if numbered or (mine[0] and mine == _marks(theirs)):
            found.append(other.reference)
    return found


def _marks(draft: Draft) -> tuple[str, tuple[str, ...]]:
    subject = " ".join((draft.subject or "").casefold().split())
    return subject, tuple(sorted(name.casefold() for name in draft.submitters))


def same_place(session: Session, motion: Matter, draft: Draft) -> Iterator[tuple[str, list[str]]]:
    """(reference, points) of every other amendment that changes what this one changes."""
    mine = _places(draft)
    for reference, other in _amendments(session, motion) if mine else ():
        shared = sorted(point for target, point in mine & _places(other))
        if shared:
            yield reference, shared


def _places(draft: Draft) -> set[tuple[str, str]]:
    """(number of the motion, point) that an amendment changes; what it only adds is no place."""
    if draft.amendment is None:
        return set()
    points = {change.point for change in draft.amendment.changes if change.point}
    return {(target, point) for target in draft.amendment.targets for point in points}


def _amendments(session: Session, motion: Matter) -> Iterator[tuple[str, Draft]]:
    """Every other paper that amends: as it waits, or as it was read before it was registered."""
    pages = select(Matter, Motion).join(Motion, col(Motion.matter_id) == Matter.id)
    for other, page in session.execute(pages.where(col(Matter.id) != motion.id)):
        if page.draft and page.draft.get("amendment"):
            yield other.reference, Draft.from_json(page.draft)
    told = select(Entry, col(Matter.reference)).join(Matter, col(Matter.id) == Entry.matter_id)
    registered = told.where(col(Entry.event) == "register", col(Matter.id) != motion.id)
    for entry, reference in session.execute(
        registered.where(col(Entry.facts).contains('"amendment":{'))
    ):
        read = json.loads(entry.facts)
        draft = read.get("page", {}).get("draft", [None])[0] or {}
        yield reference, Draft.from_json({**draft, **read.get("corrected", {})})
