"""Who is who, with dates: what the register was told of departments, posts, people, addresses."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from workflow.store.models.table import Table


class Particular(Table, table=True):
    """One thing told of somebody, for a span of days. Never changed, never deleted.

    On a day the one holds that begins latest, of two that begin together the one told last;
    if it has ended by then, or its value is empty, nothing holds. So a correction is told
    again for the same day, and what was planned for later stays planned.
    """

    __table_args__: ClassVar[tuple[object, ...]] = (
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="spans_a_day"),
        Index("ix_particular_of", "kind", "name", "field"),
    )

    id: int = Field(default=None, primary_key=True)
    kind: str  # department, person, body, role, submitter, address
    name: str
    field: str  # one of workflow/store/people/particulars.py
    value: str  # a list has a line for each
    valid_from: date
    valid_until: date | None = None  # the last day
    recorded: datetime
    actor: str
