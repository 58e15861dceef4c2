"""Each guard is asked about the facts of the kinds in whose rows it stands, and each fact by one."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields
from types import UnionType
from typing import get_args, get_type_hints

import pytest
from support.facts_of_kinds import FACTS

from states import guards
from states.chart import Chart, Guard
from states.facts import Facts
from states.law import CHARTS

EVERY = [pytest.param(chart, id=kind) for kind, chart in CHARTS.items()]


def asked_of(guard: Guard) -> tuple[type[Facts], ...]:
    """The classes of facts a guard takes."""
    hint = get_type_hints(guard)["facts"]
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)


def guards_of(chart: Chart) -> set[Guard]:
    """Every guard of the chart's rows, the retired ones too."""
    return {guard for rule in (*chart.rules, *chart.retired) for guard in rule.when}


def test_every_kind_has_its_facts() -> None:
    assert set(FACTS) == set(CHARTS)


@pytest.mark.parametrize("chart", EVERY)
def test_a_row_asks_only_what_its_kind_can_answer(chart: Chart) -> None:
    facts = FACTS[chart.kind]
    strange = {g.__name__ for g in guards_of(chart) if not any(issubclass(facts, one) for one in asked_of(g))}
    assert not strange


@pytest.mark.parametrize("chart", EVERY)
def test_no_fact_is_collected_that_nothing_asks_for(chart: Chart) -> None:
    read = set(re.findall(r"facts\.(\w+)", "".join(map(inspect.getsource, guards_of(chart)))))
    read |= set(re.findall(r"facts\.(\w+)", inspect.getsource(guards._outcome)))
    own = {field.name for field in fields(FACTS[chart.kind])} - {field.name for field in fields(Facts)}
    assert own <= read
