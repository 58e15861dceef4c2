"""Whether the database still keeps the rules it was given: those of the migrations, and awake."""

from __future__ import annotations

from workflow.store.desk import Desk
from workflow.store.dialect import is_sqlite, name_of
from workflow.store.triggers import names
from workflow.views.check import postgres, sqlite
from workflow.views.check.finding import CheckFinding, Findings


def of_rules(desk: Desk) -> Findings:
    """Triggers, their functions, and constraints that are gone, asleep, or others."""
    connection = desk.session.connection()
    here = sqlite if is_sqlite(connection) else postgres
    for name in sorted(names(name_of(connection)) - here.triggers(connection)):
        yield CheckFinding("trigger_missing", {"name": name})
    yield from here.findings(connection)
