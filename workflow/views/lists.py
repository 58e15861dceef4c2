"""Lists of what is in the register: the matters of a kind, filtered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from sqlalchemy import select
from sqlmodel import Session, col

from states.law import CHARTS, Law
from workflow.store.models import PAGES, Matter, Station
from workflow.store.pages import any_page
from workflow.views.shapes.listed import AnyRow, MeetingRow, MotionRow
from workflow.views.show import card_of, papers_of


@dataclass(frozen=True, slots=True)
class Filters:
    """Which matters are wanted: those that pass each filter that is set.

    *due_within* counts days; with *over* also those that are at their end.
    """

    state: str = ""
    body: str = ""
    department: str = ""
    submitter: str = ""
    late: bool = False
    over: bool = False
    unconfirmed: bool = False
    due_within: int | None = None


def listed(session: Session, law: Law, kind: str, today: date, filters: Filters) -> list[AnyRow]:
    """The matters of *kind* that pass, oldest first, each as its card."""
    page = PAGES[kind]
    wanted = select(Matter, page).outerjoin(page, col(page.matter_id) == Matter.id)
    wanted = wanted.where(col(Matter.kind) == kind).order_by(col(Matter.id))
    if filters.state:
        wanted = wanted.where(col(Matter.state) == filters.state)
    elif not filters.over:
        wanted = wanted.where(col(Matter.state).not_in(law.charts[kind].over))
    found = []
    for matter, its in session.execute(wanted):
        card = card_of(matter, its or any_page(session, matter))
        row = cast("AnyRow", {**card, "id": matter.id, "late_days": late_days(card, today)})
        if _passes(session, law, row, today, filters):
            found.append(row)
    for row in found if filters.unconfirmed and kind == "motion" else []:
        cast("MotionRow", row)["papers"] = papers_of(session, row["id"])
    return found


def meetings(session: Session, law: Law, today: date) -> list[MeetingRow]:
    """Every meeting, earliest first."""
    rows = cast("list[MeetingRow]", listed(session, law, "meeting", today, Filters(over=True)))
    return sorted(rows, key=lambda row: row["day"])


def late_days(row: Mapping[str, object], today: date) -> int:
    """How many days a due thing is late today, or was when it came; computed, never stored."""
    due, came = row.get("due"), row.get("submitted_on")
    if not due:
        return 0
    end = date.fromisoformat(str(came)) if came else today
    over = row["state"] in CHARTS[str(row["kind"])].over and not came
    return 0 if over else max(0, (end - date.fromisoformat(str(due))).days)


def _passes(session: Session, law: Law, row: AnyRow, today: date, filters: Filters) -> bool:
    within, due = filters.due_within, str(row.get("due") or "")
    horizon = (today + timedelta(days=within)).isoformat() if within is not None else ""
    body = law.body(filters.body) if filters.body else None
    named = body.name if body else filters.body
    return all(
        (
            not named or named in _bodies(session, row),
            not filters.department or row.get("department") == filters.department,
            not filters.submitter or _submitted_by(row, filters.submitter),
            not filters.late or row["late_days"] > 0,
            not horizon or bool(due and due <= horizon),
            not filters.unconfirmed or row["state"] == "received",
        )
    )


def _submitted_by(row: AnyRow, wanted: str) -> bool:
    names = cast("MotionRow", row)["submitters"] if row["kind"] == "motion" else []
    return any(wanted.casefold() in name.casefold() for name in names)


def _bodies(session: Session, row: AnyRow) -> set[str]:
    """The bodies a row has to do with: its own, and of a motion those of its route."""
    own = {str(row.get(name)) for name in ("body", "recipient") if row.get(name)}
    if row["kind"] != "motion":
        return own
    route = select(col(Station.body)).join(Matter, col(Matter.id) == Station.matter_id)
    return own | set(session.scalars(route.where(col(Matter.parent_id) == row["id"])))
