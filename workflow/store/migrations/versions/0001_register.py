"""The first register: spine, pages, messages, mails, and the triggers that guard them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from workflow.store import triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, then what the database itself refuses."""
    _mail()
    _matter()
    _register()
    _series()
    _alias()
    _document()
    _duty()
    _entry()
    _meeting()
    _motion()
    _point()
    _report()
    _station()
    _task()
    _message()
    _close_the_chain()
    for statement in triggers.statements(
        op.get_bind().dialect.name, "matter", "entry", "document"
    ):
        op.execute(sa.text(statement.replace(":", "\\:")))


def _close_the_chain() -> None:
    """Matter and entry point at each other; SQLite takes the key with the table."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.create_foreign_key(
        "state_is_the_newest_entry",
        "matter",
        "entry",
        ["id", "step", "state"],
        ["matter_id", "step", "target"],
        deferrable=True,
        initially="DEFERRED",
    )


def _mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", AutoString(), nullable=False),
        sa.Column("address", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("given_up_at", UTCDateTime(), nullable=True),
        sa.Column("trouble", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("message_id"),
    )
    op.create_index("ix_mail_due_at", "mail", ["due_at"])


def _matter() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("root_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("reference", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id", "step", "state"],
            ["entry.matter_id", "entry.step", "entry.target"],
            name="state_is_the_newest_entry",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["matter.id"]),
        sa.ForeignKeyConstraint(["root_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reference"),
    )
    op.create_index("ix_matter_kind", "matter", ["kind"])
    op.create_index("ix_matter_parent_id", "matter", ["parent_id"])
    op.create_index("ix_matter_root_id", "matter", ["root_id"])


def _register() -> None:
    op.create_table(
        "register",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile", AutoString(), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column("created", UTCDateTime(), nullable=False),
        sa.CheckConstraint("id = 1", name="one_register"),
        sa.PrimaryKeyConstraint("id"),
    )


def _series() -> None:
    op.create_table(
        "series",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "year"),
    )


def _alias() -> None:
    op.create_table(
        "alias",
        sa.Column("number", AutoString(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_alias_matter_id", "alias", ["matter_id"])


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("sha256", AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_document_matter_id", "document", ["matter_id"])
    op.create_index("ix_document_sha256", "document", ["sha256"])


def _duty() -> None:
    op.create_table(
        "duty",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("order", AutoString(), nullable=False),
        sa.Column("recipient", AutoString(), nullable=True),
        sa.Column("evidence", AutoString(), nullable=False),
        sa.Column("due_rule", AutoString(), nullable=False),
        sa.Column("interval", AutoString(), nullable=True),
        sa.Column("anchor", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("department", AutoString(), nullable=True),
        sa.Column("interpreted_by", AutoString(), nullable=True),
        sa.Column("asked_from", sa.Date(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
    )
    op.create_index("ix_duty_department", "duty", ["department"])
    op.create_index("ix_duty_next_due", "duty", ["next_due"])
    op.create_index("ix_duty_recipient", "duty", ["recipient"])


def _entry() -> None:
    op.create_table(
        "entry",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("source", AutoString(), nullable=True),
        sa.Column("event", AutoString(), nullable=False),
        sa.Column("target", AutoString(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("by", AutoString(), nullable=False),
        sa.Column("actor", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", AutoString(), nullable=False),
        sa.Column("facts", AutoString(), nullable=False),
        sa.Column("act", AutoString(), nullable=False),
        sa.Column("because", AutoString(), nullable=True),
        sa.Column("law", AutoString(), nullable=False),
        sa.Column("digest", AutoString(), nullable=False),
        sa.CheckConstraint(
            "(step = 1) = (previous IS NULL) AND (previous IS NULL) = (source IS NULL) AND (previous IS NULL OR previous = step - 1)",
            name="steps_count_up",
        ),
        sa.ForeignKeyConstraint(
            ["matter_id", "previous", "source"],
            ["entry.matter_id", "entry.step", "entry.target"],
            name="entries_form_a_chain",
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id", "step"),
        sa.UniqueConstraint("matter_id", "step", "target"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_act", "entry", ["act"])


def _meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("body", AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
        sa.UniqueConstraint("body", "day", name="one_meeting_a_day"),
    )
    op.create_index("ix_meeting_body", "meeting", ["body"])
    op.create_index("ix_meeting_day", "meeting", ["day"])


def _motion() -> None:
    op.create_table(
        "motion",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("number", AutoString(), nullable=True),
        sa.Column("receipt_number", AutoString(), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("submitters", sa.JSON(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("cost_proposal", AutoString(), nullable=True),
        sa.Column("reasoning", AutoString(), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("objection_until", sa.Date(), nullable=True),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
    )
    op.create_index("ix_motion_objection_until", "motion", ["objection_until"])
    op.create_index("ix_motion_received", "motion", ["received"])


def _point() -> None:
    op.create_table(
        "point",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", AutoString(), nullable=True),
        sa.Column("wording", AutoString(), nullable=False),
        sa.Column("amended", sa.Boolean(), nullable=False),
        sa.Column("report_only", sa.Boolean(), nullable=False),
        sa.Column("has_subpoints", sa.Boolean(), nullable=False),
        sa.Column("duties", sa.JSON(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("missed_after", sa.Date(), nullable=True),
        sa.Column("department", AutoString(), nullable=True),
        sa.Column("recipient", AutoString(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("noted_on", sa.Date(), nullable=True),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.ForeignKeyConstraint(["meeting_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
    )
    op.create_index("ix_report_department", "report", ["department"])
    op.create_index("ix_report_due", "report", ["due"])
    op.create_index("ix_report_meeting_id", "report", ["meeting_id"])
    op.create_index("ix_report_missed_after", "report", ["missed_after"])


def _station() -> None:
    op.create_table(
        "station",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", AutoString(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("advice", AutoString(), nullable=True),
        sa.Column("resubmit_on", sa.Date(), nullable=True),
        sa.Column("hearing_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.ForeignKeyConstraint(["meeting_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
    )
    op.create_index("ix_station_body", "station", ["body"])
    op.create_index("ix_station_hearing_until", "station", ["hearing_until"])
    op.create_index("ix_station_meeting_id", "station", ["meeting_id"])
    op.create_index("ix_station_resubmit_on", "station", ["resubmit_on"])


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("type", AutoString(), nullable=False),
        sa.Column("department", AutoString(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("extension_asked", sa.Date(), nullable=True),
        sa.Column("extensions", sa.Integer(), nullable=False),
        sa.Column("resubmit_on", sa.Date(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"]),
        sa.PrimaryKeyConstraint("matter_id"),
    )
    op.create_index("ix_task_department", "task", ["department"])
    op.create_index("ix_task_due", "task", ["due"])
    op.create_index("ix_task_resubmit_on", "task", ["resubmit_on"])


def _message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("rung", AutoString(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("address", AutoString(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("posted", UTCDateTime(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"]),
        sa.ForeignKeyConstraint(["matter_id", "step"], ["entry.matter_id", "entry.step"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("matter_id", "rung", "turn", "count", name="one_message_an_occasion"),
    )
    op.create_index("ix_message_mail_id", "message", ["mail_id"])
