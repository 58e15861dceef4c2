"""What the guards of a duty may look at: its cadence as it would be, and its reports."""

from __future__ import annotations

from datetime import date

from states.facts import DutyFacts
from states.law import CHARTS
from states.report import AWAITED, FULFILLED, OWED, UNBEGUN
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter
from workflow.store.told import Told
from workflow.timing.cadence import Cadence
from workflow.timing.meeting_days import days_of
from workflow.timing.turns import Turn, completed_on, first_due, next_due, told_cadence, turns_of


def duty_facts(desk: Desk, matter: Matter, page: Duty, given: Told) -> DutyFacts:
    """The facts about a duty as they are now, and what the actor brings along."""
    turns, told = turns_of(desk, matter.id), told_cadence(page, given)
    served = turns[-1].day if turns else None
    # The day of the newest report is over, or it is in the council office's hands.
    passed = served is not None and (turns[-1].state not in OWED or served < desk.today)
    ahead = told.every_meeting is None or _meeting(desk, page, told, served) is not None
    last_day_over = told.until is not None and told.until < desk.today
    recurs = told.recurs(served) and (ahead or not last_day_over)
    closed = _count(turns, tuple(CHARTS["report"].over))
    return DutyFacts(
        interpreted_by=given.interpreted_by,
        after_task=given.after_task,
        cadence_complete=_complete(desk, page, told, given.recipient or page.recipient),
        once=not recurs,
        last_day_over=last_day_over,
        meeting_ahead=ahead or not passed or not recurs,
        next_due_passed=passed and recurs and ahead and matter.state == "active",
        open_reports=len(turns) - closed,
        owed_reports=_count(turns, AWAITED),
        begun_reports=len(turns) - closed - _count(turns, UNBEGUN),
        closed_reports=closed,
        final_noted=any(turn.state in FULFILLED and turn.report.final for turn in turns),
    )


def _count(turns: list[Turn], states: tuple[str, ...]) -> int:
    return sum(turn.state in states for turn in turns)


def _complete(desk: Desk, page: Duty, told: Cadence, recipient: str | None) -> bool:
    if told.every_meeting is not None:
        return next_due(desk, page.matter_id, recipient, told) is not None
    return told.anchor is not None or completed_on(desk, page.after_task) is not None


def _meeting(desk: Desk, page: Duty, told: Cadence, served: date | None) -> date | None:
    if served is None:
        return first_due(desk, page.recipient, told, served=None)[0]
    return told.following(served, desk.law.calendar, days_of(desk, page.recipient))
