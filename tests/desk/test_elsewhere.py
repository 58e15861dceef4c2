"""A system without fcntl, resource, /proc and what else only POSIX has: the office works there too."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from support.forked import RATSWEG
from support.papers_made import as_pdf

ROOT = Path(__file__).parents[2]
# Loaded by Python before anything else, in the process that reads papers too.
HIDDEN = '''
import os, sys, time

for name in ("fcntl", "resource", "pwd", "grp"):
    sys.modules[name] = None
for name in ("killpg", "fork", "getuid", "geteuid", "getgid", "setsid", "chown", "O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY"):
    delattr(os, name)
delattr(time, "CLOCK_BOOTTIME")


def hide(event, given):
    if event in ("open", "os.scandir", "os.listdir") and str(given[0]).startswith("/proc"):
        raise FileNotFoundError(given[0])


sys.addaudithook(hide)
'''


class Shell:
    """A folder, and the command on a system that is not POSIX, its streams in code page 1252."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "hidden").mkdir()
        (folder / "hidden" / "sitecustomize.py").write_text(HIDDEN)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RATSWEG_")}
        self.environment = {
            **kept,
            **{"RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": "sqlite:///ratsweg.db"},
            **{"PYTHONPATH": str(folder / "hidden"), "PYTHONIOENCODING": "cp1252"},
        }

    def ok(self, day: str, *words: str | Path, code: int = 0) -> str:
        command = [RATSWEG, "--clock", day, *words]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, encoding="cp1252")
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr and "nicht geschehen dürfen" not in done.stderr
        return done.stdout


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_motion_is_registered_decided_and_demanded_there(shell: Shell) -> None:
    shell.ok("2020-09-24", "init", "--trial", "--profile", "chemnitz")
    (shell.folder / "antrag.pdf").write_bytes(as_pdf())
    assert "die Größe der Fläche zu prüfen" in shell.ok("2020-09-25", "read", "--explain", "antrag.pdf")
    shell.ok("2020-09-25", "register", ROOT / "examples/digitale-agenda.txt", "--yes")
    shell.ok("2020-10-15", "vote", "BA-901/2020", "41/9/4", "--yes")
    shell.ok("2020-11-20", "remind")
    assert list((shell.folder / "letters").glob("*.eml"))
    assert "BA-901/2020" in shell.ok("2020-11-20", "list")
    shell.ok("2020-11-20", "backup", "kopie.db")
    assert "Alles in Ordnung" in shell.ok("2020-11-20", "check")


def test_a_folder_is_watched_there(shell: Shell) -> None:
    shell.ok("2020-09-24", "init", "--trial", "--profile", "chemnitz")
    (shell.folder / "in").mkdir()
    (shell.folder / "in" / "antrag.txt").write_bytes((ROOT / "examples/radweg.txt").read_bytes())
    shell.ok("2020-10-06", "register", "--watch", "in", "--once", "--every", "1")
    assert json.loads(shell.ok("2020-10-06", "list", "--unconfirmed", "--json"))[0]["state"] == "received"
    assert (shell.folder / "in" / "registered" / "antrag.txt").exists()
