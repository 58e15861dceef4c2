"""The secretariat confirms what was read: a motion gets its number, its points and its route."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from papers.draft.comparison import corrections
from states.reach import within
from states.roles import Role
from workflow.acts.stamp import holder, is_plain, printed_day
from workflow.errors import NumberTaken
from workflow.moves.advance import advance
from workflow.moves.entries import open_matter
from workflow.store import number_series
from workflow.store.desk import Desk, below, page_of
from workflow.store.models import Alias, Matter, Motion, Point, Station
from workflow.store.told import PlannedStation, Told

# A printed number of a point; p4 is what the fourth is called that has none.
_NUMBER = re.compile(r"(?!p\d+$)\w{1,8}(?:\.\w{1,8}){0,3}")
_TICKS = {
    "confirmed": "recommend",
    "rejected": "recommend_against",
    "no_recommendation": "give_no_advice",
}


def register(desk: Desk, motion: Matter, draft: dict[str, Any]) -> None:
    """Give *motion* its number, its points and its route, as a person has confirmed them.

    What that person corrected in the draft as it was read stands in the entry.

    Raises:
        NumberTaken: another motion has the printed number.
        NotPermitted: there is no point, or the person may not.
    """
    page = page_of(desk, motion, Motion)
    received = printed_day(desk, draft) or page.received
    number_series.take(desk, "receipt", page.receipt_number)
    number = _number(desk, motion, draft.get("motion_number"), received.year)
    if number != motion.reference:
        desk.session.add(Alias(number=number, matter_id=motion.id))
    _open_points(desk, motion, number, draft)
    values = {
        "number": number,
        "received": received,
        "subject": draft.get("subject") or "",
        "submitters": draft.get("submitters") or [],
        "signatories": draft.get("signatories") or [],
        "cost_proposal": draft.get("cost_proposal"),
        "reasoning": draft.get("reasoning") or "",
        "findings": draft.get("findings") or [],
    }
    corrected = corrections(page.draft or {}, draft)
    advance(desk, motion, "register", Told(page=values, corrected=corrected))
    stations = _stations(desk, draft)
    if stations:
        advance(desk, motion, "set_route", Told(stations=tuple(stations)))
        _ticks(desk, motion, draft)


def _number(desk: Desk, motion: Matter, printed: str | None, year: int) -> str:
    if not printed or not is_plain(printed):
        return number_series.next_number(desk, "motion", year)
    taken = holder(desk.session, printed)
    if taken and taken != motion.reference:
        raise NumberTaken(number=printed, reference=taken)
    number_series.take(desk, "motion", printed)
    return printed


def _open_points(desk: Desk, motion: Matter, number: str, draft: dict[str, Any]) -> None:
    items = draft.get("resolution_items") or []
    owed: dict[int | None, list[dict[str, Any]]] = {}
    for duty in draft.get("obligations") or []:
        owed.setdefault(_index(duty, items), []).append(duty)
    _open_lead_in(desk, motion, number, owed.get(None, []))
    for position, name in enumerate(_names(items), start=1):
        item = items[position - 1]
        page = Point(
            position=position,
            number=item.get("number"),
            wording=item.get("text") or "",
            report_only=bool(item.get("report_only")),
            has_subpoints=bool(item.get("has_subpoints")),
            duties=owed.get(position - 1, []),
        )
        open_matter(desk, "point", f"{number}.{name}", page, parent=motion)


def _names(items: list[dict[str, Any]]) -> Iterator[str]:
    """What each point is called behind its motion's number: as printed, else p and its place.

    A printed number is taken if nothing else can bear it: 2, 2a, 1.1, IV or A.1, the first time
    it is printed, in small letters or capitals.
    """
    used: set[str] = set()
    for position, item in enumerate(items, start=1):
        name = item.get("number") or ""
        taken = _NUMBER.fullmatch(name) and name.casefold() not in used
        used.add(name.casefold())
        yield name if taken else f"p{position}"


def _index(duty: dict[str, Any], items: list[dict[str, Any]]) -> int | None:
    """The place of the duty's point in *items*; None if it is of none of them, but of the lead-in.

    The number counts before the place: a person may have put a point in or taken one out.
    """
    index, number = duty.get("item_index"), duty.get("item")
    same = [n for n, item in enumerate(items) if number and item.get("number") == number]
    if len(same) == 1:
        return same[0]
    return index if index is not None and 0 <= index < len(items) else None


def _open_lead_in(
    desk: Desk, motion: Matter, number: str, duties: list[dict[str, Any]]
) -> None:
    """A lead-in with an order of its own is a point."""
    if duties:
        wording = " ".join(duty.get("evidence", "") for duty in duties)
        page = Point(position=0, wording=wording, report_only=True, duties=duties)
        open_matter(desk, "point", f"{number}.p0", page, parent=motion)


def _stations(desk: Desk, draft: dict[str, Any]) -> list[PlannedStation]:
    """The stations as read: the council's last one decides, the others advise."""
    rows = draft.get("consultations") or []
    council = [n for n, row in enumerate(rows) if _kind(desk, row) == "council"]
    return [
        PlannedStation(
            body=body.name if (body := desk.law.body(row["body"])) else row["body"],
            role="decision" if council and n == council[-1] else _role(desk, row),
            day=_planned_day(row),
            public=row.get("public"),
        )
        for n, row in enumerate(rows)
    ]


def _planned_day(row: dict[str, Any]) -> date | None:
    day = date.fromisoformat(row["date"]) if row.get("date") else None
    return day if day is not None and within(day) else None


def _kind(desk: Desk, row: dict[str, Any]) -> str:
    body = desk.law.body(row["body"])
    return body.kind if body else ""


def _role(desk: Desk, row: dict[str, Any]) -> str:
    return "hearing" if _kind(desk, row) == "locality" else "advice"


def _ticks(desk: Desk, motion: Matter, draft: dict[str, Any]) -> None:
    """A ticked advice is a result without figures; a ticked decision still needs its vote."""
    body, sure = frozenset({Role.COMMITTEE}) & desk.roles, replace(desk, sure=True)
    for station, row in zip(
        below(desk, motion, "station"), draft.get("consultations") or [], strict=False
    ):
        event = _TICKS.get(row.get("outcome") or "")
        page = page_of(desk, station, Station)
        in_time = page.day and page_of(desk, motion, Motion).received <= page.day <= desk.today
        if event and page.role == "advice" and in_time and body:
            advance(sure, station, event, Told(on=page.day), roles=body)
