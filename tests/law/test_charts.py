"""The charts hang together: every row can be reached, answered for, and told from every other."""

from dataclasses import fields
from datetime import date
from itertools import combinations
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.facts_of_kinds import FACTS

from states import guards, motion
from states.chart import Chart, Guard, Rule
from states.clocks import CLOCKS
from states.consequences import MOVES, OPENS, SETTLES
from states.errors import NoSuchStep, NotPermitted
from states.facts import Facts, MotionFacts, TaskFacts
from states.ladder_file import FIELDS
from states.law import CHARTS
from states.picture import mermaid
from states.profile import profiles, read_law
from states.roles import Role
from states.rungs import STANDING
from states.votes import Abstention, Majority, Outcome, Tally, VotingRules
from workflow.store.models import PAGES

# Of each group at most one holds, whatever the facts: of a motion, of a task.
ALTERNATIVES: tuple[tuple[Guard, ...], ...] = (
    (guards.was_adopted, guards.was_adopted_amended, guards.was_partly_adopted),
    (guards.no_department, guards.department_known),
)
EVERY = [pytest.param(chart, id=kind) for kind, chart in CHARTS.items()]
PAIRS = [
    pytest.param(chart, state, event, id=f"{kind}-{state}-{event}")
    for kind, chart in CHARTS.items()
    for state, event in sorted(chart.table)
]

days = st.none() | st.dates(date(2020, 10, 1), date(2020, 10, 31))
words = st.sampled_from(["", "because"])
names = st.none() | st.sampled_from(["", "Stadtrat", "Hauptamt"])
few = st.integers(0, 2)
tallies = st.builds(
    Tally, few, few, few, st.none() | few, few, st.none() | st.sampled_from(Outcome)
)
rules = st.builds(
    VotingRules,
    st.integers(1, 6),
    st.just(date(2019, 7, 1)),
    st.sampled_from(Majority),
    st.sampled_from(Abstention),
)
BY_TYPE = {
    **{"date | None": days, "str": words, "str | None": names, "int": few, "bool": st.booleans()},
    **{"Tally | None": st.none() | tallies, "VotingRules | None": st.none() | rules},
}
BY_NAME = {
    "adopted_as": st.none() | st.sampled_from([str(state) for state in motion.ADOPTED]),
    "role": st.sampled_from(["advice", "decision", "hearing"]),
}


def any_facts(kind: str) -> st.SearchStrategy[Facts]:
    """The facts of a matter of that kind, each field at random."""
    of_kind = {one.name: BY_NAME.get(one.name, BY_TYPE[str(one.type)]) for one in fields(FACTS[kind])}
    return st.builds(FACTS[kind], **of_kind)


any_roles = st.frozensets(st.sampled_from(Role))


@pytest.mark.parametrize("chart", EVERY)
def test_every_state_can_be_reached_from_the_first(chart: Chart) -> None:
    reached, new = {chart.initial}, {chart.initial}
    while new:
        new = {rule.target for rule in (*chart.rules, *chart.retired) if rule.source in new} - reached
        reached |= new
    assert reached == set(chart.states)


@pytest.mark.parametrize("chart", EVERY)
def test_what_is_not_over_has_a_way_out_to_another_state(chart: Chart) -> None:
    moving = {rule.source for rule in chart.rules if rule.target != rule.source}
    assert set(chart.states) - chart.over <= moving


@pytest.mark.parametrize("chart", EVERY)
def test_from_every_state_something_that_is_over_can_be_reached(chart: Chart) -> None:
    ending = {state for state in chart.states if state in chart.over}
    while more := {r.source for r in chart.rules if r.target in ending} - ending:
        ending |= more
    assert ending == set(chart.states)


@pytest.mark.parametrize("chart", EVERY)
def test_what_is_not_over_has_an_owner_and_what_is_over_has_none(chart: Chart) -> None:
    assert set(chart.owners) == set(chart.states) - chart.over


@pytest.mark.parametrize("chart", EVERY)
def test_every_rule_is_done_by_somebody_and_only_once_each(chart: Chart) -> None:
    assert all(rule.by and len(set(rule.by)) == len(rule.by) for rule in chart.rules)


@pytest.mark.parametrize("chart", EVERY)
def test_every_state_and_event_of_the_chart_stands_in_a_row(chart: Chart) -> None:
    assert {*chart.events, *(rule.event for rule in chart.retired)} == set(type(chart.rules[0].event))
    assert chart.opening not in chart.events or chart.opening != chart.rules[0].event


@pytest.mark.parametrize("chart", EVERY)
def test_two_rules_for_one_event_in_one_state_exclude_each_other(chart: Chart) -> None:
    for rules_of_pair in chart.table.values():
        for one, other in combinations(rules_of_pair, 2):
            assert _exclude(one, other), (one, other)


def _exclude(one: Rule, other: Rule) -> bool:
    if (Role.SYSTEM,) in (one.by, other.by) and not set(one.by) & set(other.by):
        return True  # nobody records for the system
    return any(
        a in group and b in group and a is not b
        for group in ALTERNATIVES
        for a in one.when
        for b in other.when
    )


