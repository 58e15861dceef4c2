"""No turn of a duty is demanded twice, none is dropped, and what is late stays owed."""

from __future__ import annotations

from datetime import date

import pytest
from support.town import Town
from support.unclear import DUTY, cancelled, days, fix, meet, moved, reports, unclear

from states.errors import NotPermitted
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.store.told import Told

__all__ = ["unclear"]  # the fixture


def d(text: str) -> date:
    return date.fromisoformat(text)


def dues(town: Town) -> list[tuple[str, str]]:
    return [(state, due) for state, due, _ in reports(town)]


# At meetings


def test_a_moved_meeting_takes_its_turn_along(unclear: Town) -> None:
    meet(unclear, "VFA", "2020-12-03", "2021-01-14")
    fix(unclear, every_meeting=1)
    moved(unclear, "VFA-2020-12-03", "2020-12-10")
    days(unclear, "2020-12-04", "2020-12-05")
    assert dues(unclear) == [("planned", "2020-12-10")]
    days(unclear, "2020-12-11")
    assert [due for _, due in dues(unclear)] == ["2020-12-10", "2021-01-14"]
    assert unclear.findings() == []


def test_a_cancelled_meeting_gives_its_turn_to_the_next(unclear: Town) -> None:
    meet(unclear, "VFA", "2020-12-03", "2021-01-14", "2021-02-11")
    fix(unclear, every_meeting=1)
    cancelled(unclear, "VFA-2020-12-03")
    days(unclear, "2020-12-04", "2021-01-15")
    assert [due for _, due in dues(unclear)] == ["2021-01-14", "2021-02-11"]


def test_a_report_handed_in_early_is_not_asked_for_again(unclear: Town) -> None:
    meet(unclear, "VFA", "2020-12-03")
    fix(unclear, every_meeting=1)
    unclear.on("2020-10-20").do(f"{DUTY}/1", "submit", text="x.")
    assert (unclear.state(DUTY), dues(unclear)) == ("unclear", [("submitted", "2020-12-03")])
    meet(unclear, "VFA", "2021-01-14")
    assert [due for _, due in dues(unclear)] == ["2020-12-03", "2021-01-14"]


def test_every_second_meeting_stays_every_second_when_meetings_become_known_late(unclear: Town) -> None:
    meet(unclear, "VFA", "2020-12-03")
    fix(unclear, every_meeting=2)
    days(unclear, "2020-12-03", "2020-12-04")
    assert unclear.state(DUTY) == "unclear"
    meet(unclear, "VFA", "2021-01-14")
    assert unclear.state(DUTY) == "unclear"
    meet(unclear, "VFA", "2021-02-11")
    assert [due for _, due in dues(unclear)] == ["2020-12-03", "2021-02-11"]


def test_a_cadence_by_meetings_ends_with_its_last_day_and_asks_nobody_afterwards(unclear: Town) -> None:
    meet(unclear, "VFA", "2020-12-03")
    fix(unclear, every_meeting=1, until=d("2020-12-31"))
    unclear.on("2020-11-02").do(f"{DUTY}/1", "submit", text="x.")
    unclear.on("2020-12-04").do(f"{DUTY}/1", "note", on=d("2020-12-03"))
    days(unclear, "2021-01-05", "2021-03-02")
    assert unclear.state(DUTY) == "completed"
    assert not [r for r in unclear.letters() if r["rung"] == "duty_unclear_long"]


# A changed cadence


