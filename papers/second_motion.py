"""Tells two motions in one text apart: a second head before a second resolution."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from papers.fields.letterhead import is_addressee
from papers.fields.names import is_faction
from papers.parts.places import Line
from papers.parts.sections import Labelled

_TITLE = re.compile(r"\W*(?:\w*[Aa]ntrag|\w*ANTRAG)\b(?::|\s*$|.{0,30}\d)|\W*(?:Drucksachen?|Vorlage)\b.{0,30}\d")
_SALUTATION = re.compile(r"\s*Sehr\s+(?:geehrte|verehrte)", re.IGNORECASE)
_LABELLED = ("submitters", "subject", "route", "number")
_ENOUGH = 2  # kinds of sign that make a head


def apart(whole: Labelled) -> list[tuple[int, int]]:
    """The place of each motion in a text; one place if there is but one."""
    found = [label for label in whole.labels if label.kind == "resolution" and label.strength > 2]
    starts = [line.start for line in whole.lines]
    kinds = {one.start: one.kind for one in whole.labels if one.kind in _LABELLED}
    cuts = [0]
    for before, after in pairwise(found):
        between = whole.lines[bisect_left(starts, before.value) : bisect_left(starts, after.start)]
        cut = _second_head(whole, between, kinds)
        if cut is not None:
            cuts.append(cut)
    return [(a, b) for a, b in pairwise([*cuts, len(whole.text)]) if whole.text[a:b].strip()]


def _second_head(whole: Labelled, between: tuple[Line, ...], labelled: dict[int, str]) -> int | None:
    """Where a new motion begins between two resolutions: at a page, else at the first sign of its head."""
    if not between:
        return None
    signs: dict[int, str] = {}
    blank = False
    for line in between:
        kind = labelled.get(line.start) or _sign(line, begins=blank or whole.text[line.start - 1 : line.start] == "\f")
        if kind:
            signs[line.start] = kind
        blank = not line.text.strip()
    if len(set(signs.values())) < _ENOUGH:
        return None
    page = whole.text.rfind("\f", between[0].start, min(signs))
    return page + 1 if page >= 0 else min(signs)


def _sign(line: Line, *, begins: bool) -> str | None:
    """What kind of sign of a head a line is; a faction only where a block *begins*."""
    words = line.words if len(line.text) < 200 else ""
    if _TITLE.match(words):
        return "title"
    if _SALUTATION.match(words):
        return "salutation"
    if begins and is_addressee(words):
        return "addressee"
    named = begins and len(words) < 80 and is_faction(words) and not words.endswith((".", ":"))
    return "faction" if named else None
