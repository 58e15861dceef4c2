"""Reading that takes long: it is given up on SIGTERM, holds up nothing, and is not begun anew for ever."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk.test_command import RATSWEG, Desk
from desk.test_watch import OTHER, PAPER, mail, papers_from, until
from sqlalchemy import event, select
from support.large import ALL
from support.papers_made import pdf
from support.town import SYSTEM, Town

from notifications import fetch as fetching
from papers.formats import papers as of_papers
from papers.formats.limits import LIMITS
from papers.formats.patience import ReadingStopped, stopping, within
from papers.reader import readings
from workflow.errors import LettersLater
from workflow.inbox import attempts
from workflow.store.models import Attempt, Document, Motion, Reply

SLOW = pdf(stream=b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm (Antrag) Tj " * 300_000 + b"ET", pages=400)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/r.db")
    Town.founded(desk.environment["RATSWEG_DATABASE"]).store.engine.dispose()
    (tmp_path / "ratsweg.toml").write_text('[persons]\nanna = ["clerk", "secretariat"]\n')
    for name in ("new", "cur", "tmp"):
        (tmp_path / "mails" / name).mkdir(parents=True)
    (tmp_path / "mails/new/1").write_bytes(mail(("slow.pdf", SLOW), ("also.pdf", SLOW + b"\n")))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/slow.pdf").write_bytes(SLOW)
    desk.environment["RATSWEG_PAPERS_INBOX"] = f"folder:{tmp_path / 'mails'}"
    return desk


def readers_of(parent: int) -> list[int]:
    """The processes that read for *parent*."""
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if "papers.formats" in line]


def alive(number: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text("utf-8")
    except FileNotFoundError:
        return False


COMMANDS = {
    "serve": ["serve", "--every", "60"],
    "register": ["register", "papers", "--yes"],
    "fetch": ["fetch"],
    "watch": ["register", "--watch", "papers", "--every", "1"],
}


@pytest.mark.parametrize("name", COMMANDS if ALL else ["serve", "register"])
def test_sigterm_is_obeyed_in_the_middle_of_what_is_slow(desk: Desk, name: str) -> None:
    command: list[Any] = [RATSWEG, *COMMANDS[name]]
    worker = subprocess.Popen(command, cwd=desk.folder, env=desk.environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        until(lambda: readers_of(worker.pid))
        (reader,) = readers_of(worker.pid)
        time.sleep(0.5)
        began = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=60)
        assert time.monotonic() - began < 5
        until(lambda: not alive(reader))
    finally:
        worker.kill()
        worker.wait()
    assert (desk.folder / "mails/new/1").exists() and (desk.folder / "papers/slow.pdf").exists()


def brought(town: Town, folder: Path, *mails: bytes) -> list[str]:
    """What the newest motion's findings say after the mails were fetched."""
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(mails):
        (folder / "new" / str(number)).write_bytes(content)
    papers_from(town, f"folder:{folder}")
    return codes(town)


def codes(town: Town) -> list[str]:
    with town.store.read() as session:
        pages = session.scalars(select(Motion).order_by(Motion.matter_id.desc())).all()  # type: ignore[attr-defined]
        return [f"{one['code']} {one.get('place') or ''}".strip() for one in pages[0].findings] if pages else []


def test_a_letter_that_ended_the_program_twice_is_kept_unread(town: Town, tmp_path: Path) -> None:
    content = mail(("slow.pdf", SLOW))
    for name in ("new", "cur", "tmp"):
        (tmp_path / "in" / name).mkdir(parents=True)
    (tmp_path / "in/new/1").write_bytes(content)
    for _ in range(attempts.ENOUGH):  # BaseException, as a kill: nothing is noted after it
        with pytest.raises(ReadingStopped):
            read_stopped(town, tmp_path / "in")
    began = time.monotonic()
    papers_from(town, f"folder:{tmp_path / 'in'}")
    assert time.monotonic() - began < 5
    assert codes(town) == ["unreadable reading_died"]
    with town.store.read() as session:
        assert [one.content for one in session.scalars(select(Document))] == [content]
        assert [one.content for one in session.scalars(select(Reply))] == [content]
        assert session.scalars(select(Attempt)).all() == []


