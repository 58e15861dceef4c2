"""Points are decided by votes alone, and nothing is dated before what it presupposes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from support.drafts import receive, register
from support.town import Town, draft

from states.answers import Answer
from states.errors import NotPermitted
from states.roles import Role
from states.votes import Tally
from workflow.acts import meetings
from workflow.errors import BeforeItsCause
from workflow.inbox.mail import Received
from workflow.inbox.replies import take_in, waiting
from workflow.moves.entries import StepTaken, write
from workflow.moves.take import take
from workflow.store.desk import Desk
from workflow.store.told import Told

BA = "BA-111/2020"
CARRIED = Tally(41, 9, 4)


@pytest.fixture
def council(tmp_path: Path) -> Town:
    """A motion with the advice of a committee planned for 1 October and the vote for the 14th."""
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    town.registered(committee=True)
    return town


def d(day: str) -> date:
    return date.fromisoformat(day)


def decided(town: Town) -> Town:
    """Advised, voted on, executable; the point's duty was given to a department."""
    town.on("2020-10-02").do(f"{BA}-S1", "recommend")
    town.on("2020-10-15").vote(BA, CARRIED)
    town.on("2020-10-30").round()
    town.do(f"{BA}.1-A1", "assign", department="Dezernat 1")
    told = {"first": d("2021-03-31"), "interval": "P6M", "interpreted_by": "OB"}
    town.do(f"{BA}.3-B1", "interpret", frozenset({Role.MAYOR}), department="Dezernat 1", **told)
    return town


def entered(town: Town, reference: str, event: str, target: str, by: Role, on: str = "") -> None:
    """An entry as an older program wrote it, whose law did not ask for this."""

    def act(desk: Desk) -> None:
        (matter,) = take(desk, reference)
        write(desk, matter, StepTaken(event, target, by), Told(on=d(on) if on else None), None, {})

    town.work(act)


# Votes


@pytest.mark.parametrize("event", ["adopt", "reject"])
def test_a_point_is_not_decided_while_its_motion_is_in_committee(council: Town, event: str) -> None:
    tally = CARRIED if event == "adopt" else Tally(9, 41, 4)
    with pytest.raises(NotPermitted) as refusal:
        council.do(f"{BA}.1", event, tally=tally)
    assert [str(term) for term in refusal.value.fields["unmet"]] == ["put_to_vote"]
    assert council.state(f"{BA}.1") == "open"


@pytest.mark.parametrize("event", ["note", "skip"])
def test_a_deciding_station_closes_with_the_vote_alone(council: Town, event: str) -> None:
    council.on("2020-10-14").do(f"{BA}-S1", "recommend", on=d("2020-10-01"))
    with pytest.raises(NotPermitted):
        council.do(f"{BA}-S2", event, note="darum")
    council.vote(BA, CARRIED)
    assert council.state(f"{BA}-S2") == "decided"


def test_a_deciding_station_may_be_dropped_where_another_decides(council: Town) -> None:
    council.do(BA, "draw_to_council", note="Bedeutung")
    council.do(f"{BA}-S2", "skip", note="der Rat entscheidet an S3")
    assert (council.state(f"{BA}-S2"), council.findings()) == ("skipped", [])


def test_check_finds_what_was_decided_outside_a_vote(council: Town) -> None:
    entered(council.on("2020-10-03"), f"{BA}.1", "adopt", "adopted", Role.COUNCIL)
    entered(council, f"{BA}-S2", "note", "noted", Role.COUNCIL)
    found = ["decided_outside_vote", "point_without_work", "station_closed_without_vote"]
    assert sorted(council.findings()) == found


def test_a_vote_in_two_parts_checks_clean(council: Town) -> None:
    council.on("2020-10-02").do(f"{BA}-S1", "recommend")
    council.on("2020-10-15").vote(BA, CARRIED, "1")
    council.on("2020-10-22").vote(BA, Tally(9, 41, 4), "2", on="2020-10-21")
    council.vote(BA, CARRIED, on="2020-10-22")
    assert (council.state(BA), council.findings()) == ("partly_adopted", [])


