"""What a person should look at in a draft, before it becomes a motion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.intake.dates import impossible, periods
from workflow.intake.draft import DutyRead, Finding, PointRead
from workflow.intake.recipients import recipients
from workflow.intake.sections import Parts

_CONTINUING = re.compile(
    r"\b(?:konsequent|prioritär|dauerhaft|verstärkt|weiterhin|stetig|kontinuierlich|fortlaufend"
    r"|nachhaltig|vorrangig|höchster\s+Priorität|zunehmend|fortzuführen|fortgeführt)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:bis\s+(?:zum|spätestens|Ende|Mitte)|spätestens|innerhalb|binnen)\b")
_NAMED = re.compile(
    r"\b((?:[A-ZÄÖÜ][\w-]*-\s(?:und|,)\s)*[A-ZÄÖÜ]\w*ausschuss\b"
    r"|Ausschuss\sfür\s[A-ZÄÖÜ][\w-]*(?:(?:,\s|\sund\s)[A-ZÄÖÜ][\w-]*)*)"
)


def findings(
    parts: Parts, points: tuple[PointRead, ...], duties: tuple[DutyRead, ...]
) -> Iterator[Finding]:
    """Everything worth a look, in the order of the form."""
    yield from parts.findings
    yield from _missing(parts, points)
    yield from _stations(parts)
    yield from _duties(parts, duties)
    for point in points:
        yield from _point(point, duties)
    yield from _outside_route(parts, points)


def _missing(parts: Parts, points: tuple[PointRead, ...]) -> Iterator[Finding]:
    absent = (
        (parts.motion_number, "no_number", "motion_number"),
        (parts.received_on, "no_receipt", "received_on"),
        (parts.cost_proposal, "cost_proposal_empty", "cost_proposal"),
        (parts.stations, "no_stations", "consultations"),
        (points, "no_resolution", "resolution_items"),
    )
    for value, code, place in absent:
        if not value:
            yield Finding(code, {}, place)


def _stations(parts: Parts) -> Iterator[Finding]:
    for row in parts.stations:
        if row.date and parts.received_on and row.date < parts.received_on:
            fields = {"body": row.body, "day": row.date}
            yield Finding("meeting_before_receipt", fields, "consultations")


def _duties(parts: Parts, duties: tuple[DutyRead, ...]) -> Iterator[Finding]:
    last = max((row.date for row in parts.stations if row.date), default="")
    for duty in duties:
        if duty.recurrence == "irregular":
            yield Finding("interval_missing", {"evidence": duty.evidence}, duty.item)
        if duty.recipient is None:
            yield Finding("addressee_missing", {"evidence": duty.evidence}, duty.item)
        if duty.first_due and last and duty.first_due < last:
            yield Finding("past_deadline", {"day": duty.first_due}, duty.item)


def _point(point: PointRead, duties: tuple[DutyRead, ...]) -> Iterator[Finding]:
    yield from impossible(periods(point.text), point.number)
    own = [duty for duty in duties if duty.item == point.number]
    if _CONTINUING.search(point.text) and not own and not _DEADLINE.search(point.text):
        yield Finding("end_missing", {}, point.number)


def _outside_route(parts: Parts, points: tuple[PointRead, ...]) -> Iterator[Finding]:
    """A committee that the resolution names and the route does not."""
    route = {_key(row.body) for row in parts.stations}
    seen: set[str] = set()
    for point in points:
        named = [*_NAMED.findall(point.text), *recipients(point.text)]
        for body in named:
            key = _key(body)
            committee = "ausschuss" in key
            if committee and key not in seen and not any(key in r or r in key for r in route):
                seen.add(key)
                yield Finding("committee_outside_route", {"body": body}, point.number)


def _key(body: str) -> str:
    text = re.sub(r"ausschusses\b", "ausschuss", body.casefold())
    return re.sub(r"[^a-zäöüß]", "", text)


