"""Reads of the register that change nothing: what a motion has become, and what is where."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from workflow.store.models import Alias, Document, Entry, Matter, Motion, Page
from workflow.store.pages import any_page

# Shown by the paper, not by `show`.
HIDDEN = {"matter_id", "draft", "reasoning", "signatories"}


def show(session: Session, matter: Matter) -> dict[str, Any]:
    """Everything about *matter* in plain JSON: its page, what is below it, and its acts."""
    found = card(session, matter)
    if matter.kind == "motion":
        found |= _motion(session, matter)
    else:
        children = select(Matter).where(col(Matter.parent_id) == matter.id)
        rows = list(session.scalars(children.order_by(col(Matter.id))))
        found |= {"below": [card(session, child) for child in rows]}
    found |= {"papers": papers_of(session, matter.id)}
    return found | {"acts": acts(session, matter)}


def card(session: Session, matter: Matter) -> dict[str, Any]:
    """One matter with its page, in plain JSON; days as YYYY-MM-DD."""
    return card_of(matter, any_page(session, matter))


def card_of(matter: Matter, page: Page) -> dict[str, Any]:
    """The same, where the page has been read already."""
    return {
        "reference": (isinstance(page, Motion) and page.number) or matter.reference,
        "kind": matter.kind,
        "state": matter.state,
        "public": matter.public,
        **page.model_dump(mode="json", exclude=HIDDEN),
    }


def display(session: Session, matter: Matter) -> str:
    """What people call it: a motion by its number once it has one."""
    if matter.kind == "motion":
        return session.get_one(Motion, matter.id).number or matter.reference
    return matter.reference


# Under which name a row has what is below it, by the kind of that.
BELOW = {
    "station": "stations",
    "point": "points",
    "task": "tasks",
    "duty": "duties_open",
    "report": "reports",
}


def _motion(session: Session, motion: Matter) -> dict[str, Any]:
    family = select(Matter).where(col(Matter.root_id) == motion.id).order_by(col(Matter.id))
    matters = list(session.scalars(family))
    cards = {matter.id: card(session, matter) for matter in matters}
    for matter in matters:
        parent = cards.get(matter.parent_id or 0)
        if parent is not None:
            parent.setdefault(BELOW[matter.kind], []).append(cards[matter.id])
    points = sorted(
        (cards[m.id] for m in matters if m.kind == "point"), key=lambda p: int(p["position"])
    )
    stations = [_dated(cards[m.id]) for m in matters if m.kind == "station"]
    page = session.get_one(Motion, motion.id)
    aliases = select(col(Alias.number)).where(col(Alias.matter_id) == motion.id)
    own = [cards[m.id] for m in matters if m.kind == "duty" and m.parent_id == motion.id]
    return {
        "numbers": sorted(session.scalars(aliases)),
        "confirmed": page.draft is None,
        "draft": page.draft,
        "stations": sorted(stations, key=lambda s: (s["role"] == "decision", s["position"])),
        "points": points,
        "duties_open": own,
        "duties": [{"point": None, **duty} for duty in own]
        + [duty for point in points for duty in _duties(point)],
        "tasks": [task for point in points for task in point.get("tasks", [])],
    }


def _dated(station: dict[str, Any]) -> dict[str, Any]:
    """A station of a motion: its day is called its date, as in the draft it was read from."""
    return {name: value for name, value in station.items() if name != "day"} | {
        "date": station["day"]
    }


def papers_of(session: Session, matter_id: int) -> list[dict[str, Any]]:
    """What came in with a matter: a motion's paper, a report's attachments."""
    wanted = select(col(Document.name), col(Document.sha256)).where(
        col(Document.matter_id) == matter_id
    )
    found = session.execute(wanted.order_by(col(Document.id)))
    return [{"name": name, "sha256": digest} for name, digest in found]


def _duties(point: dict[str, Any]) -> list[dict[str, Any]]:
    """The duties of a point: as they run, or before adoption as they were read."""
    if "duties_open" in point:
        return [{"point": point["reference"], **duty} for duty in point["duties_open"]]
    return [
        {
            "point": point["reference"],
            "state": "read",
            "order": read.get("kind"),
            "recipient": read.get("recipient"),
            "interval": None if read.get("recurrence") == "irregular" else read.get("recurrence"),
            "anchor": read.get("first_due"),
            "evidence": read.get("evidence"),
        }
        for read in point["duties"]
    ]


def acts(session: Session, matter: Matter) -> list[dict[str, Any]]:
    """One row an act in the family of *matter* (of a motion) or on *matter* itself."""
    whole = or_(col(Matter.id) == matter.id, col(Matter.root_id) == matter.id)
    wanted = (
        select(Entry, func.coalesce(Motion.number, Matter.reference), col(Matter.kind))
        .join(Matter, col(Matter.id) == Entry.matter_id)
        .outerjoin(Motion, col(Motion.matter_id) == col(Matter.id))
        .where(whole)
        .order_by(col(Entry.at), col(Entry.matter_id), col(Entry.step))
    )
    found: dict[str, dict[str, Any]] = {}
    for entry, reference, kind in session.execute(wanted):
        act = found.setdefault(
            entry.act, {"act": entry.act, "at": entry.at.isoformat(), "entries": []}
        )
        told = {n: getattr(entry, n) for n in ("event", "source", "target", "by", "actor", "note")}
        facts = json.loads(entry.facts)
        told |= {name: facts.get(name) for name in ("login", "means")}
        row = {"reference": reference, "kind": kind, "on": entry.on.isoformat(), **told}
        row["first"] = f"{entry.matter_id}.{entry.step}" == entry.act
        act["entries"].append(row)
    return sorted(found.values(), key=lambda act: str(act["at"]))
