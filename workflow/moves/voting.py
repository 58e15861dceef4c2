"""Which body decides a motion, and by which rules it votes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from states.law import CHARTS, Body
from states.votes import VotingRules
from workflow.errors import SeatsUnknown
from workflow.store.desk import Desk
from workflow.store.models import Matter, Station


def deciding_station(desk: Desk, motion: Matter) -> tuple[Matter, Station] | None:
    """The first open deciding station of *motion*, or None."""
    wanted = (
        select(Matter, Station)
        .join(Station, col(Station.matter_id) == Matter.id)
        .where(
            col(Matter.parent_id) == motion.id,
            col(Station.role) == "decision",
            col(Matter.state).not_in(CHARTS["station"].over),
        )
        .order_by(col(Station.position))
    )
    row = desk.session.execute(wanted).first()
    return (row[0], row[1]) if row else None


def deciding_body(desk: Desk, motion: Matter) -> Body:
    """The body whose vote decides: that of the open deciding station, else the council."""
    found = deciding_station(desk, motion)
    return (found and desk.law.body(found[1].body)) or desk.law.main_body


def voting_rules(desk: Desk, motion: Matter, on: date) -> VotingRules:
    """The rules by which the deciding body votes on day *on*.

    Raises:
        SeatsUnknown: the profile does not say how many votes a committee has.
    """
    body, rules = deciding_body(desk, motion), desk.law.voting_on(on)
    if body.kind == "council":
        return rules
    if body.entitled is None:
        raise SeatsUnknown(body=body.name)
    return replace(rules, entitled=body.entitled)


def open_stations(motion: int | None, of: ColumnElement[bool]) -> Select[int]:
    """How many stations of *motion* are open, of those that *of* names."""
    return (
        select(func.count())
        .select_from(Station)
        .join(Matter, col(Matter.id) == Station.matter_id)
        .where(
            col(Matter.parent_id) == motion, col(Matter.state).not_in(CHARTS["station"].over), of
        )
    )
