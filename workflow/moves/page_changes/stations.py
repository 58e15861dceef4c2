"""What an event writes on the page of a station or a meeting."""

from __future__ import annotations

from states.terms import after
from workflow.errors import MeetingExists
from workflow.moves.page_changes.change import Changes, Effects
from workflow.store.desk import Desk
from workflow.store.models import Matter, Meeting, Station
from workflow.store.told import Told
from workflow.timing.meeting_days import meeting_on


def _schedule(desk: Desk, _m: Matter, _p: Station, given: Told) -> Changes:
    day = desk.session.get_one(Meeting, given.meeting_id).day if given.meeting_id else None
    return {"meeting_id": given.meeting_id, "day": day, "resubmit_on": None, "waiting_since": None}


def _defer(_d: Desk, _m: Matter, _p: Station, given: Told) -> Changes:
    return {"resubmit_on": given.until, "meeting_id": None, "day": None, "waiting_since": None}


def _shelve(desk: Desk, _m: Matter, _p: Station, given: Told) -> Changes:
    start = given.on or desk.today
    later = given.until or after(start, f"P{desk.law.days('resubmit_days')}D")
    since = None if given.until else start
    return {"resubmit_on": later, "meeting_id": None, "day": None, "waiting_since": since}


def _plan_again(desk: Desk, _m: Matter, page: Station, _g: Told) -> Changes:
    since = page.waiting_since or desk.today
    cleared = dict.fromkeys(("resubmit_on", "meeting_id", "day", "advice"))
    return {**cleared, "waiting_since": since}


def advised(desk: Desk, page: Station, event: str, given: Told) -> Changes:
    """A body has given its advice: which, and on which day."""
    return {"advice": event, "day": given.on or page.day or desk.today}


def _move(desk: Desk, _m: Matter, page: Meeting, given: Told) -> Changes:
    assert given.until is not None  # the guard has seen it
    other = meeting_on(desk.session, page.body, given.until)
    if other is not None:
        raise MeetingExists(body=page.body, day=given.until, reference=other.reference)
    return {"day": given.until}


ADVICE = {"recommend", "recommend_amended", "recommend_against", "give_no_advice", "hear", "note"}
STATION: Effects[Station] = {
    "schedule": _schedule,
    "move": _schedule,
    "defer": _defer,
    "shelve": _shelve,
    "miss": _shelve,
    "refer": _shelve,
    "resume": _plan_again,
    "reopen": _plan_again,
}
MEETING: Effects[Meeting] = {"move": _move}
