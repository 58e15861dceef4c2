"""The register's inner rooms see only those before them; imports inside functions count."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from support.sources import ROOT, imports, name, parsed

# From the first to the last; those side by side do not see each other.
INNER = (("store",), ("timing",), ("outbox",), ("moves",), ("views", "acts", "rounds"), ("inbox",))
FLOOR = {room: floor for floor, rooms in enumerate(INNER) for room in rooms}
FILES = sorted((ROOT / "workflow").rglob("*.py"))


def back(room: str, tree: ast.AST) -> list[str]:
    """What a file of the inner room imports of a room that comes after it, or lies beside it."""
    found = []
    for imported in imports(tree):
        top, _, rest = imported.partition(".")
        inner = rest.partition(".")[0]
        if top == "workflow" and inner in FLOOR and inner != room and FLOOR[inner] >= FLOOR[room]:
            found.append(imported)
    return found


def test_the_register_has_eight_rooms_and_its_errors() -> None:
    found = {path.name for path in (ROOT / "workflow").iterdir() if path.name != "__pycache__"}
    assert found == {*FLOOR, "__init__.py", "errors.py"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_inside_the_register_imports_point_back(path: Path) -> None:
    room = path.relative_to(ROOT / "workflow").parts[0]
    if room in FLOOR:
        assert back(room, parsed(path)) == []


def test_an_import_ahead_is_found_wherever_it_stands() -> None:
    hidden = ast.parse("def f():\n    from workflow.acts import vote\n    from workflow.store.desk import Desk")
    assert back("views", hidden) == ["workflow.acts.vote"]
    assert back("inbox", hidden) == []


def queries(tree: ast.AST) -> list[int]:
    """The lines in which a database is asked: what builds a question, runs one, or spells one out."""
    asking = {"select", "delete", "insert", "text", "execute", "exec", "scalar", "scalars", "executemany"}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("sqlalchemy", "sqlmodel"):
            found += [node.lineno] * bool(asking & {alias.name for alias in node.names})
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found += [node.lineno] * (node.func.attr in asking - {"text", "insert", "select"})
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [node.lineno] * node.value.startswith(("SELECT ", "INSERT ", "UPDATE ", "DELETE "))
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "cli").rglob("*.py")), ids=name)
def test_the_command_line_asks_no_database(path: Path) -> None:
    assert queries(parsed(path)) == [], "a question to the register stands in workflow/"


def test_a_query_is_found_however_it_is_asked() -> None:
    asked = "from sqlmodel import select\nsession.scalars(x)\ndef f(s):\n    s.execute('SELECT 1')\nwords.text('x')"
    assert sorted(queries(ast.parse(asked))) == [1, 2, 4, 4]
