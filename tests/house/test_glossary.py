"""docs/glossary.md calls things as the product does: kinds, roles and states, in the order of the alphabet."""

from __future__ import annotations

import re

import pytest
from support.sources import ROOT

from notifications.words import catalog
from states.law import CHARTS
from states.roles import Role

PAGE = (ROOT / "docs/glossary.md").read_text("utf-8")
GERMAN = catalog("de")


def table(heading: str) -> list[list[str]]:
    """The rows of a table, without its head."""
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


WORDS, STATES = table("Words"), table("States")


def comments(kind: str) -> dict[str, str]:
    """{state: what stands beside it in its chart}."""
    text = (ROOT / f"states/{kind}.py").read_text("utf-8")
    inside = text[text.index("class State") : text.index("class Event")]
    return dict(re.findall(r'= "(\w+)"\s+# (.*)', inside))


def test_each_word_stands_once_and_in_its_order() -> None:
    words = [row[0] for row in WORDS]
    assert words == sorted(set(words), key=lambda word: word.replace("_", " "))
    assert [row[:2] for row in STATES] == sorted(row[:2] for row in STATES)


@pytest.mark.parametrize("section", ["kind", "role"])
def test_kinds_and_roles_are_called_as_the_catalogue_calls_them(section: str) -> None:
    wanted = [*CHARTS] if section == "kind" else [role.value for role in Role]
    told = {row[0]: row[1] for row in WORDS}
    assert {word: told.get(word) for word in wanted} == {word: GERMAN[section][word] for word in wanted}


@pytest.mark.parametrize("kind", CHARTS)
def test_every_state_is_told_as_its_chart_and_the_catalogue_tell_it(kind: str) -> None:
    beside = comments(kind)
    told = {row[0]: row[2:] for row in STATES if row[1] == kind}
    assert told == {
        state.value: [GERMAN[f"{kind}_state"][state.value], beside[state.value]]
        for state in CHARTS[kind].states
    }


@pytest.mark.parametrize("row", WORDS, ids=lambda row: str(row[0]))
def test_a_word_is_found_where_the_page_says(row: list[str]) -> None:
    place = row[3].strip("`")
    assert row[0] in place + (ROOT / place).read_text("utf-8").lower()
