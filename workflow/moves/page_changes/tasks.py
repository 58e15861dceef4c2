"""What an event writes on the page of a task."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from workflow.moves.page_changes import answers
from workflow.moves.page_changes.answers import end_of_term
from workflow.moves.page_changes.change import Changes, Effects
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Task
from workflow.store.told import Told


def _assign(desk: Desk, matter: Matter, page: Task, given: Told) -> Changes:
    going_on = _after_stop(desk, matter, page) if matter.state == "on_hold" else page.due
    due = end_of_term(desk, given.until) if given.until else going_on
    changed: Changes = {"department": given.department}
    if due:
        changed |= {"due": due, "type": "once", "first_due": page.first_due or due}
    return changed


def _after_stop(desk: Desk, matter: Matter, page: Task) -> date | None:
    """The due day of a task that goes on: later by as many days as it stood still.

    The term stops while the body holds the task, or an objection does (domain.md 11.3, 5;
    domain.md 9.4, T22); the first date is kept.
    """
    since = _stopped_on(desk, matter, page)
    if page.due is None or since is None:
        return page.due
    return end_of_term(desk, page.due + (desk.today - since))


def _stopped_on(desk: Desk, matter: Matter, page: Task) -> date | None:
    """Since when the task has stood still; at the earliest since its date was last set."""
    held = (col(Entry.matter_id) == matter.id) & col(Entry.event).in_(("hold", "block"))
    objected = (col(Entry.matter_id) == matter.root_id) & (col(Entry.event) == "object")
    stops = held | objected if matter.state == "blocked" else held
    newest = select(col(Entry.on)).where(stops).order_by(col(Entry.at).desc()).limit(1)
    stop = desk.session.scalars(newest).first()
    return max(stop, desk.session.get_one(Entry, (matter.id, page.turn)).on) if stop else None


def _release(desk: Desk, matter: Matter, page: Task, _g: Told) -> Changes:
    return {"due": _after_stop(desk, matter, page)}


def _vacate(_d: Desk, _m: Matter, _p: Task, _g: Told) -> Changes:
    return {"department": None}


def _wait(_d: Desk, _m: Matter, _p: Task, given: Told) -> Changes:
    return {"resubmit_on": given.until}


def _go_on(desk: Desk, matter: Matter, page: Task, _g: Told) -> Changes:
    due = _after_stop(desk, matter, page) if matter.state == "on_hold" else page.due
    return {"resubmit_on": None, "due": due}


def _progress(_d: Desk, _m: Matter, page: Task, given: Told) -> Changes:
    return {"progress": given.progress or page.progress}


def _done(_d: Desk, _m: Matter, _p: Task, _g: Told) -> Changes:
    return {"progress": "done"}


def _extended(desk: Desk, _m: Matter, page: Task, given: Told) -> Changes:
    until = given.until or page.extension_asked
    assert until is not None  # the guard has seen it
    due = end_of_term(desk, until)
    return {**answers.extended(page, due), "type": "once"}


TASK: Effects[Task] = {
    "assign": _assign,
    "reassign": _assign,
    "release": _release,
    "vacate": _vacate,
    "wait": _wait,
    "hold": _wait,
    "resume": _go_on,
    "report_part": _progress,
    "report_completion": _progress,
    "accept": _done,
    "announce": answers.announced,
    "request_extension": answers.asked,
    "grant_extension": _extended,
    "refuse_extension": answers.refused,
}
