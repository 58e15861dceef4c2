"""What an event writes on the page of a report."""

from __future__ import annotations

from datetime import date

from workflow.moves.page_changes import answers
from workflow.moves.page_changes.answers import end_of_term
from workflow.moves.page_changes.change import Changes, Effects
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter, Report
from workflow.store.told import Told
from workflow.timing.report_dates import target_of


def _owner_of_duty(desk: Desk, matter: Matter, page: Report, _g: Told) -> Changes:
    duty = desk.session.get_one(Duty, matter.parent_id)
    owner: Changes = {"recipient": duty.recipient, "department": duty.department}
    if duty.recipient == page.recipient:
        return owner
    return {**owner, **target_of(desk, duty, page.due, since=None).page()}


def _moved(_d: Desk, _m: Matter, page: Report, given: Told) -> Changes:
    due = given.page["due"]
    assert isinstance(due, date)  # of the target that goes along with the meeting
    return {**given.page, "missed_after": not_before(page.missed_after, due)}


def _contents(_d: Desk, _m: Matter, page: Report, given: Told) -> Changes:
    return {
        "text": given.text or page.text,
        "progress": given.progress or page.progress,
        "next_step": given.next_step or page.next_step,
        "obstacles": given.obstacles or page.obstacles,
        "final": given.final or page.final,
    }


def _submit(desk: Desk, matter: Matter, page: Report, given: Told) -> Changes:
    settled = {"promised": None, "extension_asked": None}
    return {
        "submitted_on": given.on or desk.today,
        **settled,
        **_contents(desk, matter, page, given),
    }


def _place(_d: Desk, _m: Matter, _p: Report, given: Told) -> Changes:
    return {"meeting_id": given.meeting_id}


def _noted(desk: Desk, _m: Matter, _p: Report, given: Told) -> Changes:
    return {"noted_on": given.on or desk.today}


def _more(desk: Desk, matter: Matter, page: Report, given: Told) -> Changes:
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


def _extended(desk: Desk, matter: Matter, page: Report, given: Told) -> Changes:
    until = given.until or page.extension_asked
    assert until is not None  # the guard has seen it
    due = end_of_term(desk, until)
    duty = desk.session.get_one(Duty, matter.parent_id)
    target = target_of(desk, duty, due, since=page.due)
    missed = not_before(page.missed_after, due)
    return {
        **answers.extended(page, due),
        **target.page(),
        "bound": False,
        "missed_after": missed,
    }


def not_before(missed_after: date | None, due: date) -> date | None:
    """When it is missed: not before its own day; None stays None (no next turn is known)."""
    return max(missed_after, due) if missed_after else None


REPORT: Effects[Report] = {
    "reassign": _owner_of_duty,
    "move": _moved,
    "send_for_approval": _contents,
    "submit": _submit,
    "approve": _submit,
    "place": _place,
    "note": _noted,
    "demand_more": _more,
    "announce": answers.announced,
    "request_extension": answers.asked,
    "grant_extension": _extended,
    "refuse_extension": answers.refused,
}
