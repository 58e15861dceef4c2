"""Which rung speaks when several could, when a term stands still, and what never falls silent."""

from __future__ import annotations

from datetime import date, timedelta

from support.town import Town
from support.unclear import DUTY, cancelled, days, fix, meet, unclear

from states.roles import Role
from states.votes import Tally
from workflow.moves.take import take
from workflow.store.told import Told

__all__ = ["unclear"]  # the fixture

REPORT, TASK = f"{DUTY}/1", "BA-111/2020.1-A1"


def d(text: str) -> date:
    return date.fromisoformat(text)


def daily(town: Town, since: str, until: str) -> None:
    day = d(since)
    while day <= d(until):
        town.on(day.isoformat()).round()
        day += timedelta(1)


def told(town: Town, reference: str) -> list[tuple[str, int]]:
    """(rung, count) of all that went out about a matter, besides the letters of steps."""
    own = [r for r in town.letters() if r["reference"] == reference and r["rung"] != "step"]
    return [(r["rung"], r["count"]) for r in own if not r["skipped"]]


def assigned(town: Town, until: str) -> None:
    town.on("2020-10-23").do(TASK, "assign", department="Dezernat 1", until=d(until))


def put(town: Town, reference: str, event: str, meeting: str) -> None:
    """Place a report, or schedule a station, for a meeting."""

    def act(desk):  # type: ignore[no-untyped-def]
        from workflow.moves.advance import advance

        (matter,), (there,) = take(desk, reference), take(desk, meeting)
        advance(desk, matter, event, Told(meeting_id=there.id))

    town.work(act)


# Which speaks


def test_a_meeting_between_does_not_silence_the_mayors_monday(unclear: Town) -> None:
    fix(unclear, first=d("2021-04-14"))
    meet(unclear, "VFA", "2021-05-07")  # convened late: the report stays late
    daily(unclear, "2021-04-30", "2021-05-17")
    assert [rung for rung in told(unclear, REPORT) if rung[0] in ("report_body", "report_mayor")] == [
        *(("report_body", 1), ("report_mayor", 1), ("report_mayor", 2)),
    ]


def test_after_weeks_without_a_round_the_body_hears_and_not_only_the_mayor(unclear: Town) -> None:
    fix(unclear, first=d("2021-04-14"))
    meet(unclear, "VFA", "2021-05-07")
    days(unclear, "2021-04-30", "2021-06-14", "2021-06-21")
    assert [rung for rung, _ in told(unclear, REPORT)][-2:] == ["report_body", "report_mayor"]


# A term that stands still


def test_a_term_that_ends_on_a_sunday_ends_on_the_monday(unclear: Town) -> None:
    assigned(unclear, "2021-01-31")
    assert unclear.show(TASK)["due"] == "2021-02-01"
    days(unclear, "2021-02-01")
    assert told(unclear, TASK)[-1] == ("task_today", 1)


def test_a_held_task_goes_on_with_the_days_it_had_left(unclear: Town) -> None:
    assigned(unclear, "2021-03-31")
    unclear.on("2021-03-01").do(TASK, "hold", until=d("2021-09-13"))
    days(unclear, "2021-09-13")
    shown = unclear.show(TASK)
    assert (shown["state"], shown["first_due"], shown["due"]) == ("in_progress", "2021-03-31", "2021-10-13")
    daily(unclear, "2021-09-14", "2021-10-14")
    late = [rung for rung, _ in told(unclear, TASK)]
    assert late[-3:] == ["task_today", "task_late", "task_year"] and "task_mayor" not in late


def test_an_objection_stops_the_term_of_a_task(unclear: Town) -> None:
    mayor = frozenset({Role.MAYOR})
    unclear.on("2020-10-16").do(TASK, "assign", department="Dezernat 1", until=d("2021-01-29"))
    unclear.on("2020-10-19").do("BA-111/2020", "object", roles=mayor, note="rechtswidrig")
    assert unclear.state(TASK) == "blocked"
    assert unclear.show(TASK)["due"] == "2021-01-29", "the old date is kept until it goes on"
    council = frozenset({Role.COUNCIL})
    unclear.on("2020-11-12").do("BA-111/2020", "confirm", roles=council, on=d("2020-11-11"), tally=Tally(41, 9, 4))
    days(unclear, "2020-11-20")  # the week after that is over
    shown = unclear.show(TASK)
    assert (shown["state"], shown["first_due"], shown["due"]) == ("assigned", "2021-01-29", "2021-03-02")
    assert unclear.findings() == []


