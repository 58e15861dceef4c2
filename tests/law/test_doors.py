"""What only a vote or a consequence brings about, no person brings about beside it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from support.facts_of_kinds import FACTS

from states.chart import Rule
from states.clocks import CLOCKS
from states.consequences import MOVES, SETTLES
from states.law import CHARTS
from states.motion import ADOPTED
from states.roles import Role
from states.votes import Tally, VotingRules

# Steps of time and of other steps which a person may take as well, and why.
TAKEN_TOO = {
    ("point", "withdraw"): "the submitter withdraws one point of several",
    ("point", "repeal"): "the council repeals what it resolved",
    ("station", "move"): "the office puts a station on another meeting's agenda",
    ("station", "miss"): "an item is not reached in a meeting that was held",
    ("station", "resume"): "a station is planned anew before its resubmission day",
    ("station", "skip"): "the office drops a station; a deciding one only if another decides",
    ("task", "resume"): "what a task waits for has come, or the body lets it go on",
    ("task", "supersede"): "a later resolution replaces one task",
    ("task", "cancel"): "a task is no longer wanted",
    ("task", "reopen"): "what was confirmed turns out not to be done",
    ("duty", "confirm"): "the office confirms a cadence that is complete",
    ("duty", "end"): "the body does without further reports",
    ("duty", "supersede"): "a later resolution replaces one duty",
    ("duty", "reopen"): "the body demands reports again",
    ("report", "postpone"): "a body puts an item off though its meeting is held",
    ("report", "waive"): "the body does without one report",
}
CONSEQUENCES = {
    *((moves.below, moves.event) for moves in MOVES),
    *SETTLES,
    *((clock.kind, clock.event) for clock in CLOCKS),
    *(("station", "miss"), ("station", "move"), ("report", "postpone"), ("report", "move")),
}
# Where only a vote leads, and the rows of the law by which it is reached without one.
VOTED = {
    *(("point", "adopted"), ("point", "rejected"), ("station", "decided"), ("motion", "rejected")),
    *(("motion", str(state)) for state in ADOPTED),
}
OWN_LAW = {
    ("motion", "decide_urgently"): "SaechsGemO section 52(4)",
    ("motion", "confirm"): "section 52(2): the new session votes, with its tally",
    ("motion", "change"): "section 52(2)",
    ("motion", "revoke"): "section 52(2)",
    ("motion", "uphold"): "the supervision's order, section 52(2)",
}
STEPS = [
    pytest.param(kind, rule, role, id=f"{kind}-{rule.source}-{rule.event}-{role}-{rule.target}")
    for kind, chart in CHARTS.items()
    for rule in chart.rules
    for role in rule.by
    if role is not Role.SYSTEM
]
TOLD = {  # everything told, every condition met that does not speak of a vote under way
    **{name: "x" for name in ("note", "body", "department", "submitter", "text", "wording")},
    **{name: "x" for name in ("progress", "interpreted_by", "order", "by_resolution", "number")},
    **{"on": date(2020, 10, 1), "today": date(2020, 10, 20), "until": date(2020, 11, 1)},
    **{"department_known": True, "may_decide": True, "cadence_complete": True, "lapses": True},
    **{"tally": Tally(41, 9, 4), "voting": VotingRules(61, date(2019, 7, 1))},
    **{"open_points": 3, "submitters": 2, "redoable": 1},
    **{"meeting_body": "x", "own_body": "x", "role": "decision"},
}
GENEROUS = {
    kind: facts(**{one.name: TOLD[one.name] for one in fields(facts) if one.name in TOLD})
    for kind, facts in FACTS.items()
}


@pytest.mark.parametrize(("kind", "rule", "role"), STEPS)
def test_no_person_takes_a_step_that_follows_from_others(kind: str, rule: Rule, role: Role) -> None:
    step = (kind, rule.event.value)
    assert step not in CONSEQUENCES or step in TAKEN_TOO


@pytest.mark.parametrize(("kind", "rule", "role"), STEPS)
def test_no_person_decides_beside_a_vote(kind: str, rule: Rule, role: Role) -> None:
    if (kind, rule.target.value) not in VOTED or (kind, rule.event.value) in OWN_LAW:
        return
    assert rule.source == rule.target or rule.unmet(frozenset({role}), GENEROUS[kind])


@pytest.mark.parametrize(("kind", "rule", "role"), STEPS)
def test_no_person_closes_a_deciding_station(kind: str, rule: Rule, role: Role) -> None:
    if kind == "station" and rule.target in CHARTS[kind].over and rule.source not in CHARTS[kind].over:
        assert rule.unmet(frozenset({role}), GENEROUS[kind])


def test_every_reason_is_still_needed() -> None:
    taken = {(kind, rule.event.value) for kind, rule, _ in (step.values for step in STEPS)}
    assert set(TAKEN_TOO) <= taken & CONSEQUENCES
    assert set(OWN_LAW) <= taken
