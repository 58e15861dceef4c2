"""An import stands at the top of its file, but where a start would wait for what it reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support.sources import ROOT, SOURCES, name, parsed

# What takes longer to import than a page of help or a proposal on TAB may take.
SLOW = {"sqlalchemy", "sqlmodel", "jinja2", "psycopg", "apscheduler", "alembic", "icalendar", "lxml", "urllib", "papers.reader"}
COMMAND = "its page of help and its proposals on TAB must not wait for the database"
# How many imports stand inside functions, and why. The numbers may only shrink.
EXEMPT = {
    "states/calendar.py": (2, "holidays are reckoned for one Land when the first day is asked for"),
    "states/chart.py": (1, "the package of the charts is read when the first one is walked"),
    "papers/formats/__main__.py": (1, "a module that only POSIX has"),
    "papers/formats/opening.py": (1, "mails are rare, and their reader is heavy"),
    "papers/formats/readers.py": (2, "recognising characters and unpacking are read where a paper needs them"),
    "workflow/acts/people/sheets.py": (1, "workbooks are rare, and their reader is heavy"),
    "workflow/store/at_once.py": (1, "TAB in a register of SQLite needs no driver of PostgreSQL"),
    "workflow/store/modes.py": (1, "a module that only POSIX has"),
    "workflow/store/upgrade.py": (2, "migrations run once in a version"),
    "notifications/calendar.py": (3, "only some letters bring a calendar"),
    "notifications/channels/__init__.py": (3, "an installation sends by one channel"),
    "notifications/inbound/dates.py": (1, "the reader's grammar, for the replies that name a day"),
    "notifications/inbound/wrappers.py": (2, "replies in RTF are rare"),
    "notifications/inboxes/__init__.py": (3, "an installation has one kind of inbox"),
    "notifications/inboxes/at_work.py": (1, "a module that only POSIX has"),
    "cli/login.py": (1, "a module that only POSIX has"),
    "cli/main.py": (1, "only --version reads what is installed"),
    "cli/completion.py": (13, "TAB answers at once: what it proposes is read when it is proposed"),
    "cli/opening.py": (1, COMMAND),
    "cli/files.py": (2, COMMAND),
    "cli/pile.py": (1, "only --html writes a page"),
    "cli/draft_typed.py": (1, COMMAND),
}
# The files of commands: what these leave for later is slow, each import of them.
COMMANDS = {
    "cli/absences.py": 3,
    "cli/administration.py": 4,
    "cli/advance.py": 4,
    "cli/answers.py": 4,
    "cli/check.py": 5,
    "cli/duties.py": 4,
    "cli/forecast.py": 5,
    "cli/health.py": 4,
    "cli/mailing.py": 4,
    "cli/meetings.py": 6,
    "cli/misreadings.py": 2,
    "cli/outbox.py": 5,
    "cli/people.py": 5,
    "cli/profiles.py": 3,
    "cli/read.py": 1,
    "cli/register.py": 2,
    "cli/replies.py": 10,
    "cli/serving.py": 3,
    "cli/show.py": 6,
    "cli/vote.py": 6,
}
KNOWN = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path for path in SOURCES}
Import = ast.Import | ast.ImportFrom


def inner(tree: ast.AST) -> Iterator[Import]:
    """The imports inside functions."""
    found = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, Import)
    }
    yield from sorted(found, key=lambda node: node.lineno)


def modules(node: Import) -> Iterator[str]:
    """The files that an import reads, and the packages from outside."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    for alias in node.names:
        full = f"{node.module}.{alias.name}"
        yield full if full in KNOWN else str(node.module)


def at_start(tree: ast.Module) -> Iterator[Import]:
    """The imports that run when the file is imported."""
    yield from (node for node in tree.body if isinstance(node, Import))


@cache
def at_once(module: str) -> frozenset[str]:
    """What is imported at once with a file, and with the packages around it."""
    around = module.rpartition(".")[0]
    files = [KNOWN.get(one) for one in (module, f"{module}.__init__", f"{around}.__init__")]
    nodes = [node for path in files if path for node in at_start(parsed(path))]
    return frozenset(one for node in nodes for one in modules(node))


def slow(module: str) -> bool:
    """Whether the file or package, or anything that it imports at once, is slow."""
    seen, ahead = set(), [module]
    while ahead:
        one = ahead.pop()
        if one in SLOW or one.partition(".")[0] in SLOW:
            return True
        ahead += at_once(one) - seen
        seen.add(one)
    return False


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_an_import_inside_a_function_has_its_reason(path: Path) -> None:
    count = len([*inner(parsed(path))])
    allowed = EXEMPT.get(name(path)) or (COMMANDS.get(name(path), 0), COMMAND)
    assert count <= allowed[0], "an import belongs to the top of its file; a number here may only shrink"


def test_no_reason_outlives_its_file() -> None:
    assert {*EXEMPT, *COMMANDS} <= {name(path) for path in SOURCES}


@pytest.mark.parametrize("file", COMMANDS)
def test_a_command_leaves_for_later_only_what_is_slow(file: str) -> None:
    nodes = inner(parsed(ROOT / file))
    quick = [one for node in nodes for one in modules(node) if not slow(one)]
    assert quick == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_what_stands_at_the_top_is_not_imported_again_for_the_types(path: Path) -> None:
    top = {name for node in parsed(path).body for name in bound(node)}
    again = {name for node in parsed(path).body if isinstance(node, ast.If) for one in node.body for name in bound(one)}
    assert not top & again


def bound(node: ast.stmt) -> set[tuple[str | None, str]]:
    """(module, name) of what an import from a module brings."""
    return {(node.module, one.name) for one in node.names} if isinstance(node, ast.ImportFrom) else set()
