"""What is being read is remembered, so that what ends the program again and again is read no more."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "attempt",
        sa.Column("digest", AutoString(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("begun", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index("ix_attempt_begun", "attempt", ["begun"])
