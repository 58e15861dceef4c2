"""What a department answers on a task or a report, and what is decided on it."""

from __future__ import annotations

from datetime import date

from states.calendar import TermClass
from workflow.moves.page_changes.change import Changes
from workflow.store.desk import Desk
from workflow.store.models import Matter, Report, Task
from workflow.store.told import Told


def end_of_term(desk: Desk, day: date) -> date:
    """*day*, or the next on which somebody can perform (BGB section 193; S68)."""
    return desk.law.calendar.ends(day, TermClass.SERVICE_DUE)


def announced(_d: Desk, _m: Matter, page: Task | Report, given: Told) -> Changes:
    """The day the department promises, and how far it is."""
    return {"promised": given.until, "progress": given.progress or page.progress}


def asked(desk: Desk, _m: Matter, page: Task | Report, given: Told) -> Changes:
    """The day to which an extension is asked for, and whether it was asked for in time."""
    asked_on = given.on or desk.today
    late = page.due is not None and asked_on > page.due
    progress = given.progress or page.progress
    return {"extension_asked": given.until, "asked_late": late, "progress": progress}


def extended(page: Task | Report, due: date) -> Changes:
    """The new day; the first date is kept, whatever follows (domain 5.2, 4)."""
    return {
        "due": due,
        "first_due": page.first_due or page.due or due,
        "extension_asked": None,
        "extensions": page.extensions + 1,
    }


def refused(_d: Desk, _m: Matter, _p: Task | Report, _g: Told) -> Changes:
    """Nothing is asked for any more."""
    return {"extension_asked": None}
