"""What was read from a text, as marks in it; a mark may lie inside another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from papers.draft.draft import Draft, DutyRead, Finding, ReadPaper
from papers.parts.wording import Wordings

FIELDS = (
    *("receipt_number", "motion_number", "received_on", "submitters", "subject"),
    *("cost_proposal", "consultations", "resolution_items", "amendment", "obligations"),
    *("signatories", "reasoning"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of the text from *start* to *end* and the field of the draft it was read as.

    *label* tells marks of one field apart: the number of a point, the place of a change or a duty.
    """

    field: str
    start: int
    end: int
    label: str = ""


def marks(reading: ReadPaper) -> list[list[Mark]]:
    """The marks of each draft of *reading*, in the order of the text, the outer before the inner.

    Where a place is not known the wording is searched; what is not found stays unmarked.
    """
    wordings, start = Wordings(reading.text), 0
    found = []
    for draft in reading.drafts:
        trimmed = (_trimmed(mark, reading.text) for mark in _marks(draft, wordings, start))
        own = sorted((m for m in trimmed if m.end > m.start), key=lambda m: (m.start, -m.end))
        start = max((mark.end for mark in own), default=start)  # the next motion comes after it
        found.append(own)
    return found


def _marks(draft: Draft, wordings: Wordings, start: int) -> Iterator[Mark]:
    yield from (Mark(place.field, place.start, place.end) for place in draft.places)
    placed = {place.field for place in draft.places}
    for field, wording in _worded(draft):
        place = wordings.find(wording, start) if field not in placed else None
        if place:
            yield Mark(field, *place)
    yield from _points(draft, wordings, start)


def _trimmed(mark: Mark, text: str) -> Mark:
    """*mark* without the spaces and line ends at its edges: they are not what was read."""
    piece = text[mark.start : mark.end]
    start = mark.start + len(piece) - len(piece.lstrip())
    return replace(mark, start=start, end=mark.start + len(piece.rstrip()))


def _worded(draft: Draft) -> Iterator[tuple[str, str]]:
    """Each field that can be searched by its words, with them; a day alone cannot."""
    for field in ("receipt_number", "motion_number", "subject", "cost_proposal", "reasoning"):
        yield field, getattr(draft, field) or ""
    for field in ("submitters", "signatories"):
        for name in getattr(draft, field):
            yield field, name
    for row in draft.consultations:
        if row.date:
            year, month, day = row.date.split("-")
            yield "consultations", f"{row.body} {day}.{month}.{year}"


def _points(draft: Draft, wordings: Wordings, start: int) -> Iterator[Mark]:
    """Points one after the other, and each change and each duty inside its point."""
    spans: list[tuple[int, int] | None] = []
    for point in draft.resolution_items:
        span = _span(point.start, point.end) or wordings.find(point.text, start)
        spans.append(span)
        if span:
            start = span[1]
            yield Mark("resolution_items", *span, point.number or "")
    yield from _changes(draft)
    for number, duty in enumerate(draft.obligations, start=1):
        span = _span(duty.start, duty.end) or _evidence(duty, spans, wordings)
        if span:
            yield Mark("obligations", *span, str(number))


def _changes(draft: Draft) -> Iterator[Mark]:
    """What an amendment wants, each inside the point that says so."""
    for number, change in enumerate(draft.amendment.changes if draft.amendment else (), start=1):
        yield Mark("amendment", change.start, change.end, str(number))


def _span(start: int | None, end: int | None) -> tuple[int, int] | None:
    return (start, end) if start is not None and end is not None else None


def _evidence(
    duty: DutyRead, points: list[tuple[int, int] | None], wordings: Wordings
) -> tuple[int, int] | None:
    index = duty.item_index
    point = points[index] if index is not None and index < len(points) else None
    return wordings.find(duty.evidence, *(point or (0, None)))


def placed(draft: Draft, own: list[Mark]) -> list[tuple[int | None, Finding]]:
    """Each finding with the end of its words, its point or its field in the text, if it has one."""
    ends: dict[tuple[str, str], int] = {}
    for mark in own:
        ends.setdefault((mark.field, mark.label), mark.end - 1)
        ends.setdefault((mark.field, ""), mark.end - 1)
    said = {duty.evidence: ("obligations", str(n)) for n, duty in enumerate(draft.obligations, 1)}
    changes = draft.amendment.changes if draft.amendment else ()
    said |= {change.evidence: ("amendment", str(n)) for n, change in enumerate(changes, 1)}
    found: list[tuple[int | None, Finding]] = []
    for finding in draft.findings:
        quoted = finding.fields.get("evidence") or finding.fields.get("words")
        point, field = ("resolution_items", finding.place), (finding.place, "")
        keys = [said.get(quoted or ""), point if finding.place else None, field]
        found.append((next((ends[key] for key in keys if key in ends), None), finding))
    return found
