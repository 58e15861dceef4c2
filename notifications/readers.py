"""What a letter asks of its reader: an answer, and a day to be kept."""

from __future__ import annotations

from datetime import date

from states.rungs import IN_DEPARTMENT, Post
from workflow.outbox.case import Case

_DUE = ("start", "status", "last_call", "today")
_LATE = ("late", "late_week", "late_two_weeks", "late_again", "mayor", "body")
# Letters of matters that stand somewhere too long: they say since when.
STANDING = (
    *("task_unassigned", "task_completion", "task_infeasible", "duty_suspended"),
    *("duty_unassigned", "motion_returned", "motion_idle", "motion_objected"),
    *("motion_supervised", "motion_implemented"),
)
# rung -> folder of its letter
FOLDERS = {
    "step": "step",
    **{f"{kind}_{rung}": f"{kind}_due" for kind in ("report", "task") for rung in _DUE},
    **{f"{kind}_{rung}": f"{kind}_late" for kind in ("report", "task") for rung in _LATE},
    "report_waits": "report_waits",
    "task_year": "task_year",
    **{rung: rung for rung in STANDING},
    "task_unassigned_long": "task_unassigned",
    "task_unassigned_mayor": "task_unassigned",
    "task_undated": "task_undated",
    "task_undated_long": "task_undated_long",
    "station_passed": "station_passed",
    "motion_unconfirmed": "motion_unconfirmed",
    "motion_unconfirmed_long": "motion_unconfirmed",
    "duty_unclear": "duty_unclear",
    "duty_unclear_long": "duty_unclear",
    "station_undated": "station_undated",
    "station_undated_again": "station_undated",
    "station_waits": "station_undated",
    "motion_agenda_soon": "motion_agenda",
    "motion_agenda_last": "motion_agenda",
    "objection_soon": "objection",
    "objection_last": "objection",
    "collective": "collective",
    "undeliverable": "undeliverable",
    "weekly_letter": "weekly_letter",
}
ASKED = ("report_due", "report_late", "task_due", "task_late", "task_year", "task_undated_long")
# Of these the council office is told, for it has a question of its own; who does it is asked.
TOLD = ("task_undated_long",)
# The posts that have to answer; the council office does for a post that nobody fills.
ANSWERING = (*IN_DEPARTMENT, Post.CLERK)


def asked(case: Case) -> bool:
    """Whether the letter is of a kind that asks for an answer, whoever reads it."""
    return FOLDERS[case.rung] in ASKED


def asks(case: Case) -> bool:
    """Whether the letter asks its reader for an answer, and not only tells."""
    return asked(case) and _owes(case)


def entry(case: Case) -> str:
    """What the letter does to its reader's calendar: PUBLISH, CANCEL, or "" for nothing.

    A day is published to those who have to keep it, and by a reminder only while it is ahead.
    """
    day = day_of(case)
    if day is None:
        return ""
    if case.calendar != "PUBLISH":
        return case.calendar
    ahead = case.rung == "step" or day >= case.day
    return "PUBLISH" if ahead and _owes(case) else ""


def day_of(case: Case) -> date | None:
    """The day by which the reader has to act: that of the council office where there is one."""
    return case.office_due or case.due


def named(case: Case) -> str:
    """The matter by its title, then its number; of a non-public one the number only."""
    return f"{case.subject} ({case.reference})" if case.subject else case.reference


def told_of(case: Case, fact: str) -> bool:
    """Whether *fact* belongs into the letter: some days tell something in a few letters only."""
    only = {"stands_since": STANDING, "station_day": ("station_passed",)}
    only["received"] = ("motion_unconfirmed",)
    return fact not in only or FOLDERS[case.rung] in only[fact]


def _owes(case: Case) -> bool:
    told = case.post == Post.CLERK and FOLDERS[case.rung] in TOLD
    return not case.copied and case.post in ANSWERING and not told
