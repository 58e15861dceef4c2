"""The rules the database itself keeps: an entry is the move, and nothing is ever taken back.

Each trigger is named for its rule, and a refusal says that name. Foreign keys hold the
chain as well, but a bare `sqlite3` does not check them; triggers it cannot forget.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

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
}
_MOVE = (
    "UPDATE matter SET step = NEW.step, state = NEW.target, public = NEW.public"
    " WHERE id = NEW.matter_id"
)
_MOVES = "entry_is_the_move"
_KEPT = ("matter", "entry", "document", "profile")  # tables that are never emptied


def names(dialect: str) -> set[str]:
    """The triggers a register on *dialect* ("sqlite" or "postgresql") must have."""
    truncate = {f"{table}_is_never_emptied" for table in _KEPT} if dialect != "sqlite" else set()
    return {*_REFUSALS, _MOVES, *truncate}


def statements(dialect: str, *tables: str) -> list[str]:
    """What creates those on *tables*."""
    return _sqlite(tables) if dialect == "sqlite" else _postgresql(tables)


def present(connection: Connection) -> set[str]:
    """The triggers the register has."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:  # a disabled trigger does not count
        query = (
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgenabled <> 'D'"
            " AND relnamespace = quote_ident(current_schema())::regnamespace"
        )
    return set(connection.execute(text(query)).scalars())


def _sqlite(tables: tuple[str, ...]) -> list[str]:
    refusals = [
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{name}'); END"
        for name, (table, moment, condition) in _REFUSALS.items()
        if table in tables
    ]
    move = f"CREATE TRIGGER {_MOVES} AFTER INSERT ON entry BEGIN {_MOVE}; END"
    return [*refusals, move] if "entry" in tables else refusals


def _postgresql(tables: tuple[str, ...]) -> list[str]:
    made = []
    for name, (table, moment, condition) in _REFUSALS.items():
        if table not in tables:
            continue
        body = (
            f"IF {condition} THEN RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint"
            f"_violation'; END IF; RETURN {'OLD' if moment == 'DELETE' else 'NEW'};"
        )
        made += _function(name, body, f"BEFORE {moment} ON {table} FOR EACH ROW")
    if "entry" in tables:
        made += _function(_MOVES, f"{_MOVE}; RETURN NEW;", "AFTER INSERT ON entry FOR EACH ROW")
    for table in [kept for kept in _KEPT if kept in tables]:
        name = f"{table}_is_never_emptied"
        body = f"RAISE EXCEPTION '{name}' USING ERRCODE = 'integrity_constraint_violation';"
        made += _function(name, body, f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT")
    return made


def _function(name: str, body: str, when: str) -> list[str]:
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {body} END$$",
        f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
    ]
