"""A set of states has its name in its chart: elsewhere nobody spells one out a second time."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sources import SOURCES, name, parsed

from states import duty, report, station, task
from states.chart import Chart
from states.errors import BadProfile
from states.ladder_file import read_ladder
from states.law import CHARTS, SETS
from states.reading import ProfileTable

FILES = [path for path in SOURCES if not name(path).startswith("states/") and "versions" not in path.parts]
STATES = {str(state) for chart in CHARTS.values() for state in chart.states}
# "file: names" of what looks like a set of states and is none, with the reason. May only shrink.
EXEMPT: dict[str, str] = {}


def spelt(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """(line, names) of every tuple, list, set, or chain of comparisons that names two states or more."""
    for node in ast.walk(tree):
        named: list[ast.expr] = []
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            named = node.elts
        elif isinstance(node, ast.BoolOp):  # state == "noted" or state == "waived"
            told = [value for value in node.values if isinstance(value, ast.Compare)]
            named = [one for value in told for one in value.comparators]
        names = [name for name in map(state_of, named) if name]
        if len(names) > 1:
            yield node.lineno, names


def state_of(node: ast.expr) -> str | None:
    """The state that *node* names: its word, or a member of an enum that is called State."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and node.value in STATES else None
    owner = node.value if isinstance(node, ast.Attribute) else None
    called = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return node.attr if called == "State" and isinstance(node, ast.Attribute) else None


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_set_of_states_is_spelt_outside_the_charts(path: Path) -> None:
    found = {f"{name(path)}: {', '.join(names)}" for _, names in spelt(parsed(path))}
    assert not found - set(EXEMPT), "give the set its name in the chart of its kind, and import it"


def test_no_exemption_outlives_what_it_excuses() -> None:
    found = {
        f"{name(path)}: {', '.join(names)}"
        for path in FILES
        for _, names in spelt(parsed(path))
    }
    assert set(EXEMPT) <= found


def test_what_is_looked_for_is_found() -> None:
    written = 'a = ("noted", "waived")\nb = {report.State.NOTED, State.WAIVED}\nc = ("noted", "x")\nd = State.NOTED,'
    written += '\ne = state == "noted" or state == "waived"\nf = state == "noted" or found == "x"'
    assert [line for line, _ in spelt(ast.parse(written))] == [1, 2, 5]


@pytest.mark.parametrize(
    ("chart", "sets"),
    [
        (report.CHART, (report.AWAITED, report.IN_HAND)),
        (task.CHART, (task.OWED,)),
        (duty.CHART, (duty.LIVING,)),
        (station.CHART, (station.OPEN,)),
    ],
    ids=["report", "task", "duty", "station"],
)
def test_a_state_in_which_something_is_owed_is_in_a_set_that_is_asked_for(
    chart: Chart, sets: tuple[tuple[str, ...], ...]
) -> None:
    asked_for = [state for states in sets for state in states]
    assert sorted(asked_for) == sorted(set(chart.states) - chart.over)


LADDER = """
source = "test"
verified = false
[groups]
late = ["AWAITED", "submitted"]
[rungs]
report_late = { on = "report", while = "late", from = "office_due", after = 1, tell = ["office"] }
"""


def ladder(text: str) -> ProfileTable:
    return ProfileTable("ladder.toml", "", tomllib.loads(text))


def test_a_ladder_names_a_set_of_the_chart_of_its_kind() -> None:
    assert read_ladder(ladder(LADDER))[0].states == (*report.AWAITED, report.State.SUBMITTED)


def test_a_set_that_the_chart_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(BadProfile) as refused:
        read_ladder(ladder(LADDER.replace("AWAITED", "LIVING")))
    known = refused.value.fields["reason"].fields["known"]  # type: ignore[attr-defined]
    assert set(SETS["report"]) <= set(known)
