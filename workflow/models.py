"""The register's tables: the spine (matter, entry), a page for each kind, and what goes out.

A matter's (step, state, public) is a copy of its newest entry, made by the database
when that entry is inserted; `triggers.py` refuses every other way. Pages hold what
only one kind needs; every value on them stands in an entry too, so they can be rebuilt.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig


class Table(SQLModel):
    """What all tables have in common: nothing is compiled before it is used."""

    model_config = SQLModelConfig(defer_build=True)


class Matter(Table, table=True):
    """Anything that moves: a motion, and every station, point, task, duty, report below it."""

    __table_args__: ClassVar[Any] = (
        ForeignKeyConstraint(
            ["id", "step", "state"],
            ["entry.matter_id", "entry.step", "entry.target"],
            name="state_is_the_newest_entry",
            deferrable=True,
            initially="DEFERRED",  # matter and first entry are written in one transaction
            use_alter=True,
        ),
    )

    id: int = Field(default=None, primary_key=True, sa_column_kwargs={"autoincrement": True})
    root_id: int | None = Field(default=None, foreign_key="matter.id", index=True)  # None: itself
    parent_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    reference: str = Field(unique=True, min_length=1)
    kind: str = Field(index=True)
    step: int = 0  # 0 until the first entry is in
    state: str = ""
    public: bool = True


class Entry(Table, table=True):
    """One step of one matter. Never changed, never deleted, chained by its digest."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("matter_id", "step", "target"),
        ForeignKeyConstraint(
            ["matter_id", "previous", "source"],
            ["entry.matter_id", "entry.step", "entry.target"],
            name="entries_form_a_chain",
        ),
        CheckConstraint(
            "(step = 1) = (previous IS NULL) AND (previous IS NULL) = (source IS NULL)"
            " AND (previous IS NULL OR previous = step - 1)",
            name="steps_count_up",
        ),
        # A rowid would be a second key, by which a row could be replaced unseen.
        {"sqlite_with_rowid": False},
    )

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    step: int = Field(primary_key=True)
    previous: int | None = None
    source: str | None = None
    event: str
    target: str
    public: bool = True
    by: str  # role: in whose right
    actor: str  # who typed
    at: datetime  # when recorded, UTC
    on: date  # the day it happened
    note: str = ""
    facts: str = "{}"  # canonical JSON; "page" holds {field: [old, new]}
    act: str = Field(index=True)  # "matter.step" of the first entry of the act
    because: str | None = None  # "matter.step" of the entry that caused this one
    law: str  # digest of the profile in force
    digest: str  # SHA-256 over the previous digest and this entry


class Motion(Table, table=True):
    """The page of a motion."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    number: str | None = None  # given or taken at registration
    receipt_number: str
    received: date = Field(index=True)
    subject: str = ""
    submitters: list[str] = Field(default_factory=list, sa_type=JSON)
    signatories: list[str] = Field(default_factory=list, sa_type=JSON)
    cost_proposal: str | None = None
    reasoning: str = ""
    text_version: int = 1
    objection_until: date | None = Field(default=None, index=True)
    draft: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # read, not yet confirmed
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class Point(Table, table=True):
    """The page of a point."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    position: int  # within the motion, from 1
    number: str | None = None  # as printed
    wording: str
    amended: bool = False
    report_only: bool = False  # nothing but a duty: its task is carried by the duty
    has_subpoints: bool = False  # a heading for others: opens no task of its own
    duties: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)  # as read, confirmed
    tally: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class Station(Table, table=True):
    """The page of a station."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    position: int
    body: str = Field(index=True)
    role: str  # advice, decision, hearing
    day: date | None = None  # planned or actual day of treatment
    meeting_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    advice: str | None = None  # event that closed it
    resubmit_on: date | None = Field(default=None, index=True)
    hearing_until: date | None = Field(default=None, index=True)


class Task(Table, table=True):
    """The page of a task."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    type: str = "standing"  # standing: no measurable end; once: has a due day
    department: str | None = Field(default=None, index=True)
    due: date | None = Field(default=None, index=True)
    first_due: date | None = None  # kept when an extension moves due
    extension_asked: date | None = None
    extensions: int = 0
    resubmit_on: date | None = Field(default=None, index=True)
    turn: int = 1  # step of the entry that last set date or owner


