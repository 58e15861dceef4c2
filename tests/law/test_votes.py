"""Votes decide themselves: quorum, majority base, tie, abstentions, excluded members."""

from dataclasses import replace
from datetime import date

import pytest

from states.profile import read_law
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


def test_with_excluded_members_it_is_more_than_half_of_the_others() -> None:
    all_members = replace(CHEMNITZ, majority=Majority.ENTITLED)
    assert outcome(Tally(30, 0, 0, excluded=1), all_members) is Outcome.REJECTED, "30 of 60"
    assert outcome(Tally(30, 0, 0, excluded=2), all_members) is Outcome.ADOPTED, "30 of 59"


@pytest.mark.parametrize(
    ("tally", "enough"),
    [
        (Tally(20, 5, 6), True),  # abstainers are there
        (Tally(20, 5, 5), False),
        (Tally(stated=Outcome.ADOPTED), True),  # nobody counted
        (Tally(stated=Outcome.ADOPTED, present=30), False),
        (Tally(stated=Outcome.ADOPTED, present=31), True),
    ],
)
def test_whoever_is_there_counts_for_the_quorum(tally: Tally, enough: bool) -> None:
    assert quorate(tally, CHEMNITZ) is enough


@pytest.mark.parametrize(
    ("tally", "counted", "possible"),
    [
        (Tally(60, 2, 0), 62, 61),
        (Tally(30, 5, 0, present=34), 35, 34),
        (Tally(30, 0, 5, present=34), 35, 34),
        (Tally(61, 0, 0, excluded=1), 61, 60),
        (Tally(40, 0, 0, present=62), 62, 61),
        (Tally(-1, 2, 0), 1, 1),
        (Tally(2, -1, 0), 1, 1),
        (Tally(2, 0, -1), 1, 1),
        (Tally(2, 0, 0, excluded=-1), 2, 2),
        (Tally(present=-1), 0, -1),
    ],
)
def test_more_votes_than_people_are_impossible(tally: Tally, counted: int, possible: int) -> None:
    with pytest.raises(ImpossibleTally) as told:
        checked(tally, CHEMNITZ)
    assert told.value.fields == {"counted": counted, "possible": possible}


@pytest.mark.parametrize(
    "tally",
    [Tally(), Tally(41, 9, 4), Tally(61, 0, 0), Tally(30, 5, 0, present=35), Tally(present=61)],
)
def test_a_possible_tally_comes_back_as_it_was(tally: Tally) -> None:
    assert checked(tally, CHEMNITZ) is tally


def test_the_packaged_council_votes_so() -> None:
    rules = read_law("chemnitz").voting_on(date(2020, 10, 14))
    assert (rules.entitled, rules.quorum(), rules.verified) == (61, 31, False)
