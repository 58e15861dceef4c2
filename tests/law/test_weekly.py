"""The day of the weekly letter, and the day of the next, by the calendar alone."""

from __future__ import annotations

from datetime import date

import pytest

from states.calendar import Calendar
from states.weekly import day_of_week, key_of, next_day

SAXONY = Calendar("SN", quiet=((12, 24), (1, 1)))


@pytest.mark.parametrize(
    ("day", "weekday", "found"),
    [
        ("2021-04-15", 1, "2021-04-12"),
        ("2021-04-18", 1, "2021-04-12"),  # a Sunday is of the week before
        ("2021-04-05", 1, "2021-04-06"),  # Easter Monday
        ("2021-04-01", 5, "2021-04-01"),  # of Good Friday the last day before
        ("2020-12-24", 4, "2020-12-23"),
        ("2020-12-30", 1, None),
    ],
)
def test_the_day_of_a_week(day: str, weekday: int, found: str | None) -> None:
    assert day_of_week(SAXONY, date.fromisoformat(day), weekday) == (found and date.fromisoformat(found))


def test_the_next_one_leaves_out_a_week_without_mail() -> None:
    assert next_day(SAXONY, date(2020, 12, 21), 1) == date(2021, 1, 4)
    assert next_day(SAXONY, date(2021, 4, 6), 1) == date(2021, 4, 12)
    always = Calendar("SN", quiet=((1, 1), (12, 31)))
    assert next_day(always, date(2021, 4, 6), 1) is None


def test_the_turn_of_the_year_is_in_one_week() -> None:
    assert key_of(date(2020, 12, 31)) == key_of(date(2021, 1, 3)) == (2020, 53)
    assert key_of(date(2021, 1, 4)) == (2021, 1)
