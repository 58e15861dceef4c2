"""What happens to databases happens here: nothing is lost, and one clear sentence is said."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from support import postgres
from support.town import SYSTEM, Town, moment

from states.votes import Tally
from workflow.errors import (
    RegisterFull,
    RegisterNewer,
    RegisterOlder,
    RegisterReadOnly,
    RegisterUnreachable,
)
from workflow.rounds import remind, waking
from workflow.store import database
from workflow.store.database import SCHEMA, Store
from workflow.store.upgrade import upgrade

RATSWEG = Path(sys.executable).with_name("ratsweg")


def ratsweg(url: str, *words: str, clock: str = "2020-10-16") -> subprocess.CompletedProcess[str]:
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")},
        **{"RATSWEG_DATABASE": url, "RATSWEG_ACTOR": "anna"},
    }
    with tempfile.TemporaryDirectory() as folder:
        command = [RATSWEG, "--clock", clock, *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=folder)


def one_sentence(done: subprocess.CompletedProcess[str], says: str) -> None:
    """A failure is a sentence and a hint, and never a traceback."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 6 and len(lines) == 2, done.stderr
    assert lines[0].startswith("ratsweg: ") and says in lines[0], done.stderr
    assert lines[1].startswith("  → ")


# PostgreSQL restarted in mid-round


