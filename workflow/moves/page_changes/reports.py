"""What an event writes on the page of a report."""

from __future__ import annotations

from typing import Any

from workflow.moves.page_changes.answers import end_of_term, not_before
from workflow.moves.page_changes.motions import Effect
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter
from workflow.store.told import Told
from workflow.timing.report_dates import target_of

Changes = dict[str, Any]


def _owner_of_duty(desk: Desk, matter: Matter, page: Any, _g: Told) -> Changes:
    duty = desk.session.get_one(Duty, matter.parent_id)
    owner = {"recipient": duty.recipient, "department": duty.department}
    if duty.recipient == page.recipient:
        return owner
    return {**owner, **target_of(desk, duty, page.due, since=None).page()}


def _moved(_d: Desk, _m: Matter, page: Any, given: Told) -> Changes:
    return {**given.page, "missed_after": not_before(page.missed_after, given.page["due"])}


def _contents(_d: Desk, _m: Matter, page: Any, given: Told) -> Changes:
    return {
        "text": given.text or page.text,
        "progress": given.progress or page.progress,
        "next_step": given.next_step or page.next_step,
        "obstacles": given.obstacles or page.obstacles,
        "final": given.final or page.final,
    }


def _submit(desk: Desk, matter: Matter, page: Any, given: Told) -> Changes:
    settled = {"promised": None, "extension_asked": None}
    return {
        "submitted_on": given.on or desk.today,
        **settled,
        **_contents(desk, matter, page, given),
    }


def _place(_d: Desk, _m: Matter, _p: Any, given: Told) -> Changes:
    return {"meeting_id": given.meeting_id}


def _noted(desk: Desk, _m: Matter, _p: Any, given: Told) -> Changes:
    return {"noted_on": given.on or desk.today}


def _more(desk: Desk, matter: Matter, page: Any, given: Told) -> Changes:
    assert given.until is not None  # the guard has seen it
    due = end_of_term(desk, given.until)
    duty = desk.session.get_one(Duty, matter.parent_id)
    target = target_of(desk, duty, due, since=page.due)
    return {
        **target.page(),
        "first_due": page.first_due or page.due,
        "bound": False,
        "missed_after": not_before(page.missed_after, due),
        "final": False,
        "submitted_on": None,
        "noted_on": None,
    }


EFFECTS: dict[tuple[str, str], Effect] = {
    ("report", "reassign"): _owner_of_duty,
    ("report", "move"): _moved,
    ("report", "send_for_approval"): _contents,
    ("report", "submit"): _submit,
    ("report", "approve"): _submit,
    ("report", "place"): _place,
    ("report", "note"): _noted,
    ("report", "demand_more"): _more,
}
