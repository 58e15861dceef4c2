"""The seal: one digest over the newest digests of all matters, to be kept outside the register.

Who alters an entry can compute its matter's chain anew; the seal of before is then another.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select
from sqlmodel import Session, col

from workflow.store.models import Entry

AT_ONCE = 1000  # rows that are fetched together


@dataclass(frozen=True, slots=True)
class Seal:
    """A digest in hex, over so many matters with so many entries."""

    digest: str
    matters: int
    entries: int


def midnight(day: date, timezone: str) -> datetime:
    """The moment at which *day* begins in the council's zone, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(timezone)).astimezone(UTC)


def seal(session: Session, until: date, timezone: str) -> Seal:
    """The seal over what was recorded until the end of a day; the same whenever it is asked for.

    SHA-256 over a line "id.step:digest" for the newest entry of each matter, by their ids.
    """
    before = midnight(until + timedelta(days=1), timezone)
    newest = (
        select(col(Entry.matter_id), func.max(col(Entry.step)).label("step"))
        .where(col(Entry.at) < before)
        .group_by(col(Entry.matter_id))
        .subquery()
    )
    own = and_(col(Entry.matter_id) == newest.c.matter_id, col(Entry.step) == newest.c.step)
    wanted = select(col(Entry.matter_id), col(Entry.step), col(Entry.digest)).join(newest, own)
    wanted = wanted.order_by(col(Entry.matter_id)).execution_options(yield_per=AT_ONCE)
    over, matters, entries = hashlib.sha256(), 0, 0
    for matter_id, step, digest in session.execute(wanted):
        over.update(f"{matter_id}.{step}:{digest}\n".encode())
        matters, entries = matters + 1, entries + step
    return Seal(over.hexdigest(), matters, entries)
