"""Moves a matter by the law, and carries out what the act brings about below and above it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from states.chart import Step
from states.consequences import MOVES, OPENS, Moves
from states.facts import Facts, Voted
from states.occasions import Occasion
from states.roles import Role
from states.rungs import Post
from workflow.errors import DayInFuture
from workflow.moves import agenda, causes, page_changes
from workflow.moves.entries import StepTaken, write
from workflow.moves.facts import facts_of
from workflow.moves.move import Move
from workflow.moves.opens import OPENINGS
from workflow.moves.page_changes.motions import tally_json
from workflow.outbox import calendars, occasions
from workflow.outbox.recipients import recipients
from workflow.store import named
from workflow.store.desk import SYSTEM, Desk, below_all, lock
from workflow.store.models import Entry, Matter, Page, day_on, department_on
from workflow.store.pages import any_page
from workflow.store.told import Told
from workflow.timing import next_look, told_days
from workflow.timing.ladders import turn_of
from workflow.timing.reached_rungs import unrecorded


def advance(
    desk: Desk,
    matter: Matter,
    event: str,
    given: Told | None = None,
    *,
    roles: frozenset[Role] | None = None,
    because: Entry | None = None,
) -> Entry:
    """Move *matter* by *event*: entry, page and letter, and all that follows below.

    *roles* narrows in whose right it is done; the default is all the person holds.

    Raises:
        NoSuchStep, NotPermitted: the law does not permit it.
        NoSuchDepartment, NoSuchBody: nobody is called so.
        DayInFuture: it is said to have happened after today.
        DayOutOfReach, DoubtfulDay, DoubtfulInterval: a day cannot be meant, or must be confirmed.
        BeforeItsCause: it is said to have happened before what it presupposes.
        ClockBehind, TooManySteps: as `entries.write`.
    """
    given = _meant(desk, matter, given or Told(), because)
    page = any_page(desk.session, matter)
    facts = facts_of(desk, matter, page, given)
    entitled = desk.law.entitled(event, roles or desk.roles)
    step = desk.law.charts[matter.kind].decide(matter.state, event, entitled, facts)
    if step.by is not Role.SYSTEM:  # what follows happened when its cause did
        causes.refuse_earlier(desk, matter, page, event, given.on or desk.today)
    overtaken = _overtaken(desk, matter, page)
    told = {"page": _turn_page(desk, matter, page, step, given), **_told(given, facts)}
    moved = StepTaken(event, str(step.rule.target), step.by)
    entry = write(desk, matter, moved, given, because, told)
    desk.session.flush()
    _skip(desk, matter, page, overtaken)
    next_look.plan(desk, matter, page)
    _tell(desk, matter, page, step, entry)
    _follow(desk, matter, entry, given)
    return entry


def _meant(desk: Desk, matter: Matter, given: Told, because: Entry | None) -> Told:
    """*given* with every name as the profile has it, its days refused or known to be meant."""
    given = named.settled(desk.law, given)
    if given.on and given.on > desk.today:
        raise DayInFuture(on=given.on, today=desk.today)
    if because is None and desk.actor != "system":
        told_days.refuse_doubtful(desk, matter, given)
    return given


def _told(given: Told, facts: Facts) -> dict[str, object]:
    """What the entry keeps of what was given, beside the page."""
    told: dict[str, object] = {}
    if isinstance(facts, Voted) and facts.tally and facts.voting:
        told["tally"] = tally_json(facts.tally, facts.voting)
    if given.papers:
        told["papers"] = list(given.papers)
    if given.corrected:
        told["corrected"] = given.corrected
    return told


def _turn_page(
    desk: Desk, matter: Matter, page: Page, step: Step, given: Told
) -> dict[str, list[object]]:
    """Write the new values on the page; return {field: [old, new]} in plain JSON."""
    before = page.model_dump(mode="json")
    changed = page_changes.changes(desk, matter, page, str(step.rule.event), given)
    moved = {name for name, value in changed.items() if value != getattr(page, name)}
    if page_changes.STARTS_LADDER & moved:
        changed["turn"] = matter.step + 1
    for name, value in changed.items():
        setattr(page, name, value)
    after = page.model_dump(mode="json")
    return {name: [before[name], after[name]] for name in changed if before[name] != after[name]}


def _tell(desk: Desk, matter: Matter, page: Page, step: Step, entry: Entry) -> None:
    role = step.rule.tell
    told = recipients(desk, matter, page, [_POSTS.get(role, Post.CLERK)]) if role else []
    told = calendars.with_holders(desk, matter, entry, told)
    if role is None and not told:
        return
    key = occasions.Key(matter.id, "step", entry.step, 1)
    occasions.record(desk, key, step=entry.step, day=desk.today, told=told, single=True)


_POSTS = {Role.DEPARTMENT: Post.OFFICE, Role.CLERK: Post.CLERK, Role.MAYOR: Post.MAYOR_OFFICE}


def _overtaken(desk: Desk, matter: Matter, page: Page) -> list[tuple[int, Occasion]]:
    """What the ladder has reached and no round has seen, with its turn, before the matter moves."""
    row = next_look.row_of(desk, matter) if matter.kind in next_look.LOOKED_AT else None
    if row is None or row.day > desk.today:
        return []
    ladders = unrecorded(desk, matter, page)
    return [(reached.turn, one) for reached in ladders for one in reached.occasions]


def _skip(desk: Desk, matter: Matter, page: Page, overtaken: list[tuple[int, Occasion]]) -> None:
    """Record what the step has overtaken: it would say what is no longer so."""
    for turn, occasion in overtaken:
        same = turn_of(desk, matter, page, occasion.rung.field) == turn
        goes_on = same and matter.state in occasion.rung.states
        if not goes_on:
            key = occasions.Key(matter.id, occasion.rung.name, turn, occasion.count)
            occasions.record(
                desk, key, step=matter.step, day=occasion.day, told=(), single=False
            )


def _follow(desk: Desk, matter: Matter, entry: Entry, given: Told) -> None:
    """Do what *entry* begets: first move what is there, then open what is new."""
    passed = _onward(given, entry, matter)
    for moves in MOVES:
        if moves.kind == matter.kind and entry.event in moves.on:
            for child in below_all(desk, matter, moves.below):
                if child.state in moves.while_in and _meant_for(desk, moves, matter, child):
                    advance(desk, child, moves.event, passed, roles=SYSTEM, because=entry)
    if matter.kind == "meeting" and entry.event in ("move", "cancel", "reinstate"):
        carry_out(desk, agenda.moves(desk, matter, entry), because=entry)
    for opens in OPENS:
        if opens.kind == matter.kind and entry.event in opens.on:
            OPENINGS[opens.opens](desk, matter, entry, given)


def carry_out(desk: Desk, moves: Iterable[Move], *, because: Entry) -> None:
    """Make each of *moves* as it is handed out: the next may hang on what this one changed."""
    for move in moves:
        lock(desk, move.matter.root_id or move.matter.id)  # one that came while we waited
        roles, cause = (None, None) if move.own else (SYSTEM, because)
        advance(desk, move.matter, move.event, move.given, roles=roles, because=cause)


def _meant_for(desk: Desk, moves: Moves, matter: Matter, child: Matter) -> bool:
    page = any_page(desk.session, child)
    due = day_on(page, "due")
    if moves.ahead and due is not None and due < desk.today:
        return False  # what is late stays owed
    if moves.unowned:
        return department_on(page) is None and bool(department_on(any_page(desk.session, matter)))
    return True


def _onward(given: Told, entry: Entry, matter: Matter) -> Told:
    """What a consequence inherits from its cause: the day, the reason, the later resolution."""
    reason = given.note or f"{matter.reference}: {entry.event}"
    return replace(Told(), on=entry.on, note=reason, by_resolution=given.by_resolution)
