"""The house rules, read off the files: who imports whom, homes, sizes, docstrings, the clock."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.sources import ROOMS, ROOT, SOURCES, imports, name, parsed

HOMES = {
    "transitions": {"states/chart.py"},
    "apscheduler": {"cli/heartbeat.py"},
    "jinja2": {"notifications/letters.py", "notifications/marked.py"},
    "alembic": {
        *("workflow/store/upgrade.py", "workflow/store/migrations/env.py"),
        *(path.relative_to(ROOT).as_posix() for path in ROOT.glob("workflow/store/migrations/versions/0*.py")),
    },
    "psycopg": {"workflow/store/at_once.py"},
    "holidays": {"states/calendar.py"},
    "dateutil": {"states/calendar.py"},
    "icalendar": {"notifications/calendar.py"},
    "lxml": {f"papers/formats/{n}.py" for n in ("docx", "markup", "numbering", "odt", "packed", "spacing")},
    "striprtf": {"papers/formats/rtf.py"},
    "pypdfium2": {f"papers/formats/{n}.py" for n in ("pdf", "shapes")},
    "PIL": {f"papers/formats/{n}.py" for n in ("ocr", "pdf", "picture", "ruling", "skew", "ticks")},
    "openpyxl": {"workflow/acts/people/sheets.py"},
    "smtplib": {"notifications/channels/smtp.py"},
    "imaplib": {"notifications/inboxes/imap_connection.py"},
}
BANNED = {"manager", "helper", "util", "utils", "service", "process", "handle", "status", "data", "info"}

# The declaration of a command's options may be longer than a function.
COMMANDS = {
    "cli/advance.py": {"advance"},
    "cli/answers.py": {"answer"},
    "cli/show.py": {"list_"},
    "cli/vote.py": {"vote"},
}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_point_back(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    later = ROOMS[ROOMS.index(room) + 1 :]
    assert not [module for module in imports(parsed(path)) if module.split(".")[0] in later]


@pytest.mark.parametrize("package", HOMES)
def test_each_package_has_its_home(package: str) -> None:
    users = {name(p) for p in SOURCES if any(m.split(".")[0] == package for m in imports(parsed(p)))}
    assert users == HOMES[package]


def test_typer_lives_in_the_command_line_only() -> None:
    users = {name(p).split("/")[0] for p in SOURCES if "typer" in set(imports(parsed(p)))}
    assert users == {"cli"}


def test_the_law_and_the_reader_are_pure() -> None:
    outside = {"sqlalchemy", "sqlmodel", "jinja2", "typer", "alembic", "psycopg", "apscheduler"}
    for path in SOURCES:
        if name(path).startswith(("states/", "papers/")):
            assert not {m.split(".")[0] for m in imports(parsed(path))} & outside, name(path)
        if name(path).startswith("papers/"):
            own = [m for m in imports(parsed(path)) if m.startswith(ROOMS)]
            assert all(m.startswith(("papers", "states.errors")) for m in own), name(path)


def test_only_one_file_reads_the_clock() -> None:
    clock = re.compile(r"\.(?:now|today|utcnow)\(|\btime\.time\(")
    readers = set()
    for path in SOURCES:
        text = re.sub(r"\b(?:office|house|self)\.(?:now|today)\(", "", path.read_text("utf-8"))
        if clock.search(text):
            readers.add(name(path))
    assert readers == {"cli/clock.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_function_is_over_forty_lines(path: Path) -> None:
    versions = "migrations/versions" in name(path)
    long = {f.name for f in functions(path) if length(f) > 40 and not versions}
    assert long <= COMMANDS.get(name(path), set()), "only a command's options may be longer"


def test_files_and_functions_have_no_tail() -> None:
    outside = [path for path in SOURCES if not name(path).startswith("papers/")]
    lines = sorted(len(path.read_text("utf-8").splitlines()) for path in outside)
    assert lines[int(len(lines) * 0.9)] <= 150, "nine in ten files fit on two pages"
    sizes = sorted(length(f) for path in outside for f in functions(path))
    assert sizes[int(len(sizes) * 0.9)] <= 20


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_line_has_a_hundred_columns_and_of_a_table_of_law_a_hundred_and_twenty(path: Path) -> None:
    # The reader's word tables have an issue of their own; what an old migration says stays as it is.
    if name(path).startswith("papers/") or "versions" in path.parts:
        return
    columns = 120 if name(path).startswith("states/") else 100
    told = re.sub(r"  # type: ignore\[[\w-]+\]$", "", path.read_text("utf-8"), flags=re.MULTILINE)
    assert [line for line in told.splitlines() if len(line) > columns] == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_public_thing_has_a_docstring(path: Path) -> None:
    tree = parsed(path)
    if path.name != "env.py":
        assert ast.get_docstring(tree), f"{name(path)} does not say what it is for"
    for node in tree.body:
        public = isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
        if public and not (path.parent.name == "states" and isinstance(node, ast.ClassDef)):
            assert ast.get_docstring(node), f"{name(path)}: {node.name}"  # type: ignore[arg-type]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_name_is_banned(path: Path) -> None:
    assert path.stem not in BANNED
    for node in ast.walk(parsed(path)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            parts = set(re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower().split("_"))
            assert not parts & BANNED, f"{name(path)}: {node.name}"


def test_tests_lie_in_the_room_they_are_of() -> None:
    rooms = {"house", "law", "papers", "register", "letters", "desk", "lives", "support", "registers"}
    found = {path.name for path in (ROOT / "tests").iterdir() if path.name != "__pycache__"}
    assert found == {*rooms, "conftest.py"}, "what tests are made with lies in tests/support"
