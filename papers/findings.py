"""What a person should look at in a draft, before it becomes a motion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papers.draft.draft import Draft, Finding, PointRead
from papers.duties.days import impossible, periods
from papers.duties.duty import ASK_BELOW
from papers.duties.naming import bodies_in

_CONTINUING = re.compile(
    r"\b(?:konsequent|prioritär|dauerhaft|verstärkt|weiterhin|stetig|kontinuierlich|fortlaufend"
    r"|nachhaltig|vorrangig|höchster\s+Priorität|zunehmend|fortzuführen|fortgeführt)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:bis\s+(?:zum|spätestens|Ende|Mitte)|spätestens|innerhalb|binnen)\b")


def findings(draft: Draft) -> Iterator[Finding]:
    """Everything worth a look in what was read, in the order of the form."""
    yield from _missing(draft)
    yield from _stations(draft)
    yield from of_points(draft)
    yield from _outside_route(draft)


def of_points(draft: Draft) -> Iterator[Finding]:
    """What is worth a look in the points and their duties, read or typed."""
    yield from _duties(draft)
    owed = {duty.item for duty in draft.obligations}
    for point in draft.resolution_items:
        yield from _point(point, owed=point.number in owed)


def _missing(draft: Draft) -> Iterator[Finding]:
    absent = (
        (draft.motion_number, "no_number", "motion_number"),
        (draft.submitters, "no_submitters", "submitters"),
        (draft.subject, "no_subject", "subject"),
        (draft.received_on, "no_receipt", "received_on"),
        (draft.cost_proposal, "cost_proposal_empty", "cost_proposal"),
        (draft.consultations, "no_stations", "consultations"),
        (draft.resolution_items, "no_resolution", "resolution_items"),
    )
    for value, code, place in absent:
        if not value:
            yield Finding(code, {}, place)


def _stations(draft: Draft) -> Iterator[Finding]:
    for row in draft.consultations:
        if row.date and draft.received_on and row.date < draft.received_on:
            fields = {"body": row.body, "day": row.date}
            yield Finding("meeting_before_receipt", fields, "consultations")


def _duties(draft: Draft) -> Iterator[Finding]:
    last = max((row.date for row in draft.consultations if row.date), default="")
    for duty in draft.obligations:
        if duty.recurrence == "irregular":
            yield Finding("interval_missing", {"evidence": duty.evidence}, duty.item)
        if duty.certainty < ASK_BELOW:
            yield Finding("duty_uncertain", {"evidence": duty.evidence}, duty.item)
        if duty.recipient is None:
            yield Finding("addressee_missing", {"evidence": duty.evidence}, duty.item)
        if duty.first_due and last and duty.first_due < last:
            yield Finding("past_deadline", {"day": duty.first_due}, duty.item)


def _point(point: PointRead, *, owed: bool) -> Iterator[Finding]:
    yield from impossible(periods(point.text), point.number)
    if _CONTINUING.search(point.text) and not owed and not _DEADLINE.search(point.text):
        yield Finding("end_missing", {}, point.number)


def _outside_route(draft: Draft) -> Iterator[Finding]:
    """A committee that the resolution names and the route does not."""
    route = {_key(row.body) for row in draft.consultations}
    seen: set[str] = set()
    for point in draft.resolution_items:
        for body in bodies_in(point.text):
            key = _key(body)
            committee = "ausschuss" in key
            if committee and key not in seen and not any(key in r or r in key for r in route):
                seen.add(key)
                yield Finding("committee_outside_route", {"body": body}, point.number)


# The ending of an adjective before its committee: Technischer Ausschuss, im Technischen Ausschuss.
_ENDING = re.compile(r"(?<=\w{3})e[nrms]?(?=\s+(?:\w+\s+)*\w*ausschuss)")


def _key(body: str) -> str:
    text = re.sub(r"ausschusse?s?\b", "ausschuss", body.casefold())
    return re.sub(r"[^a-zäöüß]", "", _ENDING.sub("", text))


