"""What an event writes on the page of a motion or a point."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from states.calendar import TermClass, latest_meeting
from states.terms import after
from states.votes import Tally, VotingRules, outcome
from workflow.moves.page_changes.change import Changes, Effects
from workflow.moves.voting import voting_rules
from workflow.store import named
from workflow.store.desk import Desk
from workflow.store.models import Matter, Motion, Point
from workflow.store.told import Told
from workflow.timing.meeting_days import days_of


def tally_json(tally: Tally, rules: VotingRules) -> dict[str, object]:
    """A tally as it stands in an entry, with the rules it was judged by."""
    judged = {"entitled": rules.entitled, "quorum": rules.quorum(tally.excluded)}
    figures = {k: v for k, v in asdict(tally).items() if v is not None}
    without = tally.stated is not None
    return {**figures, **judged, "outcome": outcome(tally, rules), "without_figures": without}


def _register(desk: Desk, _m: Matter, page: Motion, given: Told) -> Changes:
    told = given.page.get("received")
    received = told if isinstance(told, date) else page.received
    return {**given.page, "draft": None, "latest_meeting": latest_for(desk, received)}


def latest_for(desk: Desk, received: date) -> date | None:
    """The latest meeting for a motion *received* on that day, as the meetings are known now."""
    days = days_of(desk, desk.law.main_body.name)
    notice = desk.law.days("notice_days")
    return latest_meeting(received, days, desk.law.calendar, notice_days=notice)


def _set_latest(desk: Desk, _m: Matter, page: Motion, _g: Told) -> Changes:
    return {"latest_meeting": latest_for(desk, page.received)}


def _join(_d: Desk, _m: Matter, page: Motion, given: Told) -> Changes:
    return {"submitters": [*page.submitters, given.submitter]}


def _leave(_d: Desk, _m: Matter, page: Motion, given: Told) -> Changes:
    leaving = named.submitter(page.submitters, given.submitter or "")
    return {"submitters": [name for name in page.submitters if name != leaving]}


def _take_over(_d: Desk, _m: Matter, _p: Motion, given: Told) -> Changes:
    return {"submitters": [given.submitter]}


def _revise(_d: Desk, _m: Matter, page: Motion, _g: Told) -> Changes:
    return {"text_version": page.text_version + 1}


def _resolved(desk: Desk, _m: Matter, _p: Motion, given: Told) -> Changes:
    start = given.on or desk.today
    raw = after(start, f"P{desk.law.days('objection_days')}D")
    calendar = desk.law.calendar
    # Whether section 193 moves the end is open, so the unshifted day is shown as the safe one.
    until = calendar.ends(raw, TermClass.LEGAL_ACT)
    return {"objection_until": until, "objection_safe": calendar.safe(raw)}


def _amend(_d: Desk, _m: Matter, _p: Point, given: Told) -> Changes:
    return {"wording": given.wording, "amended": True}


def _voted(desk: Desk, matter: Matter, _p: Point, given: Told) -> Changes:
    if given.tally is None:
        return {}
    motion = desk.session.get_one(Matter, matter.parent_id)
    rules = voting_rules(desk, motion, given.on or desk.today)
    return {"tally": tally_json(given.tally, rules)}


RESOLVED = ("adopt", "adopt_amended", "adopt_partly", "decide_urgently")
RESOLVED_AGAIN = ("confirm", "change", "uphold")
MOTION: Effects[Motion] = {
    "register": _register,
    "set_latest_meeting": _set_latest,
    "join": _join,
    "leave": _leave,
    "take_over": _take_over,
    "revise": _revise,
    **dict.fromkeys((*RESOLVED, *RESOLVED_AGAIN), _resolved),
}
POINT: Effects[Point] = {"amend": _amend, "adopt": _voted, "reject": _voted}
