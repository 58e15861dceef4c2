"""Invented cases for the letters: one matter as it could be, and how it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from notifications.letters import Letter, Origin, write
from workflow.cases import Case


def case(rung: str, **other: Any) -> Case:
    """A case of *rung* in which everything is known."""
    kind = "task" if rung.startswith("task") else "report"
    facts: dict[str, Any] = {
        **{"rung": rung, "key": (7, rung, 2, 1), "post": "contact", "name": "Erika Muster"},
        **{"copied": False, "token": "0123456789ab", "reference": "BA-001/2020.3-B1/1"},
        **{"kind": kind, "number": "BA-001/2020", "public": True},
        **{"subject": "Radweg am Fluss", "wording": "Die Lücke ist zu schließen & zu <melden>."},
        **{"evidence": "regelmäßig zu berichten", "recipient": "Stadtrat"},
        **{"department": "Tiefbauamt", "day": date(2021, 4, 1), "due": date(2021, 3, 31)},
        **{"office_due": date(2021, 3, 3), "first_due": date(2020, 12, 31)},
        **{"meeting": date(2021, 3, 31), "late_days": 1, "extensions": 1},
        **{"asked_until": date(2021, 5, 31), "asked_late": True, "promised": date(2021, 4, 9)},
        **{"progress": "in_work", "latest_meeting": date(2021, 4, 28)},
        **{"objection_until": date(2021, 5, 3), "objection_safe": date(2021, 4, 30)},
        **{"waiting_since": date(2021, 1, 11), "resolved_on": date(2020, 3, 25)},
        "submitted_on": date(2021, 3, 29) if rung == "report_waits" else None,
        **{"interval": "P6M", "event": "submit" if kind == "report" else "accept"},
        **{"state": "submitted" if kind == "report" else "done", "on": date(2021, 4, 1)},
        **{"note": "Die Lücke ist zu.", "unanswered": (date(2021, 3, 3), date(2021, 3, 10))},
        "trouble": "gibtsnicht@example.org: 550 no such user",
        "gathered": ("BA-001/2020.3-B1/1", "BA-002/2020.1-A1"),
        "calendar": "PUBLISH" if rung.startswith(("report_", "task_")) and rung != "report_waits" else "",
        "revision": 2,
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
    )


OVERVIEW = [
    ("overdue", ["BA-001/2020.1-A1: Radweg am Fluss (2021-01-31)"]),
    ("repeal", []),
    ("open", ["BA-002/2020.1-A1: Bänke"]),
    ("done", ["BA-003/2020.1-A1: Brunnen"]),
]


def written(*cases: Case, language: str) -> Letter:
    """The letter for these cases."""
    return write(list(cases), origin(language), {"overview": OVERVIEW})