@given(any_facts("motion"), any_facts("task"))
def test_of_alternative_guards_at_most_one_holds(moved: MotionFacts, owed: TaskFacts) -> None:
    for group, facts in zip(ALTERNATIVES, (moved, owed), strict=True):
        assert sum(guard(facts) for guard in group) <= 1


@given(any_facts("motion"))
def test_the_results_of_a_motion_exclude_each_other(facts: MotionFacts) -> None:
    results = (guards.all_adopted, guards.all_adopted_amended)
    results += (guards.partly_adopted, guards.none_adopted)
    assert sum(result(facts) for result in results) <= 1
    assert not (guards.majority(facts) and guards.no_majority(facts))
    assert guards.advice_complete(facts) != guards.advice_open(facts)


@pytest.mark.parametrize("moves", MOVES, ids=lambda m: f"{m.kind}-{m.on[0]}-{m.below}")
def test_every_move_names_steps_that_the_system_may_do(moves: object) -> None:
    assert set(moves.on) <= set(CHARTS[moves.kind].events)
    for state in moves.while_in:
        assert _system_may(moves.below, state, moves.event), (moves.below, state, moves.event)


@pytest.mark.parametrize("opens", OPENS, ids=lambda o: f"{o.kind}-{o.opens}")
def test_every_opening_names_events_of_its_kind(opens: object) -> None:
    assert set(opens.on) <= set(CHARTS[opens.kind].events)


@pytest.mark.parametrize("kind, event", SETTLES)
def test_whatever_settles_is_a_step_that_the_system_may_do(kind: str, event: str) -> None:
    settling = [rule for rule in CHARTS[kind].rules if rule.event == event]
    assert any(Role.SYSTEM in rule.by for rule in settling)
    assert all(rule.when for rule in settling), "without a condition it would settle at once"


@pytest.mark.parametrize("clock", CLOCKS, ids=lambda c: f"{c.kind}-{c.event}")
def test_every_clock_names_a_day_of_the_page_and_steps_of_the_system(clock: object) -> None:
    assert clock.field in PAGES[clock.kind].model_fields
    for state in clock.states:
        assert _system_may(clock.kind, state, clock.event), (clock.kind, state, clock.event)


@pytest.mark.parametrize("profile", profiles())
def test_every_rung_counts_from_a_day_of_the_page_and_stops_when_it_is_over(profile: str) -> None:
    for rung in read_law(profile).rungs:
        assert rung.field in {*PAGES[rung.kind].model_fields, *STANDING}, rung
        assert not set(rung.states) & CHARTS[rung.kind].over, rung


def test_the_days_a_rung_may_count_from_stand_on_their_pages() -> None:
    for kind, named in FIELDS.items():
        assert set(named) <= {*PAGES[kind].model_fields, *STANDING}


def _system_may(kind: str, state: str, event: str) -> bool:
    return any(Role.SYSTEM in rule.by for rule in CHARTS[kind].table.get((state, event), ()))


def test_every_kind_has_a_chart_and_a_page() -> None:
    assert set(CHARTS) == set(PAGES)


@pytest.mark.parametrize("chart, state, event", PAIRS)
@settings(max_examples=10, deadline=None)
@given(data=st.data(), roles=any_roles)
def test_the_machine_and_the_table_decide_alike(
    chart: Chart, state: str, event: str, data: st.DataObject, roles: frozenset[Role]
) -> None:
    facts = data.draw(any_facts(chart.kind))
    assert _by_machine(chart, state, event, roles, facts) == _by_table(
        chart, state, event, roles, facts
    )


def _by_machine(
    chart: Chart, state: str, event: str, roles: frozenset[Role], facts: Facts
) -> str | None:
    token = SimpleNamespace(state=state)
    moved = chart.machine.events[event].trigger(token, roles=roles, facts=facts)
    return str(token.state) if moved else None


def _by_table(
    chart: Chart, state: str, event: str, roles: frozenset[Role], facts: Facts
) -> str | None:
    try:
        return chart.decide(state, event, roles, facts).rule.target.value
    except NotPermitted:
        return None


@pytest.mark.parametrize("chart", EVERY)
def test_what_stands_in_no_row_is_refused_with_what_is_possible(chart: Chart) -> None:
    for state in chart.states:
        for event in set(chart.events) - {e for s, e in chart.table if s == state}:
            with pytest.raises(NoSuchStep) as refusal:
                chart.decide(state, event, frozenset(Role), FACTS[chart.kind]())
            assert refusal.value.fields["possible"] == chart.terms(state)


@pytest.mark.parametrize("chart", EVERY)
def test_the_machine_has_no_back_door(chart: Chart) -> None:
    assert set(chart.machine.events) == set(chart.events)


@pytest.mark.parametrize("chart", EVERY)
def test_the_picture_has_an_arrow_for_every_rule(chart: Chart) -> None:
    arrows = mermaid(chart).splitlines()[1:]
    assert len(arrows) == 1 + len(chart.rules) + len(chart.over)
