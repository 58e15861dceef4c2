"""A motion's life by the register, as a clerk would tell it, on both databases."""

from datetime import date

import pytest
from support.town import Town, moment

from states.errors import NoSuchStep, NotPermitted
from states.roles import Role
from states.votes import ImpossibleTally, Outcome, Tally
from workflow.acts import fix_cadence
from workflow.errors import ClockBehind, DayInFuture, NumberTaken, SameValue
from workflow.moves.take import take
from workflow.store.told import Told

MAYOR = frozenset({Role.MAYOR})
CARRIED = Tally(41, 9, 4)


def unmet(refusal: pytest.ExceptionInfo[NotPermitted]) -> list[str]:
    return [str(term) for term in refusal.value.fields["unmet"]]


def test_a_motion_without_committee_is_ready_at_once(town: Town) -> None:
    assert town.state(town.registered()) == "ready"


def test_adoption_is_one_act_that_opens_tasks_and_the_unclear_duty(town: Town) -> None:
    ba = town.registered()
    town.on("2020-10-15").vote(ba, CARRIED)
    shown = town.show(ba)
    assert shown["state"] == "adopted"
    assert [t["reference"] for t in shown["tasks"]] == [f"{ba}.1-A1", f"{ba}.2-A1"]
    (duty,) = shown["duties"]
    assert (duty["reference"], duty["state"]) == (f"{ba}.3-B1", "unclear")
    acts = [a for a in shown["acts"] if any(e["event"] == "adopt" for e in a["entries"])]
    assert len(acts) == 1
    assert town.findings() == []


def test_a_tie_rejects(town: Town) -> None:
    ba = town.registered()
    assert town.on("2020-10-15").vote(ba, Tally(30, 30, 1)) == "rejected"
    assert town.state(ba) == "rejected"
    assert town.count("task") == town.count("duty") == 0


def test_twenty_present_are_no_quorum(town: Town) -> None:
    ba = town.registered()
    with pytest.raises(NotPermitted) as refusal:
        town.on("2020-10-15").vote(ba, Tally(20, 0, 0))
    assert unmet(refusal) == ["quorum_present"]
    assert town.state(ba) == "ready"


def test_more_votes_than_members_are_refused(town: Town) -> None:
    with pytest.raises(ImpossibleTally):
        town.on("2020-10-15").vote(town.registered(), Tally(60, 2, 0))


def test_a_withdrawn_motion_cannot_be_voted_on(town: Town) -> None:
    ba = town.registered()
    town.do(ba, "withdraw")
    assert {p["state"] for p in town.show(ba)["points"]} == {"withdrawn"}
    with pytest.raises(NoSuchStep):
        town.on("2020-10-15").vote(ba, CARRIED)


def test_another_group_takes_a_withdrawn_motion_over(town: Town) -> None:
    ba = town.registered()
    town.do(ba, "withdraw")
    town.do(ba, "take_over", submitter="FDP-Fraktion")
    shown = town.show(ba)
    assert shown["state"] == "ready"
    assert shown["submitters"] == ["FDP-Fraktion"]
    assert {p["state"] for p in shown["points"]} == {"open"}
    assert town.findings() == []


def test_point_by_point_one_rejected_gives_partly_adopted_and_no_task_for_it(town: Town) -> None:
    ba = town.registered()
    town.on("2020-10-15").vote(ba, CARRIED, "1")
    assert town.state(ba) == "voting"
    town.vote(ba, Tally(9, 41, 4), "2")
    town.vote(ba, CARRIED, "3")
    shown = town.show(ba)
    assert shown["state"] == "partly_adopted"
    assert [t["reference"] for t in shown["tasks"]] == [f"{ba}.1-A1"]
    assert town.findings() == []


def test_a_result_without_figures_is_marked(town: Town) -> None:
    ba = town.registered()
    town.on("2020-10-15").vote(ba, Tally(stated=Outcome.ADOPTED))
    assert town.show(ba)["points"][0]["tally"]["without_figures"] is True


def test_advice_comes_before_the_vote(town: Town) -> None:
    ba = town.registered(committee=True)
    assert town.state(ba) == "in_consultation"
    with pytest.raises(NoSuchStep):
        town.on("2020-10-15").vote(ba, CARRIED)
    town.do(f"{ba}-S1", "recommend_against", on=date(2020, 10, 1))
    assert town.state(ba) == "ready"
    assert town.vote(ba, CARRIED) == "adopted"


def test_reopened_advice_takes_the_motion_back(town: Town) -> None:
    ba = town.registered(committee=True)
    town.on("2020-10-02").do(f"{ba}-S1", "recommend")
    town.do(f"{ba}-S1", "reopen", note="neuer Wortlaut")
    assert town.state(ba) == "in_consultation"