def test_a_task_that_nobody_stopped_keeps_its_date_through_the_objection_week(unclear: Town) -> None:
    unclear.on("2020-10-16").do(TASK, "assign", department="Dezernat 1", until=d("2021-01-29"))
    days(unclear, "2020-10-22")
    assert (unclear.state(TASK), unclear.show(TASK)["due"]) == ("assigned", "2021-01-29")


# Nothing falls silent


def test_a_report_on_the_agenda_of_a_cancelled_meeting_is_put_off_and_asked_for(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-04-08")
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    unclear.on("2021-03-01").do(REPORT, "submit", text="fertig.")
    put(unclear, REPORT, "place", "VFA-2021-04-08")
    unclear.on("2021-04-01")
    cancelled(unclear, "VFA-2021-04-08")
    assert unclear.state(REPORT) == "postponed"
    daily(unclear, "2021-04-02", "2021-05-05")
    assert told(unclear, REPORT)[-1][0] == "report_waits"
    assert [a["address"] for a in unclear.addressees("report_waits")][0] == "ratsbuero@chemnitz.example.org"
    assert unclear.findings() == []


def test_a_report_handed_in_is_asked_for_again_and_again_until_it_is_noted(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    unclear.on("2021-04-12").do(REPORT, "submit", text="fertig.")
    days(unclear, "2021-05-11", "2021-06-10", "2021-07-08")
    assert [one for one in told(unclear, REPORT) if one[0] == "report_waits"] == [
        *(("report_waits", 1), ("report_waits", 2), ("report_waits", 3)),
    ]
    unclear.do(REPORT, "note")
    days(unclear, "2021-08-10")
    assert told(unclear, REPORT)[-1] == ("report_waits", 3)


def test_a_station_put_off_to_a_day_is_brought_up_when_nobody_schedules_it(town: Town) -> None:
    town.registered(committee=True)
    station = "BA-111/2020-S1"
    town.on("2020-10-01").do(station, "defer", until=d("2021-03-01"))
    days(town, "2021-03-01")
    assert (town.state(station), town.show(station)["waiting_since"]) == ("planned", "2021-03-01")
    days(town, "2021-04-30", "2021-05-03")
    assert told(town, station) == [("station_undated", 1)]


def test_a_motion_on_the_agenda_of_its_latest_meeting_alarms_nobody_until_it_is_off_again(town: Town) -> None:
    meet(town, "StR", "2020-10-14", "2020-11-11", "2020-12-16")
    town.registered()
    motion, station = "BA-111/2020", "BA-111/2020-S1"
    assert town.show(motion)["latest_meeting"] == "2020-11-11"
    if town.state(station) == "scheduled":  # for the 14th
        town.on("2020-10-14").do(station, "shelve", note="vertagt")
    put(town, station, "schedule", "StR-2020-11-11")
    daily(town, "2020-10-12", "2020-10-29")
    assert told(town, "A-111/2020") == []
    town.do(station, "shelve", note="Unterlagen fehlen")
    days(town, "2020-10-30")
    assert told(town, "A-111/2020") == [("motion_agenda_last", 1)]


def test_the_years_letter_goes_out_once_whatever_is_granted_meanwhile(unclear: Town) -> None:
    assigned(unclear, "2021-09-30")
    days(unclear, "2021-10-14")
    assert ("task_year", 1) in told(unclear, TASK)
    unclear.do(TASK, "grant_extension", until=d("2021-12-31"))
    days(unclear, "2021-10-15", "2021-10-18")
    assert [one for one in told(unclear, TASK) if one[0] == "task_year"] == [("task_year", 1)]


def test_an_extension_granted_the_day_after_does_not_swallow_the_years_letter(unclear: Town) -> None:
    assigned(unclear, "2021-09-30")
    days(unclear, "2021-10-13")
    unclear.on("2021-10-15").do(TASK, "grant_extension", until=d("2021-12-31"))
    unclear.round()
    assert ("task_year", 1) in told(unclear, TASK)
