"""Register, letters and backups are read by their owner alone, or by a group that was set."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from support.town import Town, moment

from notifications.channels.spool import Spool
from states.profile import read_law
from workflow.errors import BackupExists
from workflow.store import modes
from workflow.store.backup import backup
from workflow.store.database import SCHEMA, Store
from workflow.store.upgrade import create, upgrade

pytestmark = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path}/register.db")
    create(made, read_law("chemnitz"), trial=True, at=moment("2020-09-25"))
    return made


@pytest.mark.parametrize(("group", "wanted"), [(False, 0o600), (True, 0o660)])
def test_what_is_made_is_its_owners_or_the_groups(group: bool, wanted: int, tmp_path: Path) -> None:
    import grp

    modes.share_with(grp.getgrgid(os.getegid()).gr_name if group else "")
    try:
        store = Store(f"sqlite:///{tmp_path}/register.db")
        create(store, read_law("chemnitz"), trial=True, at=moment("2020-09-25"))
        backup(store, tmp_path / "copy.db")
        Spool(str(tmp_path / "letters")).send(b"Brief", "<one@example.org>")
        made = [tmp_path / name for name in ("register.db", "copy.db", "letters/one.eml")]
        with store.write():
            made += [*tmp_path.glob("register.db-*")]
            assert {path.name: oct(mode(path)) for path in made} == {path.name: oct(wanted) for path in made}
            assert len(made) == 5
        store.engine.dispose()
    finally:
        modes.share_with("")


def test_an_existing_mode_stays(store: Store, tmp_path: Path) -> None:
    (tmp_path / "register.db").chmod(0o640)
    with store.write():
        assert mode(tmp_path / "register.db") == 0o640
    copy = tmp_path / "copy.db"
    backup(store, copy)
    copy.chmod(0o644)
    backup(store, copy, over=True)
    assert mode(copy) == 0o644
    store.engine.dispose()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target, link = tmp_path / "a.txt", tmp_path / "link"
    modes.write_whole(target, b"eins")
    link.symlink_to(target)
    modes.write_whole(link, b"zwei")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"zwei")
    with pytest.raises(OSError, match="No space"):
        modes.write_whole(Path("/dev/full"), b"drei")
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_a_backup_never_replaces_the_register(store: Store, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "register.db")
    os.link(tmp_path / "register.db", tmp_path / "hard.db")
    for name in ("register.db", "link.db", "hard.db"):
        with pytest.raises(BackupExists):
            backup(store, tmp_path / name, over=True)
    assert Store(f"sqlite:///{tmp_path}/register.db").version() == SCHEMA
    store.engine.dispose()


def test_upgrade_twice_in_a_second_and_at_once_works(url: str) -> None:
    from register.test_trials import older

    store = older(url)
    at, failed = moment("2020-10-01"), []

    def work() -> None:
        try:
            upgrade(Store(url), at=at)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Town(Store(url)).store.version() == SCHEMA
    store.engine.dispose()