def test_a_postgresql_restarted_in_mid_round_loses_nothing(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    folder.chmod(0o755)
    tools = postgres.binaries(folder)
    if tools is None:
        pytest.skip("no PostgreSQL binaries of our own to restart")
    try:
        with postgres._running(tools, folder) as server:
            url = postgres.fresh_database(server)
            town = Town.founded(url)
            for number in range(101, 121):
                town.on("2020-09-25").registered(str(number))
                town.on("2020-10-15").vote(f"BA-{number}/2020", Tally(41, 9, 4))
            before = town.show("BA-101/2020")
            said: list[str] = []
            stop = threading.Event()

            def rounds() -> None:
                while not stop.is_set():
                    try:
                        town.work(lambda desk: remind.look(desk, 1), SYSTEM, "system")
                    except RegisterUnreachable as trouble:
                        said.append(str(trouble.fields["trouble"]))
                        time.sleep(0.05)

            worker = threading.Thread(target=rounds)
            worker.start()
            time.sleep(0.2)
            anew = _restart(tools, folder, server)
            until = time.monotonic() + 120
            while _due(town) and time.monotonic() < until:
                time.sleep(0.1)
            stop.set()
            worker.join()
            assert _due(town) == 0, said[-1:]
            told = [row for row in town.letters() if row["rung"] == "duty_unclear"]
            assert len(told) == 20 == len({row["reference"] for row in told})
            assert town.show("BA-101/2020") == before
            assert town.findings() == []
            town.store.engine.dispose()
            anew.send_signal(signal.SIGINT)
            anew.wait(120)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _due(town: Town) -> int:
    try:
        with town.store.read() as session:
            return len(waking.still_due(session, moment("2020-10-15").date()))
    except RegisterUnreachable:
        return -1


def _restart(tools: Path, folder: Path, server: str) -> subprocess.Popen[bytes]:
    """End the server at once (no checkpoint, all connections cut), and start it anew."""
    pid = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGQUIT)
    until = time.monotonic() + 60
    while (folder / "data" / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.05)
    port = server.rpartition(":")[2].partition("/")[0]
    who = postgres.NOBODY if os.geteuid() == 0 else None
    options = ["-c", f"port={port}", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    process = subprocess.Popen(
        [tools / "postgres", "-D", folder / "data", *options],
        user=who, group=who, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    postgres._wait(server, process)
    return process


# SQLite: no room, no right to write


@contextmanager
def small_disk(size: str) -> Iterator[Path | None]:
    """A folder on a disk of its own, so small; None where mounting is not allowed."""
    folder = Path(tempfile.mkdtemp(prefix="small"))
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    try:
        yield folder if done.returncode == 0 else None
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def _filled(town: Town) -> int:
    """Register motions until there is no room; return how many are whole."""
    for number in range(101, 1000):
        try:
            town.registered(str(number), points=9)
        except RegisterFull as full:
            assert full.fields["database"] == town.store.name
            return number - 101
    raise AssertionError("the disk never filled")


def test_a_full_disk_loses_nothing_and_says_so(tmp_path: Path) -> None:
    with small_disk("2m") as folder:
        if folder is None:
            _by_quota(tmp_path)
            return
        _until_full(f"sqlite:///{folder}/register.db")


def _by_quota(tmp_path: Path) -> None:
    """Where no disk can be mounted: the same with SQLite's own limit of pages."""
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    from sqlalchemy import event

    event.listen(town.store.engine, "connect", lambda c, _: c.execute("PRAGMA max_page_count = 250"))
    town.store.engine.dispose()
    whole = _filled(town)
    assert town.count("motion") == whole and town.findings() == []


def _until_full(url: str) -> None:
    town = Town.founded(url)
    whole = _filled(town)
    assert whole > 3
    assert town.count("motion") == whole, "the last one is all there or not at all"
    assert town.findings() == []
    paper = Path(__file__).parents[2] / "examples" / "digitale-agenda.txt"
    done = ratsweg(url, "register", str(paper), "--yes")
    stamped = "ist gestempelt als" in done.stderr  # for so much there may still have been room
    assert done.returncode == 6 and "kein Platz mehr" in done.stderr.splitlines()[0], done.stderr
    assert len(done.stderr.strip().splitlines()) == 2 + stamped, done.stderr
    assert town.count("motion") == whole + stamped
    town.store.engine.dispose()


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_a_register_that_can_only_be_read_is_read_and_not_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/register.db"
    town = Town.founded(url)
    town.registered()
    town.store.engine.dispose()
    with sqlite3.connect(tmp_path / "register.db") as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    readonly = Store(f"sqlite:///file:{tmp_path}/register.db?mode=ro&uri=true")
    with readonly.read() as session:
        assert session.execute(text("SELECT trial FROM register")).one()
    with pytest.raises(RegisterReadOnly), readonly.write() as session:
        session.execute(text("UPDATE register SET trial = true"))
    if os.geteuid() == 0:
        return  # root may write whatever its mode; the sentence is the same
    (tmp_path / "register.db").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        one_sentence(ratsweg(url, "advance", "withdraw", "BA-111/2020"), "nur lesen")
        assert ratsweg(url, "list").returncode == 0
    finally:
        tmp_path.chmod(0o755)


# Two programs of different versions


def older(url: str) -> Store:
    """A register as the first revision made it, with a motion's worth of old rows."""
    store = Store(url)
    with store.write() as session:
        config = Config()
        config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0001")
        session.execute(text("INSERT INTO register (id, profile, trial, created) VALUES (1, 'chemnitz', true, '2020-09-24 06:00:00+00:00')"))
        session.execute(text("INSERT INTO matter (id, reference, kind, step, state, public) VALUES (1, 'StR-2020-11-11', 'meeting', 0, '', true)"))
        session.execute(
            text(
                "INSERT INTO entry (matter_id, step, event, target, public, by, actor, at, \"on\", note, facts, act, law, digest)"
                " VALUES (1, 1, 'convene', 'planned', true, 'clerk', 'anna', '2020-09-24 06:00:00+00:00', '2020-09-24', '',"
                " :facts, '1.1', '', '')"
            ),
            {"facts": '{"page":{"body":[null,"Stadtrat"],"day":[null,"2020-11-11"]}}'},
        )
        session.execute(text("INSERT INTO meeting (matter_id, body, day) VALUES (1, 'Stadtrat', '2020-11-11')"))
        session.execute(
            text(
                "INSERT INTO mail (id, message_id, address, subject, content, due_at, attempts, trouble)"
                " VALUES (1, '<old@x>', 'a@example.org', 'alt', :content, '2020-09-24 06:00:00+00:00', 0, '')"
            ),
            {"content": b"Message-ID: <old@x>\nTo: a@example.org\n\nalt"},
        )
        session.execute(
            text(
                "INSERT INTO message (id, matter_id, rung, turn, count, step, role, address, day, posted, skipped, mail_id)"
                " VALUES (1, 1, 'step', 1, 1, 1, 'clerk', 'a@example.org', '2020-09-24', '2020-09-24 06:00:00+00:00', false, 1),"
                " (2, 1, 'step', 2, 1, 1, 'clerk', 'b@example.org', '2020-09-24', '2020-09-24 06:00:00+00:00', true, NULL)"
            )
        )
        for table in () if store.sqlite else ("matter", "mail", "message"):  # ids were given by hand
            session.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 10)"))
    return store


def test_an_older_register_is_refused_until_upgrade_and_then_keeps_everything(url: str, tmp_path: Path) -> None:
    store = older(url)
    with pytest.raises(RegisterOlder) as refusal:
        Store(url).ready()
    assert refusal.value.fields == {"found": "0001", "wanted": SCHEMA}
    backup = upgrade(store, at=moment("2020-10-01"))
    assert (backup is not None) == store.sqlite
    assert Store(url).ready().version() == SCHEMA
    town = Town(Store(url))
    assert [row["id"] for row in town.letters()] == [1, 2]
    assert [a["address"] for a in town.addressees("step")] == ["a@example.org"], "skipped: told to nobody"
    assert [mail.address for mail in town.mails()] == ["a@example.org"]
    codes = set(town.on("2020-10-02").findings())
    assert codes == {"digest_wrong"}, "only the digest that the trial's rows never had"
    town.round()
    town.registered("300")
    assert town.state("BA-300/2020") == "ready"
    town.store.engine.dispose()
    store.engine.dispose()


def test_a_migrated_register_has_the_schema_of_a_new_one(url: str, tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    store = older(url)
    upgrade(store, at=moment("2020-10-01"))
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
        if store.sqlite:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    store.engine.dispose()


def test_a_newer_register_is_left_alone(url: str) -> None:
    town = Town.founded(url)
    town.registered()
    with town.store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterNewer):
        Store(url).ready()
    one_sentence(ratsweg(url, "remind"), "neuer (9999)")
    one_sentence(ratsweg(url, "upgrade"), "neuer (9999)")
    town.store.engine.dispose()
