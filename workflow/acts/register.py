"""The secretariat confirms what was read: a motion gets its number, its points and its route."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from papers.draft.comparison import corrections
from papers.draft.draft import Draft, DutyRead, PointRead, StationRead
from states.reach import within
from states.roles import Role
from workflow.acts.stamp import is_plain, printed_day
from workflow.errors import NumberTaken
from workflow.moves.advance import advance
from workflow.moves.entries import open_matter
from workflow.store import number_series
from workflow.store.desk import Desk, below, page_of
from workflow.store.models import Alias, Matter, Motion, Point, Station
from workflow.store.numbers import holder
from workflow.store.told import PlannedStation, Told

# A printed number of a point; p4 is what the fourth is called that has none.
_NUMBER = re.compile(r"(?!p\d+$)\w{1,8}(?:\.\w{1,8}){0,3}")
_TICKS = {
    "confirmed": "recommend",
    "rejected": "recommend_against",
    "no_recommendation": "give_no_advice",
}


def register(desk: Desk, motion: Matter, draft: Draft) -> None:
    """Give *motion* its number, its points and its route, as a person has confirmed them.

    What that person corrected in the draft as it was read stands in the entry.

    Raises:
        NumberTaken: another motion has the printed number.
        NotPermitted: there is no point, or the person may not.
    """
    page = page_of(desk, motion, Motion)
    received = printed_day(desk, draft) or page.received
    number_series.take(desk, "receipt", page.receipt_number)
    number = _number(desk, motion, draft.motion_number, received.year)
    if number != motion.reference:
        desk.session.add(Alias(number=number, matter_id=motion.id))
    _open_points(desk, motion, number, draft)
    values = {
        "number": number,
        "received": received,
        "subject": draft.subject or "",
        "submitters": [*draft.submitters],
        "signatories": [*draft.signatories],
        "cost_proposal": draft.cost_proposal,
        "reasoning": draft.reasoning or "",
        "findings": [finding.to_json() for finding in draft.findings],
    }
    read = Draft.from_json(page.draft or {})
    corrected = corrections(read.to_json(), draft.to_json())
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


def _open_points(desk: Desk, motion: Matter, number: str, draft: Draft) -> None:
    items = draft.resolution_items
    owed: dict[int | None, list[DutyRead]] = {}
    for duty in draft.obligations:
        owed.setdefault(_index(duty, items), []).append(duty)
    _open_lead_in(desk, motion, number, owed.get(None, []))
    for position, name in enumerate(_names(items), start=1):
        item = items[position - 1]
        page = Point(
            position=position,
            number=item.number,
            wording=item.text,
            report_only=item.report_only,
            has_subpoints=item.has_subpoints,
            duties=[duty.to_json() for duty in owed.get(position - 1, [])],
        )
        open_matter(desk, "point", f"{number}.{name}", page, parent=motion)


def _names(items: Sequence[PointRead]) -> Iterator[str]:
    """What each point is called behind its motion's number: as printed, else p and its place.

    A printed number is taken if nothing else can bear it: 2, 2a, 1.1, IV or A.1, the first time
    it is printed, in small letters or capitals.
    """
    used: set[str] = set()
    for position, item in enumerate(items, start=1):
        name = item.number or ""
        taken = _NUMBER.fullmatch(name) and name.casefold() not in used
        used.add(name.casefold())
        yield name if taken else f"p{position}"


def _index(duty: DutyRead, items: Sequence[PointRead]) -> int | None:
    """The place of the duty's point in *items*; None if it is of none of them, but of the lead-in.

    The number counts before the place: a person may have put a point in or taken one out.
    """
    index, number = duty.item_index, duty.item
    same = [n for n, item in enumerate(items) if number and item.number == number]
    if len(same) == 1:
        return same[0]
    return index if index is not None and 0 <= index < len(items) else None


def _open_lead_in(
    desk: Desk, motion: Matter, number: str, duties: list[DutyRead]
) -> None:
    """A lead-in with an order of its own is a point."""
    if duties:
        wording = " ".join(duty.evidence for duty in duties)
        rows = [duty.to_json() for duty in duties]
        page = Point(position=0, wording=wording, report_only=True, duties=rows)
        open_matter(desk, "point", f"{number}.p0", page, parent=motion)


def _stations(desk: Desk, draft: Draft) -> list[PlannedStation]:
    """The stations as read: the council's last one decides, the others advise."""
    rows = draft.consultations
    council = [n for n, row in enumerate(rows) if _kind(desk, row) == "council"]
    return [
        PlannedStation(
            body=body.name if (body := desk.law.body(row.body)) else row.body,
            role="decision" if council and n == council[-1] else _role(desk, row),
            day=_planned_day(row),
            public=row.public,
        )
        for n, row in enumerate(rows)
    ]


def _planned_day(row: StationRead) -> date | None:
    day = date.fromisoformat(row.date) if row.date else None
    return day if day is not None and within(day) else None


def _kind(desk: Desk, row: StationRead) -> str:
    body = desk.law.body(row.body)
    return body.kind if body else ""


def _role(desk: Desk, row: StationRead) -> str:
    return "hearing" if _kind(desk, row) == "locality" else "advice"


def _ticks(desk: Desk, motion: Matter, draft: Draft) -> None:
    """A ticked advice is a result without figures; a ticked decision still needs its vote."""
    body, sure = frozenset({Role.COMMITTEE}) & desk.roles, replace(desk, sure=True)
    for station, row in zip(
        below(desk, motion, "station"), draft.consultations, strict=False
    ):
        event = _TICKS.get(row.outcome or "")
        page = page_of(desk, station, Station)
        in_time = page.day and page_of(desk, motion, Motion).received <= page.day <= desk.today
        if event and page.role == "advice" and in_time and body:
            advance(sure, station, event, Told(on=page.day), roles=body)
