"""Whether the database still keeps the rules it was given."""

from __future__ import annotations

from workflow import triggers
from workflow.check.finding import Finding, Findings
from workflow.desk import Desk


def of_triggers(desk: Desk) -> Findings:
    """Triggers that are gone."""
    connection = desk.session.connection()
    missing = triggers.names(connection.dialect.name) - triggers.present(connection)
    for name in sorted(missing):
        yield Finding("trigger_missing", {"name": name})
