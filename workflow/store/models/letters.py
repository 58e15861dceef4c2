"""When a round must look, what goes out and to whom, what comes in, and who does it."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from workflow.store.models.table import Table


class Wake(Table, table=True):
    """The day on which a round must next look at a matter; no row, nothing to come.

    Computed from page and law, and from nothing else: it may be thrown away and made anew.
    """

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    root_id: int = Field(index=True)
    day: date = Field(index=True)
    looked: date | None = None  # up to this day every occasion of this turn is recorded
    turn: int = 1  # of that ladder
    trouble: str = ""  # why the last round could not look at its family


class Message(Table, table=True):
    """An occasion to tell somebody something; written once, whatever runs twice.

    The key of a reminder is (matter, rung, turn, count); of a step's letter
    (matter, "step", step, 1). The register's own letters speak of no matter: their key is
    (rung, turn, count). A skipped occasion is recorded and never sent.
    """

    __table_args__: ClassVar[tuple[object, ...]] = (
        UniqueConstraint("matter_id", "rung", "turn", "count", name="one_message_an_occasion"),
        ForeignKeyConstraint(["matter_id", "step"], ["entry.matter_id", "entry.step"]),
        Index(
            "one_message_of_the_register",
            *("rung", "turn", "count"),
            unique=True,
            sqlite_where=text("matter_id IS NULL"),
            postgresql_where=text("matter_id IS NULL"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    matter_id: int | None = None  # None: the register itself has something to say
    rung: str
    turn: int
    count: int
    step: int  # the entry the letter speaks of, whatever happens later; 0 of the register
    day: date  # the day of right
    posted: datetime
    skipped: bool = False
    single: bool = False  # a letter of its own; otherwise part of the day's


class Addressee(Table, table=True):
    """One address that an occasion is told to, found out on the day it was posted."""

    __table_args__: ClassVar[tuple[object, ...]] = (
        UniqueConstraint("message_id", "address", name="once_to_each_address"),
    )

    id: int = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    post: str  # one of states/rungs.py
    name: str = ""  # of the person, where one is known
    address: str = Field(index=True)
    day: date  # the day it was posted
    copied: bool = False  # for information: somebody else is asked
    token: str = Field(unique=True)  # by which an answer finds its way back
    mail_id: int | None = Field(default=None, foreign_key="mail.id", index=True)


class Mail(Table, table=True):
    """A letter, rendered once and stored as the bytes that leave the house."""

    __table_args__: ClassVar[tuple[object, ...]] = (
        Index("one_digest_a_day", "address", "digest_of", unique=True),
    )

    id: int = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)  # the RFC 5322 Message-ID, constant
    address: str = Field(index=True)
    subject: str
    content: bytes = Field(sa_type=LargeBinary)
    written: datetime
    due_at: datetime = Field(index=True)  # when it may be tried (again); moved by a lease
    worker: str | None = None  # who has it in hand until then
    attempts: int = 0
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    dropped: bool = False  # by a person: nobody need look at it again
    trouble: str = ""
    digest_of: date | None = None  # the day whose reminders it gathers; None: a single letter


class Absence(Table, table=True):
    """Somebody is away from *first* to *last*, both included."""

    id: int = Field(default=None, primary_key=True)
    person: str = Field(index=True)  # name or address
    first: date
    last: date
    deputy: str | None = None  # instead of those the profile names
    actor: str
    noted: datetime


class Reply(Table, table=True):
    """A mail that came in, as it came, until the council office has dealt with it."""

    id: int = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)  # the sender's, or the digest of the bytes
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id")
    sender: str
    received: date  # the day of receipt: it counts
    answer: str  # one of states/answers.py
    until: date | None = None
    text: str = ""
    content: bytes = Field(sa_type=LargeBinary)
    taken: datetime
    outcome: str = Field(default="waiting", index=True)  # waiting, confirmed, declined, paper
    actor: str | None = None
    decided: datetime | None = None
    reason: str = ""  # why it was declined; of a mail with papers the numbers they were given


class Attempt(Table, table=True):
    """A letter whose reading has begun; the row goes when it ends, however it ends."""

    digest: str = Field(primary_key=True)  # SHA-256 of the bytes
    times: int = 0  # begun
    begun: datetime = Field(index=True)


class Bounce(Table, table=True):
    """An address that no longer takes letters."""

    address: str = Field(primary_key=True)
    since: datetime
    trouble: str


class Worker(Table, table=True):
    """A program that does rounds, and how its last one went."""

    name: str = Field(primary_key=True)
    started: datetime
    ended: datetime | None = None
    clocks: int = 0
    posted: int = 0
    sent: int = 0
    failed: int = 0
    inbox_trouble: str = ""
    mail_trouble: str = ""  # why no letter could leave at all
