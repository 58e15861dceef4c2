"""Every state that is not over is asked for, or moved by time, or stands in a table with its reason."""

from __future__ import annotations

import pytest

from states.clocks import CLOCKS
from states.law import CHARTS, Law
from states.profile import SILENCE, profiles, read_law
from states.roles import Role
from states.rungs import Post
from states.silence import POSTS, SILENT, asked

REST = [(kind, state) for kind, chart in CHARTS.items() for state in chart.states if state not in chart.over]
CLOCKED = {(clock.kind, state) for clock in CLOCKS for state in clock.states}
NAMED = {(one.kind, one.state) for one in SILENT}


def asked_for(law: Law) -> set[tuple[str, str]]:
    """The states for which a rung speaks again and again, to somebody who holds the ball."""
    return {
        (rung.kind, state)
        for rung in law.rungs
        for state in rung.states
        if rung.every and not asked(rung.kind, state, lacking=False).isdisjoint(rung.tell)
    }


@pytest.mark.parametrize("profile", profiles())
def test_every_state_that_is_not_over_is_asked_for_or_moved_by_time_or_silent_with_a_reason(profile: str) -> None:
    silent = [one for one in REST if one not in asked_for(read_law(profile)) | CLOCKED | NAMED]
    assert not silent, "give it a rung in states/ladders, a clock, or a row with its reason in SILENT"


@pytest.mark.parametrize("profile", profiles())
def test_no_state_is_excused_that_is_asked_for_moved_by_time_or_over(profile: str) -> None:
    assert not NAMED & (asked_for(read_law(profile)) | CLOCKED)
    assert set(REST) >= NAMED and len(NAMED) == len(SILENT)
    assert all(len(one.because.split()) > 5 for one in SILENT)


def test_who_holds_the_ball_has_a_post_and_what_lacks_something_is_the_council_offices() -> None:
    for kind, state in REST:
        assert asked(kind, state, lacking=True) == {Post.CLERK}
        assert asked(kind, state, lacking=False)
    assert Post.CLERK not in POSTS[Role.DEPARTMENT], "a department's work is asked of the department"


@pytest.mark.parametrize("profile", profiles())
def test_both_bounds_stand_in_the_profile_as_proposals(profile: str) -> None:
    numbers = read_law(profile).numbers
    assert {name: numbers[name].value for name in SILENCE} == {"silence_days": 65, "silence_days_lacking": 20}
    assert not any(numbers[name].verified for name in SILENCE)
    assert all("silence" not in name or f"{name} = " in read_law(profile).text for name in numbers)


@pytest.mark.parametrize("profile", profiles())
def test_above_the_council_office_nobody_is_asked_first(profile: str) -> None:
    law = read_law(profile)
    for (kind, state), ladders in law.ladders.items():
        for field in ("stands_since", "idle_since", "unassigned_since", "undated_since"):
            rungs = ladders.get(field, ())
            assert not rungs or Post.CLERK in rungs[0].tell, (kind, state, field)
            assert all(rung.in_turn for rung in rungs[1:] if rung.every), (kind, state, field)
