"""Terms and recurrences; the numbers are those of the domain's worked examples."""

from datetime import date

import pytest

from states.terms import BadInterval, DateOutOfRange, after, next_turn, parse_interval, turns


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


@pytest.mark.parametrize(
    ("anchor", "interval", "found"),
    [
        ("2026-04-30", "P1M", ["2026-04-30", "2026-05-31", "2026-06-30"]),  # stays on last days
        ("2026-01-30", "P1M", ["2026-01-30", "2026-02-28", "2026-03-30"]),  # 30 is not the last
        ("2026-01-31", "P4W", ["2026-01-31", "2026-02-28", "2026-03-28"]),  # weeks stick to nothing
        ("2024-02-29", "P1Y", ["2024-02-29", "2025-02-28", "2026-02-28"]),
        ("2026-01-31", "P30D", ["2026-01-31", "2026-03-02", "2026-04-01"]),
    ],
)
def test_only_months_and_years_stick_to_the_end_of_a_month(
    anchor: str, interval: str, found: list[str]
) -> None:
    last = date.fromisoformat(found[-1])
    first = date.fromisoformat(anchor)
    assert [d.isoformat() for d in turns(first, interval, since=first, until=last)] == found
    later = date.fromisoformat(found[1])
    assert [d.isoformat() for d in turns(first, interval, since=later, until=last)] == found[1:]


def test_the_units_are_read() -> None:
    assert [parse_interval(t) for t in ("P6M", " p10d ", "P2W", "P1Y")] == [
        *((6, "M"), (10, "D"), (2, "W"), (1, "Y"))
    ]
