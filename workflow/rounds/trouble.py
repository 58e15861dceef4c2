"""What does not go as it should: families, letters, addresses and the last rounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from workflow.store import holding
from workflow.store.models import Mail, Matter, Motion, Wake, Worker
from workflow.store.people.confirmed import held


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that a person should see to: *code* is a word of the catalogue."""

    code: str
    fields: dict[str, Any]


def troubles(session: Session) -> Iterator[Trouble]:
    """All there is, families first."""
    yield from _families(session)
    yield from _letters(session)
    yield from _jobs(session)


def _families(session: Session) -> Iterator[Trouble]:
    """Those that could not be looked at, and those that somebody keeps locked."""
    named = func.coalesce(func.nullif(col(Motion.number), ""), col(Matter.reference))
    wanted = (
        select(named, func.min(col(Wake.trouble)))
        .join(Matter, col(Matter.id) == Wake.root_id)
        .outerjoin(Motion, col(Motion.matter_id) == Matter.id)
        .where(col(Wake.trouble) != "")
        .group_by(col(Matter.id), named)
        .order_by(col(Matter.id))
    )
    for reference, trouble in session.execute(wanted):
        yield Trouble("family", {"reference": reference, "trouble": trouble})
    for row in holding.held(session):
        yield Trouble("held", {"reference": row["reference"], "since": row["since"][:10]})


def _letters(session: Session) -> Iterator[Trouble]:
    """Those that were given up and not dropped, and those that wait for an address."""
    wanted = (
        select(col(Mail.id), col(Mail.address), col(Mail.trouble))
        .where(col(Mail.sent_at).is_(None), ~col(Mail.dropped), col(Mail.given_up_at).is_not(None))
        .order_by(col(Mail.id))
    )
    for number, address, trouble in session.execute(wanted):
        yield Trouble("letter", {"number": number, "address": address, "trouble": trouble})
    for address, count in held(session).items():
        code = "unconfirmed" if address else "unknown"
        yield Trouble(code, {"address": address, "count": count})


def _jobs(session: Session) -> Iterator[Trouble]:
    """What the last round said of inbox and mail server."""
    last = session.scalars(
        select(Worker).where(col(Worker.ended).is_not(None)).order_by(col(Worker.ended).desc())
    ).first()
    if last is None:
        return
    for code, trouble in (("inbox", last.inbox_trouble), ("mail", last.mail_trouble)):
        if trouble:
            yield Trouble(code, {"trouble": trouble})
