"""What a letter may speak of: the matter, its motion, its point, and the entry it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from workflow.models import PAGES, Duty, Entry, Matter, Message, Motion, Point


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one letter. Of a non-public matter only numbers and dates are in it."""

    rung: str
    reference: str
    kind: str
    number: str  # the motion's
    public: bool
    subject: str
    wording: str
    evidence: str
    recipient: str
    department: str
    due: date | None
    late_days: int
    interval: str
    event: str
    state: str
    on: date
    note: str


def case_of(session: Session, message: Message) -> Case:
    """Collect what the letter of *message* may say, as of the entry it speaks of."""
    matter = session.get_one(Matter, message.matter_id)
    entry = session.get_one(Entry, (matter.id, message.step))
    above = _line(session, matter)
    page: Any = session.get_one(PAGES[matter.kind], matter.id)
    motion = _page(session, above, "motion", Motion)
    point = _page(session, above, "point", Point)
    duty = _page(session, above, "duty", Duty)
    public = all(one.public for one in above)
    due = getattr(page, "due", None)
    return Case(
        rung=message.rung,
        reference=matter.reference,
        kind=matter.kind,
        number=(motion.number or motion.receipt_number) if motion else matter.reference,
        public=public,
        subject=motion.subject if motion and public else "",
        wording=point.wording if point and public else "",
        evidence=duty.evidence if duty and public else "",
        recipient=getattr(page, "recipient", None) or "",
        department=getattr(page, "department", None) or "",
        due=due,
        late_days=max(0, (message.day - due).days) if due else 0,
        interval=(duty.interval or "") if duty else "",
        event=entry.event,
        state=entry.target,
        on=entry.on,
        note=entry.note if public and entry.because is None else "",
    )


def _line(session: Session, matter: Matter) -> list[Matter]:
    """The matter and all above it."""
    line = [matter]
    while line[-1].parent_id is not None:
        line.append(session.get_one(Matter, line[-1].parent_id))
    return line


def _page(session: Session, line: list[Matter], kind: str, table: type[Any]) -> Any:
    found = next((one for one in line if one.kind == kind), None)
    return session.get(table, found.id) if found else None
