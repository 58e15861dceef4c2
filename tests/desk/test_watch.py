"""Papers come in by themselves, from a watched folder and by mail: each whole, once, and none lost."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from desk.test_command import RATSWEG, Desk
from letters.test_mail import answer, due  # noqa: F401
from sqlalchemy import event, select, text
from support.imapserver import Letterbox, offering
from support.town import SYSTEM, Town

from cli.office import Office
from cli.settings import Settings
from cli.watching import Watching
from notifications.fetch import Fetched, fetch
from notifications.inboxes import open_inbox
from notifications.inboxes.watched import LEFT_ALONE, WatchedFolder
from notifications.words import Words
from papers.file import File
from workflow.errors import AlreadyRegistered
from workflow.inbox import arrivals, replies
from workflow.store.database import Store
from workflow.store.models import Document, Reply

EXAMPLES = Path(__file__).parents[2] / "examples"
PAPER = (EXAMPLES / "radweg.txt").read_bytes()
OTHER = (EXAMPLES / "sitzbaenke.txt").read_bytes()
BINARY = bytes(range(256)) * 20


def numbered(number: int) -> bytes:
    """A paper of its own: other bytes, and no printed receipt."""
    return PAPER.replace(b"Flussradweg", b"Flussradweg %d" % number).replace(b"A-902/2020", b"")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/r.db")
    Town.founded(desk.environment["RATSWEG_DATABASE"]).store.engine.dispose()
    (tmp_path / "in").mkdir()
    return desk


@contextlib.contextmanager
def watching(desk: Desk, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A real watcher, that is stopped at the end."""
    command = [RATSWEG, "register", "--watch", folder, "--every", "1", "--json"]
    told: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    watcher = subprocess.Popen(command, cwd=desk.folder, env=desk.environment, **told)
    try:
        yield watcher
    finally:
        watcher.kill()
        watcher.wait()


def until(condition: Callable[[], Any], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing came of it"
        time.sleep(0.05)


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if not file.is_dir()) if folder.exists() else []


def watcher_of(url: str, folder: Path, **told: Any) -> Watching:
    office = Office.open(Settings(database=url, actor="anna"))
    return Watching(office, Words("de"), WatchedFolder(folder), every=0, json=True, **told)


def looked(watcher: Watching, times: int = 2) -> None:
    for _ in range(times):
        watcher.look(lambda: False)


# The folder, with real watchers


def test_what_is_put_there_is_taken_in_whole_and_once_and_a_stop_ends_it(desk: Desk) -> None:
    folder = desk.folder / "in"
    slow = "import sys, time\nwith open(sys.argv[1], 'wb', buffering=0) as file:\n for part in sys.argv[2:]: file.write(part.encode()); time.sleep(2.2)"
    parts = ["Beschlussantrag\n", "Der Stadtrat beschließt."]
    with watching(desk, folder) as watcher:
        until(lambda: (folder / "refused").is_dir())
        writer = subprocess.Popen([sys.executable, "-c", slow, folder / "slow.txt", *parts])
        (folder / "radweg.txt").write_bytes(PAPER)
        (folder / "radweg again.txt").write_bytes(PAPER)
        (folder / "leer.txt").touch()
        (folder / "passwords.txt").symlink_to("/etc/passwd")
        for name in (".hidden", "~$radweg.docx", "scan.PART", "x.tmp"):
            (folder / name).write_bytes(OTHER)
        (folder / "sub").mkdir()
        (folder / "sub/inner.txt").write_bytes(OTHER)
        until(lambda: (folder / "registered/slow.txt").exists())
        assert writer.wait() == 0
        watcher.send_signal(signal.SIGTERM)
        said, trouble = watcher.communicate(timeout=120)
    assert (watcher.returncode, trouble) == (0, "")
    told = {row["paper"]: row for row in map(json.loads, said.splitlines())}
    outcomes = {name: row["outcome"] for name, row in told.items()}
    assert {outcomes.pop("radweg.txt"), outcomes.pop("radweg again.txt")} == {"stamped", "known"}
    assert outcomes == {"slow.txt": "stamped", "leer.txt": "refused", "passwords.txt": "refused"}
    assert names(folder) == [".hidden", "scan.PART", "x.tmp", "~$radweg.docx"]
    assert names(folder / "refused") == ["leer.txt", "leer.txt.txt", "passwords.txt", "passwords.txt.txt"]
    assert "ist leer" in (folder / "refused/leer.txt.txt").read_text("utf-8")
    (twice,) = (folder / "registered").glob("radweg*.txt.txt")
    assert "A-902/2020" in twice.read_text("utf-8")
    town = Town(Store(desk.environment["RATSWEG_DATABASE"]))
    assert sorted(stored(town).values()) == sorted([PAPER, "".join(parts).encode()])
    town.store.engine.dispose()


