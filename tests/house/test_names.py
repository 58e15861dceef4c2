"""One name for one thing: a class is defined once, and `session` is the database's, never a council's meeting."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sources import SOURCES, name, parsed

# Names that stand for a class in several files, with the reason. May only shrink.
TWICE: dict[str, str] = {
    "State": "each chart has its own, and calls it by its file: duty.State",
    "Event": "each chart has its own, and calls it by its file: duty.Event",
}

# The database's session is a name by itself: `session`, and nothing before or after it. A council
# sits in a meeting. So any name that has the word beside others means a meeting, or stands here
# with the reason. May only shrink.
SESSIONS: dict[str, str] = {
    "AnySession": "SQLAlchemy's own Session, beside SQLModel's of the same name",
}

WORD = re.compile(r"(?:^|_)sessions?(?:_|$)", re.IGNORECASE)


def classes() -> dict[str, list[str]]:
    """{name of a class: the files that define it}."""
    found = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name(path))
    return found


def test_a_class_name_is_defined_once() -> None:
    twice = {one: files for one, files in classes().items() if len(files) > 1 and one not in TWICE}
    assert not twice, "one of them is another thing: give it its own name"


def test_no_exemption_outlives_its_second_class() -> None:
    found = classes()
    assert [one for one in TWICE if len(found[one]) < 2] == []


def named(tree: ast.AST) -> Iterator[str]:
    """Every name that a file gives: functions, classes, parameters, variables, attributes, members."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname


def of_a_meeting(names: Iterator[str]) -> set[str]:
    """Those of *names* in which `session` stands beside other words: then it means no database."""
    split = {one: re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", one) for one in names}
    return {one for one, words in split.items() if WORD.search(words) and words.strip("_").lower() != "session"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_council_sits_in_a_meeting(path: Path) -> None:
    assert of_a_meeting(named(parsed(path))) <= set(SESSIONS), "call it a meeting"


def test_no_exempted_session_is_gone() -> None:
    found = set().union(*(of_a_meeting(named(parsed(path))) for path in SOURCES))
    assert set(SESSIONS) <= found


def test_what_means_a_meeting_is_found() -> None:
    written = "class NextSession:\n    SESSION_BOUND = 1\n    def f(self, session, session_day):\n        self.session = 1"
    assert of_a_meeting(named(ast.parse(written))) == {"NextSession", "SESSION_BOUND", "session_day"}
