"""Reads a paper: finds its form, its parts, points and duties, and says what is missing."""

from __future__ import annotations

import re
from dataclasses import replace

from workflow.intake import points
from workflow.intake.draft import Draft, DutyRead, Finding, PointRead
from workflow.intake.duties import Place, duties
from workflow.intake.findings import findings
from workflow.intake.forms import FORMS
from workflow.intake.text import clean, folded

# A point is nothing but its duty if the words of the duty are nearly all of it.
_CARRIED = 0.8
_HEAD = re.compile(r"^.{0,60}\bBeschlussantrag\b", re.MULTILINE)
_LIMIT = 200_000  # characters of a resolution that are searched for duties


def read_paper(content: bytes, name: str) -> list[Draft]:
    """Read a paper into drafts, one for each motion in it; *name* is its file name.

    Raises:
        EmptyPaper: nothing is in it.
        NotText: it is binary.
    """
    text, noticed = clean(content, name)
    motions = _motions(text)
    drafts = [_draft(motion, noticed) for motion in motions]
    if len(drafts) > 1:
        second = Finding("second_motion", {}, None)
        drafts = [replace(d, findings=(*d.findings, second)) for d in drafts]
    return drafts


def read_points(texts: list[str]) -> Draft:
    """A draft with these points and the duties in them, for what was typed and not on paper."""
    typed = tuple(PointRead(str(n), folded(text)) for n, text in enumerate(texts, start=1))
    owed = _all_duties(points.Resolution("", typed))
    items = tuple(_carried(point, n, owed) for n, point in enumerate(typed))
    return Draft(resolution_items=items, obligations=owed)


def _motions(text: str) -> list[str]:
    """The text of each motion: a form feed before another head begins a new one."""
    pages = text.split("\f")
    found: list[str] = []
    for page in pages:
        if not found or (_HEAD.search(page[:3000]) and _HEAD.search(found[-1])):
            found.append(page)
        else:
            found[-1] += "\n" + page
    return [motion for motion in found if motion.strip()]


def _draft(text: str, noticed: list[Finding]) -> Draft:
    form = next((form for form in FORMS if form.recognises(text)), None)
    if form is None:
        unknown = [Finding(code) for code in ("no_form", "no_number", "no_resolution")]
        return Draft(findings=(*noticed, *unknown))
    parts = form.read(text)
    resolution = points.split(parts.resolution)
    owed = _all_duties(resolution)
    items = tuple(_carried(point, n, owed) for n, point in enumerate(resolution.points))
    return Draft(
        form=form.label,
        receipt_number=parts.receipt_number,
        motion_number=parts.motion_number,
        received_on=parts.received_on,
        submitters=parts.submitters,
        subject=parts.subject,
        cost_proposal=parts.cost_proposal,
        consultations=parts.stations,
        resolution_items=items,
        obligations=owed,
        signatories=parts.signatories,
        reasoning=parts.reasoning,
        findings=(*noticed, *findings(parts, items, owed)),
    )


def _all_duties(resolution: points.Resolution) -> tuple[DutyRead, ...]:
    found = []
    if resolution.points and resolution.points[0].number is not None:
        found += duties(resolution.lead_in[:_LIMIT], Place(None, None))
    for index, point in enumerate(resolution.points):
        found += duties(point.text[:_LIMIT], Place(point.number, index))
    return tuple(found)


def _carried(point: PointRead, index: int, owed: tuple[DutyRead, ...]) -> PointRead:
    own = [duty for duty in owed if duty.item_index == index]
    words = len(folded(" ".join(duty.evidence for duty in own)))
    if own and words >= _CARRIED * len(point.text):
        return replace(point, report_only=True)
    return point
