"""What a department answers on a task or a report, and what is decided on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from states.calendar import TermClass
from workflow.moves.page_changes.motions import Effect
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter
from workflow.store.told import Told
from workflow.timing.report_dates import target_of

Changes = dict[str, Any]


def end_of_term(desk: Desk, day: date) -> date:
    """*day*, or the next on which somebody can perform (BGB section 193; S68)."""
    return desk.law.calendar.ends(day, TermClass.SERVICE_DUE)


def not_before(missed_after: date | None, due: date) -> date | None:
    """When it is missed: not before its own day; None stays None (no next turn is known)."""
    return max(missed_after, due) if missed_after else None


def _announce(_d: Desk, _m: Matter, page: Any, given: Told) -> Changes:
    return {"promised": given.until, "progress": given.progress or page.progress}


def _ask(desk: Desk, _m: Matter, page: Any, given: Told) -> Changes:
    asked_on = given.on or desk.today
    late = page.due is not None and asked_on > page.due
    progress = given.progress or page.progress
    return {"extension_asked": given.until, "asked_late": late, "progress": progress}


def _extend(desk: Desk, _m: Matter, page: Any, given: Told) -> Changes:
    # The first date is kept, whatever follows (domain 5.2, 4).
    due = end_of_term(desk, given.until or page.extension_asked)
    return {
        "due": due,
        "first_due": page.first_due or page.due or due,
        "extension_asked": None,
        "extensions": page.extensions + 1,
    }


def _extend_task(desk: Desk, matter: Matter, page: Any, given: Told) -> Changes:
    return {**_extend(desk, matter, page, given), "type": "once"}


def _extend_report(desk: Desk, matter: Matter, page: Any, given: Told) -> Changes:
    changed = _extend(desk, matter, page, given)
    duty = desk.session.get_one(Duty, matter.parent_id)
    target = target_of(desk, duty, changed["due"], since=page.due)
    missed = not_before(page.missed_after, changed["due"])
    return {**changed, **target.page(), "bound": False, "missed_after": missed}


def _no_extension(_d: Desk, _m: Matter, _p: Any, _g: Told) -> Changes:
    return {"extension_asked": None}


EFFECTS: dict[tuple[str, str], Effect] = {
    ("task", "grant_extension"): _extend_task,
    ("report", "grant_extension"): _extend_report,
    **{(kind, "announce"): _announce for kind in ("task", "report")},
    **{(kind, "request_extension"): _ask for kind in ("task", "report")},
    **{(kind, "refuse_extension"): _no_extension for kind in ("task", "report")},
}
