"""The ladder as pure arithmetic: when each rung of the domain is reached, and when it goes out."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from states.calendar import Calendar, Unit
from states.ladder import coming, highest, next_question, next_send, reached
from states.occasions import Course, Occasion
from states.profile import read_law
from states.rungs import Post, Rung

LAW = read_law("chemnitz")
REPORT = LAW.ladders[("report", "planned")]["office_due"]
QUIET = LAW.calendar


def d(text: str) -> date:
    return date.fromisoformat(text)


def course(due: str, **more: object) -> Course:
    return Course({"office_due": d(due), "cut_off": None}, **more)  # type: ignore[arg-type]


def told(found: list[Occasion]) -> list[tuple[str, int, str, str]]:
    return [(o.rung.name, o.count, o.day.isoformat(), o.send.isoformat()) for o in found]


def test_the_ladder_of_a_half_yearly_report_is_the_domains() -> None:
    """Domain 11.2: -30, -10, -3, 0, +1, +5, +10, +15 working days (then Mondays), next meeting.

    The department is asked again after that, too: +22 and every 21.
    """
    found = reached(
        REPORT,
        course("2026-09-16", months=6, meetings=(d("2026-09-30"), d("2026-10-14"), d("2026-11-11"))),
        QUIET,
        today=d("2026-10-19"),
    )
    assert told(found) == [
        ("report_start", 1, "2026-08-05", "2026-08-05"),
        ("report_status", 1, "2026-09-02", "2026-09-02"),
        ("report_last_call", 1, "2026-09-11", "2026-09-11"),
        ("report_today", 1, "2026-09-16", "2026-09-16"),
        ("report_late", 1, "2026-09-17", "2026-09-17"),
        ("report_late_week", 1, "2026-09-23", "2026-09-23"),
        ("report_late_two_weeks", 1, "2026-09-30", "2026-09-30"),
        ("report_mayor", 1, "2026-10-07", "2026-10-12"),
        ("report_body", 1, "2026-10-14", "2026-10-14"),
        ("report_late_again", 1, "2026-10-16", "2026-10-16"),
        ("report_mayor", 2, "2026-10-14", "2026-10-19"),
    ]


def test_the_lead_shrinks_with_the_cadence_and_a_monthly_report_is_not_asked_for_its_status() -> None:
    first = {
        months: reached(REPORT, course("2026-09-16", months=months), QUIET, today=d("2026-09-15"))
        for months in (12, 6, 5, 3, 2, 1)
    }
    assert {m: o[0].day.isoformat() for m, o in first.items()} == {
        12: "2026-08-05", 6: "2026-08-05", 5: "2026-08-26", 3: "2026-08-26", 2: "2026-09-09", 1: "2026-09-09",
    }
    assert [o.rung.name for o in first[1]] == ["report_start", "report_last_call"]
    assert [o.rung.name for o in first[3]] == ["report_start", "report_status", "report_last_call"]


def test_a_missed_cut_off_brings_the_mayor_sooner_and_only_the_first_time() -> None:
    days = {"office_due": d("2026-09-16"), "cut_off": d("2026-09-18")}
    found = reached(REPORT, Course(days), QUIET, today=d("2026-10-20"))
    mayor = [o for o in found if o.rung.name == "report_mayor"]
    assert [(o.day.isoformat(), o.send.isoformat()) for o in mayor] == [
        ("2026-09-21", "2026-09-21"), ("2026-10-14", "2026-10-19"),
    ]
    late = {"office_due": d("2026-09-16"), "cut_off": d("2026-12-18")}
    mayor = [o for o in reached(REPORT, Course(late), QUIET, today=d("2026-10-12")) if o.rung.name == "report_mayor"]
    assert [o.day.isoformat() for o in mayor] == ["2026-10-07"]


def test_a_quiet_day_moves_the_letter_and_not_the_right() -> None:
    found = reached(REPORT, course("2026-12-28"), QUIET, today=d("2027-01-04"))
    assert told(found)[-2:] == [
        ("report_today", 1, "2026-12-28", "2027-01-04"),
        ("report_late", 1, "2026-12-29", "2027-01-04"),
    ]
    assert reached(REPORT, course("2026-12-28"), QUIET, today=d("2027-01-03"))[-1].rung.name == "report_last_call"


def test_an_unclear_duty_is_asked_every_twenty_working_days_and_the_third_time_the_mayors_office() -> None:
    rungs = LAW.ladders[("duty", "unclear")]["asked_from"]
    found = reached(rungs, Course({"asked_from": d("2026-03-02")}), QUIET, today=d("2026-07-01"))
    # Good Friday, Easter Monday, 1 May, Ascension and Whit Monday are no working days.
    assert told(found) == [
        ("duty_unclear", 1, "2026-03-02", "2026-03-02"),
        ("duty_unclear", 2, "2026-03-30", "2026-03-30"),
        ("duty_unclear", 3, "2026-04-29", "2026-04-29"),
        ("duty_unclear_long", 1, "2026-04-29", "2026-04-29"),
        ("duty_unclear", 4, "2026-06-01", "2026-06-01"),
        ("duty_unclear", 5, "2026-06-29", "2026-06-29"),
    ]
    assert found[3].rung.tell == (Post.MAYOR_OFFICE, Post.CLERK)


def test_a_station_without_date_is_brought_up_after_sixty_days_and_at_every_second_meeting() -> None:
    rungs = LAW.ladders[("station", "waiting")]["waiting_since"]
    meetings = tuple(d(t) for t in ("2026-02-01", "2026-03-10", "2026-04-14", "2026-05-12", "2026-06-09"))
    found = reached(rungs, Course({"waiting_since": d("2026-01-05")}, meetings=meetings), QUIET, today=d("2026-06-30"))
    assert told([o for o in found if o.rung.name != "station_waits"]) == [
        ("station_undated", 1, "2026-03-06", "2026-03-06"),
        ("station_undated_again", 1, "2026-03-10", "2026-03-10"),
        ("station_undated_again", 2, "2026-05-12", "2026-05-12"),
    ]
    assert told(found)[:2] == [("station_waits", 1, "2026-01-19", "2026-01-19"), ("station_waits", 2, "2026-02-16", "2026-02-16")]


def test_a_year_without_completion_is_counted_in_months_from_the_resolution() -> None:
    rungs = LAW.ladders[("task", "open")]["resolved_on"]
    found = reached(rungs, Course({"resolved_on": d("2024-02-29")}), QUIET, today=d("2028-03-01"))
    assert [(o.count, o.day.isoformat()) for o in found] == [
        *((1, "2025-02-28"), (2, "2026-02-28"), (3, "2027-02-28"), (4, "2028-02-29")),  # no drift
    ]


def test_the_body_hears_at_its_first_meeting_after_the_day_and_only_once() -> None:
    meetings = (d("2026-09-30"), d("2026-10-07"), d("2026-10-14"), d("2026-11-11"))
    found = reached(REPORT, course("2026-09-16", meetings=meetings), QUIET, today=d("2026-12-01"))
    assert [o.day.isoformat() for o in found if o.rung.name == "report_body"] == ["2026-10-14"]


def test_the_collective_report_goes_to_the_first_meeting_of_january_and_july_only() -> None:
    rungs = LAW.ladders[("meeting", "planned")]["day"]
    meetings = (d("2026-01-14"), d("2026-01-28"), d("2026-02-11"), d("2026-07-01"))
    went = [
        day.isoformat()
        for day in meetings
        if reached(rungs, Course({"day": day}, meetings=meetings), QUIET, today=d("2026-12-31"))
    ]
    assert went == ["2026-01-14", "2026-07-01"]
    assert reached(rungs, Course({"day": d("2026-07-01")}), QUIET, today=d("2026-06-24"))
    assert not reached(rungs, Course({"day": d("2026-07-01")}), QUIET, today=d("2026-06-23"))


def test_the_next_day_to_look_is_the_next_on_which_something_goes_out() -> None:
    plain = course("2026-09-16")
    assert next_send(REPORT, plain, QUIET, later_than=d("2026-08-04")) == d("2026-08-05")
    assert next_send(REPORT, plain, QUIET, later_than=d("2026-08-05")) == d("2026-09-02")
    assert next_send(REPORT, plain, QUIET, later_than=d("2027-01-04")) == d("2027-01-11")
    assert next_send(REPORT, Course({"office_due": None}), QUIET, later_than=d("2026-01-01")) is None
    assert next_send((), plain, QUIET, later_than=d("2026-01-01")) is None


def test_what_is_coming_has_its_first_and_its_last_day() -> None:
    found = coming(REPORT, course("2026-09-16"), QUIET, since=d("2026-09-02"), until=d("2026-09-16"))
    assert [o.rung.name for o in found] == ["report_status", "report_last_call", "report_today"]
    assert len(coming(REPORT, course("2026-09-16"), QUIET, since=d("2026-09-03"), until=d("2026-09-15"))) == 1


@given(
    due=st.dates(d("2024-01-01"), d("2030-12-31")),
    months=st.sampled_from([1, 2, 3, 6, 12]),
    ahead=st.integers(0, 400),
)
def test_steps_are_monotone_never_twice_and_go_out_on_working_days_only(due: date, months: int, ahead: int) -> None:
    """Domain 11.3, rules 1 and 10."""
    today = due + timedelta(ahead)
    found = reached(REPORT, Course({"office_due": due}, months), QUIET, today=today)
    keys = [(o.rung.name, o.count) for o in found]
    assert len(keys) == len(set(keys))
    assert [o.send for o in found] == sorted(o.send for o in found)
    for rung in REPORT:
        own = [o.day for o in found if o.rung == rung]
        assert own == sorted(own)
    for occasion in found:
        assert QUIET.mails(occasion.send) and occasion.day <= occasion.send <= today
    upcoming = next_send(REPORT, Course({"office_due": due}, months), QUIET, later_than=today)
    later = reached(REPORT, Course({"office_due": due}, months), QUIET, today=upcoming or today)
    assert upcoming is not None and today < upcoming and len(later) > len(found)
    before = reached(REPORT, Course({"office_due": due}, months), QUIET, today=upcoming - timedelta(1))
    assert len(before) == len(found)


def test_the_next_question_is_the_first_that_speaks_to_the_posts_and_is_not_drowned() -> None:
    asked = Rung("asked", "task", ("open",), "due", 5, (Post.CONTACT,), unit="day", every=7)
    above = Rung("above", "task", ("open",), "due", 12, (Post.MAYOR,), unit="day")
    plain, told = Calendar("SN"), {"since": d("2026-11-01"), "posts": frozenset({Post.CONTACT})}
    due = Course({"due": d("2026-11-04")})  # a Wednesday: asked on Mondays, the second time above
    found = [next_question((asked, above), due, plain, later_than=day, **told) for day in (d("2026-11-08"), d("2026-11-09"))]  # type: ignore[arg-type]
    assert found == [d("2026-11-09"), d("2026-11-23")]
    assert next_question((above,), due, plain, later_than=d("2026-11-01"), **told) is None  # type: ignore[arg-type]
    late = {**told, "since": d("2026-11-24")}
    assert next_question((asked,), due, plain, later_than=d("2026-11-01"), **late) == d("2026-11-30")  # type: ignore[arg-type]


def test_a_rung_in_months_may_fall_on_the_day_itself() -> None:
    rung = Rung("x", "task", ("open",), "due", 0, (Post.CLERK,), unit="month", every=1)
    found = reached((rung,), Course({"due": d("2026-11-13")}), Calendar("SN"), today=d("2026-12-20"))
    assert [o.day for o in found] == [d("2026-11-13"), d("2026-12-13")]


def test_the_highest_rung_speaks_and_of_one_rung_the_last() -> None:
    found = reached(REPORT, course("2026-09-16", meetings=(d("2026-10-14"),)), QUIET, today=d("2026-11-02"))
    assert found[-1].rung.name == "report_mayor"
    assert highest(REPORT, found).rung.name == "report_body"
    mayor = [o for o in found if o.rung.name == "report_mayor"]
    assert highest(REPORT, reversed(mayor)) == mayor[-1] and len(mayor) > 1


def test_weekdays_and_units_of_a_rung_are_kept() -> None:
    rung = Rung("x", "task", ("open",), "due", 1, (Post.CLERK,), unit=Unit.DAY.value, weekday=5)
    (found,) = reached((rung,), Course({"due": d("2026-11-13")}), Calendar("SN"), today=d("2026-11-20"))
    assert (found.day, found.send) == (d("2026-11-14"), d("2026-11-20"))
