"""The command in a process of its own, forked from one that has loaded the program already.

Loading takes most of a second, and the tests give some hundred commands. Arguments, folder,
environment, streams and exit code are those of any process; that the program also starts from
nothing is seen where it is started so: the life in the README, terminals, `serve`, watchers.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from support.german import foreign

ROOT = Path(__file__).resolve().parents[2]
RATSWEG = Path(sys.executable).with_name("ratsweg")
LAZY = ["alembic.command", "icalendar", "psycopg", "sqlalchemy.dialects.postgresql.psycopg", "sqlalchemy.dialects.sqlite"]


def _modules() -> list[str]:
    """The program's modules, by their files."""
    rooms = [path for room in ("states", "papers", "workflow", "notifications", "cli") for path in (ROOT / room).rglob("[!_]*.py")]
    names = (path.relative_to(ROOT).with_suffix("").parts for path in sorted(rooms))
    return [".".join(name) for name in names if "migrations" not in name]


_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([*_modules(), *LAZY])


def ratsweg(
    *words: str | Path, cwd: Path, env: dict[str, str], given: bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Give a command and wait for its end; *given* is its standard input.

    What it prints in German is read for English words and ISO dates.
    """
    with tempfile.TemporaryDirectory() as name:
        streams = [Path(name, stream) for stream in ("in", "out", "err", "language")]
        streams[0].write_bytes(given)
        streams[3].touch()  # it stays empty where the command is killed
        told = [*map(str, words)]
        process = _FORKS.Process(target=_run, args=(told, str(cwd), env, [*map(str, streams)]))
        process.start()
        process.join()
        said, beside, spoken = (stream.read_bytes().decode() for stream in streams[1:])
        code = process.exitcode
        process.close()
    assert code is not None
    if spoken == "de" and "--json" not in told:
        _read_as_german(told, (said + beside).replace(str(cwd), ""))
    return subprocess.CompletedProcess([str(RATSWEG), *told], code, said, beside)


def _read_as_german(words: list[str], said: str) -> None:
    """Whoever runs the command in German fails where English words or ISO dates are printed."""
    found = [line for line in said.splitlines() if foreign(line)]
    assert not found, f"not German, of `ratsweg {' '.join(words)}`: {found}"


def _run(words: Sequence[str], cwd: str, env: dict[str, str], streams: Sequence[str]) -> None:
    """In the forked process: become the command."""
    *standard, language = streams
    for number, stream in enumerate(standard):
        opened = os.open(stream, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - as long as the process
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [str(RATSWEG), *words]
    from cli.language import words as spoken
    from cli.main import main

    try:
        main()
    finally:
        Path(language).write_text(spoken().language)
        atexit._run_exitfuncs()
