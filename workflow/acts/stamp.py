"""The secretariat stores a paper and stamps it: it is there, whatever becomes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from papers.draft.draft import Draft
from papers.file import File
from states.reach import within
from workflow.errors import AlreadyRegistered
from workflow.moves.entries import open_matter
from workflow.store import dialect, number_series
from workflow.store.desk import Desk
from workflow.store.documents import keep
from workflow.store.models import Alias, Document, Matter, Motion
from workflow.store.numbers import holder
from workflow.store.told import Told


def receive(
    desk: Desk,
    draft: Draft,
    paper: File | None,
    *,
    received: date | None = None,
    annexes: Sequence[File] = (),
) -> Matter:
    """Store *paper*, with what came with it, and stamp its receipt; nothing has been asked yet.

    *draft* is what was read from it; it stays unconfirmed on the motion's page. A printed
    receipt number is taken if it is free.
    *received* is the day it came, default today; a printed one counts more.
    """
    printed = draft.receipt_number
    received = printed_day(desk, draft) or min(received or desk.today, desk.today)
    if printed and is_plain(printed) and not holder(desk.session, printed):
        number = printed  # read, not confirmed: it raises no series yet
    else:
        number = number_series.next_number(desk, "receipt", received.year)
    page = Motion(
        receipt_number=number,
        received=received,
        subject=draft.subject or "",
        submitters=[*draft.submitters],
        draft=draft.to_json(),
        findings=[finding.to_json() for finding in draft.findings],
    )
    papers = [*([paper] if paper else []), *annexes]
    told = Told(on=received, papers=tuple(one.sha256 for one in papers))
    motion = open_matter(desk, "motion", number, page, given=told, public=_public(draft))
    desk.session.add(Alias(number=number, matter_id=motion.id))
    for one in papers:
        keep(desk, motion, one)
    return motion


def is_plain(number: str) -> bool:
    """Whether a printed number can be a reference: shells break words at @ and :."""
    return re.fullmatch(r"[\w./-]{1,60}", number) is not None


def printed_day(desk: Desk, draft: Draft) -> date | None:
    """The day of receipt as read; None if that is still to come or out of reach: misread."""
    day = date.fromisoformat(draft.received_on) if draft.received_on else None
    return day if day is not None and within(day) and day <= desk.today else None


def _public(draft: Draft) -> bool:
    """A motion is non-public if every station that says so says non-public."""
    said = [row.public for row in draft.consultations]
    return not said or any(value is not False for value in said)


def refuse_twice(session: Session, paper: File) -> None:
    """Raises AlreadyRegistered if the same bytes were stored as a motion's paper before.

    Of two who bring the same bytes at once the second waits for the first.
    """
    dialect.wait_in_turn(session, int(paper.sha256[:15], 16))
    wanted = (
        select(col(Matter.reference))
        .join(Document, col(Document.matter_id) == Matter.id)
        .where(col(Document.sha256) == paper.sha256, col(Matter.kind) == "motion")
        .order_by(col(Matter.id))
    )
    known = session.scalars(wanted).first()
    if known is not None:
        raise AlreadyRegistered(name=paper.name, reference=known)
