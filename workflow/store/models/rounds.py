"""What rounds remember of one another: who holds a family, and how far the looks are compared."""

from datetime import datetime

from sqlmodel import Field

from workflow.store.models.table import Table


class Held(Table, table=True):
    """A family that the last rounds could not look at, because somebody holds it locked."""

    root_id: int = Field(default=None, primary_key=True)  # no key: it would wait for the holder
    since: datetime
    by: str = ""  # login and process, where the database tells


class Comparison(Table, table=True):
    """How far the days to wake have been compared with page and law; one row."""

    id: int = Field(default=1, primary_key=True)
    began: datetime  # this pass through all matters
    ended: datetime | None = None
    after: int = 0  # the last matter compared
    wrong: int = 0  # so many were wrong of late, and were mended
    wrong_at: datetime | None = None  # when the last of them was
