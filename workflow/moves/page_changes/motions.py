"""What an event writes on the page of a motion, a point, a station or a meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from states.calendar import TermClass, latest_meeting
from states.terms import after
from states.votes import Tally, VotingRules, outcome
from workflow.errors import MeetingExists
from workflow.moves.facts import facts_of
from workflow.store import named
from workflow.store.desk import Desk
from workflow.store.models import Matter, Meeting
from workflow.store.told import Told
from workflow.timing.meeting_days import days_of, meeting_on

Effect = Callable[[Any, Any, Any, Told], dict[str, Any]]


def tally_json(tally: Tally, rules: VotingRules) -> dict[str, Any]:
    """A tally as it stands in an entry, with the rules it was judged by."""
    judged = {"entitled": rules.entitled, "quorum": rules.quorum(tally.excluded)}
    figures = {k: v for k, v in asdict(tally).items() if v is not None}
    without = tally.stated is not None
    return {**figures, **judged, "outcome": outcome(tally, rules), "without_figures": without}


# Motion


def _register(desk: Desk, _m: Matter, page: Any, given: Told) -> dict[str, Any]:
    received = given.page.get("received", page.received)
    return {**given.page, "draft": None, "latest_meeting": latest_for(desk, received)}


def latest_for(desk: Desk, received: date) -> Any:
    """The latest meeting for a motion *received* on that day, as the meetings are known now."""
    days = days_of(desk, desk.law.main_body.name)
    notice = desk.law.days("notice_days")
    return latest_meeting(received, days, desk.law.calendar, notice_days=notice)


def _set_latest(desk: Desk, _m: Matter, page: Any, _g: Told) -> dict[str, Any]:
    return {"latest_meeting": latest_for(desk, page.received)}


def _join(_d: Desk, _m: Matter, page: Any, given: Told) -> dict[str, Any]:
    return {"submitters": [*page.submitters, given.submitter]}


def _leave(_d: Desk, _m: Matter, page: Any, given: Told) -> dict[str, Any]:
    leaving = named.submitter(page.submitters, given.submitter or "")
    return {"submitters": [name for name in page.submitters if name != leaving]}


def _take_over(_d: Desk, _m: Matter, _p: Any, given: Told) -> dict[str, Any]:
    return {"submitters": [given.submitter]}


def _revise(_d: Desk, _m: Matter, page: Any, _g: Told) -> dict[str, Any]:
    return {"text_version": page.text_version + 1}


def _resolved(desk: Desk, _m: Matter, _p: Any, given: Told) -> dict[str, Any]:
    start = given.on or desk.today
    raw = after(start, f"P{desk.law.days('objection_days')}D")
    calendar = desk.law.calendar
    # Whether section 193 moves the end is open, so the unshifted day is shown as the safe one.
    until = calendar.ends(raw, TermClass.LEGAL_ACT)
    return {"objection_until": until, "objection_safe": calendar.safe(raw)}


# Point


def _amend(_d: Desk, _m: Matter, _p: Any, given: Told) -> dict[str, Any]:
    return {"wording": given.wording, "amended": True}


def _voted(desk: Desk, matter: Matter, page: Any, given: Told) -> dict[str, Any]:
    rules = facts_of(desk, matter, page, given).voting
    return {"tally": tally_json(given.tally, rules)} if given.tally and rules else {}


# Station

ADVICE = {"recommend", "recommend_amended", "recommend_against", "give_no_advice", "hear", "note"}


def _schedule(desk: Desk, _m: Matter, _p: Any, given: Told) -> dict[str, Any]:
    day = desk.session.get_one(Meeting, given.meeting_id).day if given.meeting_id else None
    return {"meeting_id": given.meeting_id, "day": day, "resubmit_on": None, "waiting_since": None}


def _defer(_d: Desk, _m: Matter, _p: Any, given: Told) -> dict[str, Any]:
    return {"resubmit_on": given.until, "meeting_id": None, "day": None, "waiting_since": None}


def _shelve(desk: Desk, _m: Matter, _p: Any, given: Told) -> dict[str, Any]:
    start = given.on or desk.today
    later = given.until or after(start, f"P{desk.law.days('resubmit_days')}D")
    since = None if given.until else start
    return {"resubmit_on": later, "meeting_id": None, "day": None, "waiting_since": since}


def _plan_again(desk: Desk, _m: Matter, page: Any, _g: Told) -> dict[str, Any]:
    since = page.waiting_since or desk.today
    cleared = dict.fromkeys(("resubmit_on", "meeting_id", "day", "advice"))
    return {**cleared, "waiting_since": since}


# Meeting


def _move(desk: Desk, _m: Matter, page: Any, given: Told) -> dict[str, Any]:
    assert given.until is not None  # the guard has seen it
    other = meeting_on(desk.session, page.body, given.until)
    if other is not None:
        raise MeetingExists(body=page.body, day=given.until, reference=other.reference)
    return {"day": given.until}


EFFECTS: dict[tuple[str, str], Effect] = {
    ("motion", "register"): _register,
    ("motion", "set_latest_meeting"): _set_latest,
    ("motion", "join"): _join,
    ("motion", "leave"): _leave,
    ("motion", "take_over"): _take_over,
    ("motion", "revise"): _revise,
    **{
        ("motion", event): _resolved
        for event in ("adopt", "adopt_amended", "adopt_partly", "decide_urgently", "confirm")
        + ("change", "uphold")
    },
    ("point", "amend"): _amend,
    ("point", "adopt"): _voted,
    ("point", "reject"): _voted,
    ("station", "schedule"): _schedule,
    ("station", "move"): _schedule,
    ("station", "defer"): _defer,
    ("station", "shelve"): _shelve,
    ("station", "miss"): _shelve,
    ("station", "refer"): _shelve,
    ("station", "resume"): _plan_again,
    ("station", "reopen"): _plan_again,
    ("meeting", "move"): _move,
}
