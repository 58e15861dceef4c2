"""What a version shipped is never lost: every row replays, every label and every field is kept."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from support.town import Town

from notifications.words import catalog
from states import guards
from states.chart import Chart, Rule
from states.errors import NoSuchStep, NotPermitted
from states.facts import PointFacts, TaskFacts
from states.law import CHARTS
from states.roles import Role
from workflow.store.journal import RENAMED, rebuilt
from workflow.store.models import PAGES

VERSIONS = sorted(path for path in (Path(__file__).parent / "shipped").glob("[0-9]*"))
EVERY = [pytest.param(path, id=path.name) for path in VERSIONS]


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [*csv.reader(file)]


def test_every_version_that_left_registers_left_its_list() -> None:
    kept = {path.name for path in (Path(__file__).parents[1] / "registers").glob("[0-9]*")}
    assert {path.name for path in VERSIONS} == kept


@pytest.mark.parametrize("version", EVERY)
def test_every_row_that_was_shipped_replays(version: Path) -> None:
    lost = []
    for kind, *row in lines(version / "rows.csv"):
        chart = CHARTS[kind]
        opening = row == ["", chart.opening, chart.initial, ""]
        if not opening and tuple(row) not in chart.known:
            lost.append((kind, *row))
    assert not lost, "shipped once: put such a row under `retired` in its chart, do not remove it"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("version", EVERY)
def test_every_state_and_event_that_was_shipped_keeps_its_label(version: Path, language: str) -> None:
    words = catalog(language)
    for kind, source, event, target, by in lines(version / "rows.csv"):
        assert event in words[f"{kind}_event"], (kind, event)
        assert {source, target} - {""} <= set(words[f"{kind}_state"]), (kind, source, target)
        assert not by or by in words["role"], by


@pytest.mark.parametrize("version", EVERY)
def test_every_field_that_was_shipped_is_on_its_page_or_renamed(version: Path) -> None:
    for kind, name in lines(version / "fields.csv"):
        assert RENAMED.get(kind, {}).get(name, name) in PAGES[kind].model_fields, (kind, name)


def test_no_name_of_a_page_today_is_also_an_old_one() -> None:
    for kind, names in RENAMED.items():
        assert not set(names) & set(PAGES[kind].model_fields)


def test_a_renamed_field_is_read_under_its_old_name_and_the_newest_value_counts() -> None:
    told = [{"facts": f'{{"page": {{"{name}": [null, "{value}"]}}}}'} for name, value in (("until", "2020"), ("due", "2021"))]
    assert rebuilt(told[:1], renamed={"until": "due"}) == {"due": "2020"}
    assert rebuilt(told, renamed={"until": "due"}) == {"due": "2021"}


@pytest.fixture
def retired() -> tuple[Chart, Rule]:
    """The chart of a point in which the adoption by urgent decision has been retired."""
    chart = CHARTS["point"]
    row = next(rule for rule in chart.rules if rule.event == "adopt_urgently")
    left = tuple(rule for rule in chart.rules if rule != row)
    return replace(chart, rules=left, retired=(row,)), row


def test_a_retired_row_is_refused_and_offered_to_nobody_but_known(retired: tuple[Chart, Rule]) -> None:
    chart, row = retired
    with pytest.raises(NoSuchStep) as refusal:
        chart.decide(row.source, row.event, frozenset(Role), PointFacts())
    assert str(refusal.value.fields["event"]) == row.event
    assert row.event not in chart.machine.events and row.event not in chart.events
    assert row.event in chart.words
    assert (row.source, row.event, row.target, *row.by) in chart.known


def test_a_right_that_was_retired_replays_and_the_row_goes_on() -> None:
    chart = CHARTS["task"]
    row = next(rule for rule in chart.rules if rule.event == "assign" and rule.source == "open")
    left = tuple(replace(rule, by=(Role.CLERK,)) if rule == row else rule for rule in chart.rules)
    narrowed = replace(chart, rules=left, retired=(replace(row, by=(Role.MAYOR,), when=(guards.reason_given,)),))
    for role in row.by:
        assert ("open", "assign", "assigned", role.value) in narrowed.known
    assert "assign" in {rule.event for rule in narrowed.rules_in("open")}
    with pytest.raises(NotPermitted):
        narrowed.decide("open", "assign", frozenset({Role.MAYOR}), TaskFacts(department="Amt"))


def test_check_replays_old_entries_through_retired_rows_and_only_through_them(town: Town) -> None:
    town.do(town.registered(), "join", submitter="Fraktion Blau")
    chart = CHARTS["motion"]
    joined = tuple(rule for rule in chart.rules if rule.event == "join")
    left = replace(chart, rules=tuple(rule for rule in chart.rules if rule not in joined))
    town.law = replace(town.law, charts={**CHARTS, "motion": left})
    assert town.findings() == ["entry_without_rule"]
    town.law = replace(town.law, charts={**CHARTS, "motion": replace(left, retired=joined)})
    assert town.findings() == []
