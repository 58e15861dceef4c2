"""The profile's text lies in the register; an old register keeps the packaged one it lived by."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from states.profile import packaged, read_law
from workflow.store import triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table, take the packaged profile in, and let it never be changed."""
    table = op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("digest", AutoString(), nullable=False),
        sa.Column("taken", UTCDateTime(), nullable=False),
        sa.Column("actor", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    register = sa.table("register", sa.column("profile"), sa.column("created", UTCDateTime()))
    for name, created in op.get_bind().execute(sa.select(*register.c)):  # none in a new one
        row = {"name": name, "text": packaged(name), "digest": read_law(name).digest}
        op.bulk_insert(table, [row | {"taken": created, "actor": "system"}])
    for statement in triggers.statements(op.get_bind().dialect.name, "profile"):
        op.execute(sa.text(statement.replace(":", "\\:")))