def test_two_watchers_make_one_paper_of_the_same_bytes(url: str, tmp_path: Path) -> None:
    town, desk = Town.founded(url), Desk(tmp_path, url)
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
        for number in range(6):
            (folder / f"{number}.txt").write_bytes(numbered(number))
    with watching(desk, here), watching(desk, there), watching(desk, there):
        until(lambda: not names(here) and not names(there))
    assert sorted(stored(town)) == [f"{number}.txt" for number in range(6)]
    with town.store.read() as session:
        assert len(list(session.scalars(select(Document.id)))) == 6
    for folder in (here, there):
        assert {*stored(town)} <= {*names(folder / "registered")}
    town.store.engine.dispose()


def test_of_two_who_bring_the_same_bytes_at_once_the_second_waits_and_is_told(town: Town) -> None:
    arrival, begun = arrivals.read(File("a.txt", numbered(1))), threading.Event()

    def slowly(told: Any) -> None:
        arrivals.stamp(told, arrival)
        begun.set()
        time.sleep(0.5)

    first = threading.Thread(target=lambda: town.work(slowly, SYSTEM, "system"))
    first.start()
    begun.wait(120)
    with pytest.raises(AlreadyRegistered):
        town.work(lambda told: arrivals.stamp(told, arrival), SYSTEM, "system")
    first.join()
    assert list(stored(town)) == ["a.txt"]