class Duty(Table, table=True):
    """The page of a duty."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    order: str = "report"  # report or deliver
    recipient: str | None = Field(default=None, index=True)
    evidence: str = ""  # the words it was read from
    due_rule: str = "unspecified"
    interval: str | None = None  # ISO 8601; None: once
    anchor: date | None = None  # first due day, unshifted
    until: date | None = None  # no report is due after this day
    department: str | None = Field(default=None, index=True)
    interpreted_by: str | None = None
    asked_from: date | None = None  # since when the unclear duty asks
    next_due: date | None = Field(default=None, index=True)  # day of the newest report
    turn: int = 1


class Report(Table, table=True):
    """The page of a report."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    number: int  # within its duty, from 1
    due: date = Field(index=True)
    missed_after: date | None = Field(default=None, index=True)  # day the next one is due
    department: str | None = Field(default=None, index=True)
    recipient: str | None = None
    meeting_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    submitted_on: date | None = None
    noted_on: date | None = None
    text: str = ""
    turn: int = 1


class Meeting(Table, table=True):
    """The page of a meeting."""

    __table_args__: ClassVar[Any] = (UniqueConstraint("body", "day", name="one_meeting_a_day"),)

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    body: str = Field(index=True)
    day: date = Field(index=True)


class Alias(Table, table=True):
    """A number by which a matter is found, besides its reference."""

    number: str = Field(primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)


class Series(Table, table=True):
    """The last number of a series in a year."""

    name: str = Field(primary_key=True)  # "receipt" or "motion"
    year: int = Field(primary_key=True)
    last: int = 0


class Document(Table, table=True):
    """A paper as it came, stored before anything is asked."""

    id: int = Field(default=None, primary_key=True)
    matter_id: int = Field(foreign_key="matter.id", index=True)
    name: str
    sha256: str = Field(index=True)
    content: bytes = Field(sa_type=LargeBinary)
    stored: datetime


class Message(Table, table=True):
    """An occasion to tell somebody something; written once, whatever runs twice.

    The key of a reminder is (matter, rung, turn, count); of a step's letter
    (matter, "step", step, 1). A skipped occasion is recorded and never sent.
    """

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("matter_id", "rung", "turn", "count", name="one_message_an_occasion"),
        ForeignKeyConstraint(["matter_id", "step"], ["entry.matter_id", "entry.step"]),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int
    rung: str
    turn: int
    count: int
    step: int  # the entry the letter speaks of, whatever happens later
    role: str  # to whom
    address: str
    day: date  # the day it was right to send it
    posted: datetime
    skipped: bool = False
    mail_id: int | None = Field(default=None, foreign_key="mail.id", index=True)


class Mail(Table, table=True):
    """A letter, rendered once and stored as the bytes that leave the house."""

    id: int = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)  # the RFC 5322 Message-ID, constant
    address: str
    subject: str
    content: bytes = Field(sa_type=LargeBinary)
    due_at: datetime = Field(index=True)  # when it may be tried (again); moved by a lease
    attempts: int = 0
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    trouble: str = ""


class Register(Table, table=True):
    """The one row that says what this register is."""

    id: int = Field(default=1, primary_key=True)
    profile: str
    trial: bool = False  # only here may a clock be told
    created: datetime
    __table_args__: ClassVar[Any] = (CheckConstraint("id = 1", name="one_register"),)


PAGES: dict[str, type[SQLModel]] = {
    "motion": Motion,
    "point": Point,
    "station": Station,
    "task": Task,
    "duty": Duty,
    "report": Report,
    "meeting": Meeting,
}
