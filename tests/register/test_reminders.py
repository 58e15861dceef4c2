"""No reminder lost, none twice, whatever the scheduler does."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from support.town import Town

from notifications.channels.spool import Spool
from notifications.deliver import deliver
from states.roles import Role
from states.votes import Tally
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.store.told import Told

DUTY = "BA-111/2020.1-B1"


@pytest.fixture
def due(town: Town) -> Town:
    """A town whose duty is to report half-yearly from 2021-03-31, and nothing else."""
    town.registered(points=1)
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    told = Told(
        interval="P6M",
        first=date(2021, 3, 31),
        interpreted_by="OB",
        department="Dezernat 1",
        note="OB",
    )
    town.work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], told))
    return town


def days(start: str, end: str) -> list[str]:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return [(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)]


def key(row: dict[str, object]) -> tuple[object, ...]:
    return (row["reference"], row["rung"], row["count"])


def test_daily_rounds_over_two_years_post_each_occasion_once_even_run_twice(due: Town) -> None:
    for day in days("2021-01-01", "2022-12-31"):
        due.on(day).round()
        if day.endswith(("-01", "-15", "-31")):
            assert due.round() == 0
    letters = [row for row in due.letters() if row["rung"] != "step"]
    assert max(Counter(map(key, letters)).values()) == 1
    first = [row for row in letters if row["reference"] == f"{DUTY}/1"][:9]
    assert [(row["rung"], row["count"], row["day"]) for row in first] == [
        ("report_start", 1, "2021-02-17"),
        ("report_status", 1, "2021-03-17"),
        ("report_last_call", 1, "2021-03-26"),
        ("report_today", 1, "2021-03-31"),
        ("report_late", 1, "2021-04-01"),
        ("report_late_week", 1, "2021-04-09"),
        ("report_late_two_weeks", 1, "2021-04-16"),
        ("report_mayor", 1, "2021-04-23"),
        ("report_mayor", 2, "2021-04-30"),
    ]
    assert due.findings() == []


def test_after_a_skipped_month_only_the_highest_rung_goes_out_and_the_skipped_are_recorded(
    due: Town,
) -> None:
    assert due.on("2021-03-10").round() == 1
    assert due.on("2021-04-15").round() == 1
    rows = [r for r in due.letters() if r["rung"] != "step" and r["reference"] == f"{DUTY}/1"]
    assert [(r["rung"], r["skipped"]) for r in rows] == [
        ("report_start", False),
        ("report_status", True),
        ("report_last_call", True),
        ("report_today", True),
        ("report_late", True),
        ("report_late_week", False),
    ]


def test_what_a_report_overtook_is_recorded_one_by_one(due: Town) -> None:
    """Nobody ran the scheduler; then the report came."""
    due.on("2021-04-15").do(f"{DUTY}/1", "submit", text="spät")
    rows = [r for r in due.letters() if r["rung"] != "step" and r["reference"] == f"{DUTY}/1"]
    assert [(r["rung"], r["skipped"]) for r in rows] == [
        (rung, True)
        for rung in (
            *("report_start", "report_status", "report_last_call", "report_today"),
            *("report_late", "report_late_week"),
        )
    ]
    due.round()
    assert len([r for r in due.letters() if r["reference"] == f"{DUTY}/1" and r["rung"] != "step"]) == 6


def test_a_submitted_report_plans_the_next_and_ends_its_own_ladder(due: Town) -> None:
    due.on("2021-03-20").do(f"{DUTY}/1", "submit", text="Es geht voran.")
    reports = due.show(DUTY)["below"]
    assert [(r["state"], r["due"]) for r in reports] == [
        ("submitted", "2021-03-31"),
        ("planned", "2021-09-30"),
    ]
    due.on("2021-05-03").round()
    own = [r for r in due.letters() if r["reference"] == f"{DUTY}/1" and r["rung"] != "step"]
    assert [(r["rung"], r["skipped"]) for r in own] == [
        *(("report_start", True), ("report_status", True)),
        ("report_waits", False),  # handed in is not noted
    ]
    due.do(f"{DUTY}/1", "note")
    assert due.state(f"{DUTY}/1") == "noted"
    assert due.findings() == []


def test_a_missed_report_stays_visible_beside_the_next(due: Town) -> None:
    due.on("2021-04-01").round()
    assert [(r["state"], r["due"]) for r in due.show(DUTY)["below"]] == [
        ("planned", "2021-03-31"),
        ("planned", "2021-09-30"),
    ]
    due.on("2021-10-01").round()
    assert due.state(f"{DUTY}/1") == "missed"
    due.do(f"{DUTY}/1", "submit", text="spät, aber da")
    assert due.state(f"{DUTY}/1") == "submitted"


def test_an_anchor_at_the_end_of_a_month_does_not_drift(due: Town) -> None:
    for day in ("2021-04-01", "2021-10-01", "2022-04-01"):
        due.on(day).round()
    assert [r["due"] for r in due.show(DUTY)["below"]] == [
        *("2021-03-31", "2021-09-30", "2022-03-31", "2022-09-30")
    ]


def test_an_unclear_duty_asks_every_twenty_working_days_and_without_department_the_office_alone(
    town: Town,
) -> None:
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    for day in days("2020-10-15", "2021-02-28"):
        town.on(day).round()
    asked = [(r["rung"], r["count"], r["day"], r["skipped"]) for r in town.letters() if "unclear" in r["rung"]]
    assert asked == [
        ("duty_unclear", 1, "2020-10-15", False),
        ("duty_unclear", 2, "2020-11-12", False),
        ("duty_unclear", 3, "2020-12-11", True),
        ("duty_unclear_long", 1, "2020-12-11", False),
        ("duty_unclear", 4, "2021-01-12", False),
        ("duty_unclear", 5, "2021-02-09", False),
    ]
    told = {a["address"] for a in town.addressees("duty_unclear_long")}
    assert told == {"ratsbuero@chemnitz.example.org"}, "without a department it climbs no higher"


def test_an_unclear_duty_that_a_department_has_climbs_to_the_mayors_office(town: Town) -> None:
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    waits = {"after_task": "BA-111/2020.1-A1", "interpreted_by": "OB", "department": "Dezernat 1"}
    town.do("BA-111/2020.3-B1", "await_task", roles=frozenset({Role.MAYOR}), **waits)
    for day in days("2020-10-16", "2020-12-15"):
        town.on(day).round()
    told = {a["address"] for a in town.addressees("duty_unclear_long")}
    assert told == {"buero-ob@chemnitz.example.org", "ratsbuero@chemnitz.example.org"}


def test_nothing_in_the_past_fires_when_a_date_is_set(due: Town) -> None:
    told = Told(first=date(2020, 10, 16), interval="P6M", note="neu")
    due.work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], told))
    due.round()
    assert not [r for r in due.letters() if r["rung"].startswith("report_")]


def test_the_first_report_is_never_before_today_and_skipped_dates_are_recorded(
    town: Town,
) -> None:
    town.registered(points=1)
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    told = Told(interval="P1M", first=date(2020, 8, 31), interpreted_by="OB", note="OB")
    town.work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], told))
    (report,) = town.show(DUTY)["below"]
    assert report["due"] == "2020-11-02"  # 31.10. is a Saturday and a holiday
    opened = town.show(f"{DUTY}/1")["acts"][0]["entries"][-1]
    assert opened["note"] == "2020-08-31, 2020-09-30"


def test_a_date_moved_away_and_back_starts_a_new_ladder_each_time(due: Town) -> None:
    due.on("2021-03-17").round()
    for first in (date(2021, 4, 30), date(2021, 3, 31)):
        told = Told(interval="P6M", first=first, note="anders")
        due.work(lambda d, told=told: fix_cadence.fix(d, take(d, DUTY)[0], told))
    due.on("2021-03-26").round()
    rows = [(r["reference"], r["rung"]) for r in due.letters() if r["rung"] == "report_last_call"]
    assert rows == [(f"{DUTY}/3", "report_last_call")]


def test_a_year_noticed_at_once_is_the_year_noticed_day_by_day(due: Town) -> None:
    """Missed reports are planned, missed and demanded as of their days, however late."""
    due.on("2022-11-01").round()
    reports = due.show(DUTY)["below"]
    assert [(r["state"], r["due"]) for r in reports] == [
        ("missed", "2021-03-31"),
        ("missed", "2021-09-30"),
        ("missed", "2022-03-31"),
        ("planned", "2022-09-30"),
        ("planned", "2023-03-31"),
    ]
    planned = due.show(f"{DUTY}/3")["acts"][0]["entries"][-1]
    assert (planned["on"], planned["actor"]) == ("2021-10-01", "system")
    assert due.findings() == []


def test_no_letter_leaves_at_the_turn_of_the_year_and_its_day_of_right_stays(due: Town) -> None:
    told = Told(interval="P6M", first=date(2020, 12, 29), note="neu")
    due.on("2020-11-02").work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], told))
    for day in days("2020-12-24", "2021-01-03"):
        assert due.on(day).round() == 0
    assert due.on("2021-01-04").round() == 1
    late = [r for r in due.letters() if r["rung"] in ("report_today", "report_late")]
    assert [(r["rung"], r["day"], r["skipped"]) for r in late] == [
        ("report_today", "2020-12-29", True),
        ("report_late", "2020-12-30", False),
    ]


def test_a_letter_is_spooled_once_with_a_constant_message_id(due: Town, tmp_path: Path) -> None:
    due.on("2021-02-17").round()
    for _ in range(2):
        due.write()
        deliver(due.store, Spool(str(tmp_path / "letters")), lambda: due.now)
    files = sorted((tmp_path / "letters").iterdir())
    assert len(files) == 2  # the step's letter and the reminder
    assert all(file.suffix == ".eml" for file in files)
    before = {file.name: file.read_bytes() for file in files}
    assert all(name.removesuffix(".eml").encode() in text for name, text in before.items())


def test_a_channel_that_fails_is_tried_again(due: Town, tmp_path: Path) -> None:
    due.on("2021-02-17").round()
    due.write()
    (tmp_path / "file").write_text("not a folder")
    failed = deliver(due.store, Spool(str(tmp_path / "file")), lambda: due.now)
    assert (failed.sent, failed.failed) == (0, 1), "a place that takes nothing is not asked again for the next"
    later = deliver(due.store, Spool(str(tmp_path / "letters")), lambda: due.now + timedelta(minutes=1))
    assert (later.sent, later.failed) == (2, 0)


def test_a_letter_names_the_days_on_which_earlier_ones_went_and_not_those_for_which(due: Town) -> None:
    """No round ran for weeks: what was due on 15 February went on 3 March."""
    for day in ("2021-03-03", "2021-04-12"):
        due.on(day).round()
        due.write()
    texts = [message_from_bytes(mail.content, policy=policy.default) for mail in due.mails()]
    last = [m.get_body(("plain",)).get_content() for m in texts if "überfällig" in str(m["subject"])]
    assert last and all("Auf unser Schreiben vom 03.03.2021" in " ".join(text.split()) for text in last), last
