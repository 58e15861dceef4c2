"""Two clocks, cadences by meeting, extensions; the day to wake; addressees, replies, absences.

The message table is made anew: who is told has become a table of its own. Rows are kept.
"""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"

_DAY, _TEXT = sa.Date(), AutoString()
_UNKNOWN = "2020-01-01 00:00:00.000000"  # put right below
_NEW: dict[str, list[sa.Column[object]]] = {
    "motion": [
        sa.Column("objection_safe", _DAY),
        sa.Column("latest_meeting", _DAY),
        sa.Column("turn", sa.Integer(), nullable=False, server_default="1"),
    ],
    "station": [
        sa.Column("waiting_since", _DAY),
        sa.Column("turn", sa.Integer(), nullable=False, server_default="1"),
    ],
    "task": [
        sa.Column("resolved_on", _DAY),
        sa.Column("progress", _TEXT),
        sa.Column("promised", _DAY),
        sa.Column("asked_late", sa.Boolean(), nullable=False, server_default=sa.false()),
    ],
    "duty": [
        sa.Column("every_meeting", sa.Integer()),
        sa.Column("at_meeting", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("after_task", _TEXT),
    ],
    "report": [
        sa.Column("bound", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("office_due", _DAY),
        sa.Column("cut_off", _DAY),
        sa.Column("first_due", _DAY),
        sa.Column("extension_asked", _DAY),
        sa.Column("asked_late", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("promised", _DAY),
        sa.Column("progress", _TEXT),
        sa.Column("next_step", _TEXT, nullable=False, server_default=""),
        sa.Column("obstacles", _TEXT, nullable=False, server_default=""),
        sa.Column("final", sa.Boolean(), nullable=False, server_default=sa.false()),
    ],
    "meeting": [sa.Column("turn", sa.Integer(), nullable=False, server_default="1")],
    "mail": [
        sa.Column("digest_of", _DAY),
        sa.Column("written", UTCDateTime(), nullable=False, server_default=_UNKNOWN),
        sa.Column("dropped", sa.Boolean(), nullable=False, server_default=sa.false()),
    ],
    "register": [sa.Column("law", _TEXT, nullable=False, server_default="")],
}


def upgrade() -> None:
    """Add what is new; carry the old messages over."""
    for table, columns in _NEW.items():
        for column in columns:
            op.add_column(table, column)
    op.execute("UPDATE mail SET written = due_at")
    op.create_index("ix_report_office_due", "report", ["office_due"])
    op.create_index("ix_report_recipient", "report", ["recipient"])
    op.create_index("one_digest_a_day", "mail", ["address", "digest_of"], unique=True)
    op.create_index("ix_mail_address", "mail", ["address"])
    _wake()
    _messages()
    _absence()
    _reply()
    _small()


def _wake() -> None:
    op.create_table(
        "wake",
        sa.Column("matter_id", sa.Integer(), sa.ForeignKey("matter.id"), primary_key=True),
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("day", _DAY, nullable=False),
        sa.Column("looked", _DAY),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("trouble", _TEXT, nullable=False),
    )
    op.create_index("ix_wake_root_id", "wake", ["root_id"])
    op.create_index("ix_wake_day", "wake", ["day"])


def _messages() -> None:
    op.create_table(
        "addressee",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("post", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("address", _TEXT, nullable=False),
        sa.Column("day", _DAY, nullable=False),
        sa.Column("copied", sa.Boolean(), nullable=False),
        sa.Column("token", _TEXT, nullable=False),
        sa.Column("mail_id", sa.Integer(), sa.ForeignKey("mail.id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"]),
        sa.UniqueConstraint("message_id", "address", name="once_to_each_address"),
        sa.UniqueConstraint("token"),
    )
    connection = op.get_bind()
    old = connection.execute(
        sa.text("SELECT id, role, address, day, mail_id FROM message WHERE NOT skipped")
    )
    rows = [{**row._mapping, "token": secrets.token_hex(6)} for row in old]
    op.drop_index("ix_message_mail_id", "message")
    _without_columns()
    insert = sa.text(
        "INSERT INTO addressee (message_id, post, name, address, day, copied, token, mail_id)"
        " VALUES (:id, :role, '', :address, :day, :copied, :token, :mail_id)"
    )
    for row in rows:
        connection.execute(insert, {**row, "copied": False})
    op.create_index("ix_addressee_address", "addressee", ["address"])
    op.create_index("ix_addressee_mail_id", "addressee", ["mail_id"])


def _without_columns() -> None:
    """SQLite cannot drop a column that a foreign key uses, so the table is made anew there."""
    op.add_column(
        "message", sa.Column("single", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    if op.get_bind().dialect.name != "sqlite":
        for column in ("role", "address", "mail_id"):
            op.drop_column("message", column)
        return
    op.create_table(
        "message_made_anew",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("rung", _TEXT, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("day", _DAY, nullable=False),
        sa.Column("posted", UTCDateTime(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("single", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id", "step"], ["entry.matter_id", "entry.step"]),
        sa.UniqueConstraint("matter_id", "rung", "turn", "count", name="one_message_an_occasion"),
    )
    names = "id, matter_id, rung, turn, count, step, day, posted, skipped, single"
    op.execute(f"INSERT INTO message_made_anew ({names}) SELECT {names} FROM message")
    # Renaming the new table must not rewrite the keys that point at the old one.
    op.execute("PRAGMA legacy_alter_table = ON")
    op.drop_table("message")
    op.rename_table("message_made_anew", "message")
    op.execute("PRAGMA legacy_alter_table = OFF")


def _absence() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person", _TEXT, nullable=False),
        sa.Column("first", _DAY, nullable=False),
        sa.Column("last", _DAY, nullable=False),
        sa.Column("deputy", _TEXT),
        sa.Column("actor", _TEXT, nullable=False),
        sa.Column("noted", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_absence_person", "absence", ["person"])


def _reply() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("message_id", _TEXT, nullable=False),
        sa.Column("addressee_id", sa.Integer(), sa.ForeignKey("addressee.id")),
        sa.Column("sender", _TEXT, nullable=False),
        sa.Column("received", _DAY, nullable=False),
        sa.Column("answer", _TEXT, nullable=False),
        sa.Column("until", _DAY),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken", UTCDateTime(), nullable=False),
        sa.Column("outcome", _TEXT, nullable=False),
        sa.Column("actor", _TEXT),
        sa.Column("decided", UTCDateTime()),
        sa.Column("reason", _TEXT, nullable=False),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index("ix_reply_outcome", "reply", ["outcome"])


def _small() -> None:
    op.create_table(
        "bounce",
        sa.Column("address", _TEXT, primary_key=True),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("trouble", _TEXT, nullable=False),
    )
    op.create_table(
        "worker",
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("started", UTCDateTime(), nullable=False),
        sa.Column("ended", UTCDateTime()),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("clocks", "posted", "sent", "failed")
        ),
        sa.Column("inbox_trouble", _TEXT, nullable=False),
    )
