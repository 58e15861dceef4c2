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
from workflow.store.models.pages import (
    OWNED,
    PAGES,
    Duty,
    Meeting,
    Motion,
    Page,
    Point,
    Report,
    Station,
    Task,
    day_on,
    department_on,
    turn_on,
)
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
    "OWNED",
    "PAGES",
    "Page",
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
    "day_on",
    "department_on",
    "turn_on",
]
