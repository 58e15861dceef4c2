"""Proves the register: replays every entry through the charts and rebuilds every page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlmodel import col

from workflow import cadence, journal, triggers
from workflow.advance import unsettled
from workflow.desk import Desk, below, page_of
from workflow.models import PAGES, Document, Entry, Matter


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: its code in the catalogue and the fields of its sentence."""

    code: str
    fields: dict[str, Any] = field(default_factory=dict)


def check(desk: Desk) -> Iterator[Finding]:
    """Yield everything in the register that does not fit the law or itself."""
    yield from _triggers(desk)
    yield from _documents(desk)
    broken = set()  # families whose pages are gone: their facts cannot be asked
    for matter in desk.session.scalars(select(Matter).order_by(col(Matter.id))):
        for finding in _matter(desk, matter):
            if finding.code == "page_missing":
                broken.add(matter.root_id or matter.id)
            yield finding
    roots = select(Matter).where(col(Matter.root_id).is_(None)).order_by(col(Matter.id))
    for root in desk.session.scalars(roots):
        if root.id not in broken:
            yield from _settled(desk, root.id)


def _settled(desk: Desk, root: int) -> Iterator[Finding]:
    """Judged as of the family's newest entry: what time has moved since is the next round's."""
    whole = or_(col(Matter.id) == root, col(Matter.root_id) == root)
    wanted = select(func.max(col(Entry.at))).join(Matter, col(Matter.id) == Entry.matter_id)
    newest = desk.session.scalar(wanted.where(whole))
    if newest is None:
        return
    zone = ZoneInfo(desk.law.timezone)
    then = replace(desk, at=newest, today=newest.astimezone(zone).date())
    for matter, event in unsettled(then, root):
        yield Finding("unsettled", {"reference": matter.reference, "event": event})


def _triggers(desk: Desk) -> Iterator[Finding]:
    connection = desk.session.connection()
    missing = triggers.names(connection.dialect.name) - triggers.present(connection)
    for name in sorted(missing):
        yield Finding("trigger_missing", {"name": name})


def _documents(desk: Desk) -> Iterator[Finding]:
    wanted = select(Document, col(Matter.reference)).join(
        Matter, col(Matter.id) == Document.matter_id
    )
    for document, reference in desk.session.execute(wanted):
        if hashlib.sha256(document.content).hexdigest() != document.sha256:
            yield Finding("document_differs", {"reference": reference, "name": document.name})


def _matter(desk: Desk, matter: Matter) -> Iterator[Finding]:
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id).order_by(col(Entry.step))
    entries = list(desk.session.scalars(wanted))
    if not entries:
        yield Finding("matter_without_entry", {"reference": matter.reference})
        return
    yield from _chain(matter, entries)
    yield from _law(desk, matter, entries)
    newest = entries[-1]
    if (matter.step, matter.state) != (newest.step, newest.target):
        fields = {"found": matter.state, "expected": newest.target}
        yield Finding("state_differs", {"reference": matter.reference, **fields})
    yield from _page(desk, matter, entries)
    yield from _promises(desk, matter)


def _chain(matter: Matter, entries: list[Entry]) -> Iterator[Finding]:
    digest = ""
    for number, entry in enumerate(entries, start=1):
        place = {"reference": matter.reference, "step": entry.step}
        if entry.step != number:
            yield Finding("gap_in_entries", place)
            return
        digest = journal.digest(digest, entry.model_dump())
        if digest != entry.digest:
            yield Finding("digest_wrong", place)
            return


def _law(desk: Desk, matter: Matter, entries: list[Entry]) -> Iterator[Finding]:
    chart, source = desk.law.charts[matter.kind], None
    for entry in entries:
        if source is None:
            lawful = entry.event == chart.opening and entry.target == chart.initial
        else:
            rules = chart.table.get((source, entry.event), ())
            lawful = any(r.target == entry.target and entry.by in r.by for r in rules)
        if not lawful or entry.source != source:
            told = {name: getattr(entry, name) for name in ("step", "event", "target", "by")}
            told["source"] = source or "-"
            yield Finding("entry_without_rule", {"reference": matter.reference, **told})
        source = entry.target


def _page(desk: Desk, matter: Matter, entries: list[Entry]) -> Iterator[Finding]:
    page = desk.session.get(PAGES[matter.kind], matter.id)
    if page is None:
        yield Finding("page_missing", {"reference": matter.reference})
        return
    told = journal.rebuilt([entry.model_dump() for entry in entries])
    for name, found in page.model_dump(mode="json").items():
        # What an entry of an older program could not say is as it is on an empty page.
        expected = told.get(name, _empty(page, name))
        if name != "matter_id" and found != expected:
            fields = {"field": name, "found": found, "expected": expected}
            yield Finding("page_differs", {"reference": matter.reference, **fields})


def _empty(page: Any, name: str) -> Any:
    field = type(page).model_fields[name]
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _promises(desk: Desk, matter: Matter) -> Iterator[Finding]:
    """P1: an adopted point has its work. P3: an active duty has one next report with a date."""
    place = {"reference": matter.reference}
    if matter.kind == "point" and matter.state == "adopted":
        work = below(desk, matter, "task") + below(desk, matter, "duty")
        if not work and not page_of(desk, matter).has_subpoints:
            yield Finding("point_without_work", place)
    if matter.kind == "duty" and matter.state == "active":
        page, reports = page_of(desk, matter), below(desk, matter, "report")
        pending = [r for r in reports if r.state in cadence.PENDING]
        owed = cadence.Cadence.of(page).recurs(page.next_due if reports else None)
        if not reports or (owed and reports[-1] not in pending):
            yield Finding("duty_without_report", place)
