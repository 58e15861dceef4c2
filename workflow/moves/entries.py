"""Writes entries: the only file that inserts into the spine."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import SQLModel, col

from states.roles import Role
from workflow.errors import ClockBehind, TooManySteps, TriggerMissing
from workflow.store import journal
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter
from workflow.store.told import Told
from workflow.store.triggers import MOVES
from workflow.timing import next_look

LIMIT = 1000  # entries in one act
_READ_BACK = select(col(Matter.step), col(Matter.state)).where(
    col(Matter.id) == bindparam("matter")
)
_INSERT = insert(Entry)  # built once; Core, because a page of objects costs more than the step


def open_matter(
    desk: Desk,
    kind: str,
    reference: str,
    page: SQLModel,
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
    setattr(page, "matter_id", matter.id)  # noqa: B010 - every page has it, SQLModel does not
    values = {k: v for k, v in page.model_dump(mode="json").items() if k != "matter_id"}
    told = {name: [None, value] for name, value in values.items() if value is not None}
    facts: dict[str, Any] = {"page": told}
    if given and given.papers:
        facts["papers"] = list(given.papers)
    chart = desk.law.charts[kind]
    by = Role.SYSTEM if because else _opener(desk)
    write(desk, matter, (chart.opening, chart.initial, by), given or Told(), because, facts)
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
    step: tuple[str, str, Role],
    given: Told,
    because: Entry | None,
    facts: dict[str, Any],
) -> Entry:
    """Insert the entry (event, target, by); the database moves the matter by it.

    Raises:
        ClockBehind: the matter has an entry from after now.
        TooManySteps: the act grows past any sense.
        TriggerMissing: the database has not moved the matter.
    """
    last = newest(desk, matter)
    at = moment(desk, last)
    if given.on is None and because is not None:
        given = replace(given, on=because.on)  # a consequence happened when its cause did
    row = _row(desk, matter, step, given, facts) | {"at": at}
    row["because"] = f"{because.matter_id}.{because.step}" if because else None
    row["act"] = _count_in_act(desk, row)
    row["digest"] = journal.digest(last.digest if last else "", row)
    desk.session.execute(_INSERT, row)
    _read_back(desk, row)
    # The database has moved the matter; the object follows without a write of its own.
    for name, value in (("step", row["step"]), ("state", row["target"])):
        set_committed_value(matter, name, value)
    entry = Entry(**row)
    desk.act.written.append(entry)
    return entry


def _read_back(desk: Desk, row: dict[str, Any]) -> None:
    """What is told as done stands in the register: the database has moved the matter."""
    found = desk.session.execute(_READ_BACK, {"matter": row["matter_id"]}).one()
    if found != (row["step"], row["target"]):
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


def _row(
    desk: Desk,
    matter: Matter,
    step: tuple[str, str, Role],
    given: Told,
    facts: dict[str, Any],
) -> dict[str, Any]:
    event, target, by = step
    if desk.means:
        facts = facts | {"login": desk.actor, "means": desk.means}
    return {
        "matter_id": matter.id,
        "step": matter.step + 1,
        "previous": matter.step or None,
        "source": matter.state or None,
        "event": str(event),
        "target": str(target),
        "public": matter.public,
        "by": str(by),
        "actor": desk.actor,
        "on": given.on or desk.today,
        "note": given.note,
        "facts": journal.canonical(facts),
        "law": desk.law.digest,
    } | {"root": matter.root_id or matter.id}


def _count_in_act(desk: Desk, row: dict[str, Any]) -> str:
    act = desk.act
    act.name = act.name or f"{row['matter_id']}.{row['step']}"
    act.families[row.pop("root")] = row["on"]
    if len(act.written) >= LIMIT:
        raise TooManySteps(limit=LIMIT)
    return act.name


def newest(desk: Desk, matter: Matter) -> Entry | None:
    """The newest entry of *matter*, or None before its first."""
    if not matter.step:
        return None
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id, col(Entry.step) == matter.step)
    return desk.session.scalars(wanted).one()