# Causes

EARLY: dict[str, Callable[[Town], Any]] = {
    "advice before the receipt": lambda t: t.do(f"{BA}-S1", "recommend", on=d("2020-09-23")),
    "advice before the meeting": lambda t: t.on("2020-10-02").do(f"{BA}-S1", "recommend", on=d("2020-09-30")),
    "joining before the receipt": lambda t: t.do(BA, "join", submitter="FDP", on=d("2019-01-01")),
    "withdrawal before the receipt": lambda t: t.do(BA, "withdraw", on=d("2020-09-01")),
}
LATER: dict[str, Callable[[Town], Any]] = {
    "assignment before the resolution": lambda t: t.do(
        f"{BA}.2-A1", "assign", department="Dezernat 1", on=d("2020-10-13")
    ),
    "start before the assignment": lambda t: t.do(f"{BA}.1-A1", "start", on=d("2020-10-29")),
    "objection before the resolution": lambda t: t.do(BA, "object", note="x", on=d("2020-10-13")),
    "report before its duty had a day": lambda t: t.do(f"{BA}.3-B1/1", "submit", text="x.", on=d("2018-01-01")),
    "repeal before the resolution": lambda t: t.do(f"{BA}.1", "repeal", note="x", on=d("2020-10-01")),
    "suspension before the duty": lambda t: t.do(f"{BA}.3-B1", "suspend", note="x", on=d("2020-10-01")),
}


@pytest.mark.parametrize("name", EARLY)
def test_before_the_vote_nothing_is_dated_before_what_it_presupposes(council: Town, name: str) -> None:
    with pytest.raises(BeforeItsCause):
        EARLY[name](council)
    assert council.findings() == []


@pytest.mark.parametrize("name", LATER)
def test_after_the_vote_nothing_is_dated_before_what_it_presupposes(council: Town, name: str) -> None:
    with pytest.raises(BeforeItsCause):
        LATER[name](decided(council))
    assert council.findings() == []


@pytest.mark.parametrize("on", ["2020-10-01", "2020-10-13"])
def test_a_vote_is_not_dated_before_the_advice_or_the_meeting(council: Town, on: str) -> None:
    council.on("2020-10-06").do(f"{BA}-S1", "recommend", on=d("2020-10-02"))
    with pytest.raises(BeforeItsCause):
        council.on("2020-10-15").vote(BA, CARRIED, on=on)
    assert council.vote(BA, CARRIED, on="2020-10-14") == "adopted"


def test_a_vote_before_the_day_of_its_meeting_waits_for_it(council: Town) -> None:
    council.on("2020-10-02").do(f"{BA}-S1", "recommend")
    council.on("2020-10-12").work(lambda desk: meetings.convene(desk, "StR", d("2020-10-14")))
    with pytest.raises(BeforeItsCause):
        council.vote(BA, CARRIED, on="2020-10-12")


def test_a_report_is_noted_after_it_was_handed_in_and_in_its_meeting(council: Town) -> None:
    report = f"{BA}.3-B1/1"
    decided(council).on("2021-03-01").do(report, "submit", text="Stand.", on=d("2021-02-15"))
    with pytest.raises(BeforeItsCause) as refusal:
        council.do(report, "note", on=d("2021-02-14"))
    assert refusal.value.fields["earliest"] == d("2021-02-15")
    council.work(lambda desk: meetings.convene(desk, "VFA", d("2021-03-10")))
    with council.store.read() as session:
        number = session.execute(text("SELECT matter_id FROM meeting")).scalar_one()
    council.do(report, "place", meeting_id=number)
    with pytest.raises(BeforeItsCause):
        council.do(report, "note")  # the meeting is still to come
    council.on("2021-03-11").do(report, "note", on=d("2021-03-10"))
    assert council.findings() == []


