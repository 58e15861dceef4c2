"""Reads a paper: finds its form, its parts, points and duties, and says what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from papers.amendments import amendment
from papers.amendments.drafts import amending, instructed
from papers.draft.draft import Draft, DutyRead, FieldPlace, Finding, PointRead, ReadPaper, unread
from papers.duties.duty import PlaceOfDuty, duties
from papers.fields.numbers import motion_number
from papers.fields.route import route
from papers.fields.signatures import Signatures, signatures
from papers.fields.stamp import stamp
from papers.fields.subject import Subject, subject
from papers.fields.submitters import BRACKETED, Submitters, submitters
from papers.findings import findings, of_points
from papers.formats import Sheet, sheets
from papers.formats.apart import APART
from papers.formats.limits import LIMITS
from papers.formats.patience import within
from papers.forms import Form, recognised
from papers.parts import points
from papers.parts.places import folded, wording
from papers.parts.sections import Labelled, Sections, divide, labelled
from papers.second_motion import apart
from papers.wire import made
from states.errors import RatswegError

# A point is nothing but its duty if the words of the duty are nearly all of it.
_CARRIED = 0.8
_LIMIT = 200_000  # characters of a resolution that are searched for duties
_LABEL_AGAIN = re.compile(r"^(?:Begründung|Sachverhalt)\s*:\s*")  # "Sachdarstellung: Begründung: …"
_COST_ASIDE = re.compile(r"\(?Produktuntergruppe\)?:?")


def readings(content: bytes, name: str) -> list[ReadPaper]:
    """Read a file into the texts of its papers, with a draft for each motion in them.

    An e-mail gives a reading for each paper attached to it; *name* is the name of the file. It is read in
    a process of its own, a paper in 20 seconds, an e-mail in 60.

    Raises:
        RatswegError: it cannot be read; one of the classes in `papers.errors`.
    """
    with within(LIMITS.seconds_a_mail):
        found = sheets(content, name)
        if len(found) == 1:
            return [_apart(found[0])]
        return [_one_of_many(sheet) for sheet in found]


def _apart(sheet: Sheet) -> ReadPaper:
    """The drafts in a sheet, made within what opening it left of a paper's seconds."""
    noticed = [asdict(finding) for finding in sheet.findings]
    try:
        with within(LIMITS.seconds - sheet.took):
            drafts, _ = APART.call("papers.reader:drafts", sheet.text.encode(), noticed=noticed)
    except RatswegError as error:
        error.fields.setdefault("name", sheet.name)
        raise
    return ReadPaper(sheet.name, sheet.text, made(tuple[Draft, ...], drafts))


def _one_of_many(sheet: Sheet) -> ReadPaper:
    """What cannot be read of an e-mail costs no other paper in it."""
    try:
        return _apart(sheet)
    except RatswegError as error:
        return ReadPaper(sheet.name, sheet.text, (unread(error),))


