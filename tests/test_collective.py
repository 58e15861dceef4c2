"""The collective report: what it calls overdue, for which meeting it is, and when there is none."""

from __future__ import annotations

from datetime import date

import pytest
from town import OFFICE, Town
from unclear import DUTY, fix, meet, unclear

from states.roles import Role
from workflow.collective import collected

__all__ = ["unclear"]  # the fixture

COMMITTEE = OFFICE | {Role.COMMITTEE, Role.CHAIR}
REPORT = f"{DUTY}/1"


def named(town: Town, section: str, day: str = "2021-07-01") -> list[str]:
    """The references in a section of the overview."""
    with town.store.read() as session:
        overview = dict(collected(session, date.fromisoformat(day)))
    return [line.reference for line in overview[section]]


@pytest.fixture
def late(unclear: Town) -> Town:
    """A report was due on 31 March and has not come."""
    meet(unclear, "VFA", "2021-04-15", "2021-06-17")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    return unclear.on("2021-04-06")


def submitted(town: Town) -> Town:
    town.do(REPORT, "submit", frozenset({Role.DEPARTMENT}), text="Zwölf Leistungen sind online.")
    return town


def test_a_report_that_has_not_come_is_overdue(late: Town) -> None:
    assert REPORT in named(late, "overdue")


def test_a_delivered_report_is_not_overdue(late: Town) -> None:
    submitted(late).do(REPORT, "deliver", COMMITTEE)
    assert REPORT not in named(late, "overdue")
    assert REPORT in named(late, "open")


def test_a_report_that_the_body_has_put_off_is_not_overdue(late: Town) -> None:
    with late.store.read() as session:
        from workflow.references import find

        meeting = find(session, "VFA-2021-04-15").id
    submitted(late).do(REPORT, "place", COMMITTEE, meeting_id=meeting)
    late.do(REPORT, "postpone", COMMITTEE, note="Tagesordnung zu lang")
    assert REPORT not in named(late, "overdue")
    assert REPORT in named(late, "open")
