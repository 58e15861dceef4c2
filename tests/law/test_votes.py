"""Votes decide themselves: quorum, majority base, tie, abstentions, excluded members."""

from dataclasses import replace
from datetime import date

import pytest

from states.law import read_law
from states.votes import (
    Abstention,
    ImpossibleTally,
    Majority,
    Outcome,
    Tally,
    VotingRules,
    checked,
    outcome,
    quorate,
)

CHEMNITZ = VotingRules(61, date(2019, 7, 1))


@pytest.mark.parametrize(
    ("tally", "result"),
    [
        (Tally(41, 9, 4), Outcome.ADOPTED),
        (Tally(30, 30, 1), Outcome.REJECTED),  # a tie
        (Tally(1, 0, 60), Outcome.ADOPTED),  # abstentions do not count
        (Tally(0, 0, 61), Outcome.REJECTED),
        (Tally(stated=Outcome.ADOPTED), Outcome.ADOPTED),
    ],
)
def test_more_yes_than_no_carries(tally: Tally, result: Outcome) -> None:
    assert outcome(tally, CHEMNITZ) is result


@pytest.mark.parametrize(("present", "enough"), [(30, False), (31, True), (61, True)])
def test_half_of_those_entitled_are_a_quorum(present: int, enough: bool) -> None:
    assert quorate(Tally(yes=present), CHEMNITZ) is enough


def test_excluded_members_do_not_count_as_entitled() -> None:
    assert CHEMNITZ.quorum(0) == 31
    assert CHEMNITZ.quorum(1) == 30
    assert quorate(Tally(30, 0, 0, excluded=1), CHEMNITZ)


def test_those_present_may_be_more_than_those_who_vote() -> None:
    assert quorate(Tally(20, 5, 0, present=31), CHEMNITZ)


def test_where_an_abstention_is_a_no_it_rejects() -> None:
    kaernten = replace(CHEMNITZ, abstention=Abstention.NO)
    assert outcome(Tally(20, 15, 10), kaernten) is Outcome.REJECTED


def test_where_abstainers_count_as_absent_the_quorum_is_missed() -> None:
    innsbruck = replace(CHEMNITZ, abstention=Abstention.ABSENT)
    assert not quorate(Tally(20, 10, 20), innsbruck)


def test_a_majority_of_all_members_is_more_than_half_of_them() -> None:
    all_members = replace(CHEMNITZ, majority=Majority.ENTITLED)
    assert outcome(Tally(30, 0, 0), all_members) is Outcome.REJECTED
    assert outcome(Tally(31, 30, 0), all_members) is Outcome.ADOPTED


@pytest.mark.parametrize(
    "tally",
    [Tally(60, 2, 0), Tally(30, 5, 0, present=34), Tally(61, 0, 0, excluded=1), Tally(-1, 0, 0)],
)
def test_more_votes_than_people_are_impossible(tally: Tally) -> None:
    with pytest.raises(ImpossibleTally):
        checked(tally, CHEMNITZ)


def test_the_packaged_council_votes_so() -> None:
    rules = read_law("chemnitz").voting_on(date(2020, 10, 14))
    assert (rules.entitled, rules.quorum(), rules.verified) == (61, 31, False)
