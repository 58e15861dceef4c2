"""The secretariat's desk: a paper is stored and stamped, later confirmed and registered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlmodel import Session, col

from papers.draft.comparison import corrections
from states.reach import within
from states.roles import Role
from workflow.errors import AlreadyRegistered, NumberTaken
from workflow.moves.advance import advance
from workflow.moves.entries import open_matter
from workflow.store import number_series
from workflow.store.desk import Desk, below, page_of
from workflow.store.given import Given
from workflow.store.models import Alias, Document, Matter, Motion, Point

# A printed number of a point; p4 is what the fourth is called that has none.
_NUMBER = re.compile(r"(?!p\d+$)\w{1,8}(?:\.\w{1,8}){0,3}")
_TICKS = {
    "confirmed": "recommend",
    "rejected": "recommend_against",
    "no_recommendation": "give_no_advice",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it came: its file name and its bytes."""

    name: str
    content: bytes

    @classmethod
    def named(cls, name: str, content: bytes) -> Paper:
        """A paper under a name that can be stored and shown, and leads nowhere."""
        return cls("".join(c if c.isprintable() and c not in "/\\" else "_" for c in name), content)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()


def receive(
    desk: Desk,
    draft: dict[str, Any],
    paper: Paper | None,
    *,
    received: date | None = None,
    annexes: Sequence[Paper] = (),
) -> Matter:
    """Store *paper*, with what came with it, and stamp its receipt; nothing has been asked yet.

    *draft* is what was read from it, in the schema of `Draft.to_json`; it stays
    unconfirmed on the motion's page. A printed receipt number is taken if it is free.
    *received* is the day it came, default today; a printed one counts more.
    """
    printed = draft.get("receipt_number")
    received = _printed_day(desk, draft) or min(received or desk.today, desk.today)
    if printed and _plain(printed) and not holder(desk.session, printed):
        number = str(printed)  # read, not confirmed: it raises no series yet
    else:
        number = number_series.next_number(desk, "receipt", received.year)
    page = Motion(
        receipt_number=number,
        received=received,
        subject=draft.get("subject") or "",
        submitters=draft.get("submitters") or [],
        draft=draft,
        findings=draft.get("findings") or [],
    )
    papers = [*([paper] if paper else []), *annexes]
    told = Given(on=received, papers=tuple(one.sha256 for one in papers))
    motion = open_matter(desk, "motion", number, page, given=told, public=_public(draft))
    desk.session.add(Alias(number=number, matter_id=motion.id))
    for one in papers:
        _keep(desk, motion, one)
    return motion


def _plain(number: str) -> bool:
    """Whether a printed number can be a reference: shells break words at @ and :."""
    return re.fullmatch(r"[\w./-]{1,60}", number) is not None


def _printed_day(desk: Desk, draft: dict[str, Any]) -> date | None:
    """The day of receipt as read; None if that is still to come or out of reach: misread."""
    read = draft.get("received_on")
    day = date.fromisoformat(read) if read else None
    return day if day is not None and within(day) and day <= desk.today else None


def _public(draft: dict[str, Any]) -> bool:
    """A motion is non-public if every station that says so says non-public."""
    said = [row.get("public") for row in draft.get("consultations") or []]
    return not said or any(value is not False for value in said)


def _keep(desk: Desk, motion: Matter, paper: Paper) -> None:
    """Store *paper* with its motion, as it came."""
    desk.session.add(
        Document(
            matter_id=motion.id,
            name=paper.name,
            sha256=paper.sha256,
            content=paper.content,
            stored=desk.at,
        )
    )


def refuse_twice(session: Session, paper: Paper) -> None:
    """Raises AlreadyRegistered if the same bytes were stored as a motion's paper before.

    Of two who bring the same bytes at once the second waits for the first.
    """
    if session.get_bind().dialect.name == "postgresql":
        turn = text("SELECT pg_advisory_xact_lock(:key)")  # until the transaction ends
        session.execute(turn, {"key": int(paper.sha256[:15], 16)})
    wanted = (
        select(col(Matter.reference))
        .join(Document, col(Document.matter_id) == Matter.id)
        .where(col(Document.sha256) == paper.sha256, col(Matter.kind) == "motion")
        .order_by(col(Matter.id))
    )
    known = session.scalars(wanted).first()
    if known is not None:
        raise AlreadyRegistered(name=paper.name, reference=known)


def holder(session: Session, number: str) -> str | None:
    """The reference of the matter that has *number*, or None."""
    wanted = (
        select(col(Matter.reference))
        .join(Alias, col(Alias.matter_id) == Matter.id)
        .where(col(Alias.number) == number)
    )
    found = session.scalars(wanted).first()
    return found or session.scalars(
        select(col(Matter.reference)).where(col(Matter.reference) == number)
    ).first()


def register(desk: Desk, motion: Matter, draft: dict[str, Any]) -> None:
    """Give *motion* its number, its points and its route, as a person has confirmed them.

    What that person corrected in the draft as it was read stands in the entry.

    Raises:
        NumberTaken: another motion has the printed number.
        NotPermitted: there is no point, or the person may not.
    """
    page = page_of(desk, motion)
    received = _printed_day(desk, draft) or page.received
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
    advance(desk, motion, "register", Given(page=values, corrected=corrected))
    stations = _stations(desk, draft)
    if stations:
        advance(desk, motion, "set_route", Given(stations=tuple(stations)))
        _ticks(desk, motion, draft)


def _number(desk: Desk, motion: Matter, printed: str | None, year: int) -> str:
    if not printed or not _plain(printed):
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


def _stations(desk: Desk, draft: dict[str, Any]) -> list[dict[str, Any]]:
    """Pages of the stations as read: the council's last one decides, the others advise."""
    rows = draft.get("consultations") or []
    council = [n for n, row in enumerate(rows) if _kind(desk, row) == "council"]
    return [
        {
            "body": body.name if (body := desk.law.body(row["body"])) else row["body"],
            "role": "decision" if council and n == council[-1] else _role(desk, row),
            "day": _planned_day(row),
            "public": row.get("public"),
        }
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
        page = page_of(desk, station)
        in_time = page.day and page_of(desk, motion).received <= page.day <= desk.today
        if event and page.role == "advice" and in_time and body:
            advance(sure, station, event, Given(on=page.day), roles=body)
