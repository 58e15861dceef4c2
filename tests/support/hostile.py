"""What a person may type or set by mistake or malice, and many commands in one process."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from support.commands import commands
from support.forked import _FORKS

LONGEST = 60  # seconds a command may take
# fmt: off
VALUES = (
    "", " ", "-", "--", "0", "-1", "1", "007", "99999999999999999999999", "9" * 5000, "1e400", "NaN", "²", "٣", "１",
    "0001-01-01", "9999-12-31", "31.12.9999", "01.01.0001", "2020-02-30", "-2020-01-01", "2020-W53-7", "20201014",
    "2020-10-14T25:00", "2020-10-14T10:00+23:59", "0001-01-01T00:00", "9999-12-31T23:59-12:00", "２０２０-10-14",
    "P0D", "P1D", "P9999Y", "P9999D", "P99999W", "P-1M", "p6m", "PT1H",
    "\udcff", "ä\udce4\udcf6", "\u202e\x1b[2J", "\x85\u2028", "x" * 100_000, "𝕏" * 300, "%s%n{0}{x}", "'; DROP TABLE matter;--",
    ".", "/dev/full", "/dev/null", "/proc/self/mem", "/nonexistent/x/y", "ratsweg.db", "ratsweg.toml", "x" * 300 + ".txt",
    "BA-901/2020", "BA-901/2020.1", "BA-901/2020.3-B1", "BA-901/2020.3-B1/1", "BA-901/2020.3-B1/99999999999999999999",
    "BA-901/2020-S1", "A-901/2020", "StR-2020-11-11", "901/20", "1/1", "999999999999/99", "*", "%", "_",
    "{", "[]", "null", "true", "\n", "\t", "a\nb",
    "Stadtrat", "VFA", "Stadtrat:2020-10-14", "Stadtrat:9999-12-31", ":", "Dezernat 1", "subject=", "received_on=9999-12-31", "=", "targets=x",
    "adopt", "note", "register", "fly", "motion", "report", "away", "done", "in_work", "en", "json",
    "1/1/1", "0/0/0", "9999/9999/9999", "9" * 4000 + "/1/1", "-1/2/3", "einstimmig", "41/9/4", "anna", "a@b", "@", "a@b@c <x>",
)
# fmt: on
GOOD = {
    **{"reference": "BA-901/2020.3-B1", "references": "BA-901/2020", "event": "withdraw"},
    **{"votes": "41/9/4", "number": "1", "what": "report", "papers": "paper.txt", "to": "2020-11-18"},
    **{"on": "2020-11-11", "body": "Stadtrat", "person": "anna", "--from": "2020-12-01"},
    **{"--to": "2020-12-24", "target": "copy.db", "kind": "motion"},
}


def command_lines(only: str | None = None) -> Iterator[list[str]]:
    """Every command, each of its options and arguments in turn with each of the values."""
    from typer.main import get_command

    from cli.main import app

    for path, command in commands("", get_command(app)):
        if path in ("serve",) or (path and hasattr(command, "commands")) or only not in (None, path):
            continue
        taking = [p for p in command.params if not getattr(p, "is_flag", False)]
        for parameter in taking:
            if parameter.name not in ("every", "watch"):  # they would only wait
                yield from (_line(path, command, parameter, value) for value in VALUES)


def _line(path: str, command: Any, tried: Any, value: str) -> list[str]:
    from cli.help import is_option

    told: list[str] = path.split() if path else ["list"]
    before = [] if tried.name == "clock" else ["--clock", "2020-11-12"]
    for parameter in command.params:
        if is_option(parameter):
            name = max(parameter.opts, key=len)
            if parameter is tried:
                before, told = (before, [*told, f"{name}={value}"]) if path else ([*before, f"{name}={value}"], told)
            elif parameter.required:
                told += [name, GOOD.get(name, "1")]
            elif parameter.name in ("yes", "once"):
                told.append(name)
        elif parameter is tried or parameter.required:
            told.append(value if parameter is tried else GOOD.get(parameter.name, "1"))
    return [*before, *told]


# fmt: off
ADDRESSES = (
    *("x", "://", "sqlite", "sqlite:", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///.", "sqlite:////dev/full", "sqlite:////dev/null"),
    *("sqlite:////nonexistent/a/b.db", "sqlite:///ratsweg.toml", "sqlite:///paper.txt", "sqlite:///" + "x" * 300, "sqlite:///" + "x/" * 3000),
    *("sqlite:///a?mode=ro&uri=true", "sqlite:///a?timeout=x", "sqlite:///ratsweg.db?foo=bar", "sqlite:///ratsweg.db?timeout=x", "sqlite+aiosqlite:///a.db", "sqlite://host/a.db"),
    *("mysql://u:geheim@127.0.0.1:1/d", "oracle://u:geheim@127.0.0.1:1/d", "postgres", "postgresql:", "postgresql://", "postgresql://u:geheim@h:abc/d", "postgresql://u:geheim@h:99999999/d"),
    *("postgresql://u:geheim@127.0.0.1:1/d", "postgresql://u:ge/heim@geheim@127.0.0.1:1/d?connect_timeout=x", "postgresql://127.0.0.1:1/d?nosuch=1&password=geheim", "postgresql://[::1/d"),
    *("postgresql://u:geheim@127.0.0.1:1/d?sslmode=never", "postgresql://u:geheim@localhost:0/d", "postgresql+asyncpg://u:geheim@127.0.0.1:1/d", "postgresql+psycopg2://u:geheim@127.0.0.1:1/d", "http://u:geheim@127.0.0.1/"),
)
MAILS = (
    *("x", ":", "smtp", "smtp:", "smtp://", "smtp://u:geheim@", "smtp://u:geheim@127.0.0.1:abc", "smtp://u:geheim@127.0.0.1:1", "smtp://127.0.0.1:99999999", "smtp://u:geheim@127.0.0.1:-1"),
    *("smtps://u:geheim@127.0.0.1:1", "smtp://[::1", "smtp://u:geheim@127.0.0.1:1?security=queer", "smtp://127.0.0.1:1?authority=/nonexistent&security=none", "spool:", "spool:/dev/full", "spool:paper.txt"),
    *("spool:/nonexistent\u00e9", "http://u:geheim@127.0.0.1", "SMTP://u:geheim@127.0.0.1:1", "smtp://%00@127.0.0.1:1", "smtp://127.0.0.1:１"),
)
INBOXES = (
    *("x", ":", "imaps", "imaps:", "imaps://", "imaps://u:geheim@127.0.0.1:abc/INBOX", "imaps://u:geheim@127.0.0.1:1/INBOX", "imap://u:geheim@127.0.0.1:1?security=queer"),
    *("imap://u:geheim@127.0.0.1:99999999", "imaps://[::1", "folder:", "folder:/nonexistent", "folder:paper.txt", "folder:/dev/full", "imap://u:geheim@127.0.0.1:1?since=never&security=none", "pop3://u:geheim@127.0.0.1"),
)
PLAIN = ("", " ", "0", "-1", "²", "9" * 5000, "\udcff", "ä\udce4", "x" * 100_000, ".", "/dev/full", "/dev/null", "/nonexistent/x", "x" * 300, "\x1b[2J", "{0}%s", "a@b", "@", "root", "de", "json")
# fmt: on
Case = tuple[dict[str, str], list[str]]


def settings() -> Iterator[Case]:
    """Every setting with bad values, and a command that uses it."""
    from cli.settings import _NAMES

    special = {"database": ADDRESSES, "mail": MAILS, "inbox": INBOXES, "papers_inbox": INBOXES}
    using = {"mail": ["remind"], "spool": ["remind"], "sender": ["remind"], "reply_to": ["remind"], "lease": ["remind"]}
    using |= {name: ["fetch"] for name in ("inbox", "papers_inbox")} | {"profile": ["init"]}
    for name in _NAMES:
        for value in (*special.get(name, ()), *PLAIN):
            words = using.get(name, ["list"])
            told = [] if name == "clock" else ["--clock", "2020-11-12T12:00"]
            yield {f"RATSWEG_{name.upper()}": value}, [*told, *words]
            if name in ("mail", "database"):
                yield {f"RATSWEG_{name.upper()}": value}, [*told, "health"]
    for name in ("database", "profile"):
        yield from (({f"RATSWEG_{name.upper()}": value}, ["init", "--trial"]) for value in special.get(name, PLAIN))
    for name in ("mail", "inbox", "papers_inbox"):
        for value in ("/nonexistent", ".", "paper.txt", "/dev/null", "x" * 5000):
            address = "smtp://u@127.0.0.1:1" if name == "mail" else "imaps://u@127.0.0.1:1/INBOX"
            both = {f"RATSWEG_{name.upper()}": address, f"RATSWEG_{name.upper()}_PASSWORD_FILE": value}
            yield both, ["--clock", "2020-11-12T12:00", "remind" if name == "mail" else "fetch"]
    yield from (({"RATSWEG_CONFIG": value}, ["list"]) for value in (*PLAIN, "ratsweg.db", "/proc/self/mem"))
    yield from (({"EDITOR": value, "VISUAL": value}, ["list"]) for value in PLAIN)


def unforeseen(cases: list[Case], folder: Path, env: dict[str, str]) -> list[str]:
    """Give the commands one after another in one process; what of it should not have happened."""
    told = folder / "unforeseen.json"
    process = _FORKS.Process(target=_give, args=(cases, str(folder), env, str(told)))
    process.start()
    process.join()
    if not told.exists():
        return [f"the process ended with {process.exitcode}"]
    found: list[str] = json.loads(told.read_text("utf-8"))
    return found


def _too_long(*_: object) -> None:
    raise TimeoutError("it takes too long")


def _give(cases: list[Case], folder: str, env: dict[str, str], told: str) -> None:
    os.chdir(folder)
    signal.signal(signal.SIGALRM, _too_long)
    found = []
    for more, line in cases:
        os.environ.clear()
        os.environ.update({**env, **more})
        found += [f"{_short([*more.values(), *line])}: {what}" for what in _wrong(line)]
    Path(told).write_text(json.dumps(found), "utf-8")


def _short(line: list[str]) -> str:
    return " ".join(ascii(word[:60]) for word in line)


def _wrong(line: list[str]) -> Iterator[str]:
    """Give one command in this process; yield what is wrong with how it ended."""
    from cli.main import main

    sys.argv, code = ["ratsweg", *line], 0
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, open(os.devnull) as given:
        for number, stream in enumerate((given, out, err)):
            os.dup2(stream.fileno(), number)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115
        sys.stdout, sys.stderr = (open(n, "w", closefd=False) for n in (1, 2))  # noqa: SIM115
        signal.alarm(LONGEST)
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        except BaseException:
            yield traceback.format_exc()[-600:]
        signal.alarm(0)
        sys.stdout.flush()
        sys.stderr.flush()
        shown = [_content(stream) for stream in (out, err)]
    yield from _unfit(code, *shown)


def _content(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


def _unfit(code: int, said: str, beside: str) -> Iterator[str]:
    for line in (said + beside).splitlines():
        if "Das hätte nicht geschehen dürfen" in line or "Traceback" in line:
            yield line[:300]
    if code not in range(7):
        yield f"exit {code}"
    told = beside.startswith(("ratsweg: ", "{", "Aufruf: "))
    if code > 1 and not told and "ratsweg: " not in beside:
        yield f"exit {code} without a sentence: {beside[:200]!r}"
    if "geheim" in said + beside:
        yield f"the password is told: {beside}"
    if len(beside) > 5000:
        yield f"a sentence of {len(beside)} characters"
