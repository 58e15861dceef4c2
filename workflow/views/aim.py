"""Which matter an event is meant for, when the one that was named does not know it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from sqlalchemy import select
from sqlmodel import col

from states.law import CHARTS
from states.roles import Role
from workflow.errors import Ambiguous, NoSuchEvent, OnlyByVote
from workflow.store.desk import Desk, page_of
from workflow.store.find import of_kind
from workflow.store.models import Matter, Point, Station
from workflow.views.show import display

VOTED = ("adopt", "adopt_amended", "adopt_partly", "reject")


def aim(desk: Desk, named: Matter, event: str | None, *, kind: str | None = None) -> Matter:
    """The matter that *event* moves: *named* itself, or the one below it where only that fits.

    Of a motion's stations it is the current one. With *kind*, only that kind counts.

    Raises:
        NoSuchEvent: nothing there knows the event.
        Ambiguous: several below fit.
        WrongKind: no matter of *kind* is below.
    """
    known = event is None or event in CHARTS[named.kind].events
    if (kind is None or named.kind == kind) and known:
        return named
    fitting = [
        m for m in _below(desk, named) if (kind is None or m.kind == kind) and _fits(m, event)
    ]
    stations = [m for m in fitting if m.kind == "station"]
    if stations and len(stations) == len(fitting):
        return min(stations, key=lambda m: _place(desk, m))
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        names = [m.reference for m in fitting]
        raise Ambiguous(reference=named.reference, found=names[:5])
    if kind is not None:
        of_kind(named, kind)
    known_there = CHARTS[named.kind].terms(named.state)
    raise NoSuchEvent(event=event, reference=named.reference, known=known_there)


def refuse_vote(desk: Desk, matter: Matter, event: str) -> None:
    """Raises OnlyByVote if *event* is what a vote comes to, for a point or a whole motion."""
    if event not in VOTED or matter.kind not in ("point", "motion"):
        return
    motion = desk.session.get_one(Matter, matter.root_id or matter.id)
    number = page_of(desk, matter, Point).number if matter.kind == "point" else None
    point = f" --point {number or matter.reference}" if matter.kind == "point" else ""
    raise OnlyByVote(reference=matter.reference, motion=display(desk.session, motion), point=point)


def meant(desk: Desk, named: Matter, text: str, known: Mapping[str, str]) -> tuple[Matter, str]:
    """The matter that *text* moves, and its event: of each kind the one that is *known* by it.

    Raises:
        NoSuchEvent, Ambiguous: as `aim`.
    """
    if named.kind in known:
        return named, known[named.kind]
    for event in dict.fromkeys(known.values()):
        with suppress(NoSuchEvent):
            return aim(desk, named, event), event
    return aim(desk, named, text), text


def _below(desk: Desk, named: Matter) -> list[Matter]:
    found, level = [], [named]
    while level:
        ids = [m.id for m in level]
        wanted = select(Matter).where(col(Matter.parent_id).in_(ids))
        level = list(desk.session.scalars(wanted.order_by(col(Matter.id))))
        found += level
    return found


def _fits(matter: Matter, event: str | None) -> bool:
    chart = CHARTS[matter.kind]
    if event is None:
        return matter.state not in chart.over
    return any(r.event == event and r.by != (Role.SYSTEM,) for r in chart.rules_in(matter.state))


def _place(desk: Desk, station: Matter) -> tuple[bool, int]:
    page = page_of(desk, station, Station)
    return page.role == "decision", page.position
