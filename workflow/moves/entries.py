"""Writes entries: the only file that inserts into the spine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col

from states.roles import Role
from workflow.errors import ClockBehind, TooManySteps, TriggerMissing
from workflow.store import journal
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Page
from workflow.store.told import Told
from workflow.store.triggers import MOVES
from workflow.timing import next_look

LIMIT = 1000  # entries in one act
_READ_BACK = select(col(Matter.step), col(Matter.state)).where(
    col(Matter.id) == bindparam("matter")
)
_COLUMNS = tuple(Entry.model_fields)
_INSERT = insert(Entry)  # built once; Core, because a page of objects costs more than the step


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step that is taken: which event, where it leads, in whose right."""

    event: str
    target: str
    by: Role


def open_matter(
    desk: Desk,
    kind: str,
    reference: str,
    page: Page,
    *,
    parent: Matter | None = None,
    because: Entry | None = None,
    given: Told | None = None,
    public: bool = True,
) -> Matter:
    """Put a new matter in the register, in its chart's initial state, with its page."""
    matter = Matter(
        kind=kind,
        reference=reference,
        parent_id=parent.id if parent else None,
        root_id=(parent.root_id or parent.id) if parent else None,
        public=public and (parent.public if parent else True),
    )
    desk.session.add(matter)
    desk.session.flush()  # gives the matter its id
    page.matter_id = matter.id
    values = {k: v for k, v in page.model_dump(mode="json").items() if k != "matter_id"}
    told = {name: [None, value] for name, value in values.items() if value is not None}
    facts: dict[str, object] = {"page": told}
    if given and given.papers:
        facts["papers"] = list(given.papers)
    chart = desk.law.charts[kind]
    by = Role.SYSTEM if because else _opener(desk)
    opened = StepTaken(chart.opening, chart.initial, by)
    write(desk, matter, opened, given or Told(), because, facts)
    desk.session.add(page)
    desk.session.flush()
    next_look.plan(desk, matter, page)
    return matter


def _opener(desk: Desk) -> Role:
    held = (Role.SECRETARIAT, Role.CLERK, Role.SUBMITTER)
    return next((role for role in held if role in desk.roles), Role.SYSTEM)


def write(
    desk: Desk,
    matter: Matter,
    step: StepTaken,
    given: Told,
    because: Entry | None,
    facts: Mapping[str, object],
) -> Entry:
    """Insert the entry of *step*; the database moves the matter by it.

    Raises:
        ClockBehind: the matter has an entry from after now.
        TooManySteps: the act grows past any sense.
        TriggerMissing: the database has not moved the matter.
    """
    last = newest(desk, matter)
    entry = _entry(desk, matter, step, given, because)
    entry.at = moment(desk, last)
    entry.facts = journal.canonical({**facts, **_logged_in(desk)})
    entry.act = _count_in_act(desk, matter, entry)
    row = {name: getattr(entry, name) for name in _COLUMNS}
    entry.digest = row["digest"] = journal.digest(last.digest if last else "", row)
    desk.session.execute(_INSERT, row)
    _read_back(desk, entry)
    # The database has moved the matter; the object follows without a write of its own.
    for name, value in (("step", entry.step), ("state", entry.target)):
        set_committed_value(matter, name, value)
    desk.act.written.append(entry)
    return entry


def _entry(
    desk: Desk, matter: Matter, step: StepTaken, given: Told, because: Entry | None
) -> Entry:
    """The entry as far as the matter and the person say it; a consequence is of its cause's day."""
    return Entry(
        matter_id=matter.id,
        step=matter.step + 1,
        previous=matter.step or None,
        source=matter.state or None,
        event=step.event,
        target=step.target,
        public=matter.public,
        by=str(step.by),
        actor=desk.actor,
        at=desk.at,
        on=given.on or (because.on if because else desk.today),
        note=given.note,
        because=f"{because.matter_id}.{because.step}" if because else None,
        law=desk.law.digest,
        act="",  # these two hang on what is written with it
        digest="",
    )


def _logged_in(desk: Desk) -> dict[str, object]:
    return {"login": desk.actor, "means": desk.means} if desk.means else {}


def _read_back(desk: Desk, entry: Entry) -> None:
    """What is told as done stands in the register: the database has moved the matter."""
    found = desk.session.execute(_READ_BACK, {"matter": entry.matter_id}).one()
    if found != (entry.step, entry.target):
        raise TriggerMissing(name=MOVES)


def moment(desk: Desk, last: Entry | None) -> datetime:
    """When an entry after *last* is recorded: now.

    Raises:
        ClockBehind: the clock goes back; of time's own work the moment of *last* counts then.
    """
    if last is None or last.at <= desk.at:
        return desk.at
    if desk.actor != "system":
        raise ClockBehind(now=desk.at, newest=last.at)
    return last.at  # a clock that once ran fast must not hold up what time has to do


def _count_in_act(desk: Desk, matter: Matter, entry: Entry) -> str:
    act = desk.act
    act.name = act.name or f"{entry.matter_id}.{entry.step}"
    act.families[matter.root_id or matter.id] = entry.on
    if len(act.written) >= LIMIT:
        raise TooManySteps(limit=LIMIT)
    return act.name


def newest(desk: Desk, matter: Matter) -> Entry | None:
    """The newest entry of *matter*, or None before its first."""
    if not matter.step:
        return None
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id, col(Entry.step) == matter.step)
    return desk.session.scalars(wanted).one()
