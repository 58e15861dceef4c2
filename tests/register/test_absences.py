"""Who stands in: named deputies before the profile's, mailboxes too, and never nobody."""

from __future__ import annotations

from datetime import date

import pytest
from support.town import SYSTEM, Town
from support.unclear import DUTY, days, fix, unclear

from states.answers import Answer
from workflow.inbox.replies import Received, take_in
from workflow.outbox import absences

__all__ = ["unclear"]  # the fixture

CONTACT, DEPUTY = "bearbeitung1@chemnitz.example.org", "vertretung1@chemnitz.example.org"
OFFICE = "dezernat1@chemnitz.example.org"
CLERK = "ratsbuero@chemnitz.example.org"


@pytest.fixture
def due(unclear: Town) -> Town:
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    return unclear


def away(town: Town, person: str, deputy: str | None = None) -> None:
    first, last = date(2021, 2, 1), date(2021, 4, 30)
    town.work(lambda d: absences.add(d, person, first, last, deputy))


def told(town: Town, rung: str) -> list[str]:
    return [a["address"] for a in town.addressees(rung)]


def auto_reply(town: Town, address: str, rung: str) -> None:
    """An out-of-office mail from *address* to its letter of *rung*."""
    (addressee,) = [a for a in town.addressees(rung) if a["address"] == address]
    mail = Received(f"<{address}>", address, town.now.date(), Answer.AWAY, b"away", addressee["token"])
    town.work(lambda d: take_in(d, mail), SYSTEM, "system")


def test_a_named_deputy_is_kept_whatever_other_absence_is_recorded(due: Town) -> None:
    away(due, CONTACT, "Leitung Dezernat 1")
    away(due, CONTACT)
    days(due, "2021-03-31")
    assert told(due, "report_today")[0] == "leitung1@chemnitz.example.org"


def test_a_mailbox_may_stand_in_for_a_person_and_a_person_for_a_mailbox(due: Town) -> None:
    away(due, CONTACT, OFFICE)
    away(due, OFFICE, "Vertretung Dezernat 1")
    days(due, "2021-02-17", "2021-03-31")
    assert told(due, "report_start") == [DEPUTY]
    assert told(due, "report_today")[0] == DEPUTY, "the mailbox that stands in is away too"


def test_an_absent_deputy_is_passed_over_and_the_council_office_is_the_last(due: Town) -> None:
    days(due, "2021-03-31")
    away(due, DEPUTY)
    auto_reply(due, CONTACT, "report_today")
    assert told(due, "report_today")[-1] == CLERK


def test_two_who_stand_in_for_each_other_and_are_both_away_reach_the_council_office(due: Town) -> None:
    days(due, "2021-03-31")
    auto_reply(due, CONTACT, "report_today")
    assert told(due, "report_today")[-1] == DEPUTY
    auto_reply(due, DEPUTY, "report_today")
    assert told(due, "report_today")[-1] == CLERK


def test_nobody_stands_in_for_what_is_done(due: Town) -> None:
    days(due, "2021-03-31")
    before = told(due, "report_today")
    due.do(f"{DUTY}/1", "submit", text="fertig.")
    auto_reply(due, CONTACT, "report_today")
    assert told(due, "report_today") == before