def test_a_register_that_cuts_every_connection_is_told_and_tried_again(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if town.store.sqlite:
        pytest.skip("SQLite has no connections that can be cut")
    watcher = watcher_of(town.store.url.render_as_string(hide_password=False), tmp_path)
    (tmp_path / "a.txt").write_bytes(PAPER)
    looked(watcher, 1)
    with town.store.write() as session:
        session.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"))
    looked(watcher, 1)
    assert "Nächster Versuch" in capsys.readouterr().err and names(tmp_path) == ["a.txt"]
    looked(watcher, 3)
    assert (names(tmp_path), list(stored(town))) == ([], ["a.txt"])
    watcher.office.store.engine.dispose()


KILLED = """
import os, signal, sys
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from sqlalchemy import Engine, event
from desk.test_watch import looked, watcher_of
left = 0
def point(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def write(conn, cursor, statement, parameters, context, executemany):
    if statement.lstrip().split()[0].upper() in ("INSERT", "UPDATE"):
        point()
def moved(what, told):
    if what == "os.rename" or what == "open" and str(told[0]).endswith(".txt.txt"):
        point()
def watch(folder, point):
    global left
    left = point
    if (child := os.fork()) == 0:
        looked(watcher_of({url!r}, folder))
        os._exit(0)
    return os.waitpid(child, 0)[1]
event.listen(Engine, "before_cursor_execute", write)
event.listen(Engine, "commit", point)
sys.addaudithook(moved)
first, *others = sorted(Path({folders!r}).iterdir())
whole = watcher_of({url!r}, first)
looked(whole)
whole.office.store.engine.dispose()  # no connection outlives a fork
for folder in others:
    print(watch(folder, int(folder.name)), watch(folder, 0))
"""


def test_a_watcher_killed_at_any_point_loses_no_paper_and_takes_none_in_twice(tmp_path: Path) -> None:
    """Each folder has a paper twice; its watcher is killed at another point, and begins anew."""
    town, folders = Town.founded(f"sqlite:///{tmp_path}/r.db"), tmp_path / "in"
    points = range(20)  # at 0 nobody is killed
    for point in points:
        (folders / f"{point:02}").mkdir(parents=True)
        for name in ("1.txt", "2.txt"):
            (folders / f"{point:02}" / name).write_bytes(numbered(point))
    tests = Path(__file__).parents[1]
    known = {"tests": str(tests), "root": str(tests.parent), "url": str(town.store.url), "folders": str(folders)}
    environment = {**os.environ, "PYTHONPATH": ""}
    done = subprocess.run([sys.executable, "-c", KILLED.format(**known)], env=environment, capture_output=True, text=True)
    ends = [line.split() for line in done.stdout.splitlines() if not line.startswith("{")]
    killed = [first == str(int(signal.SIGKILL)) for first, _ in ends]
    assert killed == sorted(killed, reverse=True) and 10 <= sum(killed) < len(killed), done.stderr
    assert {second for _, second in ends} == {"0"}
    for folder in folders.iterdir():
        assert names(folder) == []
        assert {"1.txt", "2.txt"} <= {*names(folder / "registered")} <= {"1.txt", "2.txt", "1.txt.txt", "2.txt.txt"}
    with town.store.read() as session:
        assert len(list(session.scalars(select(Document.id)))) == len(points)
    assert town.findings() == []
    town.store.engine.dispose()


# The folder, look by look


@pytest.fixture
def place(tmp_path: Path) -> Iterator[tuple[Town, Watching, Path]]:
    town = Town.founded(f"sqlite:///{tmp_path}/r.db")
    (tmp_path / "in").mkdir()
    yield town, watcher_of(str(town.store.url), tmp_path / "in"), tmp_path / "in"
    town.store.engine.dispose()


def stored(town: Town) -> dict[str, bytes]:
    with town.store.read() as session:
        return {one.name: one.content for one in session.scalars(select(Document))}


Place = tuple[Town, Watching, Path]


def test_what_cannot_be_read_is_stored_and_stamped_but_is_given_time(place: Place) -> None:
    town, watcher, folder = place
    (folder / "scan.pdf").write_bytes(BINARY[:100])  # a copy that has come to a halt
    looked(watcher, 6)
    assert names(folder) == ["scan.pdf"]
    (folder / "scan.pdf").write_bytes(BINARY)
    looked(watcher, 8)
    assert (names(folder), stored(town)) == ([], {"scan.pdf": BINARY})


def test_a_file_is_not_moved_that_has_changed_since_it_was_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    town, watcher, folder = place
    (folder / "scan.txt").write_bytes(PAPER)
    stamp = arrivals.stamp

    def meanwhile(*told: Any) -> Any:
        (folder / "scan.txt").write_bytes(OTHER)  # scanners use a name again
        monkeypatch.setattr(arrivals, "stamp", stamp)
        return stamp(*told)

    monkeypatch.setattr(arrivals, "stamp", meanwhile)
    looked(watcher)
    assert (names(folder), list(stored(town).values())) == (["scan.txt"], [PAPER])
    looked(watcher)
    assert names(folder) == []
    with town.store.read() as session:
        assert [one.content for one in session.scalars(select(Document))] == [PAPER, OTHER]


def test_a_name_that_is_there_already_gets_a_number_and_none_is_written_over(place: Place) -> None:
    _, watcher, folder = place
    for number in range(3):
        (folder / "scan.txt").write_bytes(numbered(number))
        looked(watcher)
    (folder / ("ä" * 120 + ".txt")).write_bytes(OTHER)  # 244 bytes: no room for a number
    looked(watcher)
    found = names(folder / "registered")
    assert found[:3] == ["scan-2.txt", "scan-3.txt", "scan.txt"] and found[3].endswith("ä.txt")


def test_a_locked_register_is_told_and_tried_again_at_growing_intervals(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    town, watcher, folder = place
    engine = watcher.office.store.engine
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 20"))
    engine.dispose()
    (folder / "a.txt").write_bytes(PAPER)
    other = sqlite3.connect(town.store.path or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    looked(watcher, 20)
    told = capsys.readouterr()
    assert told.err.count("Nächster Versuch") == 4, "after 1, 3, 7 and 15 looks"
    assert (names(folder), told.out) == (["a.txt"], "")
    other.execute("ROLLBACK")
    other.close()
    looked(watcher, 16)
    assert (names(folder), list(stored(town))) == ([], ["a.txt"])


def test_a_folder_that_goes_away_is_told_and_comes_back(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    town, watcher, folder = place
    shutil.rmtree(folder)
    looked(watcher)
    assert "antwortet nicht" in capsys.readouterr().err
    folder.mkdir()
    (folder / "a.txt").write_bytes(PAPER)
    looked(watcher, 4)
    assert list(stored(town)) == ["a.txt"]


def test_a_mistake_in_the_reader_keeps_no_paper_out(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    town, watcher, folder = place

    def stumbles(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(arrivals, "read_paper", stumbles)
    (folder / "a.txt").write_bytes(PAPER)
    looked(watcher, 8)
    assert list(stored(town)) == ["a.txt"]


def test_what_the_register_does_not_keep_is_refused_unread(place: Place) -> None:
    town, watcher, folder = place
    with (folder / "film.mp4").open("wb") as file:
        file.truncate(arrivals.LARGEST * 1_000_000 + 1)  # without a byte on the disk
    looked(watcher)
    assert names(folder / "refused") == ["film.mp4", "film.mp4.txt"] and stored(town) == {}


def test_programs_that_write_elsewhere_first_are_known() -> None:
    assert LEFT_ALONE[0] == ".*" and "*.crdownload" in LEFT_ALONE


# At the desk


def test_the_desk_lists_what_waits_and_steers_no_terminal(desk: Desk) -> None:
    folder = desk.folder / "in"
    (folder / "radweg.txt").write_bytes(PAPER)
    (folder / "\x1b[31m\udcff.pdf").write_bytes(BINARY)
    (folder / "leer.txt").touch()
    done = desk.run("register", "--watch", "in", "--once", "--every", "1")
    assert done.returncode == 2, "one was refused"
    assert "radweg.txt: gespeichert und gestempelt als A-902/2020." in done.stdout.splitlines()
    assert "leer.txt: nicht aufgenommen. leer.txt ist leer." in done.stdout.splitlines()
    head, *rows = desk.ok("list", "--unconfirmed").splitlines()
    assert head.split() == ["Nummer", "Eingang", "Gegenstand", "Einreicher", "Befunde"]
    assert any("Lückenschluss am Flussradweg" in row and "Fraktion Grün" in row for row in rows)
    assert any("(_[31m_.pdf)" in row and row.endswith("1") for row in rows)
    desk.ok("register", "A-902/2020", "--yes")
    (left,) = desk.json("list", "--unconfirmed")
    assert (left["subject"], left["papers"][0]["name"]) == ("", "_[31m_.pdf")


@pytest.mark.parametrize("words", [["nowhere"], [".", "paper.txt"]])
def test_what_cannot_be_watched_is_a_sentence(tmp_path: Path, words: list[str]) -> None:
    done = Desk(tmp_path, "sqlite:///r.db").run("register", "--watch", *words, "--once")
    assert done.returncode == 2 and done.stderr.startswith("ratsweg: ")


# By mail


def mail(*files: tuple[str, bytes], said: str = "", number: int = 1, **headers: str) -> bytes:
    made = EmailMessage(policy=SMTP)
    made["From"], made["Message-ID"] = "fraktion@example.org", f"<{number}@fraktion>"
    made["Subject"] = "Antrag zum Radweg"
    for name, value in headers.items():
        made[name] = value
    made.set_content(said)
    for name, content in files:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def papers_from(town: Town, url: str, password: str = "") -> Fetched:
    def work(function: Callable[[Any], int]) -> int:
        return int(town.work(function, SYSTEM, "system"))

    inbox = open_inbox(url, password)
    try:
        return fetch(inbox, work, now=town.now, zone="Europe/Berlin", for_papers=True)
    finally:
        inbox.close()


def brought(town: Town, folder: Path, *mails: bytes) -> Fetched:
    """A Maildir as a mail server fills it."""
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(mails):
        (folder / "new" / f"{time.monotonic_ns()}.{number}").write_bytes(content)
    return papers_from(town, f"folder:{folder}")


def test_a_mail_is_taken_in_once_with_all_that_came_with_it(town: Town, tmp_path: Path) -> None:
    first = mail(("radweg.txt", PAPER), ("karte.png", BINARY), said="Guten Tag, anbei der Antrag.")
    by_another_way = b"Received: by relay.example\r\n" + first
    assert brought(town, tmp_path / "in", first, by_another_way, first) == Fetched(papers=1)
    assert brought(town, tmp_path / "in", first) == Fetched()
    assert sorted(stored(town)) == ["Antrag zum Radweg.txt", "karte.png", "radweg.txt"]
    shown = town.show("A-902/2020")
    assert (shown["confirmed"], shown["draft"]["subject"]) == (False, "Lückenschluss am Flussradweg")
    with town.store.read() as session:
        (kept,) = session.scalars(select(Reply))
        assert (kept.content, kept.reason, replies.waiting(session)) == (first, "A-902/2020", [])
    assert not list((tmp_path / "in/new").iterdir()) and len(list((tmp_path / "in/cur").iterdir())) == 4
    assert town.findings() == []


def test_a_paper_that_came_by_the_folder_comes_by_mail_as_the_same_one(town: Town, tmp_path: Path) -> None:
    town.work(lambda d: arrivals.stamp(d, arrivals.read(File("a.txt", PAPER))), SYSTEM, "system")
    assert brought(town, tmp_path / "in", mail(("b.txt", PAPER), ("c.txt", OTHER))) == Fetched(papers=1)
    with town.store.read() as session:
        assert [one.reason for one in session.scalars(select(Reply))] == ["A-903/2020, A-902/2020"]


MAILS = {
    "two motions": (mail(("a.txt", PAPER), ("b.txt", OTHER)), 2, {"a.txt", "b.txt"}),
    "one in two formats": (mail(("a.txt", PAPER), ("a.utf16.txt", PAPER.decode().encode("utf-16"))), 1, {"a.txt", "a.utf16.txt"}),
    "the motion is the mail": (mail(said=PAPER.decode()), 1, {"Antrag zum Radweg.txt"}),
    "a scan": (mail(("logo.png", b"\x89PNG"), ("scan.pdf", BINARY), said="anbei"), 1, {"logo.png", "scan.pdf", "Antrag zum Radweg.txt"}),
    "nothing but a header": (b"Message-ID: <x@y>\r\n\r\n", 1, {"mail.eml"}),
    "a name that leads elsewhere": (mail(("../../x.txt", PAPER)), 1, {".._.._x.txt"}),
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_brings(tmp_path: Path, name: str) -> None:
    content, papers, files = MAILS[name]
    town = Town.founded(f"sqlite:///{tmp_path}/r.db")
    assert brought(town, tmp_path / "in", content) == Fetched(papers=papers)
    assert set(stored(town)) == files
    town.store.engine.dispose()


def test_what_answers_a_letter_of_ours_or_was_written_by_a_program_is_no_paper(due: Town, tmp_path: Path) -> None:  # noqa: F811
    away = mail(said="bis 09.04.2021", number=2, **{"Auto-Submitted": "auto-replied"})
    own = due.mails()[0].content
    told = answer(due, "not_us", "nicht wir")
    assert brought(due, tmp_path / "in", told, away, own, mail(("a.txt", OTHER), number=3)) == Fetched(replies=2, papers=1)
    assert len(list((tmp_path / "in/new").iterdir())) == 1, "our own letter is left to who reads there"


def test_the_command_fetches_from_both_inboxes_and_one_that_is_away_holds_up_no_other(desk: Desk) -> None:
    box = Letterbox([mail(("radweg.txt", PAPER)), mail(("radweg.txt", PAPER))], keeps="\\*")
    with offering(box, user="anna", password="x") as port:
        desk.environment["RATSWEG_PAPERS_INBOX"] = f"imap://anna@127.0.0.1:{port}/?security=none"
        desk.environment["RATSWEG_PAPERS_INBOX_PASSWORD"] = "x"
        desk.environment["RATSWEG_INBOX"] = "folder:nowhere"
        done = desk.run("fetch")
        assert done.returncode == 6 and "nowhere" in done.stderr
        assert box.marked == {1, 2}
        del desk.environment["RATSWEG_INBOX"]
        assert desk.json("fetch") == {"replies": 0, "bounces": 0, "papers": 0}
    town = Town(Store(desk.environment["RATSWEG_DATABASE"]))
    assert stored(town) == {"radweg.txt": PAPER}
    town.store.engine.dispose()
