"""What docs/operations.md tells an operator to do is done here: backup, restore, pooling, units."""

from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from support import postgres
from support.town import SYSTEM, Town

from states.votes import Tally
from workflow.errors import BackupExists, RegisterDamaged
from workflow.rounds import remind
from workflow.store.backup import backup
from workflow.store.database import Store

ROOT = Path(__file__).parents[2]
RATSWEG = Path(sys.executable).with_name("ratsweg")


def filled(url: str, numbers: range = range(101, 106)) -> Town:
    """A town with motions, tasks, unclear duties, and letters written."""
    town = Town.founded(url)
    for number in numbers:
        town.on("2020-09-25").registered(str(number))
        town.on("2020-10-15").vote(f"BA-{number}/2020", Tally(41, 9, 4))
    town.on("2020-10-23").round()
    town.write()
    return town


def same(one: Town, other: Town) -> None:
    """Two registers hold the same: matters, occasions, letters with their bytes."""
    assert other.findings() == []
    assert other.show("BA-101/2020") == one.show("BA-101/2020")
    assert other.letters() == one.letters()
    assert [(m.message_id, m.content) for m in other.mails()] == [(m.message_id, m.content) for m in one.mails()]


def test_a_sqlite_register_is_copied_while_others_write_and_the_copy_goes_on(tmp_path: Path) -> None:
    town = filled(f"sqlite:///{tmp_path}/register.db")
    stop, written = threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            town.registered(str(201 + written[0]))
            written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    copies = [tmp_path / f"copy-{n}.db" for n in range(3)]
    for copy in copies:
        backup(town.store, copy)
        time.sleep(0.1)
    stop.set()
    writer.join()
    assert written[0] > 0
    for copy in copies:
        restored = Town(Store(f"sqlite:///{copy}"), now=town.now)
        assert restored.findings() == []
        assert restored.show("BA-101/2020") == town.show("BA-101/2020")
        assert restored.round() == 0, "what was posted before the backup is not posted again"
        restored.store.engine.dispose()
    assert stat.S_IMODE(copies[0].stat().st_mode) & 0o077 == 0, "names and letters are for nobody else"
    with pytest.raises(BackupExists):
        backup(town.store, copies[0])
    town.store.engine.dispose()


def test_a_damaged_register_makes_no_backup(tmp_path: Path) -> None:
    filled(f"sqlite:///{tmp_path}/register.db").store.engine.dispose()
    file = tmp_path / "register.db"
    content = bytearray(file.read_bytes())
    for place in range(40 * 4096, 60 * 4096, 4096):
        content[place : place + 512] = b"\xff" * 512
    file.write_bytes(content)
    with pytest.raises(RegisterDamaged):
        backup(Store(f"sqlite:///{file}"), tmp_path / "copy.db")
    assert not list(tmp_path.glob("*copy*"))


def test_a_dump_of_postgresql_is_restored_with_all_its_rules(postgres_server: str | None, tmp_path: Path) -> None:
    if postgres_server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    tools = _tools(tmp_path)
    if tools is None:
        pytest.skip("no pg_dump")
    url, other = (postgres.fresh_database(postgres_server) for _ in range(2))
    town = filled(url)
    dump = tmp_path / "ratsweg.dump"
    subprocess.run([tools / "pg_dump", "--format=custom", f"--file={dump}", url], check=True)
    subprocess.run([tools / "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={other}", dump], check=True)
    restored = Town(Store(other).ready(), now=town.now)
    same(town, restored)
    assert restored.round() == 0
    restored.on("2020-11-20").round()
    assert restored.findings() == []
    with pytest.raises(psycopg.Error, match="entry_is_never_changed"), psycopg.connect(other) as connection:
        connection.execute("UPDATE entry SET note = 'anders'")
    for one, address in ((town, url), (restored, other)):
        one.store.engine.dispose()
        postgres.drop_database(postgres_server, address)


def _tools(folder: Path) -> Path | None:
    """The folder of pg_dump and pg_restore that belong to the server's binaries."""
    found = postgres.binaries(folder)
    return found if found and (found / "pg_dump").exists() and (found / "pg_restore").exists() else None


# PgBouncer in transaction mode


@contextmanager
def pgbouncer(server: str) -> Iterator[str]:
    """The address of a pooler with two connections for everybody."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="pool"))
    folder.chmod(0o777)
    port, behind = postgres._free_port(), server.rpartition(":")[2].partition("/")[0]
    (folder / "users").write_text('"postgres" ""\n')
    (folder / "pgbouncer.ini").write_text(
        f"[databases]\n* = host=127.0.0.1 port={behind}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n"
        f"auth_type = trust\nauth_file = {folder}/users\nunix_socket_dir =\nlogfile = {folder}/log\n"
        "pool_mode = transaction\ndefault_pool_size = 2\nmax_client_conn = 100\nignore_startup_parameters = extra_float_digits\n"
    )
    program = str(shutil.which("pgbouncer", path="/usr/sbin:/usr/bin"))
    who = postgres.NOBODY if os.geteuid() == 0 else None
    process = subprocess.Popen([program, "-q", str(folder / "pgbouncer.ini")], user=who, group=who, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"postgresql://postgres@127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(120)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif(shutil.which("pgbouncer", path="/usr/sbin:/usr/bin") is None, reason="no pgbouncer: Debian's package of that name")
def test_workers_share_the_work_through_a_pooler_that_mixes_their_connections(postgres_server: str | None) -> None:
    if postgres_server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    database = postgres.fresh_database(postgres_server)
    with pgbouncer(postgres_server) as pool:
        town = Town.founded(pool + database.rpartition("/")[2])
        for number in range(101, 113):
            town.on("2020-09-25").registered(str(number))
            town.on("2020-10-15").vote(f"BA-{number}/2020", Tally(41, 9, 4))
        failures: list[BaseException] = []

        def worker() -> None:
            own = Town(Store(str(town.store.engine.url.render_as_string(False))), now=town.now)
            try:
                while own.work(lambda d: remind.look(d, 2), SYSTEM, "system").families:
                    pass
                own.write()
            except BaseException as failure:
                failures.append(failure)
            finally:
                own.store.engine.dispose()

        threads = [threading.Thread(target=worker) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        town.round()
        told = [row["reference"] for row in town.letters() if row["rung"] == "duty_unclear"]
        assert len(told) == len(set(told)) == 12
        assert town.findings() == []
        town.store.engine.dispose()
    postgres.drop_database(postgres_server, database)


# systemd


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze")
def test_the_units_are_ones_that_systemd_takes(tmp_path: Path) -> None:
    units = sorted((ROOT / "deploy").iterdir())
    assert {unit.suffix for unit in units} == {".service", ".timer"}
    for unit in units:
        # The program lies elsewhere here than it will on the server.
        text = unit.read_text("utf-8").replace("/opt/ratsweg/bin/ratsweg", str(RATSWEG))
        (tmp_path / unit.name).write_text(text, "utf-8")
    for unit in units:
        done = subprocess.run(["systemd-analyze", "verify", tmp_path / unit.name], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), unit.name
