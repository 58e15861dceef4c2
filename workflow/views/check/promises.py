"""Whether what the register promises is kept: work for every adopted point, reports to come."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlmodel import col

from states.report import OWED
from workflow.moves.settle import unsettled
from workflow.store.desk import Desk, below, page_of
from workflow.store.models import Duty, Entry, Matter, Point
from workflow.store.pages import found_page
from workflow.timing.cadence import Cadence
from workflow.views.check.finding import CheckFinding, Findings


def of_work(desk: Desk, matter: Matter, _entries: list[Entry]) -> Findings:
    """P1: an adopted point has its work. P3: an active duty has one next report with a date."""
    if found_page(desk.session, matter) is None:
        return  # `pages` says so
    place = {"reference": matter.reference}
    if matter.kind == "point" and matter.state == "adopted":
        work = below(desk, matter, "task") + below(desk, matter, "duty")
        if not work and not page_of(desk, matter, Point).has_subpoints:
            yield CheckFinding("point_without_work", place)
    if matter.kind == "duty" and matter.state == "active":
        page, reports = page_of(desk, matter, Duty), below(desk, matter, "report")
        pending = [r for r in reports if r.state in OWED]
        owed = Cadence.of(page).recurs(page.next_due if reports else None)
        if not reports or (owed and reports[-1] not in pending):
            yield CheckFinding("duty_without_report", place)


def of_settling(desk: Desk, root: int) -> Findings:
    """Judged as of the family's newest entry: what time has moved since is the next round's."""
    whole = or_(col(Matter.id) == root, col(Matter.root_id) == root)
    wanted = select(func.max(col(Entry.at))).join(Matter, col(Matter.id) == Entry.matter_id)
    newest = desk.session.scalar(wanted.where(whole))
    if newest is None:
        return
    zone = ZoneInfo(desk.law.timezone)
    then = replace(desk, at=newest, today=newest.astimezone(zone).date())
    for matter, event in unsettled(then, root):
        yield CheckFinding("unsettled", {"reference": matter.reference, "event": event})
