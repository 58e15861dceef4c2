"""The register's tables: the spine (matter, entry), a page for each kind, and what goes out.

A matter's (step, state, public) is a copy of its newest entry, made by the database
when that entry is inserted; `triggers.py` refuses every other way. Pages hold what
only one kind needs; every value on them stands in an entry too, so they can be rebuilt.
"""

from workflow.store.models.letters import (
    Absence,
    Addressee,
    Attempt,
    Bounce,
    Mail,
    Message,
    Reply,
    Wake,
    Worker,
)
from workflow.store.models.pages import PAGES, Duty, Meeting, Motion, Point, Report, Station, Task
from workflow.store.models.people import Particular
from workflow.store.models.rounds import Comparison, Held
from workflow.store.models.spine import Alias, Document, Entry, Matter, Profile, Register, Series

__all__ = [
    "Absence",
    "Addressee",
    "Alias",
    "Attempt",
    "Bounce",
    "Comparison",
    "Document",
    "Duty",
    "Entry",
    "Held",
    "Mail",
    "Matter",
    "Meeting",
    "Message",
    "Motion",
    "PAGES",
    "Particular",
    "Point",
    "Profile",
    "Register",
    "Reply",
    "Report",
    "Series",
    "Station",
    "Task",
    "Wake",
    "Worker",
]
