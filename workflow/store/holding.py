"""Families that somebody keeps locked: which, since when and, where it can be told, by whom."""

from __future__ import annotations

from sqlalchemy import delete, select, text
from sqlmodel import Session, col

from workflow.store.desk import Desk
from workflow.store.dialect import is_sqlite
from workflow.store.models import Held, Matter

# A lock on a row is its holder's transaction, written on the row itself.
_HOLDERS = text(
    "SELECT DISTINCT usename || ' (' || pg_stat_activity.pid || ')' FROM pg_locks"
    " JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid"
    " WHERE locktype = 'transactionid' AND granted AND transactionid IN ("
    " SELECT xmax FROM matter WHERE (id = :root OR root_id = :root) AND xmax <> '0'"
    " UNION SELECT xmax FROM wake WHERE root_id = :root AND xmax <> '0')"
)


def note(desk: Desk, roots: frozenset[int]) -> None:
    """Remember that these families are held, and forget those that are no longer."""
    gone = delete(Held).where(col(Held.root_id).not_in(roots))
    desk.session.execute(gone.execution_options(synchronize_session=False))
    for root in sorted(roots):
        held = desk.session.get(Held, root) or Held(root_id=root, since=desk.at)
        held.by = ", ".join(_holders(desk.session, root))
        desk.session.add(held)


def _holders(session: Session, root: int) -> list[str]:
    if is_sqlite(session):
        return []
    return sorted(session.execute(_HOLDERS, {"root": root}).scalars())


def held(session: Session) -> list[dict[str, str]]:
    """The families that the last round could not look at: plain JSON, the longest first."""
    wanted = (
        select(col(Matter.reference), col(Held.since), col(Held.by))
        .join(Held, col(Held.root_id) == Matter.id)
        .order_by(col(Held.since), col(Matter.id))
    )
    found = session.execute(wanted)
    return [{"reference": r, "since": since.isoformat(), "by": by} for r, since, by in found]
