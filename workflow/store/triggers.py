"""The rules the database itself keeps: an entry is the move, and nothing is ever taken back.

Each trigger is named for its rule, and a refusal says that name. Foreign keys hold the
chain as well, but a bare `sqlite3` does not check them; triggers it cannot forget.
"""

from __future__ import annotations

from collections.abc import Iterator

# name -> (table, moment, refused when)
_REFUSALS: dict[str, tuple[str, str, str]] = {
    "matter_starts_without_state": ("matter", "INSERT", "NEW.step <> 0 OR NEW.state <> ''"),
    # INSERT OR REPLACE deletes what is in its way without firing a trigger.
    "matter_is_never_replaced": (
        *("matter", "INSERT"),
        "EXISTS (SELECT 1 FROM matter WHERE id = NEW.id OR reference = NEW.reference)",
    ),
    "matter_keeps_its_identity": (
        *("matter", "UPDATE"),
        "NEW.id <> OLD.id OR NEW.reference <> OLD.reference OR NEW.kind <> OLD.kind"
        " OR COALESCE(NEW.root_id, 0) <> COALESCE(OLD.root_id, 0)"
        " OR COALESCE(NEW.parent_id, 0) <> COALESCE(OLD.parent_id, 0)",
    ),
    "matter_moves_by_an_entry": (
        *("matter", "UPDATE"),
        "(NEW.step <> OLD.step OR NEW.state <> OLD.state OR NEW.public <> OLD.public)"
        " AND NOT (NEW.step = OLD.step + 1 AND EXISTS (SELECT 1 FROM entry"
        " WHERE matter_id = NEW.id AND step = NEW.step AND target = NEW.state"
        " AND public = NEW.public))",
    ),
    "matter_is_never_deleted": ("matter", "DELETE", "1 = 1"),
    "entry_is_never_repeated": (
        *("entry", "INSERT"),
        "EXISTS (SELECT 1 FROM entry WHERE matter_id = NEW.matter_id AND step = NEW.step)",
    ),
    "entry_continues_its_matter": (
        *("entry", "INSERT"),
        "NOT EXISTS (SELECT 1 FROM matter WHERE id = NEW.matter_id AND step = NEW.step - 1"
        " AND state = COALESCE(NEW.source, ''))",
    ),
    "entry_is_never_earlier": (
        *("entry", "INSERT"),
        "EXISTS (SELECT 1 FROM entry WHERE matter_id = NEW.matter_id"
        " AND step = NEW.step - 1 AND at > NEW.at)",
    ),
    "entry_is_never_changed": ("entry", "UPDATE", "1 = 1"),
    "entry_is_never_deleted": ("entry", "DELETE", "1 = 1"),
    "document_is_never_replaced": (
        *("document", "INSERT"),
        "EXISTS (SELECT 1 FROM document WHERE id = NEW.id)",
    ),
    "document_is_never_changed": ("document", "UPDATE", "1 = 1"),
    "document_is_never_deleted": ("document", "DELETE", "1 = 1"),
    "profile_is_never_replaced": (
        *("profile", "INSERT"),
        "EXISTS (SELECT 1 FROM profile WHERE id = NEW.id)",
    ),
    "profile_is_never_changed": ("profile", "UPDATE", "1 = 1"),
    "profile_is_never_deleted": ("profile", "DELETE", "1 = 1"),
    "particular_is_never_replaced": (
        *("particular", "INSERT"),
        "EXISTS (SELECT 1 FROM particular WHERE id = NEW.id)",
    ),
    "particular_is_never_changed": ("particular", "UPDATE", "1 = 1"),
    "particular_is_never_deleted": ("particular", "DELETE", "1 = 1"),
}
_MOVE = (
    "UPDATE matter SET step = NEW.step, state = NEW.target, public = NEW.public"
    " WHERE id = NEW.matter_id"
)
MOVES = "entry_is_the_move"
_KEPT = ("matter", "entry", "document", "particular", "profile")  # tables that are never emptied


# What each must be on PostgreSQL, in the words of the catalogue: pg_trigger.tgtype.
_BITS = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def names(dialect: str) -> set[str]:
    """The triggers a register on *dialect* ("sqlite" or "postgresql") must have."""
    truncate = {f"{table}_is_never_emptied" for table in _KEPT} if dialect != "sqlite" else set()
    return {*_REFUSALS, MOVES, *truncate}


def statements(dialect: str, *tables: str) -> list[str]:
    """What creates those on *tables*."""
    return _sqlite(tables) if dialect == "sqlite" else _postgresql(tables)


def sources() -> dict[str, str]:
    """The body of each trigger's function on PostgreSQL."""
    return {name: f"BEGIN {body} END" for name, body, _, _ in _functions()}


def firing() -> dict[str, tuple[str, int]]:
    """The table of each trigger on PostgreSQL, and when it fires, as pg_trigger.tgtype says it."""
    return {
        name: (table, sum(bit for word, bit in _BITS.items() if word in when.split()))
        for name, _, table, when in _functions()
    }


def secured(schema: str, *tables: str) -> list[str]:
    """What has each function of *tables* look in *schema*, quoted, and nowhere else before.

    A temporary table of the same name would else be asked in the register's stead.
    """
    return [
        f"CREATE OR REPLACE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql"
        f" SET search_path = {schema}, pg_temp AS $$BEGIN {body} END$$"
        for name, body, table, _ in _functions()
        if table in tables
    ]


def _sqlite(tables: tuple[str, ...]) -> list[str]:
    refusals = [
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
        for name, (table, moment, condition) in _REFUSALS.items()
        if table in tables
    ]
    move = f"CREATE TRIGGER {MOVES} AFTER INSERT ON entry BEGIN {_MOVE}; END"
    return [*refusals, move] if "entry" in tables else refusals


def _functions() -> Iterator[tuple[str, str, str, str]]:
    """(name, body, table, when) of each trigger on PostgreSQL."""
    refused = "USING ERRCODE = 'integrity_constraint_violation'"
    for name, (table, moment, condition) in _REFUSALS.items():
        row = "OLD" if moment == "DELETE" else "NEW"
        raised = f"IF {condition} THEN RAISE EXCEPTION '{name}' {refused}; END IF;"
        yield name, f"{raised} RETURN {row};", table, f"BEFORE {moment} ROW"
    yield MOVES, f"{_MOVE}; RETURN NEW;", "entry", "AFTER INSERT ROW"
    for table in _KEPT:
        name = f"{table}_is_never_emptied"
        yield name, f"RAISE EXCEPTION '{name}' {refused};", table, "BEFORE TRUNCATE STATEMENT"


def _postgresql(tables: tuple[str, ...]) -> list[str]:
    made = []
    for name, body, table, when in [one for one in _functions() if one[2] in tables]:
        moment, _, each = when.rpartition(" ")
        made += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {body} END$$",
            f"CREATE TRIGGER {name} {moment} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
        ]
    return made
