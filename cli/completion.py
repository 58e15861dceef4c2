"""What the shell proposes on TAB: references for which the event is possible, and events."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cli.settings import Settings

LIMIT = 200
Row = tuple[str, str, str, bool]  # reference, kind, state, public


def references(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """References that begin with *incomplete*; after `advance EVENT` only those it fits."""
    event = context.params.get("event")
    return [
        (reference, f"{kind} {state}")
        for reference, kind, state in _known(incomplete)
        if event is None or _fits(kind, state, str(event))
    ]


def events(context: typer.Context, incomplete: str) -> list[str]:
    """The events of all charts that a person can cause."""
    from states.law import CHARTS
    from states.roles import Role

    found = {
        rule.event.value
        for chart in CHARTS.values()
        for rule in chart.rules
        if rule.by != (Role.SYSTEM,)
    }
    return sorted(event for event in found if event.startswith(incomplete))


def kinds(incomplete: str) -> list[str]:
    """The kinds of matter."""
    from states.law import CHARTS

    return [kind for kind in CHARTS if kind.startswith(incomplete)]


def _fits(kind: str, state: str, event: str) -> bool:
    from states.law import CHARTS

    if event not in CHARTS[kind].events:
        return False
    return any(r.event == event for r in CHARTS[kind].rules_in(state))


def _known(incomplete: str) -> list[tuple[str, str, str]]:
    """References and numbers in the register; nothing if it cannot be read: TAB never fails."""
    from cli.settings import read_settings
    from states.errors import RatswegError

    query = (
        "SELECT m.reference, m.kind, m.state, m.public FROM matter m"
        " WHERE m.reference LIKE {0} ESCAPE '\\' UNION"
        " SELECT a.number, m.kind, m.state, m.public"
        " FROM alias a JOIN matter m ON m.id = a.matter_id"
        " WHERE a.number LIKE {0} ESCAPE '\\' ORDER BY 1 LIMIT 200"
    )
    escaped = incomplete.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    try:
        settings = read_settings()
        database, pattern = settings.database, f"{escaped}%"
        if database.startswith("sqlite:///"):
            found = _sqlite(database.removeprefix("sqlite:///"), query, pattern)
        else:
            found = _postgresql(database, query, pattern)
        everything = all(public for *_, public in found) or _sees_all(settings)
        return [row[:3] for row in found if everything or row[3]]
    except (RatswegError, OSError, sqlite3.Error):
        return []


def _sees_all(settings: Settings) -> bool:
    """Asked only where something is not public: it takes longer than all else."""
    from cli.office import Office
    from workflow.people.sight import sees_all

    with Office.open(settings).look() as session:
        return sees_all(session)


def _sqlite(path: str, query: str, pattern: str) -> list[Row]:
    if not os.path.exists(path):
        return []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.3)
    try:
        return connection.execute(query.format("?1"), (pattern,)).fetchall()
    finally:
        connection.close()


def _postgresql(url: str, query: str, pattern: str) -> list[Row]:
    import psycopg

    try:
        with psycopg.connect(
            "postgresql" + url[url.index("://") :], connect_timeout=1
        ) as connection:
            parameters = {"pattern": pattern}
            rows = connection.execute(query.format("%(pattern)s"), parameters)
            return [(str(a), str(b), str(c), bool(public)) for a, b, c, public in rows]
    except psycopg.Error:
        return []
