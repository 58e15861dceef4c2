"""Whether things happened in an order in which they can: votes called, causes before effects."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from states.errors import Term
from states.law import CHARTS
from workflow.moves.causes import DECIDED, ENTERED_LATER, OFFICE_WORK
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Motion, Station
from workflow.views.check.finding import CheckFinding, Findings


def of_votes(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Points that were decided while their motion was not being voted on."""
    told = [e for e in entries if matter.kind == "point" and e.event in DECIDED]
    if not told:
        return
    wanted = select(Entry).where(col(Entry.matter_id) == matter.parent_id)
    motion = list(desk.session.scalars(wanted.order_by(col(Entry.step))))
    for entry in told:
        if not any(start <= entry.at <= end for start, end in _votings(motion)):
            fields = {"step": entry.step, "event": Term("point_event", entry.event)}
            yield CheckFinding("decided_outside_vote", {"reference": matter.reference, **fields})


def _votings(motion: list[Entry]) -> Iterator[tuple[datetime, datetime]]:
    """From when to when a motion was being voted on."""
    for entry, later in zip(motion, [*motion[1:], None], strict=True):
        if entry.target == "voting":
            yield entry.at, later.at if later else datetime.max.replace(tzinfo=UTC)


def of_decisions(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Deciding stations that a person closed without the vote, and none was left to decide."""
    over = matter.kind == "station" and matter.state in CHARTS["station"].over
    page = desk.session.get(Station, matter.id) if over else None
    newest = entries[-1]
    if page is None or page.role != "decision" or newest.by == "system":
        return
    if newest.event != "skip" or not _decided_elsewhere(desk.session, matter):
        fields = {"state": Term("station_state", matter.state)}
        yield CheckFinding("station_closed_without_vote", {"reference": matter.reference, **fields})


def _decided_elsewhere(session: Session, station: Matter) -> bool:
    ended = CHARTS["station"].over - {"decided"}
    wanted = (
        select(col(Station.matter_id))
        .join(Matter, col(Matter.id) == Station.matter_id)
        .where(col(Matter.parent_id) == station.parent_id, col(Matter.id) != station.id)
        .where(col(Station.role) == "decision", col(Matter.state).not_in(ended))
    )
    return session.scalars(wanted).first() is not None


def of_days(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Entries dated before what they presuppose: receipt, opening, the step before, the meeting."""
    motion = desk.session.get(Motion, matter.root_id or matter.id)
    received = (motion.received, Term("motion_event", "receive")) if motion else None
    cause = received if matter.kind != "motion" else None
    for entry in entries:
        person = entry.actor != "system" and entry.by != "system"
        if cause is not None and entry.on < cause[0] and entry.step > 1 and person:
            yield _before(matter, entry, cause)
        registered = matter.kind == "motion" and entry.event == "register"  # by a person's word
        cause = received if registered else _newer(matter, entry, cause)
    newest = entries[-1]
    if matter.kind == "station" and newest.event == "decide":
        planned = desk.session.get_one(Station, matter.id).day
        if planned is not None and newest.on < planned:
            yield _before(matter, newest, (planned, Term("kind", "meeting")))


def _newer(
    matter: Matter, entry: Entry, cause: tuple[date, Term] | None
) -> tuple[date, Term] | None:
    opened = entry.step == 1 and matter.kind not in ENTERED_LATER
    moved = entry.step > 1 and entry.source != entry.target and entry.actor != "system"
    counted = (opened or moved) and entry.event not in OFFICE_WORK
    if not counted or (cause is not None and entry.on < cause[0]):
        return cause
    return entry.on, Term(f"{matter.kind}_event", entry.event)


def _before(matter: Matter, entry: Entry, cause: tuple[date, Term]) -> CheckFinding:
    told = {"step": entry.step, "event": Term(f"{matter.kind}_event", entry.event), "on": entry.on}
    cited = {"earliest": cause[0], "cause": cause[1]}
    return CheckFinding("dated_before_cause", {"reference": matter.reference, **told, **cited})
