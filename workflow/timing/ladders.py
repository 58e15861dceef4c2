"""The ladders of a matter as it stands: what each has reached, and what of it is not recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import col

from states.ladder_file import FIELDS
from states.occasions import Course
from states.rungs import FIXED, STANDING, Rung
from states.station import ON_AGENDA
from workflow.store.desk import Desk
from workflow.store.models import (
    Duty,
    Entry,
    Matter,
    Meeting,
    Motion,
    Page,
    Report,
    Station,
    turn_on,
)
from workflow.timing import cadence
from workflow.timing.meeting_days import days_of
from workflow.timing.standing import standing_days, standing_step


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one matter, as it stands, that count from one day of its page."""

    rungs: tuple[Rung, ...]
    course: Course
    turn: int
    since: date  # nothing of before the date or owner was set is ever posted


def ladders_of(desk: Desk, matter: Matter, page: Page) -> list[Ladder]:
    """The ladders of *matter*; none if its state has none."""
    written = desk.law.ladders.get((matter.kind, matter.state), {})
    own = {field: _of_body(desk, matter, page, group) for field, group in written.items()}
    rungs = {field: group for field, group in own.items() if group}
    if not rungs:
        return []
    stands = standing_step(desk.session, matter) if {*rungs} & {*STANDING} else None
    turns = {field: _turn(page, field, stands) for field in rungs}
    since = {turn: _set_on(desk, matter, turn) for turn in set(turns.values())}
    days = {name: getattr(page, name) for name in FIELDS[matter.kind] if name not in STANDING}
    if stands is not None:
        days |= standing_days(desk, matter, page, since[stands], {*rungs} & {*STANDING})
    course = _course(desk, matter, page, rungs, days)
    return [
        Ladder(group, course, turns[field], since[turns[field]]) for field, group in rungs.items()
    ]


def _of_body(desk: Desk, matter: Matter, page: Page, group: tuple[Rung, ...]) -> tuple[Rung, ...]:
    """The rungs of *group* that speak of what waits for such a body."""
    if not any(rung.of for rung in group):
        return group
    body = desk.law.body(body_of(desk, matter, page))
    return tuple(rung for rung in group if not rung.of or (body and body.kind in rung.of))


def turn_of(desk: Desk, matter: Matter, page: Page, field: str) -> int:
    """The turn of the ladder that counts from *field*: the step that last set date or owner.

    Of a day since when the matter stands as it does, the step that brought it there.
    """
    return _turn(page, field, standing_step(desk.session, matter) if field in STANDING else None)


def _turn(page: Page, field: str, stands: int | None) -> int:
    if field in STANDING and stands is not None:
        return stands
    return 1 if field in FIXED else turn_on(page)


def _course(
    desk: Desk,
    matter: Matter,
    page: Page,
    rungs: Mapping[str, tuple[Rung, ...]],
    days: dict[str, date | None],
) -> Course:
    if isinstance(page, Report):
        days["office_due"] = page.office_due or page.due
        interval = desk.session.get_one(Duty, matter.parent_id).interval
        months = cadence.months(interval)
    else:
        months = 12
    if isinstance(page, Motion) and page.latest_meeting and _on_agenda(desk, matter, page):
        days["latest_meeting"] = None
    waits = any(meets(rung) for group in rungs.values() for rung in group)
    return Course(days, months, days_of(desk, body_of(desk, matter, page)) if waits else ())


def meets(rung: Rung) -> bool:
    """Whether the days on which the body meets say when *rung* is reached."""
    return rung.at_meeting or bool(rung.months)


def _on_agenda(desk: Desk, motion: Matter, page: Motion) -> bool:
    """Whether the motion is to be decided in its latest meeting or before: nobody need be told."""
    wanted = (
        select(col(Station.matter_id))
        .join(Matter, col(Matter.id) == Station.matter_id)
        .where(col(Matter.parent_id) == motion.id, col(Matter.state).in_(ON_AGENDA))
        .where(col(Station.role) == "decision", col(Station.day) <= page.latest_meeting)
    )
    return desk.session.scalars(wanted).first() is not None


def body_of(desk: Desk, matter: Matter, page: Page) -> str:
    """The body that waits: a report's recipient, a station's or meeting's own, else the council."""
    own = page.recipient if isinstance(page, Report) else None
    if isinstance(page, (Station, Meeting)):
        own = page.body
    return own or desk.law.main_body.name


def _set_on(desk: Desk, matter: Matter, turn: int) -> date:
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id, col(Entry.step) == turn)
    entry = desk.session.scalars(wanted).one()
    if entry.actor == "system":  # what time did, it did on its day, however late it was noticed
        return entry.on
    at = entry.at.astimezone(ZoneInfo(desk.law.timezone)).date()
    return min(at, desk.today)  # it may have been set by a clock that ran fast
