"""What only the register can say of a draft: numbers taken, bodies unknown, what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session

from papers.draft.draft import Draft, Finding
from states.law import Law
from states.reach import doubt, within
from workflow.moves.page_changes.motions import latest_for
from workflow.store.desk import Desk, page_of
from workflow.store.models import Matter, Motion
from workflow.store.numbers import holder
from workflow.views import doubles


def findings_at_registration(desk: Desk, motion: Matter, draft: Draft) -> list[Finding]:
    """What the register says of *draft* before it is registered as *motion*."""
    return [
        *_taken(desk.session, motion, draft),
        *_amended(desk.session, draft),
        *_doubles(desk.session, motion, draft),
        *_slips(draft, desk.today),
        *_strangers(desk.law, draft),
        *_led_in(draft),
        *_latest(desk, motion, draft),
    ]


def _taken(session: Session, motion: Matter, draft: Draft) -> Iterator[Finding]:
    for number in (draft.receipt_number, draft.motion_number):
        taken = holder(session, number) if number else None
        if number and taken and taken != motion.reference:
            yield Finding("number_taken", {"number": number, "reference": taken})


def _latest(desk: Desk, motion: Matter, draft: Draft) -> Iterator[Finding]:
    """The latest meeting permitted for it, where one is known."""
    stamped = page_of(desk, motion, Motion).received
    latest = latest_for(desk, _received(draft, stamped, desk.today))
    if latest is not None:
        yield Finding("latest_meeting", {"day": latest.isoformat()})


def _received(draft: Draft, stamped: date, today: date) -> date:
    day = date.fromisoformat(draft.received_on) if draft.received_on else stamped
    return day if within(day) and day <= today else stamped


def _doubles(session: Session, motion: Matter, draft: Draft) -> Iterator[Finding]:
    """Another paper that may be the same, another amendment of the same place: both are kept."""
    for reference in doubles.same_paper(session, motion, draft):
        yield Finding("paper_double", {"reference": reference})
    for reference, points in doubles.same_place(session, motion, draft):
        fields = {"reference": reference, "points": ", ".join(points)}
        yield Finding("amendment_same_place", fields, "amendment")


def _slips(draft: Draft, today: date) -> Iterator[Finding]:
    """Days that were probably misread: a receipt to come, a year that is far away."""
    received = draft.received_on
    if received and date.fromisoformat(received) > today:
        yield Finding("receipt_in_future", {"day": received}, "received_on")
    elif received and _far(received, today):
        yield Finding("day_doubtful", {"day": received}, "received_on")
    for row in draft.consultations:
        if row.date and _far(row.date, today):
            yield Finding("day_doubtful", {"day": row.date}, "consultations")
    for duty in draft.obligations:
        if duty.first_due and _far(duty.first_due, today):
            yield Finding("day_doubtful", {"day": duty.first_due}, duty.item)


def _far(day: str, today: date) -> bool:
    read = date.fromisoformat(day)
    return not within(read) or doubt(read, today, due=False) is not None


def _strangers(law: Law, draft: Draft) -> Iterator[Finding]:
    """Bodies that this council does not have: a paper of another, or a name that was misread."""
    if bodies := _unknown(law, [row.body for row in draft.consultations]):
        yield Finding("station_unknown", {"bodies": bodies}, "consultations")
    recipients = [duty.recipient or "" for duty in draft.obligations]
    if bodies := _unknown(law, [one for many in recipients for one in many.split("; ")]):
        yield Finding("recipient_unknown", {"bodies": bodies}, "obligations")


def _unknown(law: Law, bodies: list[str]) -> str:
    return ", ".join(n for n in dict.fromkeys(bodies) if n and law.body(n) is None)


def _led_in(draft: Draft) -> Iterator[Finding]:
    """A duty of the lead-in becomes a point of its own."""
    for duty in draft.obligations:
        if duty.item_index is None and not duty.item:
            yield Finding("duty_in_lead_in", {"evidence": duty.evidence})


def _amended(session: Session, draft: Draft) -> Iterator[Finding]:
    """What an amendment's points are, and whether the motion it means is here."""
    if draft.amendment is None:
        return
    targets = draft.amendment.targets
    for number in targets:
        if not holder(session, number):
            yield Finding("amendment_target_unknown", {"number": number}, "amendment")
    yield Finding("amendment_proposed", {"numbers": ", ".join(targets) or "–"}, "amendment")
