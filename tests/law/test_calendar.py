"""Working days and shifts: all worked examples of the domain, recomputed from the calendar."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from states.calendar import LAENDER, Calendar, Feast, TermClass, Unit, latest_meeting
from states.terms import after, turns

EXAMPLES = Path(__file__).with_name("date_examples.csv")
SN, NW = Calendar("SN"), Calendar("NW")
DAY, WORKING = Unit.DAY, Unit.WORKING


def d(text: str) -> date:
    return date.fromisoformat(text)


def due(raw: date, calendar: Calendar = SN) -> date:
    return calendar.ends(raw, TermClass.SERVICE_DUE)


def series(anchor: str, interval: str, since: str, until: str) -> list[date]:
    return [due(day) for day in turns(d(anchor), interval, since=d(since), until=d(until))]


# example: (its days as computed, or a term from the row's start: interval)
COMPUTED: dict[int, Callable[[], list[date]] | str] = {
    1: "P1W",
    2: "P4W",
    3: "P1M",
    4: "P5W",
    5: lambda: [after(d("2020-10-14"), "P6M"), after(d("2020-10-14"), "P6M") + timedelta(days=1)],
    6: "P3M",
    7: "P3M",
    8: "P1M",
    9: "P1M",
    10: "P3M",
    11: "P1M",
    12: "P1M",
    13: "P3M",
    14: lambda: [due(after(d("2026-03-04"), "P3M"), c) for c in (SN, NW)],
    15: lambda: [due(after(d("2026-08-18"), "P3M"), c) for c in (SN, NW)],
    16: "P3M",
    17: "P2W",
    18: lambda: [due(d("2026-06-30"))],
    19: lambda: [due(d("2029-03-31"))],
    20: lambda: [due(d("2026-12-31"))],
    21: "P3M",
    22: lambda: [due(d("2026-11-15"))],
    23: lambda: series("2026-08-31", "P1M", "2026-09-01", "2027-03-31"),
    24: lambda: [
        SN.before(d("2026-10-14"), 7, DAY),
        SN.before(d("2026-10-14"), 17, WORKING),
        SN.before(d("2026-11-25"), 17, WORKING),
    ],
    25: "P9M",
    26: lambda: series("2020-10-14", "P6M", "2021-01-01", "2023-04-30"),
    27: lambda: [
        SN.ends(after(d("2026-04-24"), "P1W"), TermClass.LEGAL_ACT),
        SN.safe(after(d("2026-04-24"), "P1W")),
    ],
    28: lambda: [due(d("2026-06-28")), SN.safe(d("2026-06-28"))],
    29: lambda: [SN.move(d("2026-08-14"), 1, WORKING)],
    30: lambda: [after(d(first), term) - timedelta(days=1) for first, term in (("2027-01-01", "P3M"), ("2027-02-01", "P1M"))],
    31: lambda: [after(d("2026-06-30"), "P1M"), turns(d("2026-06-30"), "P1M", since=d("2026-07-01"), until=d("2026-07-31"))[0]],
}


def rows() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def days(cell: str) -> list[date]:
    """The days of a cell; "30.09." takes the year of the next full date."""
    found, pending = [], []
    for day, month, year in re.findall(r"(\d{2})\.(\d{2})\.(\d{4})?", cell.split(" Wrong ")[0]):
        pending.append((int(month), int(day)))
        if year:
            found += [date(int(year), *place) for place in pending]
            pending = []
    return found


def test_there_are_thirty_one_examples_and_each_is_computed() -> None:
    assert [int(row["#"]) for row in rows()] == sorted(COMPUTED) == list(range(1, 32))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["#"])
def test_the_domains_example(row: dict[str, str]) -> None:
    rule = COMPUTED[int(row["#"])]
    if isinstance(rule, str):
        raw = after(days(row["Start (event day)"])[0], rule)
        assert raw == days(row["Raw end"])[0]
        computed = [due(raw)]
    else:
        computed = rule()
    result = row["Result"].replace("29.06.2026 (", "**29.06.2026** (").replace("15.04.2026 (", "")
    assert computed == days(result)


def test_section_36_5_the_latest_meeting_is_the_one_after_the_next() -> None:
    """SaechsOVG 23.01.2020, 4 B 24/20."""
    meetings = [d("2019-12-17"), d("2020-01-30"), d("2020-02-27")]
    assert latest_meeting(d("2019-12-17"), meetings, SN, notice_days=7) == d("2020-02-27")
    assert latest_meeting(d("2020-02-01"), meetings, SN, notice_days=7) is None
    # 22.01. leaves exactly seven full days before 30.01.; the day after is too late.
    assert latest_meeting(d("2020-01-22"), meetings[1:], SN, notice_days=7) == d("2020-02-27")
    assert latest_meeting(d("2020-01-23"), meetings[1:], SN, notice_days=7) is None
    assert latest_meeting(d("2019-12-17"), reversed(meetings), SN, notice_days=7) == d("2020-02-27")


def test_the_two_units_count_differently() -> None:
    week = [d(f"2026-11-{day}") for day in (20, 21, 22)]  # Friday, Saturday, Sunday
    assert [[SN.counts(day, unit) for unit in (DAY, WORKING)] for day in week] == [[True, True], [True, False], [True, False]]
    assert [SN.counts(d("2026-11-18"), unit) for unit in (DAY, WORKING)] == [True, False]  # Buß- und Bettag


def test_days_are_moved_forward_and_back_and_zero_stays() -> None:
    friday = d("2026-11-13")
    assert SN.move(friday, 1, WORKING) == d("2026-11-16")
    assert SN.move(friday, 4, WORKING) == d("2026-11-20")  # over Buß- und Bettag
    assert SN.move(d("2026-11-20"), -4, WORKING) == friday
    assert SN.move(friday, 3, DAY) == d("2026-11-16")
    assert SN.move(d("2026-11-15"), 0, WORKING) == d("2026-11-15")


def test_local_days_are_added_and_removed_yearly_once_and_by_easter() -> None:
    local = Calendar(
        "SN",
        added=(Feast("Fronleichnam", easter=60), Feast("Stadtfest", every=(6, 1)), Feast("Einmal", on=d("2026-06-02"))),
        removed=(Feast("Buß- und Bettag", on=d("2026-11-18")),),
    )
    assert local.holiday(d("2026-06-04")) and local.holiday(d("2027-05-27"))
    assert local.holiday(d("2026-06-01")) and local.holiday(d("2027-06-01"))
    assert local.holiday(d("2026-06-02")) and not local.holiday(d("2027-06-02"))
    assert not local.holiday(d("2026-11-18")) and local.holiday(d("2027-11-17"))
    assert not local.holiday(d("2026-06-03"))


def test_closure_days_are_no_working_days_but_move_no_legal_term() -> None:
    closed = Calendar("SN", closed=(Feast("Heiligabend", every=(12, 24)),))
    eve = d("2026-12-24")
    assert not closed.counts(eve, WORKING) and closed.performs(eve)
    assert closed.ends(eve, TermClass.SERVICE_DUE) == eve
    assert closed.safe(eve) == d("2026-12-23")


@pytest.mark.parametrize(
    ("kind", "end"),
    [
        (TermClass.LEGAL_ACT, "2026-05-04"),
        (TermClass.SERVICE_DUE, "2026-05-04"),
        (TermClass.MEETING_BOUND, "2026-05-01"),
    ],
)
def test_each_class_of_term_meets_a_holiday_in_its_own_way(kind: TermClass, end: str) -> None:
    assert SN.ends(d("2026-05-01"), kind) == d(end)


def test_no_letter_leaves_on_weekends_holidays_and_quiet_days() -> None:
    quiet = Calendar("SN", quiet=((12, 24), (1, 1)))
    assert quiet.mail_day(d("2026-12-23")) == d("2026-12-23")
    for day in ("2026-12-24", "2026-12-28", "2026-12-31", "2027-01-01"):
        assert quiet.mail_day(d(day)) == d("2027-01-04")
    assert SN.mail_day(d("2026-12-28")) == d("2026-12-28")
    assert SN.mail_day(d("2026-11-14")) == d("2026-11-16")
    inside = Calendar("SN", quiet=((8, 3), (8, 7)))
    assert [inside.mails(d(f"2026-08-{n:02}")) for n in (2, 3, 7, 10)] == [False, False, False, True]
    assert inside.mails(d("2026-07-31")) and inside.mails(d("2026-12-01"))


def test_a_quiet_time_may_be_one_day_and_has_its_last_day() -> None:
    one = replace(SN, quiet=((12, 23), (12, 23)))
    assert [one.mails(d(t)) for t in ("2026-12-22", "2026-12-23", "2026-12-28")] == [True, False, True]
    turn = replace(SN, quiet=((12, 24), (1, 5)))
    assert [turn.mails(d(t)) for t in ("2026-12-23", "2027-01-05", "2027-01-06")] == [True, False, True]


def test_working_days_between_are_counted_without_the_first_and_with_the_last() -> None:
    assert SN.working_days(d("2026-11-13"), d("2026-11-20")) == 4
    assert SN.working_days(d("2026-11-13"), d("2026-11-13")) == 0
    assert SN.working_days(d("2026-11-12"), d("2026-11-13")) == 1
    assert SN.working_days(d("2026-11-13"), d("2026-11-16")) == 1
    assert SN.working_days(d("2026-11-13"), d("2026-11-15")) == 0


def test_saxon_holidays_are_those_of_the_statute() -> None:
    """SaechsSFG section 1 (S67): eleven, Fronleichnam only in named regions."""
    first = d("2026-01-01")
    found = [day for n in range(365) if SN.holiday(day := first + timedelta(n))]
    assert [day.isoformat()[5:] for day in found] == [
        *("01-01", "04-03", "04-06", "05-01", "05-14", "05-25"),
        *("10-03", "10-31", "11-18", "12-25", "12-26"),
    ]


def test_every_land_is_known() -> None:
    assert all(Calendar(land).holiday(d("2026-10-03")) for land in LAENDER)
    assert len(set(LAENDER)) == 16


def test_a_calendars_before_leaves_full_days_and_moves_earlier() -> None:
    # Seven full days before Tuesday 01.12.2026 end on Monday 23.11.
    assert SN.before(d("2026-12-01"), 7, DAY) == d("2026-11-23")
    # Before Monday 30.11. they would end on Sunday 22.11., so Friday it is.
    assert SN.before(d("2026-11-30"), 7, DAY) == d("2026-11-20")
    assert SN.before(d("2026-12-01"), 1, WORKING) == d("2026-11-30")
    assert SN.before(d("2026-12-01"), 2, DAY) == d("2026-11-27")
