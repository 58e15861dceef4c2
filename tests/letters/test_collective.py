"""The collective report: what it calls overdue, for which meeting it is, and when there is none."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from support.town import OFFICE, Town
from support.unclear import DUTY, fix, meet, moved, unclear

from states.roles import Role
from workflow.acts import meetings
from workflow.moves.take import take
from workflow.outbox.collective import collected
from workflow.rounds.remind import would_post
from workflow.store.find import find
from workflow.store.told import Told

__all__ = ["unclear"]  # the fixture

COMMITTEE = OFFICE | {Role.COMMITTEE, Role.CHAIR}
COUNCIL = "stadtrat@chemnitz.example.org"
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
        meeting = find(session, "VFA-2021-04-15").id
    submitted(late).do(REPORT, "place", COMMITTEE, meeting_id=meeting)
    late.do(REPORT, "postpone", COMMITTEE, note="Tagesordnung zu lang")
    assert REPORT not in named(late, "overdue")
    assert REPORT in named(late, "open")


def mail_to(town: Town, address: str) -> list[EmailMessage]:
    """The letters to *address*."""
    town.write()
    sent = [mail.content for mail in town.mails() if mail.address == address]
    return [message_from_bytes(content, policy=policy.default) for content in sent]  # type: ignore[misc]


def collective(town: Town) -> list[str]:
    """The meetings for which the collective report was told to somebody."""
    return [r["reference"] for r in town.letters() if r["rung"] == "collective" and not r["skipped"]]


def test_the_collective_report_names_the_day_of_the_meeting_and_not_that_on_which_it_was_entered(unclear: Town) -> None:
    meet(unclear, "StR", "2021-01-20")
    moved(unclear, "StR-2021-01-20", "2021-01-27")
    unclear.on("2021-01-20").round()
    (letter,) = mail_to(unclear, COUNCIL)
    assert letter["Subject"] == "Sammelbericht zur Sitzung am 27.01.2021"
    (body,) = [part for part in letter.walk() if part.get_content_type() == "text/plain"]
    assert "zur Sitzung am 27.01.2021" in " ".join(body.get_content().split())


def test_a_collective_report_in_which_nothing_would_stand_is_not_sent(town: Town) -> None:
    town.registered()
    meet(town, "StR", "2021-01-13")
    town.on("2021-01-06").round()
    assert collective(town) == [] and mail_to(town, COUNCIL) == []
    assert town.findings() == []


def test_a_dry_run_says_that_an_empty_collective_report_is_left_out(town: Town) -> None:
    town.registered()
    meet(town, "StR", "2021-01-13")
    _, coming = town.on("2021-01-06").work(would_post)
    assert [one.skipped for one in coming if one.occasion.rung.name == "collective"] == [True]


def test_a_committee_that_meets_in_january_brings_the_council_no_collective_report(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-01-13")
    meet(unclear, "StR", "2021-01-27")
    for day in ("2021-01-06", "2021-01-20"):
        unclear.on(day).round()
    assert collective(unclear) == ["StR-2021-01-27"]
    assert unclear.findings() == []


def test_the_next_meeting_of_january_brings_it_where_the_first_is_cancelled(town: Town) -> None:
    for day in (10, 20):
        town.work(lambda d, on=day: meetings.convene(d, "StR", date(2021, 1, on)))
    town.work(lambda d: meetings.cancel(d, take(d, "StR-2021-01-10")[0], Told(note="Ausfall")))
    assert town.findings() == [], "its look is planned"
