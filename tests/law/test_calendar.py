"""Terms and recurrences; the numbers are those of the domain's worked examples."""

from datetime import date

import pytest

from states.calendar import BadInterval, DateOutOfRange, after, latest_meeting, next_turn, turns


@pytest.mark.parametrize(
    ("example", "start", "interval", "end"),
    [
        (1, "2020-10-14", "P1W", "2020-10-21"),
        (2, "2020-10-14", "P4W", "2020-11-11"),
        (3, "2020-10-14", "P1M", "2020-11-14"),
        (4, "2020-10-14", "P5W", "2020-11-18"),
        (5, "2020-10-14", "P6M", "2021-04-14"),
        (8, "2026-01-31", "P1M", "2026-02-28"),
        (9, "2028-01-31", "P1M", "2028-02-29"),
        (10, "2026-11-30", "P3M", "2027-02-28"),
        (25, "2026-01-15", "P9M", "2026-10-15"),
    ],
)
def test_a_term_ends_where_the_civil_code_says(
    example: int, start: str, interval: str, end: str
) -> None:
    assert after(date.fromisoformat(start), interval) == date.fromisoformat(end)


def test_a_monthly_turn_from_a_months_end_stays_there_and_does_not_drift() -> None:
    """Example 23."""
    found = turns(date(2026, 8, 31), "P1M", since=date(2026, 9, 1), until=date(2027, 3, 31))
    assert [day.isoformat() for day in found] == [
        *("2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"),
        *("2027-01-31", "2027-02-28", "2027-03-31"),
    ]


def test_half_yearly_from_the_resolution() -> None:
    """Example 26."""
    found = turns(date(2020, 10, 14), "P6M", since=date(2021, 1, 1), until=date(2022, 12, 31))
    assert [day.isoformat() for day in found] == [
        *("2021-04-14", "2021-10-14", "2022-04-14", "2022-10-14")
    ]


def test_the_next_turn_is_later_than_the_day_given() -> None:
    assert next_turn(date(2021, 3, 31), "P6M", after_day=date(2021, 3, 31)) == date(2021, 9, 30)
    assert next_turn(date(2021, 3, 31), "P6M", after_day=date(2021, 3, 30)) == date(2021, 3, 31)


@pytest.mark.parametrize("text", ["", "6M", "P0M", "P6X", "regelmäßig", "P6M2W"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(BadInterval):
        after(date(2020, 1, 1), text)


def test_a_term_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(DateOutOfRange):
        after(date(2020, 1, 1), "P9999Y")


def test_the_latest_meeting_is_the_one_after_the_next_that_can_be_invited_to() -> None:
    """SaechsOVG 23.01.2020, 4 B 24/20."""
    days = [date(2019, 12, 17), date(2020, 1, 30), date(2020, 2, 27)]
    assert latest_meeting(date(2019, 12, 17), days, notice_days=7) == date(2020, 2, 27)
    assert latest_meeting(date(2020, 2, 1), days, notice_days=7) is None
