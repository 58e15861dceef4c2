"""What a SQLite register is made of, compared with one that is made anew in memory."""

from __future__ import annotations

import re
from functools import cache

from sqlalchemy import Connection, create_engine, text

from workflow.store.upgrade import migrate
from workflow.views.check.finding import CheckFinding, Findings

Part = tuple[str, str, str]  # what it is (table, index, trigger), its name, its table


def triggers(connection: Connection) -> set[str]:
    """The names of the triggers that are there."""
    return {name for what, name, _ in _parts(connection) if what == "trigger"}


def findings(connection: Connection) -> Findings:
    """Tables, indices and triggers that are not as the migrations made them."""
    found, declared = _parts(connection), _declared()
    for part, written in declared.items():
        what, name, table = part
        if found.get(part, written) != written:
            yield CheckFinding("part_differs", {"part": what, "name": name})
        elif part not in found and what == "table":
            yield CheckFinding("table_missing", {"name": name})
        elif part not in found and what == "index":
            yield CheckFinding("index_missing", {"name": name, "table": table})
    for trouble in connection.execute(text("PRAGMA integrity_check(20)")).scalars():
        if trouble != "ok":
            yield CheckFinding("register_unsound", {"trouble": trouble})
    tables = {table for _, _, table in declared}
    for what, name, table in found.keys() - declared.keys():
        if what == "trigger" and table in tables:
            yield CheckFinding("trigger_unknown", {"name": name, "table": table})


@cache
def _declared() -> dict[Part, str]:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection)
        return _parts(connection)


def _parts(connection: Connection) -> dict[Part, str]:
    """Each part with the words it was made by; how they are spaced and quoted says nothing."""
    wanted = text("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {
        (what, name, table): re.sub(r'[\s"`]+', " ", sql).strip()
        for what, name, table, sql in connection.execute(wanted)
        if not name.startswith("sqlite_")
    }
