"""Whatever becomes of the output, what a command does is done whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from support.beside import beside
from support.forked import RATSWEG
from support.town import Town

from workflow.store.models import Matter

PAPER = Path(__file__).parents[2] / "examples/radweg.txt"
# What German office programs write and code page 1252 has not: arrows, a combining accent, CJK.
FOREIGN = "Übergang → Zürich, e\u0301tude, 図書館"


class Shell:
    """A folder with a trial register, and the command with its streams led elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("RATSWEG_", "PYTHON"))}
        self.environment = {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": "sqlite:///ratsweg.db", "LC_ALL": "C.UTF-8"}
        self.town = Town.founded(f"sqlite:///{folder}/ratsweg.db")

    def run(self, *words: str | bytes | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        return self.led(">&1", *words, **settings)

    def led(self, where: str, *words: str | bytes | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Give a command, its output led by the shell to *where*."""
        command = ["bash", "-o", "pipefail", "-c", f'"$@" {where}', "-", RATSWEG, "--clock", "2020-10-06", *words]
        environment = {**self.environment, **settings}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True)
        said, beside = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        assert "Traceback" not in beside and "Exception ignored" not in beside
        return subprocess.CompletedProcess(command, done.returncode, said, beside)

    def motions(self) -> list[dict[str, Any]]:
        """What the register holds afterwards, told by no stream."""
        with self.town.store.read() as session:
            numbers = session.scalars(select(Matter.reference).where(Matter.kind == "motion"))
            return [self.town.show(number) for number in numbers]


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    shell = Shell(tmp_path)
    yield shell
    shell.town.store.engine.dispose()


LOST = {
    "a pipe whose reader has gone": "| true",
    "a reader that takes one line": "| head -1",
    "a full disk": "> /dev/full",
    "a closed stream": ">&-",
    "all streams closed": "<&- >&- 2>&-",
    "no output and no errors": "> /dev/full 2> /dev/full",
}


@pytest.mark.parametrize("where", LOST.values(), ids=LOST)
def test_a_paper_is_stored_stamped_and_registered_whatever_happens_to_the_output(shell: Shell, where: str) -> None:
    shell.led(where, "register", PAPER, "--yes")
    (motion,) = shell.motions()
    assert (motion["reference"], motion["state"]) == ("BA-902/2020", "in_consultation")


def test_a_full_disk_is_told_and_that_all_was_done(shell: Shell) -> None:
    done = shell.led("> /dev/full", "register", PAPER, "--yes")
    assert done.returncode == 1
    assert "alles ausgeführt" in done.stderr and "kein Platz mehr" in done.stderr


def test_a_reader_that_has_gone_is_not_told_but_seen_in_the_exit_code(shell: Shell) -> None:
    done = shell.led("| head -0", "list", PYTHONUNBUFFERED="1")
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "cp437"])
def test_what_cannot_be_encoded_is_replaced_and_the_act_is_whole(shell: Shell, encoding: str) -> None:
    paper = shell.folder / "p.txt"
    paper.write_text(PAPER.read_text("utf-8").replace("Lückenschluss am Flussradweg", FOREIGN), "utf-8")
    done = shell.run("register", paper, "--yes", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    (motion,) = shell.motions()
    assert motion["subject"].startswith("Übergang → Zürich") and motion["state"] == "in_consultation"
    assert shell.run("next", "BA-902/2020", PYTHONIOENCODING=encoding).returncode == 0


def test_json_keeps_every_character_in_any_encoding(shell: Shell) -> None:
    shell.run("register", "--subject", FOREIGN, "--submitter", "Fraktion Rot", "--point", "x", "--yes")
    done = shell.run("list", "--json", PYTHONIOENCODING="cp1252")
    assert json.loads(done.stdout)[0]["subject"] == FOREIGN


@pytest.mark.parametrize("locale", ["C.UTF-8", "C", "POSIX"])
def test_arguments_in_latin_1_are_read_as_windows_writes_them(shell: Shell, locale: str) -> None:
    typed = ("--subject", "Bänke für Zürich".encode("cp1252"), "--submitter", "Grüne".encode("latin-1"))
    done = shell.run("register", *typed, "--point", "Bänke aufzustellen", "--yes", LC_ALL=locale)
    assert done.returncode == 0, done.stderr
    (motion,) = shell.motions()
    assert (motion["subject"], motion["submitters"]) == ("Bänke für Zürich", ["Grüne"])


def test_a_file_whose_name_is_latin_1_is_found_and_stored_under_a_name_that_can_be_shown(shell: Shell) -> None:
    name = "Bänke.txt".encode("latin-1")
    shutil.copy(PAPER, os.path.join(os.fsencode(shell.folder), name))
    done = shell.run("register", name, "--yes")
    assert done.returncode == 0, done.stderr
    assert [motion["state"] for motion in shell.motions()] == ["in_consultation"]
    assert shell.run("register", name + b"x.txt").returncode == 2


def test_a_reader_that_takes_its_time_gets_everything(shell: Shell) -> None:
    whole = shell.run("states").stdout
    slow = "import os, sys, time; os.set_blocking(1, False); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", slow, RATSWEG, "states"]
    with subprocess.Popen(command, cwd=shell.folder, env=shell.environment, stdout=subprocess.PIPE) as first:
        assert first.stdout
        read = b"".join(iter(lambda: first.stdout.read(1000), b""))  # type: ignore[union-attr]
    assert first.returncode == 0
    assert read.decode() == whole


def test_the_handed_case_of_a_windows_pipe(shell: Shell) -> None:
    script = beside("trials/desk/cp1252_pipe.sh")
    path = f"{RATSWEG.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**shell.environment, "PATH": path, "TMPDIR": str(shell.folder)}
    del environment["RATSWEG_DATABASE"]
    done = subprocess.run(["bash", script], env=environment, capture_output=True, text=True)
    assert "rc 0" in done.stdout and "Registriert: BA-902/2020" in done.stdout
    assert "Kein Papier wartet" in done.stdout
    assert done.stdout.count("rc 0") == 2, done.stdout + done.stderr