def drafts(content: bytes, noticed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The drafts in a text as JSON values, made in the process that reads; *noticed* are findings so far."""
    sheet = Sheet("", content.decode(), made(tuple[Finding, ...], noticed))
    return [asdict(draft) for draft in reading_of(sheet).drafts]


def read_paper(content: bytes, name: str) -> list[Draft]:
    """The drafts in a file, one for each motion.

    Raises:
        RatswegError: it cannot be read; one of the classes in `papers.errors`.
    """
    return [draft for reading in readings(content, name) for draft in reading.drafts]


def read_points(texts: list[str]) -> Draft:
    """A draft with these points and the duties in them, for what was typed and not on paper."""
    typed = tuple(PointRead(str(n), folded(text)) for n, text in enumerate(texts, start=1))
    owed = tuple(d for n, point in enumerate(typed) for d in duties(point.text, PlaceOfDuty(point.number, n)))
    items = _carried(typed, owed)
    draft = Draft(resolution_items=items, obligations=owed)
    return replace(draft, findings=tuple(of_points(draft)))


def reading_of(sheet: Sheet) -> ReadPaper:
    """Read the text of one paper, here and now, however long that takes."""
    form, signs = recognised(sheet.text)
    whole = labelled(sheet.text, form.labels)
    drafts = [_draft(whole, place, form, signs, sheet.findings) for place in apart(whole)]
    if len(drafts) > 1:
        drafts = [replace(draft, findings=(*draft.findings, Finding("second_motion"))) for draft in drafts]
    return ReadPaper(sheet.name, sheet.text, tuple(drafts))


def _draft(
    whole: Labelled, place: tuple[int, int], form: Form, signs: tuple[str, ...], noticed: tuple[Finding, ...]
) -> Draft:
    paper = divide(whole, *place)
    changing, unclear = amendment(whole.text, *place) or (None, ())
    if not signs and not changing and not _is_motion(paper):
        unknown = [Finding(code) for code in ("no_form", "no_number", "no_resolution")]
        return Draft(findings=(*noticed, *unknown))
    who = submitters(paper)
    signed, what = signatures(paper, who.names), _without_brackets(subject(paper), who)
    resolution = _resolution(paper, signed, what)
    resolution = instructed(whole.text, resolution, changing) if changing else resolution
    owed = tuple(_all_duties(whole.text, resolution))
    items = _carried(resolution.points, owed)
    draft, own = _fields(paper, form, who, what, signed)
    signs = signs or _labels(paper)
    draft = replace(draft, form=form.label, form_signs=signs, resolution_items=items, obligations=owed)
    draft = amending(draft, changing) if changing else draft
    outside = tuple(_left_out(whole.text, place) for place in resolution.left_out)
    return replace(draft, findings=(*noticed, *own, *findings(draft), *outside, *unclear))


def _without_brackets(what: Subject, who: Submitters) -> Subject:
    """The subject without the submitters, where these were found in brackets behind it."""
    if what.text is None or not what.start < who.start < what.end:
        return what
    return replace(what, text=BRACKETED.sub("", what.text), end=who.start)


def _labels(paper: Sections) -> tuple[str, ...]:
    """The words by which a paper without the signs of a form is known to be a motion."""
    parts = [part for part in paper.parts if part.kind not in ("other", "letterhead")]
    lines = (paper.text[part.label : part.label + 60].split("\n")[0] for part in parts)
    labels = (re.split(r":|\t|\s{2,}", line)[0].strip(" *_") for line in lines)
    return tuple(dict.fromkeys(label for label in labels if label))


def _left_out(text: str, place: tuple[int, int]) -> Finding:
    """Prose after the last point that was taken for no part of the resolution."""
    words = folded(text[slice(*place)])
    return Finding("text_left_out", {"words": f"{words[:80]}…" if len(words) > 80 else words}, "resolution_items")


def _is_motion(paper: Sections) -> bool:
    """Without the signs of a form, a resolution or two labels make a motion."""
    kinds = {part.kind for part in paper.parts} - {"other", "letterhead"}
    return "resolution" in kinds or len(kinds) > 1


def _fields(
    paper: Sections, form: Form, who: Submitters, what: Subject, signed: Signatures
) -> tuple[Draft, tuple[Finding, ...]]:
    """The fields of the head, the reasoning and the signatures, and what was noticed in them."""
    number = motion_number(paper, re.compile(form.number) if form.number else None)
    received = stamp(paper, number.text if number else None)
    way = route(paper)
    cost, cost_place = _cost(paper)
    reasoning, reasoning_place = _reasoning(paper, signed)
    places = [
        ("motion_number", number.start, number.end) if number else None,
        *received.places,
        ("submitters", who.start, who.end) if who.names else None,
        ("subject", what.start, what.end) if what.text else None,
        ("cost_proposal", *cost_place) if cost else None,
        ("consultations", way.start, way.end) if way.stations else None,
        ("reasoning", *reasoning_place) if reasoning else None,
        *(("signatories", *place) for place in signed.places if signed.names),
    ]
    bad = (Finding("impossible_date", {"raw": received.bad}, "received_on"),) if received.bad else ()
    draft = Draft(
        receipt_number=received.number,
        motion_number=number.text if number else None,
        received_on=received.day,
        submitters=who.names,
        subject=what.text,
        cost_proposal=cost,
        consultations=way.stations,
        signatories=signed.names,
        reasoning=reasoning,
        places=tuple(FieldPlace(*place) for place in places if place),
    )
    return draft, (*bad, *way.findings)


def _cost(paper: Sections) -> tuple[str | None, tuple[int, int]]:
    """The first paragraph after the label of the cost."""
    part = paper.first("cost")
    if part is None:
        return None, (0, 0)
    body = paper.text[part.start : part.end]
    lead = len(body) - len(body.lstrip())
    stop = body.find("\n\n", lead)
    end = part.start + (stop if stop >= 0 else len(body))
    words = _COST_ASIDE.sub(" ", wording(paper.text, part.start, end).text).strip(" \t;:*_|")
    return folded(words) or None, (part.start + lead, end)


def _reasoning(paper: Sections, signed: Signatures) -> tuple[str | None, tuple[int, int]]:
    part = paper.first("reasoning") or paper.first("urgency")
    if part is None:
        return None, (0, 0)
    end = signed.before(part.start, part.end)
    words = folded(paper.text[part.start : end]).strip("*_ ")
    return _LABEL_AGAIN.sub("", words) or None, (part.start, end)


def _resolution(paper: Sections, signed: Signatures, what: Subject) -> points.Resolution:
    part = paper.first("resolution")
    if part is None:
        return points.Resolution((0, 0), ())
    start = max(part.start, what.end) if what.end < part.end else part.start  # its heading is no point
    return points.split(paper.text, start, signed.before(part.start, part.end))


def _all_duties(text: str, resolution: points.Resolution) -> Iterator[DutyRead]:
    start, end = resolution.lead_in
    if resolution.points and start < end:
        yield from _duties(text, start, end, PlaceOfDuty(None, None))
    for index, point in enumerate(resolution.points):
        if point.start is not None and point.end is not None:
            yield from _duties(text, point.start, point.end, PlaceOfDuty(point.number, index))
        else:  # new words of an amendment that stand beside the old ones
            for duty in duties(point.text, PlaceOfDuty(point.number, index)):
                yield replace(duty, start=None, end=None)


def _duties(text: str, start: int, end: int, place: PlaceOfDuty) -> Iterator[DutyRead]:
    """The duties in a place of the text, each with the place of its evidence."""
    said = wording(text, start, min(end, start + _LIMIT))
    for duty in duties(said.text, place):
        if duty.start is None or duty.end is None:
            yield duty
        else:
            first, last = said.place(duty.start, duty.end)
            yield replace(duty, start=first, end=last)


def _carried(points: tuple[PointRead, ...], owed: tuple[DutyRead, ...]) -> tuple[PointRead, ...]:
    """The points, those marked that are nothing but their duties."""
    said: dict[int | None, list[str]] = {}
    for duty in owed:
        said.setdefault(duty.item_index, []).append(duty.evidence)
    return tuple(
        replace(point, report_only=True) if _is_carried(point, said.get(n, [])) else point
        for n, point in enumerate(points)
    )


def _is_carried(point: PointRead, evidence: list[str]) -> bool:
    return bool(evidence) and len(folded(" ".join(evidence))) >= _CARRIED * len(point.text)
