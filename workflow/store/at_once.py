"""What is in the register, asked without its models: for whoever waits for an answer at once."""

from __future__ import annotations

import os
import sqlite3

LIMIT = 200
Row = tuple[str, str, str, bool]  # reference, kind, state, public
QUERY = (
    "SELECT m.reference, m.kind, m.state, m.public FROM matter m"
    " WHERE m.reference LIKE {0} ESCAPE '\\' UNION"
    " SELECT a.number, m.kind, m.state, m.public"
    " FROM alias a JOIN matter m ON m.id = a.matter_id"
    f" WHERE a.number LIKE {{0}} ESCAPE '\\' ORDER BY 1 LIMIT {LIMIT}"
)


def begun_so(database: str, begun: str) -> list[Row]:
    """References and numbers that begin with *begun*; none where the register cannot be read.

    *database* is its address, as the settings say it.
    """
    escaped = begun.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    if database.startswith("sqlite:///"):
        return _sqlite(database.removeprefix("sqlite:///"), f"{escaped}%")
    return _postgresql(database, f"{escaped}%")


def _sqlite(path: str, pattern: str) -> list[Row]:
    if not os.path.exists(path):
        return []
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.3)
    except sqlite3.Error:
        return []
    try:
        return connection.execute(QUERY.format("?1"), (pattern,)).fetchall()
    except sqlite3.Error:
        return []
    finally:
        connection.close()


def _postgresql(url: str, pattern: str) -> list[Row]:
    import psycopg

    address = "postgresql" + url[url.index("://") :]
    try:
        with psycopg.connect(address, connect_timeout=1) as connection:
            rows = connection.execute(QUERY.format("%(pattern)s"), {"pattern": pattern})
            return [(str(a), str(b), str(c), bool(public)) for a, b, c, public in rows]
    except psycopg.Error:
        return []
