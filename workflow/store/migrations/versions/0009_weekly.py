"""An occasion of the register itself speaks of no matter: the weekly letter to the council office.

On SQLite the message table is made anew, because there a column cannot lose its NOT NULL. Rows
are kept.
"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"

_NAMES = "id, matter_id, rung, turn, count, step, day, posted, skipped, single"


def upgrade() -> None:
    """Let the matter be missing; where it is, rung, turn and count are the key."""
    if op.get_bind().dialect.name == "sqlite":
        _made_anew()
    else:
        op.alter_column("message", "matter_id", nullable=True)
    op.create_index(
        "one_message_of_the_register",
        "message",
        ["rung", "turn", "count"],
        unique=True,
        sqlite_where=sa.text("matter_id IS NULL"),
        postgresql_where=sa.text("matter_id IS NULL"),
    )


def _made_anew() -> None:
    op.create_table(
        "message_made_anew",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("matter_id", sa.Integer()),
        sa.Column("rung", AutoString(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("turn", "count", "step")),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("posted", UTCDateTime(), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("skipped", "single")),
        sa.ForeignKeyConstraint(["matter_id", "step"], ["entry.matter_id", "entry.step"]),
        sa.UniqueConstraint("matter_id", "rung", "turn", "count", name="one_message_an_occasion"),
    )
    op.execute(f"INSERT INTO message_made_anew ({_NAMES}) SELECT {_NAMES} FROM message")
    # Renaming the new table must not rewrite the keys that point at the old one.
    op.execute("PRAGMA legacy_alter_table = ON")
    op.drop_table("message")
    op.rename_table("message_made_anew", "message")
    op.execute("PRAGMA legacy_alter_table = OFF")
