"""What a PostgreSQL register is made of, compared with what models and triggers declare."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)
from sqlmodel import SQLModel

from workflow.store import models
from workflow.store.triggers import firing, sources
from workflow.views.check import catalog
from workflow.views.check.finding import CheckFinding, Findings

# How PostgreSQL writes a CHECK: the models write it in their own words.
CHECKS = {
    "one_register": "CHECK ((id = 1))",
    "spans_a_day": "CHECK (((valid_until IS NULL) OR (valid_until >= valid_from)))",
    "steps_count_up": "CHECK ((((step = 1) = (previous IS NULL)) AND ((previous IS NULL) ="
    " (source IS NULL)) AND ((previous IS NULL) OR (previous = (step - 1)))))",
}
Rule = tuple[str, str]  # a table, and what must hold in it


def triggers(connection: Connection) -> set[str]:
    """The names of the triggers that are there."""
    found = connection.execute(text(catalog.TRIGGERS))
    return {row.tgname for row in found if not row.tgisinternal}


def findings(connection: Connection) -> Findings:
    """What does not fire, or fires otherwise; what is not kept; what was put in the way."""
    yield from _triggers(connection)
    found, unproven = _rules(connection)
    for table, rule in sorted(_declared() - found):
        yield CheckFinding("rule_missing", {"table": table, "rule": rule})
    for table, rule in sorted(unproven):
        yield CheckFinding("rule_unproven", {"table": table, "rule": rule})
    tables = set(SQLModel.metadata.tables)
    for table, name in connection.execute(text(catalog.ODD)):
        if table in tables:
            yield CheckFinding("rule_unknown", {"table": table, "rule": name})
    for who in connection.execute(text(catalog.ASLEEP)).scalars():
        yield CheckFinding("triggers_asleep", {"who": who})


def _triggers(connection: Connection) -> Findings:
    tables, asleep = set(SQLModel.metadata.tables), set()
    for row in connection.execute(text(catalog.TRIGGERS)):
        if row.relname not in tables:
            continue
        if row.tgisinternal:  # of a foreign key
            asleep |= set() if row.awake else {row.relname}
        elif row.tgname not in firing():
            yield CheckFinding("trigger_unknown", {"name": row.tgname, "table": row.relname})
        elif not row.awake or (row.relname, row.tgtype) != firing()[row.tgname]:
            yield CheckFinding("trigger_asleep", {"name": row.tgname})
        elif not row.own or row.prosrc != sources()[row.tgname] or not row.secured:
            yield CheckFinding("part_differs", {"part": "function", "name": row.tgname})
    for table in sorted(asleep):
        yield CheckFinding("keys_asleep", {"table": table})


def _rules(connection: Connection) -> tuple[set[Rule], set[Rule]]:
    """(what is kept, what is kept for new rows only)."""
    found, unproven = set(), set()
    for row in connection.execute(text(catalog.KEYS)):
        rule = _key(row.kind, row.columns, row.target, row.ends, row.deferred)
        rule = f"{row.conname}: {row.written}" if row.kind == "c" else rule
        found.add((row.relname, rule))
        unproven |= set() if row.valid else {(row.relname, rule)}
    for row in connection.execute(text(catalog.UNIQUE)):
        found.add((row.relname, _unique(row.columns, where=row.partial)))
    required = connection.execute(text(catalog.NOT_NULL))
    found |= {(table, f"{column} NOT NULL") for table, column in required}
    return found, unproven


def _key(kind: str, columns: list[str], target: str, ends: list[str], deferred: bool) -> str:
    named = {"p": "PRIMARY KEY", "u": "UNIQUE", "f": "FOREIGN KEY"}.get(kind, kind)
    leads = f" REFERENCES {target} ({', '.join(ends)})" if kind == "f" else ""
    return f"{named} ({', '.join(columns)}){leads}{' DEFERRED' if deferred else ''}"


def _unique(columns: list[str], *, where: bool) -> str:
    return f"UNIQUE INDEX ({', '.join(columns)}){' WHERE …' if where else ''}"


def _declared() -> set[Rule]:
    assert models.PAGES  # the models are loaded: the tables are declared
    tables = SQLModel.metadata.tables.values()
    return {(table.name, rule) for table in tables for rule in _of(table)}


def _of(table: Table) -> Iterator[str]:
    for constraint in table.constraints:
        columns = [column.name for column in getattr(constraint, "columns", ())]
        match constraint:
            case PrimaryKeyConstraint():
                yield _key("p", columns, "", [], False)
            case UniqueConstraint():
                yield _key("u", columns, "", [], False)
            case ForeignKeyConstraint():
                yield _leading(constraint)
            case CheckConstraint():
                yield f"{constraint.name}: {CHECKS[str(constraint.name)]}"
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options["postgresql"]["where"] is not None
            yield _unique([column.name for column in index.columns], where=where)
    yield from (f"{column.name} NOT NULL" for column in table.columns if not column.nullable)


def _leading(constraint: ForeignKeyConstraint) -> str:
    ends = [element.column for element in constraint.elements]
    deferred = constraint.initially == "DEFERRED"
    names = [column.name for column in constraint.columns]
    return _key("f", names, ends[0].table.name, [end.name for end in ends], deferred)
