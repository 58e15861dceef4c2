"""What a letter may speak of: the matter, its motion, its point, and the entry it is about."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from states.answers import SPOKEN
from states.rungs import IN_DEPARTMENT
from workflow.outbox import calendars
from workflow.outbox.case import Case
from workflow.store.desk import P
from workflow.store.models import (
    Addressee,
    Duty,
    Entry,
    Mail,
    Matter,
    Meeting,
    Message,
    Motion,
    Page,
    Point,
    Station,
)
from workflow.store.pages import any_page
from workflow.timing.standing import standing_step

# Days of a page that a letter shows, where the page has them.
DAYS = (
    *("office_due", "first_due", "promised", "latest_meeting", "objection_until"),
    *("objection_safe", "waiting_since", "resolved_on", "submitted_on"),
)


def case_of(session: Session, addressee: Addressee, zone: str) -> Case:
    """Collect what the letter to *addressee* may say, as of the entry it speaks of.

    *zone* is the council's time zone.
    """
    message = session.get_one(Message, addressee.message_id)
    matter = session.get_one(Matter, message.matter_id)
    entry = session.get_one(Entry, (matter.id, message.step))
    above = _line(session, matter)
    page = any_page(session, matter)
    motion = _page(session, above, "motion", Motion)
    point = _page(session, above, "point", Point)
    duty = _page(session, above, "duty", Duty)
    calendared = calendars.of_letter(session, message, matter)
    public = all(one.public for one in above)
    number = (motion.number or motion.receipt_number) if motion else matter.reference
    return Case(
        **_of_occasion(message, addressee),
        **_of_page(session, message, page, public),
        stands_since=_stands_since(session, matter, message.step),
        received=motion.received if motion else None,
        reference=number if matter.kind == "motion" else matter.reference,
        kind=matter.kind,
        number=number,
        public=public,
        subject=motion.subject if motion and public else "",
        wording=point.wording if point and public else "",
        evidence=duty.evidence if duty and public else "",
        interval=(duty.interval or "") if duty else "",
        event=entry.event,
        state=entry.target,
        on=entry.on,
        note=entry.note if public and entry.because is None else "",
        unanswered=_unanswered(session, message, zone),
        trouble=_trouble(session, message),
        gathered=_gathered(session, message),
        calendar=calendared.method,
        revision=calendared.revision,
    )


def _of_occasion(message: Message, addressee: Addressee) -> dict[str, Any]:
    key = (message.matter_id, message.rung, message.turn, message.count)
    told = {name: getattr(addressee, name) for name in ("post", "name", "copied", "token")}
    return {"rung": message.rung, "key": key, "day": message.day, **told}


def _of_page(session: Session, message: Message, page: Page, public: bool) -> dict[str, Any]:
    due = getattr(page, "due", None)
    return {
        "recipient": _shown(page, public, "recipient") or _shown(page, public, "body"),
        "department": _shown(page, public, "department"),
        "due": due,
        "meeting": _meeting(session, page),
        "station_day": page.day if isinstance(page, Station) else None,
        "late_days": max(0, (message.day - due).days) if due else 0,
        "extensions": getattr(page, "extensions", 0),
        "asked_until": getattr(page, "extension_asked", None),
        "asked_late": getattr(page, "asked_late", False),
        "progress": getattr(page, "progress", None) or "",
        **{name: getattr(page, name, None) for name in DAYS},
    }


def _stands_since(session: Session, matter: Matter, step: int) -> date:
    return session.get_one(Entry, (matter.id, standing_step(session, matter, step))).on


def _shown(page: Page, public: bool, name: str) -> str:
    """A field of the page; of a non-public matter nothing but numbers and dates."""
    return getattr(page, name, None) or "" if public else ""


def _unanswered(session: Session, message: Message, zone: str) -> tuple[date, ...]:
    """The days of earlier reminders of this turn since the last answer: silence is on record.

    Only those to the department: nobody else was to answer. They are the days on which they
    went: a late round writes letters of today.
    """
    answered = (
        select(col(Entry.on))
        .where(col(Entry.matter_id) == message.matter_id, col(Entry.event).in_(SPOKEN))
        .order_by(col(Entry.step).desc())
        .limit(1)
    )
    last = session.scalars(answered).first()
    asked = select(col(Addressee.message_id)).where(
        col(Addressee.post).in_(IN_DEPARTMENT), ~col(Addressee.copied)
    )
    earlier = (
        select(col(Message.posted))
        .where(col(Message.id).in_(asked))
        .where(col(Message.matter_id) == message.matter_id, col(Message.turn) == message.turn)
        .where(col(Message.rung) != "step", ~col(Message.skipped), col(Message.id) < message.id)
        .order_by(col(Message.posted))
    )
    days = (posted.astimezone(ZoneInfo(zone)).date() for posted in session.scalars(earlier))
    return tuple(dict.fromkeys(day for day in days if last is None or day > last))


def _meeting(session: Session, page: Page) -> date | None:
    if isinstance(page, Meeting):
        return page.day
    found = getattr(page, "meeting_id", None)
    return session.get_one(Meeting, found).day if found else None


def _trouble(session: Session, message: Message) -> str:
    if message.rung != "undeliverable":
        return ""
    mail = session.get_one(Mail, message.turn)
    return f"{mail.address}: {mail.trouble}"


def _gathered(session: Session, message: Message) -> tuple[str, ...]:
    if message.rung != "undeliverable":
        return ()
    wanted = (
        select(func.coalesce(Motion.number, Matter.reference))
        .select_from(Matter)
        .outerjoin(Motion, col(Motion.matter_id) == col(Matter.id))
        .join(Message, col(Message.matter_id) == Matter.id)
        .join(Addressee, col(Addressee.message_id) == Message.id)
        .where(col(Addressee.mail_id) == message.turn)
        .order_by(col(Addressee.id))
    )
    return tuple(dict.fromkeys(session.scalars(wanted)))


def _line(session: Session, matter: Matter) -> list[Matter]:
    """The matter and all above it."""
    line = [matter]
    while line[-1].parent_id is not None:
        line.append(session.get_one(Matter, line[-1].parent_id))
    return line


def _page(session: Session, line: list[Matter], kind: str, table: type[P]) -> P | None:
    found = next((one for one in line if one.kind == kind), None)
    return session.get(table, found.id) if found else None
