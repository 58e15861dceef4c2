"""A letter that comes again and again is one line of `forecast`."""

from __future__ import annotations

from typing import Any

import pytest

from cli.shown.foreseen_lines import folded
from notifications.words import Words
from states.rungs import Post, Rung

RUNGS = {
    "weeks": Rung("weeks", "task", (), "due", 1, (Post.CLERK,), every=10),
    "years": Rung("years", "task", (), "due", 12, (Post.CLERK,), unit="month", every=12),
    "meets": Rung("meets", "task", (), "due", 1, (Post.CLERK,), at_meeting=True, every=2),
}


def row(send: str, rung: str = "weeks", **other: Any) -> dict[str, Any]:
    return {"reference": "BA-1/2020", "rung": rung, "to": ["a@b.de"], "why": "fällig", "skipped": False, "send": send} | other


@pytest.mark.parametrize(
    ("rung", "told"),
    [
        ("weeks", "fällig; dann alle 10 Arbeitstage, bis 02.02.2021 noch 2-mal"),
        ("years", "fällig; dann alle 12 Monate, bis 02.02.2021 noch 2-mal"),
        ("meets", "fällig; dann zu den Sitzungen, bis 02.02.2021 noch 2-mal"),
    ],
)
def test_repeats_are_one_line_with_first_day_rhythm_and_number(rung: str, told: str) -> None:
    rows = [row(send, rung) for send in ("2021-01-05", "2021-01-19", "2021-02-02")]
    (one,) = folded(rows, RUNGS, Words("de"))
    assert (one["send"], one["why"]) == ("2021-01-05", told)


def test_once_more_is_said_so_and_other_people_have_their_own_line() -> None:
    rows = [row("2021-01-05"), row("2021-01-06", to=["c@d.de"]), row("2021-01-19")]
    one, other = folded(rows, RUNGS, Words("en"))
    assert one["why"] == "fällig; then once more on 19 January 2021"
    assert other == rows[1]
