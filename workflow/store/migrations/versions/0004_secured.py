"""Trigger functions ask the tables of their own schema, whatever stands before them in a path."""

import sqlalchemy as sa
from alembic import op

from workflow.store import triggers

revision = "0004"
down_revision = "0003"

_SCHEMA = "SELECT quote_ident(current_schema())"


def upgrade() -> None:
    """Make each function anew, with the path it looks along."""
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        return
    schema = connection.execute(sa.text(_SCHEMA)).scalar_one()
    for statement in triggers.secured(schema, "matter", "entry", "document", "profile"):
        op.execute(sa.text(statement.replace(":", "\\:")))