def test_a_department_may_not_vote_and_nobody_may_act_for_the_system(town: Town) -> None:
    ba = town.registered()
    department = frozenset({Role.DEPARTMENT})
    for event in ("withdraw", "conclude_advice"):
        with pytest.raises((NotPermitted, NoSuchStep)):
            town.do(ba, event, department)
    point = f"{ba}.1"
    with pytest.raises(NotPermitted) as refusal:
        town.do(point, "adopt", department, tally=CARRIED)
    assert unmet(refusal) == ["council_or_committee", "put_to_vote"]


def test_a_stated_outcome_that_contradicts_its_tally_is_refused(town: Town) -> None:
    ba = town.registered()
    with pytest.raises(NotPermitted) as refusal:
        town.do(f"{ba}.1", "adopt", tally=Tally(10, 30, 0))
    assert unmet(refusal) == ["put_to_vote", "majority"]
    town.on("2020-10-14").do(ba, "call")
    with pytest.raises(NotPermitted) as refusal:
        town.do(f"{ba}.1", "adopt", tally=Tally(10, 30, 0))
    assert unmet(refusal) == ["majority"]


def test_the_objection_week_ends_and_releases_the_tasks(town: Town) -> None:
    ba = town.registered()
    town.on("2020-10-15").vote(ba, CARRIED)
    town.on("2020-10-21").round()
    assert town.state(ba) == "adopted"
    town.on("2020-10-22").round()
    assert town.state(ba) == "in_implementation"
    assert town.state(f"{ba}.1-A1") == "open"


def test_an_objection_on_the_seventh_day_counts_and_on_the_eighth_does_not(town: Town) -> None:
    ba = town.registered()
    town.on("2020-10-30").vote(ba, CARRIED)
    with pytest.raises(NotPermitted):
        town.do(ba, "object", note="rechtswidrig", on=date(2020, 10, 22))
    town.do(ba, "object", note="rechtswidrig", on=date(2020, 10, 21))
    assert town.state(ba) == "under_objection"
    town.do(ba, "confirm", tally=CARRIED)
    assert town.state(ba) == "adopted"


def test_all_done_is_implemented_and_a_reopened_task_takes_it_back(town: Town) -> None:
    ba = town.registered(points=2)
    town.on("2020-10-15").vote(ba, CARRIED)
    town.on("2020-10-22").round()
    task = f"{ba}.1-A1"
    town.do(task, "assign", department="Dezernat 1")
    town.do(task, "start")
    town.do(task, "report_completion", note="fertig")
    town.do(task, "accept")
    assert town.state(ba) == "in_implementation"
    town.do(f"{ba}.2-B1", "end", note="Rat verzichtet")
    assert town.state(ba) == "implemented"
    town.do(task, "reopen", note="doch nicht")
    assert town.state(ba) == "in_implementation"
    assert town.findings() == []


def test_an_urgent_decision_is_told_to_the_council_under_the_motions_number(town: Town) -> None:
    ba = town.registered()
    town.do(ba, "decide_urgently", MAYOR, note="Rohrbruch")
    told = [d["reference"] for d in town.show(ba)["duties"]]
    assert told == [f"{ba}-B1", f"{ba}.3-B1"]
    assert town.findings() == []


def test_a_number_is_never_given_twice(town: Town) -> None:
    town.registered()
    with pytest.raises(NumberTaken):
        town.registered()


def test_references_find_their_matter(town: Town) -> None:
    ba = town.registered()
    for name in ("A-111/2020", "ba-111/2020", "111/20", "111/2020", "digitale agenda"):
        assert town.show(name)["reference"] == ba
    assert town.show("111/20.3")["reference"] == f"{ba}.3"
    assert town.show("111/20-s1")["reference"] == f"{ba}-S1"


def test_what_has_not_happened_is_not_recorded(town: Town) -> None:
    with pytest.raises(DayInFuture):
        town.do(town.registered(), "withdraw", on=date(2020, 9, 26))


def test_a_clock_that_goes_back_writes_nothing(town: Town) -> None:
    ba = town.registered()
    town.now = moment("2020-09-01")
    with pytest.raises(ClockBehind):
        town.do(ba, "withdraw")


def test_an_unclear_duty_is_interpreted_by_a_person_and_the_same_value_is_refused(
    town: Town,
) -> None:
    ba = town.registered()
    town.on("2020-10-15").vote(ba, CARRIED)
    told = Told(interval="P6M", first=date(2021, 3, 31), interpreted_by="OB", note="OB")
    town.work(lambda d: fix_cadence.fix(d, take(d, f"{ba}.3-B1")[0], told))
    (duty,) = town.show(ba)["duties"]
    assert (duty["state"], duty["interval"], duty["interpreted_by"]) == ("active", "P6M", "OB")
    assert [r["due"] for r in duty["reports"]] == ["2021-03-31"]
    with pytest.raises(SameValue):
        town.work(lambda d: fix_cadence.fix(d, take(d, f"{ba}.3-B1")[0], told))
    assert town.findings() == []
