"""Commands are loaded by name: asking what there is imports no command's file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.commands import COMMANDS, Commands

ROOT = Path(__file__).resolve().parents[2]
FILES = {place.partition(":")[0] for place in COMMANDS.values()}
ASK = "import sys\nsys.argv[0] = 'ratsweg'\nfrom cli.main import main\ntry:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"


def imported(folder: Path, *words: str, **environment: str) -> set[str]:
    """What Python has imported when the command ends."""
    told = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", **environment}
    done = subprocess.run([sys.executable, "-c", ASK, *words], env=told, cwd=folder, capture_output=True)
    return set(done.stderr.decode().split())


def completing(*words: str) -> dict[str, str]:
    told = {"COMP_WORDS": " ".join(("ratsweg", *words)), "COMP_CWORD": str(len(words))}
    return {"_RATSWEG_COMPLETE": "complete_bash", **told}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_the_table_says(name: str) -> None:
    assert Commands()[name].name == name


def test_the_page_of_all_commands_imports_the_file_of_none(tmp_path: Path) -> None:
    assert not imported(tmp_path, "--help") & FILES


def test_a_command_imports_its_own_file_and_no_other_s(tmp_path: Path) -> None:
    assert imported(tmp_path, "absence", "--help") & FILES == {"cli.absences"}


@pytest.mark.parametrize("words", [("re",), ("absence", "a"), ("vote", "--pre"), ("advance", "o")])
def test_a_proposal_on_tab_waits_for_no_database(words: tuple[str, ...], tmp_path: Path) -> None:
    found = imported(tmp_path, **completing(*words))
    assert found & FILES == ({COMMANDS[words[0]].partition(":")[0]} if words[1:] else set())
    assert not found & {"sqlalchemy", "sqlmodel"}


def test_no_page_of_help_waits_for_the_register() -> None:
    every = "import sys\nfrom cli.commands import COMMANDS, Commands\nfor name in COMMANDS: Commands()[name]\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", every], cwd=ROOT, capture_output=True, check=True)
    assert not set(done.stdout.decode().split()) & {"sqlalchemy", "papers.reader", "jinja2"}
