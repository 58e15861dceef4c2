"""Whether the database still keeps the rules it was given: those of the migrations, and awake."""

from __future__ import annotations

from workflow.store.desk import Desk
from workflow.store.triggers import names
from workflow.views.check import postgres, sqlite
from workflow.views.check.finding import CheckFinding, Findings


def of_rules(desk: Desk) -> Findings:
    """Triggers, their functions, and constraints that are gone, asleep, or others."""
    connection = desk.session.connection()
    dialect = connection.dialect.name
    here = sqlite if dialect == "sqlite" else postgres
    for name in sorted(names(dialect) - here.triggers(connection)):
        yield CheckFinding("trigger_missing", {"name": name})
    yield from here.findings(connection)
