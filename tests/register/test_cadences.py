"""Cadences of every kind, the two clocks, meetings that move, and extensions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from support.town import OFFICE, Town
from support.unclear import DUTY, cancelled, fix, meet, moved, reports, unclear

from states.errors import NotPermitted
from states.roles import Role
from states.votes import Tally
from workflow.acts import fix_cadence, meetings
from workflow.errors import MeetingExists
from workflow.moves.take import take
from workflow.rounds.forecast import forecast
from workflow.store.journal import rebuilt
from workflow.store.models import Entry
from workflow.store.told import Told

__all__ = ["unclear"]  # the fixture


def test_the_office_day_is_counted_back_from_the_recipients_last_meeting_before_the_due_day(unclear: Town) -> None:
    """Domain 11.1: seven full days of notice, three working days of the office, eleven of approval."""
    meet(unclear, "VFA", "2021-03-04", "2021-03-25", "2021-04-08")
    meet(unclear, "StR", "2021-03-30")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    (report,) = unclear.show(DUTY)["below"]
    assert (report["due"], report["cut_off"], report["office_due"]) == ("2021-03-31", "2021-03-17", "2021-02-25")
    with unclear.store.read() as session:
        from workflow.store.models import Meeting

        assert session.get_one(Meeting, report["meeting_id"]).day == date(2021, 3, 25)


def test_without_a_meeting_in_the_window_the_report_is_due_in_writing_on_its_day(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=date(2021, 1, 31))
    assert reports(unclear) == [("planned", "2021-02-01", "2021-02-01")]
    (report,) = unclear.show(DUTY)["below"]
    assert report["meeting_id"] is None


def test_a_moved_meeting_moves_exactly_the_reports_bound_to_it_with_an_entry(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-25", "2021-04-22")
    unclear.registered("112")
    unclear.vote("BA-112/2020", Tally(41, 9, 4))
    fix(unclear, first=date(2021, 3, 25), at_meeting=True)
    other = Told(interpreted_by="OB", note="OB", first=date(2021, 4, 22), at_meeting=True)
    unclear.work(lambda d: fix_cadence.fix(d, take(d, "BA-112/2020.3-B1")[0], other))
    untouched = unclear.show("BA-112/2020.3-B1/1")
    before = reports(unclear)
    moved(unclear, "VFA-2021-03-25", "2021-04-15")
    assert before != reports(unclear) == [("planned", "2021-04-15", "2021-03-16")]
    assert unclear.show("BA-112/2020.3-B1/1") == untouched
    last = unclear.show(f"{DUTY}/1")["acts"][-1]["entries"][-1]
    assert (last["event"], last["by"]) == ("move", "system")
    assert unclear.findings() == []


def test_a_meeting_takes_its_reports_along_by_whatever_command_it_is_moved_or_cancelled(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-25", "2021-05-06")
    fix(unclear, first=date(2021, 3, 25), at_meeting=True)
    unclear.do("VFA-2021-03-25", "move", until=date(2021, 4, 15))
    assert reports(unclear) == [("planned", "2021-04-15", "2021-03-16")]
    with pytest.raises(MeetingExists):
        unclear.do("VFA-2021-03-25", "move", until=date(2021, 5, 6))
    unclear.do("VFA-2021-03-25", "cancel", note="krank")
    assert reports(unclear)[0][1] == "2021-05-06"
    assert unclear.findings() == []


def test_a_cancelled_meeting_sends_its_report_to_the_next_and_the_rung_of_the_day_moves(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-25", "2021-05-06")
    fix(unclear, first=date(2021, 3, 25), at_meeting=True)
    unclear.on("2021-02-10").round()
    unclear.work(lambda d: meetings.cancel(d, take(d, "VFA-2021-03-25")[0], Told(note="krank")))
    assert reports(unclear)[0][1] == "2021-05-06"
    unclear.on("2021-03-01").round()
    turns = {row["turn"] for row in unclear.letters() if row["reference"] == f"{DUTY}/1" and row["rung"] != "step"}
    assert len(turns) == 2, "a new date begins a new ladder"


def test_a_new_meeting_gives_no_grace_to_a_report_that_is_late_for_another(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-04")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    before = reports(unclear)
    unclear.on("2021-02-20")
    assert before == [("planned", "2021-03-31", "2021-02-04")], "late for sixteen days"
    meet(unclear, "VFA", "2021-03-31")
    assert reports(unclear) == before
    assert unclear.findings() == []


def test_a_report_on_time_goes_to_a_new_meeting_nearer_to_its_due_day(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-04")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    meet(unclear, "VFA", "2021-02-11", "2021-04-22")
    assert reports(unclear) == [("planned", "2021-03-31", "2021-02-04")], "neither is nearer"
    meet(unclear, "VFA", "2021-03-25")
    assert reports(unclear) == [("planned", "2021-03-31", "2021-02-25")]


def test_of_two_meetings_convened_in_one_act_the_nearer_takes_the_report(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-04")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    both = (date(2021, 2, 11), date(2021, 3, 25))
    unclear.work(lambda d: [meetings.convene(d, "VFA", day) for day in both])
    assert reports(unclear) == [("planned", "2021-03-31", "2021-02-25")]
    assert unclear.findings() == []


def test_what_time_had_moved_before_a_meeting_was_called_is_entered_before_it(unclear: Town) -> None:
    meet(unclear, "VFA", "2020-11-05")
    fix(unclear, every_meeting=1)
    unclear.on("2020-11-20")  # no round has run: since the 6th nobody knew of a next meeting
    meet(unclear, "VFA", "2021-01-14")
    moved_on = [e["event"] for act in unclear.show(DUTY)["acts"] for e in act["entries"] if e["reference"] == DUTY]
    assert moved_on[-2:] == ["await_meeting", "confirm"]
    assert unclear.findings() == []


@pytest.mark.parametrize("to, office", [("2021-03-05", "2021-02-05"), ("2021-04-15", "2021-03-31")])
def test_a_late_report_stays_late_for_its_meeting_unless_that_leaves_its_window(unclear: Town, to: str, office: str) -> None:
    meet(unclear, "VFA", "2021-03-04")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    unclear.on("2021-02-20")
    moved(unclear, "VFA-2021-03-04", to)
    assert reports(unclear) == [("planned", "2021-03-31", office)]


def test_a_meeting_cancelled_and_convened_again_for_its_day_is_the_same_meeting(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-25", "2021-05-06")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    before = reports(unclear)
    cancelled(unclear, "VFA-2021-03-25")
    assert reports(unclear) != before
    meet(unclear, "VFA", "2021-03-25")
    assert (reports(unclear), unclear.state("VFA-2021-03-25")) == (before, "planned")
    with pytest.raises(MeetingExists):
        meet(unclear, "VFA", "2021-03-25")
    assert unclear.findings() == []


def test_a_report_at_every_meeting_waits_for_a_meeting_and_knows_it_when_it_is_convened(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-01-14", "2021-02-11")
    fix(unclear, every_meeting=1)
    assert reports(unclear) == [("planned", "2021-01-14", "2020-12-15")]
    unclear.on("2021-01-15").round()
    assert [r[1] for r in reports(unclear)] == ["2021-01-14", "2021-02-11"]
    unclear.on("2021-02-12").round()
    assert unclear.state(DUTY) == "unclear", "no meeting is known: it asks (P3)"
    assert [r["rung"] for r in unclear.letters() if r["rung"].startswith("duty")][-1] == "duty_unclear"
    meet(unclear, "VFA", "2021-03-11")
    assert unclear.state(DUTY) == "active"
    assert [r[1] for r in reports(unclear)] == ["2021-01-14", "2021-02-11", "2021-03-11"]
    assert unclear.findings() == []


def test_every_third_meeting(unclear: Town) -> None:
    meet(unclear, "VFA", *(f"2021-{month:02}-11" for month in range(1, 9)))
    fix(unclear, every_meeting=3)
    unclear.on("2021-01-12").round()
    unclear.on("2021-04-12").round()
    assert [r[1] for r in reports(unclear)] == ["2021-01-11", "2021-04-11", "2021-07-11"]


def test_a_report_on_completion_is_due_a_while_after_the_task_is_done(unclear: Town) -> None:
    unclear.on("2020-10-23")
    task = "BA-111/2020.1-A1"
    fix(unclear, after_task=task)
    assert unclear.state(DUTY) == "unclear"
    unclear.do(task, "assign", department="Dezernat 1")
    unclear.do(task, "start")
    unclear.on("2021-01-11").do(task, "report_completion", note="fertig")
    unclear.do(task, "accept")
    assert unclear.state(DUTY) == "active"
    assert reports(unclear) == [("planned", "2021-02-10", "2021-02-10")]
    assert unclear.findings() == []


def test_an_end_of_the_cadence_is_kept_and_the_last_report_ends_the_duty(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=date(2021, 3, 31), until=date(2021, 9, 30))
    unclear.on("2021-03-31").do(f"{DUTY}/1", "submit", text="eins")
    unclear.do(f"{DUTY}/1", "note")
    unclear.on("2021-09-30").do(f"{DUTY}/2", "submit", text="zwei")
    unclear.do(f"{DUTY}/2", "note")
    assert unclear.state(DUTY) == "completed"
    assert len(reports(unclear)) == 2


def test_a_final_report_ends_the_duty_once_it_is_noted(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    unclear.on("2021-03-31").do(f"{DUTY}/1", "submit", text="Schluss", final=True)
    assert unclear.state(DUTY) == "active"
    unclear.on("2021-04-15").do(f"{DUTY}/1", "note")
    assert unclear.state(DUTY) == "completed"
    assert [r[0] for r in reports(unclear)] == ["noted", "waived"]
    assert unclear.findings() == []


# Extensions


def test_four_extensions_in_a_row_replay_to_one_first_and_one_current_date(unclear: Town) -> None:
    fix(unclear, interval="P1Y", first=date(2021, 3, 31))
    report = f"{DUTY}/1"
    for asked, until in (
        ("2021-03-01", "2021-04-30"),
        ("2021-04-28", "2021-05-31"),
        ("2021-06-15", "2021-07-30"),
        ("2021-07-20", "2021-09-30"),
    ):
        unclear.on(asked).do(report, "request_extension", until=date.fromisoformat(until), note="Personal", progress="in_work")
        late = unclear.show(report)["asked_late"]
        assert late is (asked == "2021-06-15")
        unclear.do(report, "grant_extension", roles=frozenset({Role.MAYOR}))
    shown = unclear.show(report)
    assert (shown["first_due"], shown["due"], shown["extensions"]) == ("2021-03-31", "2021-09-30", 4)
    assert shown["extension_asked"] is None
    with unclear.store.read() as session:
        from sqlalchemy import select

        from workflow.store.find import find

        entries = session.scalars(
            select(Entry).where(Entry.matter_id == find(session, report).id).order_by(Entry.step)
        )
        told = rebuilt([entry.model_dump() for entry in entries])
    assert (told["first_due"], told["due"], told["extensions"]) == ("2021-03-31", "2021-09-30", 4)
    assert unclear.findings() == []


def test_an_extension_needs_reason_progress_and_a_later_day_and_is_decided_by_whom_the_profile_names(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    report, later = f"{DUTY}/1", date(2021, 4, 30)
    for told in (
        {"until": later, "note": "Personal"},
        {"until": later, "progress": "in_work"},
        {"until": date(2021, 3, 31), "note": "Personal", "progress": "in_work"},
    ):
        with pytest.raises(NotPermitted):
            unclear.do(report, "request_extension", **told)
    with pytest.raises(NotPermitted):
        unclear.do(report, "refuse_extension", note="nein")  # nobody asked
    unclear.do(report, "request_extension", until=later, note="Personal", progress="in_work")
    with pytest.raises(NotPermitted):
        unclear.do(report, "grant_extension", roles=frozenset({Role.DEPARTMENT}))
    unclear.do(report, "refuse_extension", roles=OFFICE, note="der Rat wartet")
    assert (unclear.show(report)["due"], unclear.show(report)["extensions"]) == ("2021-03-31", 0)


def test_an_extension_of_one_report_does_not_move_the_next(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    unclear.on("2021-03-30").do(f"{DUTY}/1", "grant_extension", until=date(2021, 5, 31))
    unclear.on("2021-04-01").round()
    assert [r[1] for r in reports(unclear)] == ["2021-05-31", "2021-09-30"]


# Looking ahead


def test_the_forecast_is_what_then_happens(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    from workflow.store.desk import Desk

    with unclear.store.read() as session:
        desk = Desk(session, unclear.law, unclear.now, unclear.now.date(), "anna", frozenset())
        (duty,) = [take_one(session, DUTY)]
        foreseen = [(c.matter.reference, c.occasion.rung.name, c.occasion.send.isoformat()) for c in forecast(desk, date(2021, 4, 1), matter=duty)]
        assert len(forecast(desk, date(2021, 4, 1), department="Dezernat 1")) == len(foreseen)
        assert forecast(desk, date(2021, 4, 1), department="Dezernat 6") == []
    for day in ("2021-02-17", "2021-03-17", "2021-03-26", "2021-03-31", "2021-04-01"):
        unclear.on(day).round()
    happened = [(r["reference"], r["rung"], r["day"]) for r in unclear.letters() if r["rung"].startswith("report")]
    assert foreseen == happened


def take_one(session: Any, reference: str) -> Any:
    from workflow.store.find import find

    return find(session, reference)


def test_the_ladder_ends_at_the_mayor_and_the_body(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-03-25", "2021-04-22", "2021-05-27")
    fix(unclear, interval="P6M", first=date(2021, 3, 31))
    day = date(2021, 2, 25)
    from datetime import timedelta

    while day < date(2021, 6, 1):
        unclear.on(day.isoformat()).round()
        day += timedelta(1)
    told = {r["rung"]: [a["address"].partition("@")[0] for a in unclear.addressees(r["rung"])][:2] for r in unclear.letters()}
    assert told["report_late_two_weeks"] == ["leitung1", "buero-ob"]
    assert told["report_mayor"][0] == "oberbuergermeister"
    assert told["report_body"] == ["vorsitz-vfa", "vfa"]
    mayor = [r for r in unclear.letters() if r["rung"] == "report_mayor"][0]
    assert mayor["day"] == "2021-03-18", "the invitation was missed before fifteen working days were over"


def test_a_station_without_date_and_a_motion_near_its_latest_meeting_are_brought_up(town: Town) -> None:
    meet(town, "StR", "2020-10-14", "2020-11-11", "2020-12-16")
    town.registered(committee=True)
    assert town.show("BA-111/2020")["latest_meeting"] == "2020-11-11"
    moved(town, "StR-2020-11-11", "2020-11-25")
    assert town.show("BA-111/2020")["latest_meeting"] == "2020-11-25"
    town.on("2020-10-01").do("BA-111/2020-S1", "shelve", note="Unterlagen fehlen")
    from datetime import timedelta

    day = date(2020, 10, 2)
    while day < date(2020, 12, 20):
        town.on(day.isoformat()).round()
        day += timedelta(1)
    rungs = [r["rung"] for r in town.letters()]
    assert "motion_agenda_soon" in rungs and "motion_agenda_last" in rungs
    assert "station_undated" in rungs


def test_the_collective_report_goes_to_the_first_council_meeting_of_the_half_year(unclear: Town) -> None:
    meet(unclear, "StR", "2021-01-13", "2021-01-27", "2021-02-10")
    for day in ("2021-01-06", "2021-01-20", "2021-02-03"):
        unclear.on(day).round()
    unclear.write()
    sent = [r["reference"] for r in unclear.letters() if r["rung"] == "collective"]
    assert sent == ["StR-2021-01-13"]
    import email
    import email.policy

    (letter,) = [m for m in unclear.mails() if m.address == "stadtrat@chemnitz.example.org"]
    text = email.message_from_bytes(letter.content, policy=email.policy.default).get_body(("plain",)).get_content()
    assert "BA-111/2020.1-A1: Digitale Agenda 111" in text