def read_stopped(town: Town, folder: Path) -> None:
    """A round that is ended while it reads its first letter."""
    asked = iter([False])  # the round may begin; the reading may not end
    with stopping(lambda: next(asked, True)):
        papers_from(town, f"folder:{folder}")


def test_a_mail_has_its_seconds_in_all_and_what_is_left_is_kept_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/r.db")
    readings(PAPER, "radweg.txt")  # starting the process takes its time too
    bounds = replace(LIMITS, seconds=2.0, seconds_a_mail=4.5)
    monkeypatch.setattr(fetching, "LIMITS", bounds)
    monkeypatch.setattr(of_papers, "LIMITS", bounds)
    slow = [(f"{n}.pdf", SLOW + b"%d" % n) for n in range(40)]
    began = time.monotonic()
    found = brought(town, tmp_path / "in", mail(("radweg.txt", PAPER), *slow), mail(("a.txt", OTHER), number=2))
    assert time.monotonic() - began < 20
    with town.store.read() as session:
        stored = [one.name for one in session.scalars(select(Document).order_by(Document.id))]  # type: ignore[arg-type]
        first = session.scalars(select(Motion).order_by(Motion.matter_id)).first()  # type: ignore[arg-type]
        assert first is not None
        unread = [one["fields"]["attachment"] for one in first.findings if one["code"] == "attachment_unread"]
    assert {"radweg.txt", *(name for name, _ in slow)} <= {*stored}
    assert unread == [name for name, _ in slow]
    assert "a.txt" in stored and "unreadable" not in " ".join(found), "the next mail was read"
    town.store.engine.dispose()


def test_a_round_that_has_read_long_enough_leaves_the_rest_to_the_next(town: Town, tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "in" / name).mkdir(parents=True)
    (tmp_path / "in/new/1").write_bytes(mail(("a.txt", PAPER)))
    with pytest.raises(LettersLater) as told, within(LIMITS.seconds_a_mail - 1):
        papers_from(town, f"folder:{tmp_path / 'in'}")
    assert told.value.fields["papers"] == 0
    assert papers_from(town, f"folder:{tmp_path / 'in'}").papers == 1


def test_nothing_is_read_inside_a_transaction(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is slow to read keeps no connection busy, and another writer waits for nobody."""
    monkeypatch.setattr(of_papers, "LIMITS", replace(LIMITS, seconds=2.0))
    longest = longest_transaction(town)
    waits: list[float] = []
    over = threading.Event()

    def other() -> None:
        while not over.wait(0.2):
            began = time.monotonic()
            town.work(lambda desk: attempts.end(desk, digest="x"), SYSTEM, "system")
            waits.append(time.monotonic() - began)

    writer = threading.Thread(target=other)
    writer.start()
    brought(town, tmp_path / "in", mail(("slow.pdf", SLOW), ("radweg.txt", PAPER)))
    over.set()
    writer.join()
    assert max(waits) < 1.5 and longest() < 1.5, "two seconds of reading are in no transaction"


def longest_transaction(town: Town) -> Callable[[], float]:
    """Measures the transactions of a register; the answer is the longest so far, in seconds."""
    begun: dict[int, float] = {}
    found = [0.0]

    def begins(connection: Any) -> None:
        begun[id(connection)] = time.monotonic()

    def ends(connection: Any) -> None:
        found[0] = max(found[0], time.monotonic() - begun.pop(id(connection), time.monotonic()))

    event.listen(town.store.engine, "begin", begins)
    event.listen(town.store.engine, "commit", ends)
    event.listen(town.store.engine, "rollback", ends)
    return lambda: found[0]


def test_a_paper_has_its_seconds_wherever_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    from papers import reader

    bounds = replace(LIMITS, seconds=1.0)
    monkeypatch.setattr(of_papers, "LIMITS", bounds)
    monkeypatch.setattr(reader, "LIMITS", bounds)
    began = time.monotonic()
    with pytest.raises(Exception, match="reading_too_long"):
        readings(SLOW, "slow.pdf")
    assert time.monotonic() - began < 3
