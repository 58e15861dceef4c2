"""The spine of the register: matters and their entries, the numbers and papers they go by."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field

from workflow.store.models.table import Table


class Matter(Table, table=True):
    """Anything that moves: a motion, and every station, point, task, duty, report below it."""

    __table_args__: ClassVar[tuple[object, ...]] = (
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

    __table_args__: ClassVar[tuple[object, ...]] = (
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


class Profile(Table, table=True):
    """A council's profile as it was taken in; the newest is in force, none is ever changed."""

    id: int = Field(default=None, primary_key=True)
    name: str
    text: str  # TOML
    digest: str  # of the law it comes to, as in the entries made under it
    taken: datetime
    actor: str


class Register(Table, table=True):
    """The one row that says what this register is."""

    id: int = Field(default=1, primary_key=True)
    uid: str  # its own for life, so that two registers never share a name outside
    profile: str  # by which it was founded
    trial: bool = False  # only here may a clock be told
    created: datetime
    law: str = ""  # digest of the law by which the days to wake were computed
    planned: date | None = None  # the day they were; what that law would have told before, is not
    __table_args__: ClassVar[tuple[object, ...]] = (CheckConstraint("id = 1", name="one_register"),)
