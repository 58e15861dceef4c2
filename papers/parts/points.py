"""Splits a resolution into its points; lead-ins, headings and closing orders are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from papers.draft.draft import PointRead
from papers.parts.enumeration import labels
from papers.parts.formulas import formula
from papers.parts.paragraphs import BULLET, is_heading, orders, paragraphs, set_out, tells
from papers.parts.places import Line, folded, lines, trimmed, wording

_LEADS = re.compile(r"(?:[:,]|\b(?:dass|ob|wie))$")
_SHORT_LEAD = 60  # characters; "Die Verwaltung" before a list
_SENTENCES = re.compile(r"[.!?]\s+[A-ZÄÖÜ]")
_QUOTE = re.compile(r"[„“»\"]")
_UNQUOTE = re.compile(r"[“”«\"](?=\s*\n\s*\n|\s*$)")
_FORMULAS = 2  # "… stellen wir folgenden Antrag: Der Rat möge beschließen:"

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The points of a resolution, the place of what leads in to them, and of prose left out."""

    lead_in: Place
    points: tuple[PointRead, ...]
    left_out: tuple[Place, ...] = ()


def split(text: str, start: int, end: int) -> Resolution:
    """Split ``text[start:end]``; sub-points with a letter or a decimal are points of their own."""
    start, end = trimmed(text, start, end)
    start = _after_formulas(text, start, end)
    end = _quoted(text, start, end)
    found = list(labels(list(lines(text, start, end))))
    if not found:
        return _unlabelled(text, start, end)
    points: list[PointRead] = []
    parents = {label.parent for label in found}
    for label, following in pairwise(found):
        stop = _without_heading(text, label.end, following.start)
        points += _point(text, label.end, stop, label.name, label.name in parents)
    last = _last(text, found[-1].end, end)
    points += _point(text, found[-1].end, last.end, found[-1].name)
    points += _point(text, *last.closing)
    return Resolution((start, max(start, found[0].start)), tuple(points), last.left_out)


def _after_formulas(text: str, start: int, end: int) -> int:
    """Where the text begins after the formulas that open it."""
    for _ in range(_FORMULAS):
        opening = formula(text, start, end)
        if opening is None or opening.end >= end:
            break
        start, _end = trimmed(text, opening.end, end)
    return start


def _quoted(text: str, start: int, end: int) -> int:
    """The end of a resolution that stands in quotation marks."""
    opened = _QUOTE.match(text, start, end)
    closed = _UNQUOTE.search(text, start + 1, end) if opened else None
    return closed.end() if closed else end


def _point(
    text: str, start: int, end: int, number: str | None = None, has_subpoints: bool = False
) -> Iterator[PointRead]:
    start, end = trimmed(text, start, end)
    if start < end:
        yield PointRead(number, wording(text, start, end).text, has_subpoints, start=start, end=end)


def _without_heading(text: str, start: int, end: int) -> int:
    """The end of a point without a heading that stands between it and the next."""
    parts = paragraphs(text, start, end)
    if len(parts) > 1 and is_heading(text[slice(*parts[-1])]):
        return parts[-2][1]
    return end


@dataclass(frozen=True, slots=True)
class _Last:
    """Where the last point ends, the closing order after it, and prose that belongs to neither."""

    end: int
    closing: Place = (0, 0)
    left_out: tuple[Place, ...] = ()


def _last(text: str, start: int, end: int) -> _Last:
    """A paragraph after the last point that orders something is a point without a number."""
    parts = paragraphs(text, start, end)
    left_out = []
    while len(parts) > 1 and (is_heading(text[slice(*parts[-1])]) or tells(text[slice(*parts[-1])])):
        place = parts.pop()
        left_out += [place] if tells(text[slice(*place)]) else []
    if len(parts) < 2:
        return _Last(parts[0][1] if parts else end, left_out=tuple(left_out))
    words = text[slice(*parts[-1])]
    own = words[:1].isupper() and not BULLET.match(words) and (orders(words) or set_out(text, start, parts))
    if own:
        return _Last(parts[-2][1], parts[-1], tuple(left_out))
    return _Last(parts[-1][1], left_out=tuple(left_out))


def _unlabelled(text: str, start: int, end: int) -> Resolution:
    """One point without a number, or one for each bullet right under the lead-in."""
    bullets = [line for line in lines(text, start, end) if BULLET.match(line.text)]
    lead = folded(text[start : bullets[0].start]) if bullets else ""
    leads = not lead or _LEADS.search(lead) or len(lead) < _SHORT_LEAD
    if not bullets or not leads or _SENTENCES.search(lead):
        return Resolution((start, start), tuple(_point(text, start, end)))
    margin = _indent(bullets[0])
    own = [bullet for bullet in bullets if _indent(bullet) <= margin]
    starts = [bullet.start + BULLET.match(bullet.text).end() for bullet in own]  # type: ignore[union-attr]
    points = [p for a, b in zip(starts, own[1:], strict=False) for p in _point(text, a, b.start)]
    last = _last(text, starts[-1], end)
    points += [*_point(text, starts[-1], last.end), *_point(text, *last.closing)]
    return Resolution((start, bullets[0].start), tuple(points), last.left_out)


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
