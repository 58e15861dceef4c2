"""Rounds remember who holds a family, how far looks are compared, and who has a letter in hand."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Two small tables, three columns."""
    op.create_table(
        "held",
        sa.Column("root_id", sa.Integer(), primary_key=True),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
    )
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("began", UTCDateTime(), nullable=False),
        sa.Column("ended", UTCDateTime()),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("after", "wrong")
        ),
        sa.Column("wrong_at", UTCDateTime()),
    )
    op.add_column("mail", sa.Column("worker", AutoString()))
    op.add_column(
        "worker", sa.Column("mail_trouble", AutoString(), nullable=False, server_default="")
    )
    op.add_column("register", sa.Column("planned", sa.Date()))
