"""What an event writes on the page of a task."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from workflow.moves.page_changes.answers import end_of_term
from workflow.moves.page_changes.motions import Effect
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter
from workflow.store.told import Told

Changes = dict[str, Any]


def _assign(desk: Desk, matter: Matter, page: Any, given: Told) -> Changes:
    going_on = _after_stop(desk, matter, page) if matter.state == "on_hold" else page.due
    due = end_of_term(desk, given.until) if given.until else going_on
    dated = {"due": due, "type": "once"} if due else {}
    first = {"first_due": due} if due and page.first_due is None else {}
    return {"department": given.department, **dated, **first}


def _after_stop(desk: Desk, matter: Matter, page: Any) -> date | None:
    """The due day of a task that goes on: later by as many days as it stood still.

    The term stops while the body holds the task, or an objection does (domain.md 11.3, 5;
    domain.md 9.4, T22); the first date is kept.
    """
    due: date | None = page.due
    since = _stopped_on(desk, matter, page)
    return end_of_term(desk, due + (desk.today - since)) if due and since else due


def _stopped_on(desk: Desk, matter: Matter, page: Any) -> date | None:
    """Since when the task has stood still; at the earliest since its date was last set."""
    held = (col(Entry.matter_id) == matter.id) & col(Entry.event).in_(("hold", "block"))
    objected = (col(Entry.matter_id) == matter.root_id) & (col(Entry.event) == "object")
    stops = held | objected if matter.state == "blocked" else held
    newest = select(col(Entry.on)).where(stops).order_by(col(Entry.at).desc()).limit(1)
    stop = desk.session.scalars(newest).first()
    return max(stop, desk.session.get_one(Entry, (matter.id, page.turn)).on) if stop else None


def _release(desk: Desk, matter: Matter, page: Any, _g: Told) -> Changes:
    return {"due": _after_stop(desk, matter, page)}


def _vacate(_d: Desk, _m: Matter, _p: Any, _g: Told) -> Changes:
    return {"department": None}


def _wait(_d: Desk, _m: Matter, _p: Any, given: Told) -> Changes:
    return {"resubmit_on": given.until}


def _go_on(desk: Desk, matter: Matter, page: Any, _g: Told) -> Changes:
    due = _after_stop(desk, matter, page) if matter.state == "on_hold" else page.due
    return {"resubmit_on": None, "due": due}


def _progress(_d: Desk, _m: Matter, page: Any, given: Told) -> Changes:
    return {"progress": given.progress or page.progress}


def _done(_d: Desk, _m: Matter, _p: Any, _g: Told) -> Changes:
    return {"progress": "done"}


EFFECTS: dict[tuple[str, str], Effect] = {
    ("task", "assign"): _assign,
    ("task", "reassign"): _assign,
    ("task", "release"): _release,
    ("task", "vacate"): _vacate,
    ("task", "wait"): _wait,
    ("task", "hold"): _wait,
    ("task", "resume"): _go_on,
    ("task", "report_part"): _progress,
    ("task", "report_completion"): _progress,
    ("task", "accept"): _done,
}
