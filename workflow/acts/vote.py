"""Records a vote: on the whole motion or point by point, in the right of the deciding body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from states.roles import Role
from states.votes import Tally, checked, outcome
from workflow.errors import NoSuchMatter
from workflow.moves.advance import advance
from workflow.moves.entries import open_matter
from workflow.moves.voting import deciding_body, deciding_station, voting_rules
from workflow.store.desk import Desk, below, page_of
from workflow.store.find import of_kind
from workflow.store.models import Matter, Motion, Point, Station
from workflow.store.told import Told


def day_of_vote(desk: Desk, motion: Matter, told: date | None) -> date:
    """The day the vote was taken: as told, else the deciding station's, else today."""
    found = deciding_station(desk, motion)
    planned = found[1].day if found else None
    return told or (planned if planned and planned <= desk.today else desk.today)


def ballot(desk: Desk, named: Matter, points: list[str]) -> tuple[Matter, list[str]]:
    """The motion that is voted on, and on which points: a point is voted on under its motion.

    Raises:
        WrongKind: *named* is neither.
    """
    if named.kind == "point":
        return desk.session.get_one(Matter, named.parent_id), [named.reference, *points]
    return of_kind(named, "motion"), points


def vote(desk: Desk, motion: Matter, tally: Tally, given: Told, *, points: list[str]) -> str:
    """Record *tally* on *points* (printed numbers or references; if none, on all open ones).

    Returns the outcome.

    When every point has its result, the motion's own follows in the same transaction,
    and with each adopted point its task and duties (P1).

    Raises:
        NoSuchStep: the motion is not where a vote can be taken.
        NotPermitted: no quorum, or the person may not record for the body.
        ImpossibleTally, SeatsUnknown, NoSuchMatter.
    """
    on = day_of_vote(desk, motion, given.on)
    body = deciding_body(desk, motion)
    right = Role.COUNCIL if body.kind == "council" else Role.COMMITTEE
    rules = voting_rules(desk, motion, on)
    result = outcome(checked(tally, rules), rules)
    told = replace(given, on=on, tally=tally)
    chosen = _chosen(desk, motion, points)
    if motion.state != "voting":
        advance(desk, motion, "call", Told(on=on))
    _ensure_station(desk, motion, body.name, on)
    event = {"adopted": "adopt", "rejected": "reject"}[result]
    for point in chosen:
        advance(desk, point, event, told, roles=desk.roles & {right} or frozenset({Role.SUBMITTER}))
    return str(result)


def _chosen(desk: Desk, motion: Matter, wanted: list[str]) -> list[Matter]:
    points = below(desk, motion, "point")
    if not wanted:
        return [point for point in points if point.state == "open"]
    number = page_of(desk, motion, Motion).number or motion.reference
    chosen = []
    for name in wanted:
        fitting = [p for p in points if name in _names(desk, p, number)]
        if not fitting:
            known = [page_of(desk, p, Point).number or p.reference for p in points]
            raise NoSuchMatter(reference=f"{number} {name}", near=known)
        chosen.append(fitting[0])
    return chosen


def _names(desk: Desk, point: Matter, number: str) -> tuple[str | None, str, str]:
    """What a point is called under its motion: as printed, in full, and shortened (p4)."""
    shortened = point.reference.removeprefix(f"{number}.")
    return page_of(desk, point, Point).number, point.reference, shortened


def _ensure_station(desk: Desk, motion: Matter, body: str, on: date) -> None:
    """The vote has a deciding station; one that was put off is taken up again."""
    found = deciding_station(desk, motion)
    if found is None:
        position = len(below(desk, motion, "station")) + 1
        number = page_of(desk, motion, Motion).number or motion.reference
        page = Station(position=position, body=body, role="decision", day=on)
        open_matter(desk, "station", f"{number}-S{position}", page, parent=motion)
    elif found[0].state == "waiting":
        advance(desk, found[0], "resume", Told(on=on))