def test_a_late_report_stays_owed_when_the_cadence_changes(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    days(unclear, "2021-04-15", "2021-04-28")
    fix(unclear, until=d("2030-12-31"), department=None)
    assert dues(unclear) == [("planned", "2021-04-14"), ("waived", "2021-10-14"), ("planned", "2021-10-14")]
    assert unclear.findings() == []


def test_a_turn_already_handed_in_is_not_demanded_under_the_new_cadence(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    unclear.on("2021-03-20").do(f"{DUTY}/1", "submit", text="x.")
    fix(unclear, until=d("2030-12-31"), department=None)
    assert dues(unclear) == [("submitted", "2021-04-14"), ("waived", "2021-10-14"), ("planned", "2021-10-14")]


def test_a_report_begun_is_finished_and_the_new_cadence_loses_no_turn(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    unclear.do(f"{DUTY}/1", "start")
    fix(unclear, interval="P1Y", first=d("2022-01-31"), department=None)
    assert dues(unclear) == [("in_preparation", "2021-04-14")]
    unclear.on("2021-04-10").do(f"{DUTY}/1", "submit", text="x.")
    assert dues(unclear) == [("submitted", "2021-04-14"), ("planned", "2022-01-31")]


def test_a_cadence_by_date_becomes_one_by_meetings_and_of_another_body(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-01-14", "2021-02-11")
    meet(unclear, "StR", "2021-03-10")
    fix(unclear, first=d("2021-06-30"))
    fix(unclear, every_meeting=2, department=None)
    assert dues(unclear) == [("waived", "2021-06-30"), ("planned", "2021-01-14")]
    fix(unclear, every_meeting=1, recipient="Stadtrat", department=None)
    assert dues(unclear)[-1] == ("planned", "2021-03-10")
    assert unclear.findings() == []


def test_a_suspension_puts_off_what_is_to_come_and_nothing_that_is_late(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    days(unclear, "2021-10-15")
    unclear.do(DUTY, "suspend", note="Haushaltssperre")
    assert dues(unclear) == [("missed", "2021-04-14"), ("planned", "2021-10-14"), ("waived", "2022-04-14")]
    unclear.on("2022-03-01").do(DUTY, "resume")
    assert dues(unclear)[-1] == ("planned", "2022-04-14"), "its turn is still to come"


def test_a_report_begun_is_kept_when_the_duty_is_bound_to_a_task(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    unclear.do(f"{DUTY}/1", "start")
    fix(unclear, after_task="BA-111/2020.1-A1")
    assert (unclear.state(DUTY), dues(unclear)) == ("unclear", [("in_preparation", "2021-04-14")])
    assert unclear.findings() == []


def test_a_once_only_report_that_the_body_lets_go_ends_its_duty(unclear: Town) -> None:
    fix(unclear, first=d("2021-04-14"))
    unclear.do(f"{DUTY}/1", "waive", note="nicht mehr nötig")
    assert unclear.state(DUTY) == "completed"


def test_a_turn_that_the_body_lets_go_is_not_demanded_again(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    unclear.do(f"{DUTY}/1", "waive", note="nicht nötig")
    fix(unclear, until=d("2030-12-31"), department=None)
    assert [due for state, due in dues(unclear) if state == "planned"] == ["2021-10-14"]


def test_another_recipient_has_another_meeting(unclear: Town) -> None:
    meet(unclear, "VFA", "2021-04-08")
    meet(unclear, "StR", "2021-04-12")
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    before = unclear.show(f"{DUTY}/1")
    other = Told(note="Zuständigkeit", recipient="Stadtrat")
    unclear.work(lambda desk: fix_cadence.fix(desk, take(desk, DUTY)[0], other))
    after = unclear.show(f"{DUTY}/1")
    assert after["recipient"] == "Stadtrat"
    assert after["meeting_id"] != before["meeting_id"] and after["office_due"] > before["office_due"]


# A second report


def test_a_second_report_is_asked_for_by_the_whole_ladder_and_opens_its_duty_again(unclear: Town) -> None:
    fix(unclear, first=d("2021-01-20"))
    unclear.on("2021-01-19").do(f"{DUTY}/1", "submit", text="x.")
    unclear.on("2021-01-20").do(f"{DUTY}/1", "note")
    assert unclear.state(DUTY) == "completed"
    unclear.do(f"{DUTY}/1", "demand_more", until=d("2021-03-31"), note="Zahlen fehlen")
    assert (unclear.state(DUTY), dues(unclear)) == ("active", [("in_preparation", "2021-03-31")])
    days(unclear, "2021-02-17", "2021-03-17", "2021-03-26", "2021-03-31")
    own = [r for r in unclear.letters() if r["reference"] == f"{DUTY}/1" and r["rung"] != "step"]
    assert [r["rung"] for r in own if r["turn"] == own[-1]["turn"]] == ["report_start", "report_status", "report_last_call", "report_today"]
    assert unclear.findings() == []


def test_a_final_report_waits_for_what_is_in_hand_and_a_completed_duty_stays_so(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-03-31"))
    unclear.on("2021-03-30").do(f"{DUTY}/1", "submit", text="eins.")
    unclear.on("2021-09-29").do(f"{DUTY}/2", "submit", text="Schluss.", final=True)
    unclear.do(f"{DUTY}/2", "note")
    assert unclear.state(DUTY) == "active", "the first is not noted yet"
    unclear.do(f"{DUTY}/1", "note")
    assert (unclear.state(DUTY), [state for state, _ in dues(unclear)]) == ("completed", ["noted", "noted", "waived"])


def test_a_second_report_after_the_last_is_not_let_go_by_the_last(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-03-31"))
    unclear.on("2021-03-30").do(f"{DUTY}/1", "submit", text="eins.")
    unclear.do(f"{DUTY}/1", "note")
    unclear.on("2021-09-29").do(f"{DUTY}/2", "submit", text="Schluss.", final=True)
    unclear.do(f"{DUTY}/2", "note")
    assert unclear.state(DUTY) == "completed"
    unclear.do(f"{DUTY}/1", "demand_more", until=d("2021-12-15"), note="Zahlen fehlen")
    assert (unclear.state(DUTY), unclear.state(f"{DUTY}/1")) == ("active", "in_preparation")
    unclear.do(f"{DUTY}/1", "submit", text="mit Zahlen.")
    assert unclear.state(DUTY) == "active"
    unclear.do(f"{DUTY}/1", "note")
    assert unclear.state(DUTY) == "completed"
    assert unclear.findings() == []


def test_a_duty_that_the_body_completes_stays_completed_with_a_report_in_hand(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-03-31"))
    unclear.on("2021-03-30").do(f"{DUTY}/1", "submit", text="eins.")
    unclear.do(DUTY, "complete", note="erledigt")
    assert unclear.state(DUTY) == "completed"


def test_a_monthly_second_report_is_not_missed_before_its_day(unclear: Town) -> None:
    fix(unclear, interval="P1M", first=d("2021-01-20"))
    unclear.on("2021-01-20").do(f"{DUTY}/1", "submit", text="x.", final=True)
    unclear.do(f"{DUTY}/1", "deliver")
    unclear.do(f"{DUTY}/1", "demand_more", until=d("2021-03-31"), note="Zahlen fehlen")
    days(unclear, "2021-02-22", "2021-03-30")
    assert unclear.state(f"{DUTY}/1") == "in_preparation"
    unclear.do(f"{DUTY}/1", "submit", text="mit Zahlen.")
    unclear.do(f"{DUTY}/1", "note")
    assert unclear.state(DUTY) == "active", "the second was not said to be the last"


def test_a_missed_report_with_a_new_day_is_planned_again(unclear: Town) -> None:
    fix(unclear, interval="P6M", first=d("2021-04-14"))
    days(unclear, "2021-10-15")
    assert unclear.state(f"{DUTY}/1") == "missed"
    unclear.do(f"{DUTY}/1", "grant_extension", until=d("2021-12-15"))
    assert unclear.state(f"{DUTY}/1") == "planned"
    days(unclear, "2021-12-15")
    assert "report_today" in [r["rung"] for r in unclear.letters() if r["reference"] == f"{DUTY}/1"]


def test_a_wish_for_an_extension_is_no_date_for_anything_else(unclear: Town) -> None:
    task = "BA-111/2020.1-A1"
    unclear.on("2020-10-23").do(task, "assign", department="Dezernat 1", until=d("2021-01-29"))
    unclear.do(task, "request_extension", until=d("2021-03-31"), note="Personal", progress="in_work")
    for event, told in (("wait", {"note": "Zulieferung"}), ("hold", {}), ("announce", {})):
        with pytest.raises(NotPermitted):
            unclear.do(task, event, **told)
    with pytest.raises(NotPermitted):
        unclear.do(task, "request_extension", note="Personal", progress="in_work")
    unclear.do(task, "grant_extension")
    assert unclear.show(task)["due"] == "2021-03-31"
