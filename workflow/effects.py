"""What an event writes on the page of its matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from states.votes import Tally, VotingRules, outcome
from workflow import cadence
from workflow.desk import Desk
from workflow.facts import facts_of
from workflow.given import Given
from workflow.models import Duty, Matter, Meeting

Effect = Callable[[Any, Any, Any, Given], dict[str, Any]]

# A change of one of these starts a new ladder of reminders.
STARTS_LADDER = {"due", "department", "anchor", "interval", "asked_from"}


def changes(desk: Desk, matter: Matter, page: Any, event: str, given: Given) -> dict[str, Any]:
    """The new values of the page's fields when *event* happens to *matter*."""
    effect = EFFECTS.get((matter.kind, event))
    changed = effect(desk, matter, page, given) if effect else {}
    if matter.kind == "station" and event in ADVICE:
        changed |= {"advice": event, "day": given.on or page.day or desk.today}
    return changed


def tally_json(tally: Tally, rules: VotingRules) -> dict[str, Any]:
    """A tally as it stands in an entry, with the rules it was judged by."""
    judged = {"entitled": rules.entitled, "quorum": rules.quorum(tally.excluded)}
    figures = {k: v for k, v in asdict(tally).items() if v is not None}
    without = tally.stated is not None
    return {**figures, **judged, "outcome": outcome(tally, rules), "without_figures": without}


# Motion


def _register(desk: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {**given.page, "draft": None}


def _join(_d: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    return {"submitters": [*page.submitters, given.submitter]}


def _leave(_d: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    return {"submitters": [name for name in page.submitters if name != given.submitter]}


def _take_over(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"submitters": [given.submitter]}


def _revise(_d: Desk, _m: Matter, page: Any, _g: Given) -> dict[str, Any]:
    return {"text_version": page.text_version + 1}


def _resolved(desk: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    # The day of the resolution is not counted (BGB section 187(1)).
    start = given.on or desk.today
    return {"objection_until": start + timedelta(days=desk.law.days("objection_days"))}


# Point


def _amend(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"wording": given.wording, "amended": True}


def _voted(desk: Desk, matter: Matter, page: Any, given: Given) -> dict[str, Any]:
    rules = facts_of(desk, matter, page, given).voting
    return {"tally": tally_json(given.tally, rules)} if given.tally and rules else {}


# Station

ADVICE = {"recommend", "recommend_amended", "recommend_against", "give_no_advice", "hear", "note"}


def _schedule(desk: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    day = desk.session.get_one(Meeting, given.meeting_id).day if given.meeting_id else None
    return {"meeting_id": given.meeting_id, "day": day, "resubmit_on": None}


def _defer(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"resubmit_on": given.until, "meeting_id": None, "day": None}


def _shelve(desk: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    start = given.on or desk.today
    later = given.until or start + timedelta(days=desk.law.days("resubmit_days"))
    return {"resubmit_on": later, "meeting_id": None, "day": None}


def _plan_again(_d: Desk, _m: Matter, _p: Any, _g: Given) -> dict[str, Any]:
    return {"resubmit_on": None, "meeting_id": None, "day": None, "advice": None}


# Task


def _assign(_d: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    due = given.until or page.due
    dated = {"due": due, "type": "once"} if due else {}
    first = {"first_due": due} if due and page.first_due is None else {}
    return {"department": given.department, **dated, **first}


def _vacate(_d: Desk, _m: Matter, _p: Any, _g: Given) -> dict[str, Any]:
    return {"department": None}


def _wait(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"resubmit_on": given.until}


def _go_on(_d: Desk, _m: Matter, _p: Any, _g: Given) -> dict[str, Any]:
    return {"resubmit_on": None}


def _ask(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"extension_asked": given.until}


def _extend(_d: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    return {
        "due": given.until,
        "type": "once",
        "first_due": page.first_due or page.due or given.until,
        "extension_asked": None,
        "extensions": page.extensions + 1,
    }


def _no_extension(_d: Desk, _m: Matter, _p: Any, _g: Given) -> dict[str, Any]:
    return {"extension_asked": None}


# Duty and report


def _cadence(desk: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    interval = given.interval if given.first else page.interval
    anchor = given.first or page.anchor
    due, _ = cadence.next_due(interval, anchor, newest=None, today=desk.today)
    return {
        "interval": interval,
        "anchor": anchor,
        "next_due": due,
        "recipient": given.recipient or page.recipient,
        "department": given.department or page.department,
        "interpreted_by": given.interpreted_by or page.interpreted_by,
        "until": given.until or page.until,
        "asked_from": None,
    }


def _owner(_d: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    return {
        "recipient": given.recipient or page.recipient,
        "department": given.department or page.department,
    }


def _owner_of_duty(desk: Desk, matter: Matter, _p: Any, _g: Given) -> dict[str, Any]:
    duty = desk.session.get_one(Duty, matter.parent_id)
    return {"recipient": duty.recipient, "department": duty.department}


def _plan_next(_d: Desk, _m: Matter, page: Any, _g: Given) -> dict[str, Any]:
    return {"next_due": cadence.following(page.interval, page.anchor, page.next_due)}


def _submit(desk: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    return {"submitted_on": given.on or desk.today, "text": given.text or page.text}


def _text(_d: Desk, _m: Matter, page: Any, given: Given) -> dict[str, Any]:
    return {"text": given.text or page.text}


def _place(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"meeting_id": given.meeting_id}


def _noted(desk: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"noted_on": given.on or desk.today}


def _more(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"due": given.until, "submitted_on": None, "noted_on": None, "meeting_id": None}


# Meeting


def _move(_d: Desk, _m: Matter, _p: Any, given: Given) -> dict[str, Any]:
    return {"day": given.until}


EFFECTS: dict[tuple[str, str], Effect] = {
    ("motion", "register"): _register,
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
    ("task", "assign"): _assign,
    ("task", "reassign"): _assign,
    ("task", "vacate"): _vacate,
    ("task", "wait"): _wait,
    ("task", "hold"): _wait,
    ("task", "resume"): _go_on,
    ("task", "request_extension"): _ask,
    ("task", "grant_extension"): _extend,
    ("task", "refuse_extension"): _no_extension,
    **{
        ("duty", event): _cadence
        for event in ("confirm", "interpret", "change_cadence", "resume", "reopen")
    },
    ("duty", "plan_next"): _plan_next,
    ("duty", "reassign"): _owner,
    ("report", "reassign"): _owner_of_duty,
    ("report", "send_for_approval"): _text,
    ("report", "submit"): _submit,
    ("report", "approve"): _submit,
    ("report", "place"): _place,
    ("report", "note"): _noted,
    ("report", "demand_more"): _more,
    ("meeting", "move"): _move,
}
