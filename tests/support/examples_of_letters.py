"""Invented cases for the letters: one matter as it could be, and how it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from notifications.letters import Letter, Origin, write
from notifications.weekly import more_of
from notifications.words import Words
from states.errors import Term
from workflow.outbox.calendars import WITHOUT
from workflow.outbox.case import Case
from workflow.outbox.collective import CollectiveLine
from workflow.rounds.overdue import OverdueWork
from workflow.rounds.trouble import Trouble
from workflow.rounds.week import AnswerOnRecord, LongestSilence, Week
from workflow.store.seal import Seal

# What the pages of a kind know, beside what all letters know.
PAGES: dict[str, dict[str, Any]] = {
    "report": {
        **{"reference": "BA-001/2020.3-B1/1", "recipient": "Stadtrat", "due": date(2021, 3, 31)},
        **{"office_due": date(2021, 3, 3), "first_due": date(2020, 12, 31), "meeting": date(2021, 3, 31)},
        **{"late_days": 1, "extensions": 1, "progress": "in_work", "evidence": "regelmäßig zu berichten"},
        **{"interval": "P6M", "event": "submit", "state": "submitted"},
    },
    "task": {
        **{"reference": "BA-001/2020.1-A1", "due": date(2021, 3, 31), "first_due": date(2020, 12, 31)},
        **{"late_days": 1, "extensions": 1, "progress": "in_work"},
        **{"resolved_on": date(2020, 3, 25), "event": "accept", "state": "done"},
    },
    "duty": {
        **{"reference": "BA-001/2020.3-B1", "recipient": "Stadtrat", "evidence": "regelmäßig zu berichten"},
        **{"event": "open", "state": "unclear"},
    },
    "station": {
        **{"reference": "BA-001/2020-S1", "recipient": "Stadtrat", "waiting_since": date(2021, 1, 11)},
        **{"event": "wait", "state": "waiting", "department": ""},
    },
    "motion": {
        **{"reference": "BA-001/2020", "event": "register", "state": "registered", "wording": "", "department": ""},
    },
    "meeting": {
        **{"reference": "StR-2021-04-14", "meeting": date(2021, 4, 14), "event": "convene", "state": "planned"},
        **{"number": "", "subject": "", "wording": "", "department": ""},
    },
    "register": {
        **{"reference": "", "number": "", "subject": "", "wording": "", "department": "", "note": "", "event": "", "state": ""},
        **{"post": "clerk", "name": "", "unanswered": (), "gathered": (), "trouble": "", "token": "", "key": (0, "weekly_letter", 2021, 13)},
    },
}
KINDS = {"collective": "meeting", "objection": "motion", "undeliverable": "report", "step": "report", "weekly_letter": "register"}
# What a department has answered; who answers has no letter unanswered since.
PROMISED: dict[str, Any] = {"promised": date(2021, 4, 9), "unanswered": ()}
REQUESTED: dict[str, Any] = {"asked_until": date(2021, 5, 31), "unanswered": ()}
_AHEAD = {"late_days": 0}
_FIRST = {"unanswered": ()}  # nothing was asked before
OF_RUNG: dict[str, dict[str, Any]] = {
    "report_start": {**_AHEAD, **_FIRST, "office_due": date(2021, 5, 12), "due": date(2021, 6, 9), "meeting": date(2021, 6, 9)},
    "report_status": {**_AHEAD, **PROMISED, "office_due": date(2021, 4, 19), "due": date(2021, 5, 12), "meeting": date(2021, 5, 12)},
    "report_last_call": {**_AHEAD, "office_due": date(2021, 4, 8), "due": date(2021, 5, 5), "meeting": date(2021, 5, 5)},
    "report_today": {**_AHEAD, "office_due": date(2021, 4, 1), "due": date(2021, 4, 28), "meeting": date(2021, 4, 28)},
    "task_start": {**_AHEAD, **_FIRST, "due": date(2021, 5, 12)},
    "task_status": {**_AHEAD, **PROMISED, "due": date(2021, 4, 19)},
    "motion_agenda": {"post": "clerk", "name": "", "latest_meeting": date(2021, 4, 28)},
    "motion_returned": {"post": "clerk", "name": "", "event": "return", "state": "returned", "note": "Die Unterschrift fehlt."},
    "station_undated": {"post": "clerk", "name": ""},
    "duty_unclear": {"post": "clerk", "name": ""},
    "report_waits": {"post": "clerk", "name": "", "submitted_on": date(2021, 3, 29)},
    "undeliverable": {"post": "clerk", "name": "", "key": (7, "undeliverable", 12, 1)},
    "objection": {"post": "mayor_office", "name": "", "objection_until": date(2021, 5, 3), "objection_safe": date(2021, 4, 30)},
    "task_unassigned": {"post": "clerk", "name": "", "department": "", **_FIRST},
    "task_undated": {"post": "clerk", "name": "", "due": None, "first_due": None, **_AHEAD, **_FIRST},
    "task_undated_long": {"post": "contact", "name": "Erika Muster", "calendar": ""},
    "task_completion": {"post": "clerk", "name": "", "event": "report_completion", "state": "completion_reported"},
    "task_infeasible": {"post": "clerk", "name": "", "event": "report_infeasible", "state": "infeasible_reported", "note": "Der Grund gehört der Stadt nicht."},
    "duty_suspended": {"post": "clerk", "name": "", "event": "suspend", "state": "suspended"},
    "duty_unassigned": {"post": "clerk", "name": "", "department": "", "state": "active"},
    "station_passed": {"post": "clerk", "name": "", "waiting_since": None, "station_day": date(2021, 3, 24)},
    **{f"motion_{rung}": {"post": "clerk", "name": ""} for rung in ("unconfirmed", "idle", "objected", "supervised", "implemented")},
    "collective": {"post": "council", "name": ""},
    "task_year": {"post": "council", "name": "", "unanswered": ()},
}


def case(rung: str, **other: Any) -> Case:
    """A case of *rung* in which everything is known that a matter of its kind can know."""
    kind = other.get("kind") or KINDS.get(rung) or KINDS.get(rung.split("_")[0]) or rung.split("_")[0]
    facts: dict[str, Any] = {
        **dict.fromkeys(("due", "office_due", "first_due", "meeting", "asked_until", "promised")),
        **dict.fromkeys(("latest_meeting", "objection_until", "objection_safe", "waiting_since")),
        **dict.fromkeys(("resolved_on", "submitted_on", "station_day")),
        **{"stands_since": date(2021, 3, 3), "received": date(2021, 2, 22)},
        **dict.fromkeys(("late_days", "extensions"), 0),
        **dict.fromkeys(("evidence", "recipient", "progress", "interval"), ""),
        **{"rung": rung, "key": (7, rung, 2, 1), "post": "contact", "name": "Erika Muster"},
        **{"copied": False, "token": "0123456789ab", "kind": kind, "number": "BA-001/2020", "public": True},
        **{"subject": "Radweg am Fluss", "wording": "Die Lücke ist zu schließen & zu <melden>."},
        **{"department": "Tiefbauamt", "day": date(2021, 4, 1), "asked_late": False, "on": date(2021, 4, 1)},
        **{"note": "Die Lücke ist zu.", "unanswered": (date(2021, 3, 3), date(2021, 3, 10))},
        "trouble": "gibtsnicht@example.org: 550 no such user",
        "gathered": ("BA-001/2020.3-B1/1", "BA-002/2020.1-A1"),
        "calendar": "PUBLISH" if rung.startswith(("report_", "task_")) and rung not in WITHOUT else "",
        "revision": 2,
        **PAGES[kind],
        **{name: value for start, more in OF_RUNG.items() if rung.startswith(start) for name, value in more.items()},
    }
    return Case(**{**facts, **other})


def origin(language: str) -> Origin:
    """A council office that writes at a known moment."""
    return Origin(
        language=language,
        council="Stadtrat Musterstadt",
        sender="ratsbuero@example.org",
        reply_to="antwort@example.org",
        register="0d5a8a0e-6c53-4a51-9d39-6b8c6c9b8a11",
        created=datetime(2020, 1, 1, tzinfo=UTC),
        at=datetime(2021, 4, 1, 6, 0, tzinfo=UTC),
        zone="Europe/Berlin",
    )


OVERVIEW = [
    ("overdue", [CollectiveLine("BA-001/2020.1-A1", "Radweg am Fluss", date(2021, 1, 31))]),
    ("repeal", []),
    ("open", [CollectiveLine("BA-002/2020.1-A1", "Bänke", None)]),
    ("done", [CollectiveLine("BA-003/2020.1-A1", "Brunnen", None)]),
]


WEEK = Week(
    day=date(2021, 3, 29),
    first=date(2021, 3, 22),
    last=date(2021, 3, 28),
    late=False,
    missed=None,
    asked={"report_late": 3, "task_status": 1},
    sent=4,
    answered=(
        AnswerOnRecord("BA-001/2020.3-B1/1", "submit", date(2021, 3, 24)),
        AnswerOnRecord("BA-002/2020.1-A1", "announce", date(2021, 3, 26)),
    ),
    waiting=1,
    overdue={
        "Tiefbauamt": (
            OverdueWork("BA-001/2020.1-A1", "Radweg am Fluss", date(2021, 1, 31)),
            OverdueWork("BA-003/2020.1-B1/4", "", date(2021, 3, 24)),
        ),
        "": tuple(OverdueWork(f"BA-{n:03}/2020.1-A1", "Bänke", date(2021, 3, 1)) for n in range(11, 25)),
    },
    silence=LongestSilence("BA-005/2020.2-B1", Term("duty_state", "suspended"), date(2021, 6, 28), 58),
    troubles=(
        Trouble("family", {"reference": "BA-007/2020", "trouble": "KeyError: 'P6M'"}),
        Trouble("held", {"reference": "BA-008/2020", "since": "2021-03-26"}),
        Trouble("letter", {"number": 12, "address": "gibtsnicht@example.org", "trouble": "550 no such user"}),
        Trouble("unconfirmed", {"address": "tiefbau@example.org", "count": 2}),
        Trouble("mail", {"trouble": "Connection refused"}),
    ),
    seal=Seal("9f" * 32, 45, 210),
    next=date(2021, 4, 6),
    call="Rechenzentrum, 0371 488-1234",
)
QUIET = replace(WEEK, late=True, asked={}, sent=0, answered=(), waiting=0, overdue={}, silence=None, troubles=(), call="")


def written(*cases: Case, language: str, week: Week = WEEK) -> Letter:
    """The letter for these cases."""
    return write(list(cases), origin(language), {"overview": OVERVIEW, **more_of(week, Words(language))})
