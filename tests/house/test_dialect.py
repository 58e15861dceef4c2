"""Which database it is, one file asks: what SQLite and PostgreSQL do otherwise is written there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from support.sources import SOURCES, imports, name, parsed

from workflow.store.dialect import _INSERTS

HOME = "workflow/store/dialect.py"
# A migration is as it was shipped.
FILES = [path for path in SOURCES if name(path) != HOME and "versions" not in path.parts]


def asks(tree: ast.AST) -> list[int]:
    """The lines that ask a connection for the name of its dialect."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "name"
        if getattr(node.value, "attr", getattr(node.value, "id", "")) == "dialect"
    ]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nobody_else_asks_which_database_it_is(path: Path) -> None:
    assert asks(parsed(path)) == [], f"put it into {HOME}"
    assert not [one for one in imports(parsed(path)) if one.startswith("sqlalchemy.dialects")]


def test_a_question_is_found() -> None:
    written = "if session.get_bind().dialect.name == 'sqlite':\n    pass\nif dialect.name_of(session): pass"
    assert asks(ast.parse(written)) == [1]
    assert set(_INSERTS) == {"sqlite", "postgresql"}
