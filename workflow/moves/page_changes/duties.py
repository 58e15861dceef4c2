"""What an event writes on the page of a duty."""

from __future__ import annotations

from dataclasses import replace

from workflow.moves.page_changes.change import Changes, Effects
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter
from workflow.store.told import Told
from workflow.timing.cadence import Cadence
from workflow.timing.meeting_days import days_of
from workflow.timing.turns import completed_on, next_due, told_cadence, turns_of


def _cadence(desk: Desk, _m: Matter, page: Duty, given: Told) -> Changes:
    told = told_cadence(page, given)
    anchor = told.anchor
    if anchor is None and told.every_meeting is None:
        anchor = completed_on(desk, page.after_task)
    told = replace(told, anchor=anchor)
    recipient = given.recipient or page.recipient
    due = next_due(desk, page.matter_id, recipient, told)
    return {
        "interval": told.interval,
        "anchor": told.anchor,
        "until": told.until,
        "every_meeting": told.every_meeting,
        "at_meeting": told.at_meeting,
        "next_due": due,
        "recipient": recipient,
        "department": given.department or page.department,
        "interpreted_by": given.interpreted_by or page.interpreted_by,
        "asked_from": None,
    }


def _await_meeting(desk: Desk, _m: Matter, _p: Duty, _g: Told) -> Changes:
    return {"asked_from": desk.today}


def _await_task(desk: Desk, _m: Matter, page: Duty, given: Told) -> Changes:
    cleared = {"interval": None, "anchor": None, "every_meeting": None, "next_due": None}
    told = {"after_task": given.after_task, "interpreted_by": given.interpreted_by}
    return {**cleared, **told, **_owner(desk, _m, page, given), "asked_from": desk.today}


def _owner(_d: Desk, _m: Matter, page: Duty, given: Told) -> Changes:
    return {
        "recipient": given.recipient or page.recipient,
        "department": given.department or page.department,
    }


def _plan_next(desk: Desk, _m: Matter, page: Duty, _g: Told) -> Changes:
    newest, days = turns_of(desk, page.matter_id)[-1], days_of(desk, page.recipient)
    return {"next_due": Cadence.of(page).following(newest.day, desk.law.calendar, days)}


def _follow(_d: Desk, _m: Matter, _p: Duty, given: Told) -> Changes:
    return {"next_due": given.until}


DUTY: Effects[Duty] = {
    **dict.fromkeys(("confirm", "interpret", "change_cadence", "resume", "reopen"), _cadence),
    "plan_next": _plan_next,
    "move": _follow,
    "await_meeting": _await_meeting,
    "await_task": _await_task,
    "reassign": _owner,
}
