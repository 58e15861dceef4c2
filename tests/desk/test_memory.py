"""Whatever comes in, a command takes at most 300 MB and twice what it reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from desk.test_command import RATSWEG, Desk
from desk.test_watch import mail
from support.large import ALL
from support.papers_made import pdf
from support.town import Town

ALLOWED = 300_000_000
MAIL = 200_000_000 if ALL else 60_000_000
LETTERS = {
    "one part that has no end": lambda: mail(("antrag.txt", b"Antrag\n" * (MAIL // 10))),
    "lines of text": lambda: b"From: a@example.org\nSubject: x\n\n" + b"Grund: bis 02.07.2021 wieder\n" * (MAIL // 29),
    "a header that has no end": lambda: b"From: a@example.org\nSubject: " + b"=?utf-8?q?a?=\n " * (MAIL // 15) + b"\n\nx",
}
PAPERS = {
    "text.txt": lambda: b"Antrag\n" * 2_000_000,
    "marks.html": lambda: b"<html>" + b"<p>a" * 3_000_000,
    "endless.pdf": lambda: pdf(stream=b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm (Antrag) Tj " * 300_000 + b"ET", pages=50),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/r.db")
    Town.founded(desk.environment["RATSWEG_DATABASE"]).store.engine.dispose()
    for name in ("new", "cur", "tmp"):
        (tmp_path / "mails" / name).mkdir(parents=True)
    desk.environment["RATSWEG_INBOX"] = f"folder:{tmp_path / 'mails'}"
    return desk


# A process counts as its own what its parent held when it was begun: a small one stands between.
BETWEEN = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def most(desk: Desk, *words: str) -> int:
    """The most bytes that the command, or a process it waited for, held at once."""
    command = [sys.executable, "-c", BETWEEN, str(RATSWEG), *words]
    done = subprocess.run(command, cwd=desk.folder, env=desk.environment, capture_output=True, text=True, check=True)
    code, kibibytes = done.stdout.splitlines()[-1].split()
    assert int(code) in (0, 1, 2) and "Traceback" not in done.stderr, done.stderr
    return int(kibibytes) * 1024


@pytest.mark.parametrize("name", LETTERS if ALL else ["a header that has no end"])
def test_a_mail_is_taken_in_within_the_memory_that_is_promised(desk: Desk, name: str) -> None:
    content = LETTERS[name]()
    (desk.folder / "mails/new/1").write_bytes(content)
    assert most(desk, "fetch") <= ALLOWED + 2 * len(content)
    assert not (desk.folder / "mails/new/1").exists(), "it was taken in"


@pytest.mark.parametrize("name", PAPERS if ALL else ["marks.html"])
def test_a_paper_is_read_within_the_memory_that_is_promised(desk: Desk, name: str) -> None:
    content = PAPERS[name]()
    (desk.folder / name).write_bytes(content)
    assert most(desk, "read", name) <= ALLOWED + 2 * len(content)


def test_a_command_collects_what_it_no_longer_needs(desk: Desk) -> None:
    """Not while it loads, for that takes a tenth of its time; `check` of 300 motions held twice as much."""
    program = """
import gc, cli
loading = gc.isenabled()
from cli.office import Office
from cli.settings import read_settings
Office.open(read_settings())
print(loading, gc.isenabled())
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=desk.folder, env=desk.environment, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr
