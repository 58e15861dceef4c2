"""In the register a thing is of the class it is: `Any` stands only where a reason is given."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from support.sources import ROOT, name, parsed

FILES = [path for path in sorted((ROOT / "workflow").rglob("*.py")) if "versions" not in path.parts]
# How often `Any` may stand in a file, with the reason. May only shrink.
JSON = "plain JSON, as it is stored or printed"
ALLOWED: dict[str, tuple[int, str]] = {
    "workflow/errors.py": (1, "the faults of a list of people are of a later room"),
    "workflow/outbox/letter_facts.py": (2, "the fields of the facts of a letter, in two parts"),
    "workflow/outbox/register_case.py": (1, "the fields of the facts of a letter, by name"),
    "workflow/rounds/trouble.py": (1, "the fields of a sentence"),
    "workflow/rounds/workers.py": (2, JSON),
    "workflow/store/dialect.py": (5, "SQLAlchemy has no class for what the inserts of two dialects share"),
    "workflow/store/journal.py": (1, JSON),
    "workflow/store/models/pages.py": (4, JSON),
    "workflow/views/misread.py": (1, "drafts as they stand in entries and files: they are compared word by word"),
}


def written(tree: ast.AST) -> int:
    """How often `Any` stands in a file, but for the import."""
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in ast.walk(tree))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_any_stands_only_where_a_reason_is_given(path: Path) -> None:
    allowed, _ = ALLOWED.get(name(path), (0, ""))
    found = written(parsed(path))
    assert found <= allowed, "name the class: of a page `store/pages.py` tells how"
    assert found == allowed, "fewer than are allowed: let the table shrink"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_page_and_no_answer_is_of_any_class(path: Path) -> None:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            arguments = [*node.args.args, *node.args.kwonlyargs]
            pages = [one.annotation for one in arguments if "page" in one.arg]
            for annotation in [node.returns, *pages]:
                assert not (isinstance(annotation, ast.Name) and annotation.id == "Any"), node.name


def test_what_is_looked_for_is_found() -> None:
    assert written(ast.parse("from typing import Any\ndef f(page: Any) -> dict[str, Any]: ...")) == 2