def test_a_meeting_is_not_held_before_its_day(council: Town) -> None:
    council.work(lambda desk: meetings.convene(desk, "StR", d("2020-10-14")))
    with pytest.raises(BeforeItsCause):
        council.do("StR-2020-10-14", "hold")
    assert council.on("2020-10-15").do("StR-2020-10-14", "hold", on=d("2020-10-14")) == "held"


def test_what_was_done_long_before_it_was_registered_is_entered_on_its_day(tmp_path: Path) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db").on("2026-01-15")
    town.registered(committee=True)
    town.do(f"{BA}-S1", "recommend", on=d("2020-10-01"))
    assert town.vote(BA, CARRIED) == "adopted"
    assert town.findings() == []


def test_a_receipt_that_was_told_after_the_stamp_counts_from_its_own_day(tmp_path: Path) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db").on("2020-11-30")
    unread = draft() | {"received_on": None}

    def act(desk: Desk) -> None:
        stamped = receive(desk, unread, None)
        register(desk, stamped, draft())

    town.work(act)
    town.vote(BA, CARRIED)
    assert town.state(BA) == "adopted" and town.findings() == []


def test_what_was_recorded_late_keeps_its_day(council: Town) -> None:
    """Time has moved the report in between: that is nothing the letter presupposes."""
    decided(council).on("2021-10-05").round()
    assert council.state(f"{BA}.3-B1/1") == "missed"
    council.do(f"{BA}.3-B1/1", "submit", text="Stand.", on=d("2021-03-30"))
    assert council.findings() == []


def test_check_finds_days_before_their_causes(council: Town) -> None:
    decided(council).registered("112", committee=True)
    entered(council, f"{BA}.2-A1", "assign", "open", Role.CLERK, "2020-09-30")
    entered(council, "BA-112/2020-S1", "recommend", "advised", Role.COMMITTEE, "2019-01-01")
    entered(council, "BA-112/2020-S2", "decide", "decided", Role.SYSTEM, "2020-10-01")
    assert council.findings().count("dated_before_cause") == 3


# Receipts and letters


@pytest.mark.parametrize("read", ["2029-09-24", "2099-01-01", "9999-12-31"])
def test_a_receipt_that_is_still_to_come_was_misread(tmp_path: Path, read: str) -> None:
    town, paper = Town.founded(f"sqlite:///{tmp_path}/register.db"), draft() | {"received_on": read}
    paper |= {"receipt_number": None}
    town.work(lambda desk: register(desk, receive(desk, paper, None), paper))
    shown = town.show(BA)
    assert (shown["received"], shown["receipt_number"]) == ("2020-09-25", "A-001/2020")


def test_a_tick_before_the_receipt_is_no_result(tmp_path: Path) -> None:
    town, paper = Town.founded(f"sqlite:///{tmp_path}/register.db"), draft(committee=True)
    paper["consultations"][0] |= {"date": "2020-09-01", "outcome": "confirmed"}
    town.work(lambda desk: register(desk, receive(desk, paper, None), paper))
    assert town.state(f"{BA}-S1") == "planned"


@pytest.mark.parametrize("dated", ["1970-01-01", "2021-03-30", "1990-05-05"])
def test_an_answer_dated_before_our_letter_counts_from_its_receipt(council: Town, dated: str) -> None:
    decided(council).on("2021-04-01").round()
    with council.store.read() as session:
        token = session.execute(text("SELECT token FROM addressee ORDER BY id DESC")).scalars().first()
    mail = Received("<a@b>", "x@y", d(dated), Answer.REPORT, b"x", token=token)
    council.on("2021-04-06").work(lambda desk: take_in(desk, mail))
    with council.store.read() as session:
        (reply,) = waiting(session)
        assert reply.received == d("2021-04-06")


def test_the_meeting_is_not_asked_of_what_happens_before_it(council: Town) -> None:
    council.do(f"{BA}-S1", "defer", until=d("2020-11-05"))
    council.do(f"{BA}-S2", "miss", note="von der Tagesordnung", on=d("2020-09-24"))
    assert [council.state(f"{BA}-S{n}") for n in (1, 2)] == ["waiting", "waiting"]
