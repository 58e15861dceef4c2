"""Reads of the register that change nothing: what a motion has become, and what is where."""

from __future__ import annotations

import json
from typing import cast

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from workflow.store.models import Alias, Document, Entry, Matter, Motion, Page
from workflow.store.pages import any_page
from workflow.views.family import FamilyCards, duties_of
from workflow.views.shapes import VERSION
from workflow.views.shapes.cards import Card, MotionCard
from workflow.views.shapes.parts import ActTold, Day, EntryTold, Moment, PaperTold
from workflow.views.shapes.shown import AnySheet, MotionSheet

# Shown by the paper, not by `show`.
HIDDEN = {"matter_id", "draft", "reasoning", "signatories"}


def show(session: Session, matter: Matter) -> AnySheet:
    """Everything about *matter* in plain JSON: its page, what is below it, and its acts."""
    if matter.kind == "motion":
        return _motion(session, matter)
    children = select(Matter).where(col(Matter.parent_id) == matter.id).order_by(col(Matter.id))
    found = {
        "version": VERSION,
        **card(session, matter),
        "below": [card(session, child) for child in session.scalars(children)],
        "papers": papers_of(session, matter.id),
        "acts": acts(session, matter),
    }
    return cast("AnySheet", found)


def card(session: Session, matter: Matter) -> Card:
    """One matter with its page, in plain JSON; days as YYYY-MM-DD."""
    return card_of(matter, any_page(session, matter))


def motion_card(session: Session, motion: Matter) -> MotionCard:
    """The same of a motion."""
    return cast("MotionCard", card(session, motion))


def card_of(matter: Matter, page: Page) -> Card:
    """The same, where the page has been read already."""
    found = {
        "reference": (isinstance(page, Motion) and page.number) or matter.reference,
        "kind": matter.kind,
        "state": matter.state,
        "public": matter.public,
        **page.model_dump(mode="json", exclude=HIDDEN),
    }
    return cast("Card", found)


def display(session: Session, matter: Matter) -> str:
    """What people call it: a motion by its number once it has one."""
    if matter.kind == "motion":
        return session.get_one(Motion, matter.id).number or matter.reference
    return matter.reference


def _motion(session: Session, motion: Matter) -> MotionSheet:
    wanted = select(Matter).where(col(Matter.root_id) == motion.id).order_by(col(Matter.id))
    family = FamilyCards((one, card(session, one)) for one in list(session.scalars(wanted)))
    page = session.get_one(Motion, motion.id)
    aliases = select(col(Alias.number)).where(col(Alias.matter_id) == motion.id)
    points, own = family.points(), family.duties(motion.id)
    return {
        "version": VERSION,
        **motion_card(session, motion),
        "numbers": sorted(session.scalars(aliases)),
        "confirmed": page.draft is None,
        "draft": page.draft,
        "stations": family.stations(),
        "points": points,
        "duties_open": own,
        "duties": list(duties_of(own, points)),
        "tasks": [task for point in points for task in point.get("tasks", [])],
        "papers": papers_of(session, motion.id),
        "acts": acts(session, motion),
    }


def papers_of(session: Session, matter_id: int) -> list[PaperTold]:
    """What came in with a matter: a motion's paper, a report's attachments."""
    wanted = select(col(Document.name), col(Document.sha256)).where(
        col(Document.matter_id) == matter_id
    )
    found = session.execute(wanted.order_by(col(Document.id)))
    return [{"name": name, "sha256": digest} for name, digest in found]


def acts(session: Session, matter: Matter) -> list[ActTold]:
    """One row an act in the family of *matter* (of a motion) or on *matter* itself."""
    whole = or_(col(Matter.id) == matter.id, col(Matter.root_id) == matter.id)
    wanted = (
        select(Entry, func.coalesce(Motion.number, Matter.reference), col(Matter.kind))
        .join(Matter, col(Matter.id) == Entry.matter_id)
        .outerjoin(Motion, col(Motion.matter_id) == col(Matter.id))
        .where(whole)
        .order_by(col(Entry.at), col(Entry.matter_id), col(Entry.step))
    )
    found: dict[str, ActTold] = {}
    for entry, reference, kind in session.execute(wanted):
        at = Moment(entry.at.isoformat())
        act = found.setdefault(entry.act, {"act": entry.act, "at": at, "entries": []})
        act["entries"].append(_told(entry, reference, kind))
    return sorted(found.values(), key=lambda act: act["at"])


def _told(entry: Entry, reference: str, kind: str) -> EntryTold:
    facts = json.loads(entry.facts)
    return {
        "reference": reference,
        "kind": kind,
        "on": Day(entry.on.isoformat()),
        "event": entry.event,
        "source": entry.source,
        "target": entry.target,
        "by": entry.by,
        "actor": entry.actor,
        "note": entry.note,
        "login": facts.get("login"),
        "means": facts.get("means"),
        "first": f"{entry.matter_id}.{entry.step}" == entry.act,
    }
