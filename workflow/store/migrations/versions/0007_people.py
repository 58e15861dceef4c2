"""Departments, posts, people, deputies, addresses, logins and rights, each with its days."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from workflow.store import triggers

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table, and what the database itself refuses."""
    op.create_table(
        "particular",
        sa.Column("id", sa.Integer(), primary_key=True),
        *(sa.Column(n, AutoString(), nullable=False) for n in ("kind", "name", "field", "value")),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("recorded", UTCDateTime(), nullable=False),
        sa.Column("actor", AutoString(), nullable=False),
        sa.CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="spans_a_day"),
    )
    op.create_index("ix_particular_of", "particular", ["kind", "name", "field"])
    connection = op.get_bind()
    made = triggers.statements(connection.dialect.name, "particular")
    if connection.dialect.name != "sqlite":
        schema = connection.execute(sa.text("SELECT quote_ident(current_schema())")).scalar_one()
        made += triggers.secured(schema, "particular")
    for statement in made:
        op.execute(sa.text(statement.replace(":", "\\:")))
