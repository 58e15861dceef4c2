"""When a round must next look at a matter: computed from its page and the law, kept in an index.

The row of a matter is written with every entry of it, so a round finds what is due by the
index alone, however many matters wait for later days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import col

from states.clocks import CLOCKS, Clock
from states.ladder import next_send
from states.ladder_file import FIELDS
from workflow.store.desk import Desk
from workflow.store.dialect import Upsert
from workflow.store.models import Matter, Motion, Page, Register, Wake, day_on, turn_on
from workflow.timing.ladders import ladders_of
from workflow.timing.reached_rungs import unrecorded, untold

_DAY = timedelta(days=1)
_ROW = Upsert("wake", ("matter_id",), replaces=("day", "looked", "turn", "trouble"))
LOOKED_AT = {*FIELDS, *(clock.kind for clock in CLOCKS)}  # the kinds that time says something to


def clocks_of(matter: Matter) -> list[Clock]:
    """The clocks that run for *matter* in its state."""
    return [c for c in CLOCKS if c.kind == matter.kind and matter.state in c.states]


def runs_out(clock: Clock, page: Page) -> date | None:
    """The day on which *clock* fires; None if the page names no day."""
    day = day_on(page, clock.field)
    if day is None:
        return None
    return day if clock.inclusive else day + _DAY


def row_of(desk: Desk, matter: Matter) -> Wake | None:
    """The wake of *matter*, as the database has it now."""
    return desk.session.get(Wake, matter.id, populate_existing=True)


def plan(
    desk: Desk, matter: Matter, page: Page, *, looked: date | None = None, held: bool = False
) -> None:
    """Write the day on which a round must next look at *matter*.

    *looked* is the day up to which it has just been looked at; else it stays as it was for
    the same turn of the ladder. *held*: no letter goes out today, so what is due waits for
    the next day on which one does.
    """
    if matter.kind not in LOOKED_AT:
        return
    if matter.kind == "station":
        _plan_motion(desk, matter)
    known = row_of(desk, matter)
    turn = turn_on(page)
    if looked is None and known is not None and known.turn == turn:
        looked = known.looked
    day = _next(desk, matter, page, looked, held=held)
    if day is None and (looked is None or matter.state in desk.law.charts[matter.kind].over):
        if known is not None:
            desk.session.execute(delete(Wake).where(col(Wake.matter_id) == matter.id))
            desk.session.expunge(known)
        return
    _write(desk, matter, day or date.max, looked, turn)


def _plan_motion(desk: Desk, station: Matter) -> None:
    """Off the agenda again, a motion may be nearer to its latest meeting than was looked for."""
    motion = desk.session.get_one(Matter, station.parent_id)
    page = desk.session.get_one(Motion, motion.id)
    plan(desk, motion, page)
    if unrecorded(desk, motion, page):
        known = row_of(desk, motion)
        _write(desk, motion, desk.today, known.looked if known else None, page.turn)


def amiss(desk: Desk, matter: Matter, page: Page) -> tuple[date | None, date] | None:
    """(day found, day due) if no round would look at *matter* when it must; else None.

    What is due today or was before is looked at by the next round, whatever its day.
    """
    row = row_of(desk, matter)
    looked = row.looked if row and founded(desk, matter, page, row) else None
    due = _next(desk, matter, page, looked, held=not desk.law.calendar.mails(desk.today))
    if due is None:
        return None
    if row is None:
        return None, due
    latest = max(due, desk.today + _DAY if row.trouble else desk.today)
    return (row.day, due) if row.day > latest else None


def founded(desk: Desk, matter: Matter, page: Page, row: Wake) -> bool:
    """Whether all that *row* says to have been looked at is recorded."""
    if row.looked is None or row.turn != turn_on(page):
        return row.looked is None
    planned = desk.session.scalar(select(col(Register.planned)))
    if planned is None and row.looked <= desk.today:
        return True  # by which law it was looked before, nobody knows
    since = planned or date.min
    return not untold(replace(desk, today=row.looked), matter, page, since=since)


def mend(desk: Desk, matter: Matter, page: Page) -> bool:
    """Write the right day where `amiss` finds a wrong one; say whether it did."""
    if amiss(desk, matter, page) is None:
        return False
    row = row_of(desk, matter)
    if row is not None and not founded(desk, matter, page, row):
        desk.session.execute(delete(Wake).where(col(Wake.matter_id) == matter.id))
        desk.session.expunge(row)
    plan(desk, matter, page, held=not desk.law.calendar.mails(desk.today))
    return True


def put_off(desk: Desk, root: int, trouble: str) -> None:
    """Look at the family of *root* again tomorrow; *trouble* is why it could not be today."""
    tomorrow = desk.today + _DAY
    desk.session.execute(
        update(Wake)
        .where(col(Wake.root_id) == root, col(Wake.day) <= desk.today)
        .values(day=tomorrow, trouble=trouble)
        .execution_options(synchronize_session=False)
    )


def _next(
    desk: Desk, matter: Matter, page: Page, looked: date | None, *, held: bool
) -> date | None:
    days = []
    for clock in clocks_of(matter):
        day = runs_out(clock, page)
        if day is not None:
            # One that the law did not let run out is asked again every day.
            asked = held or (looked is not None and looked >= desk.today)
            days.append(max(day, desk.today + _DAY) if asked else day)
    calendar = desk.law.calendar
    for ladder in ladders_of(desk, matter, page):
        later_than = max(looked or date.min, ladder.since - _DAY)
        send = next_send(ladder.rungs, ladder.course, calendar, later_than=later_than)
        if send is not None:
            days.append(max(send, calendar.mail_day(desk.today)) if held else send)
    return min(days, default=None)


def _write(desk: Desk, matter: Matter, day: date, looked: date | None, turn: int) -> None:
    key = {"matter_id": matter.id, "root_id": matter.root_id or matter.id}
    row = key | {"day": day, "looked": looked, "turn": turn, "trouble": ""}
    _ROW.write(desk.session, row)
