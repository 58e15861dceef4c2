"""What the database itself was to keep is taken from it, and `check` names what is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from support import postgres
from support.beside import beside
from support.town import Town

from workflow.store.database import Store
from workflow.views.check.postgres import CHECKS
from workflow.views.check.postgres import findings as of_postgres

ON_SQLITE = {
    "a trigger is gone": (["DROP TRIGGER entry_is_never_changed"], ["trigger_missing"]),
    "a trigger never fires": (
        [
            "DROP TRIGGER entry_is_never_changed",
            "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry WHEN 1 = 0"
            " BEGIN SELECT RAISE(ABORT, 'entry_is_never_changed'); END",
        ],
        ["part_differs"],
    ),
    "the catalogue is rewritten": (
        [
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'WHEN 1 = 1', 'WHEN 1 = 2') WHERE name = 'matter_is_never_deleted'",
        ],
        ["part_differs"],
    ),
    "a check is taken out of its table": (
        [
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'CHECK (id = 1)', 'CHECK (1)') WHERE name = 'register'",
        ],
        ["part_differs"],
    ),
    "a foreign key is taken out of its table": (
        [
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'FOREIGN KEY(matter_id) REFERENCES matter (id)', 'CHECK (1)') WHERE name = 'alias'",
        ],
        ["part_differs"],
    ),
    "a unique index is gone": (["DROP INDEX one_digest_a_day"], ["index_missing"]),
    "a trigger swallows rows": (
        ["CREATE TRIGGER quiet BEFORE INSERT ON message BEGIN SELECT RAISE(IGNORE); END"],
        ["trigger_unknown"],
    ),
    "a table is gone": (["DROP TABLE absence"], ["table_missing", "index_missing"]),
}
QUIET = "CREATE FUNCTION quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
ON_POSTGRES = {
    "a trigger is gone": ("DROP TRIGGER entry_is_never_changed ON entry", ["trigger_missing"]),
    "a trigger is disabled": ("ALTER TABLE entry DISABLE TRIGGER entry_is_never_changed", ["trigger_asleep"]),
    "a trigger fires on replicas only": ("ALTER TABLE entry ENABLE REPLICA TRIGGER entry_is_never_changed", ["trigger_asleep"]),
    "a function is replaced": (
        "CREATE OR REPLACE FUNCTION entry_is_never_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        ["part_differs"],
    ),
    "a function looks elsewhere first": ("ALTER FUNCTION entry_continues_its_matter() SET search_path = pg_temp, public", ["part_differs"]),
    "a function looks along the session's path": ("ALTER FUNCTION entry_continues_its_matter() RESET ALL", ["part_differs"]),
    "a trigger calls another function": (
        QUIET + "DROP TRIGGER entry_is_never_deleted ON entry; CREATE TRIGGER entry_is_never_deleted"
        " BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION quiet()",
        ["part_differs"],
    ),
    "a trigger has a condition": (
        "DROP TRIGGER entry_is_never_deleted ON entry; CREATE TRIGGER entry_is_never_deleted"
        " BEFORE DELETE ON entry FOR EACH ROW WHEN (OLD.step = 0) EXECUTE FUNCTION entry_is_never_deleted()",
        ["trigger_asleep"],
    ),
    "a trigger fires at another moment": (
        "DROP TRIGGER entry_is_never_deleted ON entry; CREATE TRIGGER entry_is_never_deleted"
        " BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_is_never_deleted()",
        ["trigger_asleep"],
    ),
    "a trigger swallows rows": (
        QUIET + "CREATE TRIGGER quiet BEFORE INSERT ON message FOR EACH ROW EXECUTE FUNCTION quiet()",
        ["trigger_unknown"],
    ),
    "a foreign key is gone": ("ALTER TABLE alias DROP CONSTRAINT alias_matter_id_fkey", ["rule_missing"]),
    "a foreign key holds for new rows only": (
        "ALTER TABLE alias DROP CONSTRAINT alias_matter_id_fkey;"
        "ALTER TABLE alias ADD FOREIGN KEY (matter_id) REFERENCES matter (id) NOT VALID",
        ["rule_unproven"],
    ),
    "the chain of entries is gone": ("ALTER TABLE entry DROP CONSTRAINT entries_form_a_chain", ["rule_missing"]),
    "all triggers of a table are disabled": ("ALTER TABLE alias DISABLE TRIGGER ALL", ["keys_asleep"]),
    "a check is gone": ("ALTER TABLE register DROP CONSTRAINT one_register", ["rule_missing"]),
    "a check says nothing": (
        "ALTER TABLE register DROP CONSTRAINT one_register; ALTER TABLE register ADD CONSTRAINT one_register CHECK (id > 0)",
        ["rule_missing"],
    ),
    "a unique index is gone": ("DROP INDEX one_digest_a_day", ["rule_missing"]),
    "what was unique is not": ("ALTER TABLE matter DROP CONSTRAINT matter_reference_key", ["rule_missing"]),
    "a value may be missing": ("ALTER TABLE mail ALTER COLUMN content DROP NOT NULL", ["rule_missing"]),
    "a rule swallows changes": ("CREATE RULE quiet AS ON DELETE TO wake DO INSTEAD NOTHING", ["rule_unknown"]),
    "rows are hidden": (
        "ALTER TABLE mail ENABLE ROW LEVEL SECURITY; CREATE POLICY a_few ON mail USING (id > 5)",
        ["rule_unknown", "rule_unknown"],
    ),
}


@pytest.fixture
def sqlite_town(tmp_path: Path) -> Iterator[Town]:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    yield town
    town.store.engine.dispose()


@pytest.fixture
def postgres_town(postgres_server: str | None, request: pytest.FixtureRequest) -> Iterator[Town]:
    if postgres_server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    url = postgres.fresh_database(postgres_server, like=request.getfixturevalue("_founded_on_postgres"))
    town = Town(Store(url))
    yield town
    town.store.engine.dispose()
    postgres.drop_database(postgres_server, url)


@pytest.mark.parametrize("name", ON_SQLITE)
def test_what_is_taken_from_a_sqlite_register_is_named(sqlite_town: Town, name: str) -> None:
    town = sqlite_town
    attacks, expected = ON_SQLITE[name]
    assert town.findings() == []
    town.store.engine.dispose()
    with sqlite3.connect(str(town.store.path)) as connection:
        for attack in attacks:
            assert connection.execute(attack).rowcount != 0
    connection.close()
    assert sorted(set(town.findings())) == sorted(set(expected))


@pytest.mark.parametrize("name", ON_POSTGRES)
def test_what_is_taken_from_a_postgresql_register_is_named(postgres_town: Town, name: str) -> None:
    town = postgres_town
    attack, expected = ON_POSTGRES[name]
    assert town.findings() == []
    with town.store.engine.begin() as connection:
        connection.execute(text(attack))
    assert town.findings() == expected


def test_all_triggers_switched_off_for_a_database_are_named(postgres_town: Town) -> None:
    town = postgres_town
    name = town.store.url.database
    with town.store.engine.begin() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" SET session_replication_role = replica'))
    assert town.findings() == ["triggers_asleep"]
    town.store.engine.dispose()
    assert town.findings() == ["triggers_asleep", "triggers_asleep"], "and for this very session"


def test_postgresql_writes_each_check_as_is_declared(postgres_town: Town) -> None:
    town = postgres_town
    wanted = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'"
    with town.store.engine.connect() as connection:
        rows = connection.execute(text(wanted + " AND connamespace = 'public'::regnamespace"))
        found = {name: written for name, written in rows}
    assert found == CHECKS


@pytest.fixture
def lesser(postgres_town: Town) -> Iterator[psycopg.Connection]:
    """Somebody who may read, insert and update, and make temporary tables as everybody may."""
    url = postgres_town.store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DO $$BEGIN CREATE ROLE lesser; EXCEPTION WHEN duplicate_object THEN NULL; END$$")
        connection.execute("GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO lesser")
        connection.execute("SET ROLE lesser")
        yield connection


SHADOWED = """
INSERT INTO public.entry (matter_id, step, previous, source, event, target, public, by, actor, at, "on", note, facts, act, law, digest)
SELECT matter_id, step + 1, step, target, 'withdraw', 'withdrawn', public, 'submitter', 'lesser', at, "on", '', '{}', act, law, 'x'
FROM public.entry WHERE matter_id = 1 ORDER BY step DESC LIMIT 1"""


def test_a_temporary_table_is_not_asked_in_the_registers_stead(postgres_town: Town, lesser: psycopg.Connection) -> None:
    town = postgres_town
    """What a lesser role writes moves the matter, as every entry does, and `check` finds it unlawful."""
    town.registered()
    lesser.execute("CREATE TEMP TABLE matter AS SELECT * FROM public.matter")
    lesser.execute(SHADOWED)
    assert town.state("BA-111/2020") == "withdrawn", "the entry is the move"
    assert "digest_wrong" in town.findings()
    town.registered("112")
    assert town.state("BA-112/2020") == "ready"


def test_a_temporary_table_hides_no_entry_from_a_trigger(postgres_town: Town, lesser: psycopg.Connection) -> None:
    town = postgres_town
    town.registered()
    lesser.execute("CREATE TEMP TABLE entry AS SELECT * FROM public.entry")
    lesser.execute("INSERT INTO entry SELECT matter_id, step + 1, step, target, 'x', 'closed', public, by, actor, at, \"on\", '', '{}', act, because, law, '' FROM entry WHERE matter_id = 1 ORDER BY step DESC LIMIT 1")
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="matter_moves_by_an_entry"):
        lesser.execute("UPDATE public.matter SET step = step + 1, state = 'closed' WHERE id = 1")


def statements(place: str) -> list[str]:
    """The statements of a handed file, without what is said beside them."""
    told = [line.partition("--")[0].strip() for line in beside(place).read_text("utf-8").splitlines()]
    return [line for line in told if line]


def test_the_handed_ways_to_gut_a_register_are_named(postgres_town: Town) -> None:
    for attack in statements("trials/hostile/gutted.sql"):
        with postgres_town.store.engine.connect() as connection, connection.begin() as undone:
            connection.execute(text(attack))
            found = [finding.code for finding in of_postgres(connection)]
            undone.rollback()
        assert len(found) == 1 and found[0] in ("trigger_asleep", "part_differs"), attack


def test_the_handed_shadow_freezes_nothing(postgres_town: Town, lesser: psycopg.Connection) -> None:
    postgres_town.registered("111")
    postgres_town.registered("112")
    for attack in statements("trials/hostile/pg_shadow.sql"):
        lesser.execute(attack)
    step, state = lesser.execute("SELECT step, state FROM public.matter WHERE id = 6").fetchone() or (0, "")
    newest = lesser.execute("SELECT step, target FROM public.entry WHERE matter_id = 6 ORDER BY step DESC LIMIT 1").fetchone()
    assert (step, state) == newest, "the matter has followed its entry"
    assert "digest_wrong" in postgres_town.findings()
