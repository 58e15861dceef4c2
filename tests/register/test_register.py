"""The register refuses every way round its entries, or `check` finds it; each attack by name."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from support.town import Town

from states.errors import RatswegError
from states.votes import Tally
from workflow.errors import (
    NoRegister,
    RegisterExists,
    RegisterNewer,
    RegisterOlder,
    RegisterRefuses,
    RegisterUnreachable,
)
from workflow.store.database import Store
from workflow.store.upgrade import create, upgrade

COLUMNS = (
    'matter_id, step, previous, source, event, target, public, "by", actor, at, "on", note,'
    " facts, act, because, law, digest"
)


def entry(step: int, previous: int, source: str, target: str) -> str:
    return (
        f"INSERT INTO entry ({COLUMNS}) VALUES (1, {step}, {previous}, '{source}', 'x', '{target}',"
        " true, 'clerk', 'eve', '2030-01-01 00:00:00', '2030-01-01', '', '{}', '1.1', null, '', '')"
    )


ATTACKS = {
    "set the state": "UPDATE matter SET state = 'closed' WHERE id = 1",
    "set state and step": "UPDATE matter SET state = 'closed', step = step + 1 WHERE id = 1",
    "set back to an old entry": "UPDATE matter SET step = 1, state = 'received' WHERE id = 1",
    "make it public": "UPDATE matter SET public = NOT public WHERE id = 1",
    "rename a matter": "UPDATE matter SET reference = 'X-1' WHERE id = 1",
    "give it another kind": "UPDATE matter SET kind = 'task' WHERE id = 1",
    "delete a matter": "DELETE FROM matter WHERE id = 1",
    "rewrite an entry": "UPDATE entry SET actor = 'eve' WHERE matter_id = 1 AND step = 2",
    "delete the newest entry": "DELETE FROM entry WHERE matter_id = 1 AND step = 4",
    "delete an old entry": "DELETE FROM entry WHERE matter_id = 1 AND step = 1",
    "skip a step": entry(9, 8, "ready", "closed"),
    "start elsewhere": entry(5, 4, "implemented", "closed"),
    "enter a step twice": entry(2, 1, "received", "closed"),
    "begin in a state": "INSERT INTO matter (id, reference, kind, step, state, public)"
    " VALUES (999, 'X-9', 'motion', 3, 'adopted', true)",
    "change a paper": "UPDATE document SET name = 'x'",
    "delete a paper": "DELETE FROM document",
}
SQLITE_ONLY = {
    "replace an entry": entry(2, 1, "received", "closed").replace("INSERT", "INSERT OR REPLACE"),
    "replace a matter": "INSERT OR REPLACE INTO matter (id, reference, kind, step, state, public)"
    " VALUES (1, 'X-1', 'motion', 0, '', true)",
    "replace by reference": "INSERT OR REPLACE INTO matter (reference, kind, step, state, public)"
    " VALUES ('A-111/2020', 'motion', 0, '', true)",
}
POSTGRES_ONLY = {
    f"truncate {table}": f"TRUNCATE {table} CASCADE" for table in ("matter", "entry", "document")
}


def prepared(town: Town) -> None:
    town.registered()
    with town.store.write() as session:
        session.execute(
            text(
                "INSERT INTO document (matter_id, name, sha256, content, stored)"
                " VALUES (1, 'a.txt', 'x', :content, '2020-09-25 00:00:00')"
            ),
            {"content": b"paper"},
        )


@pytest.mark.parametrize("name", [*ATTACKS, *SQLITE_ONLY, *POSTGRES_ONLY])
def test_sql_cannot_go_round_the_door(town: Town, name: str) -> None:
    prepared(town)
    here = ATTACKS | (SQLITE_ONLY if town.store.sqlite else POSTGRES_ONLY)
    if name not in here:
        pytest.skip(f"{name!r} is an attack on the other database")
    with pytest.raises(RatswegError), town.store.write() as session:
        session.execute(text(here[name]))
    assert town.state("BA-111/2020") == "ready"


@pytest.mark.parametrize("name", [*ATTACKS, *SQLITE_ONLY])
def test_a_bare_sqlite3_cannot_either(tmp_path: Path, name: str) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    prepared(town)
    connection = sqlite3.connect(tmp_path / "register.db")  # foreign keys are off here
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute((ATTACKS | SQLITE_ONLY)[name])
    connection.close()
    town.store.engine.dispose()


def test_an_edited_page_is_found(town: Town) -> None:
    town.registered()
    with town.store.write() as session:
        session.execute(text("UPDATE motion SET subject = 'anderes' WHERE matter_id = 1"))
    assert town.findings() == ["page_differs"]


def test_a_missing_page_is_found(town: Town) -> None:
    town.registered()
    with town.store.write() as session:
        session.execute(text("DELETE FROM motion WHERE matter_id = 1"))
    assert "page_missing" in town.findings()


def drop(town: Town, name: str) -> None:
    with town.store.write() as session:
        on = "" if town.store.sqlite else " ON entry"
        session.execute(text(f"DROP TRIGGER {name}{on}"))


def test_a_missing_trigger_is_found_and_what_was_done_without_it(town: Town) -> None:
    town.registered()
    drop(town, "entry_is_never_changed")
    with town.store.write() as session:
        session.execute(text("UPDATE entry SET actor = 'eve' WHERE matter_id = 1 AND step = 2"))
    assert town.findings() == ["trigger_missing", "digest_wrong"]


def test_an_unlawful_entry_is_found(town: Town) -> None:
    town.registered()
    with town.store.write() as session:
        session.execute(text(entry(5, 4, "ready", "closed")))
    found = town.findings()
    assert {"digest_wrong", "entry_without_rule"} <= set(found)


def test_a_changed_paper_is_found(town: Town) -> None:
    prepared(town)
    assert town.findings() == ["document_differs"]


def test_there_is_one_register_at_an_address(town: Town) -> None:
    with pytest.raises(RegisterExists):
        create(town.store, town.law, trial=True, at=town.now)


def test_no_register_is_a_sentence_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoRegister):
        Store(f"sqlite:///{tmp_path}/none.db").ready()
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    ("version", "refusal"), [("0000", RegisterOlder), ("9999", RegisterNewer)]
)
def test_a_register_of_another_program_is_refused(
    town: Town, version: str, refusal: type[RatswegError]
) -> None:
    with town.store.write() as session:
        session.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    with pytest.raises(refusal):
        town.store.ready()
    if refusal is RegisterNewer:
        with pytest.raises(RegisterNewer):
            upgrade(town.store, at=town.now)


def test_upgrade_has_nothing_to_do_on_a_register_of_today(town: Town) -> None:
    assert upgrade(town.store, at=town.now) is None


def test_another_file_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Einkaufsliste" * 400)
    with pytest.raises(RegisterUnreachable):
        Store(f"sqlite:///{tmp_path}/notes.db").ready()


def test_a_set_back_file_still_checks(tmp_path: Path) -> None:
    """A whole older file is consistent in itself: that is what a seal kept outside is for."""
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    town.registered()
    with town.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "register.db", tmp_path / "old.db")
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    assert Town(Store(f"sqlite:///{tmp_path}/old.db")).findings() == []


def test_the_database_names_the_rule(town: Town) -> None:
    prepared(town)
    with pytest.raises(RegisterRefuses) as refusal, town.store.write() as session:
        session.execute(text(ATTACKS["delete a matter"]))
    assert "matter_is_never_deleted" in str(refusal.value.fields["rule"])
