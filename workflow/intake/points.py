"""Splits a resolution into its points: numbers, letters, lead-ins, closing orders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.intake.draft import PointRead
from workflow.intake.text import folded

_LABEL = re.compile(
    r"^[ \t]*(?:(?:Punkt|Ziffer)\s+)?(?:(?P<number>\d{1,2}(?:\.\d{1,2})*)(?:[.)]{1,2}|\.\))(?=\s)"
    r"|(?P<roman>[IVX]{1,4})[.)](?=\s)|\(?(?P<letter>[a-h])\)(?=\s))\s+",
    re.MULTILINE,
)
_BULLET = re.compile(r"^[ \t]*[-–•*·][ \t]+", re.MULTILINE)
_FORMULA = re.compile(
    r"^(?:(?:Der|Die|Das)\s+[\w\s-]{3,60}?\s+(?:möge|wolle|mögen)?\s*(?:beschließ(?:t|en)|"
    r"beschlossen)(?:,?\s+wie\s+folgt|\s+folgendes)?\s*:|(?:Es\s+wird\s+beschlossen)\s*:)\s*",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"\b(?:ist|sind|wird|werden|hat|haben|soll|sollen)\b.{0,400}\b(?:zu\s+\w+|\w+zu\w+|beauftragt|"
    r"gebeten|werden|vorgelegt|berichtet|informiert)\b|\bberichtet\b|\bbericht(?:en)?\b",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The points of a resolution and what leads in to them."""

    lead_in: str
    points: tuple[PointRead, ...]


def split(text: str) -> Resolution:
    """Split the text of a resolution; sub-points with a letter are points of their own."""
    marks = _labels(text)
    if not marks:
        return _unlabelled(text)
    lead_in = folded(text[: marks[0].start()])
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    points: list[PointRead] = []
    parent = ""
    for mark, end in zip(marks, ends, strict=True):
        body = text[mark.end() : end]
        closing = ""
        if end == len(text):
            body, closing = _closing(body)
        number = _name(mark, parent)
        if not mark["letter"]:
            parent = number
        elif points and points[-1].number == parent:
            points[-1] = PointRead(parent, points[-1].text, has_subpoints=True)
        points.append(PointRead(number, folded(body)))
        if closing:
            points.append(PointRead(None, folded(closing)))
    return Resolution(lead_in, tuple(point for point in points if point.text))


def _labels(text: str) -> list[re.Match[str]]:
    """The labels that count: letters below a number, and never the second use of a name."""
    kept: list[re.Match[str]] = []
    seen: set[str] = set()
    parent = ""
    for mark in _LABEL.finditer(text):
        if not mark["letter"]:
            parent = mark["number"] or mark["roman"]
        name = _name(mark, parent)
        if name not in seen:
            seen.add(name)
            kept.append(mark)
    return kept


def _name(mark: re.Match[str], parent: str) -> str:
    return f"{parent}{mark['letter']}" if mark["letter"] else mark["number"] or mark["roman"]


def _closing(body: str) -> tuple[str, str]:
    """A paragraph after the last point that orders something is a point without a number."""
    blocks = re.split(r"\n[ \t]*\n\s*", body.rstrip())
    last = blocks[-1].strip() if len(blocks) > 1 else ""
    own = last and last[:1].isupper() and not _BULLET.match(last) and _ORDERS.search(last)
    if own:
        return "\n\n".join(blocks[:-1]), last
    return body, ""


def _unlabelled(text: str) -> Resolution:
    whole = text.strip()
    formula = _FORMULA.match(whole)
    rest = whole[formula.end() :] if formula else whole
    first = _BULLET.search(rest)
    if first and rest[: first.start()].rstrip().endswith((":", ",")):
        pieces = _BULLET.split(rest[first.start() :])[1:]
        points = tuple(PointRead(None, folded(piece)) for piece in pieces if folded(piece))
        return Resolution(folded(rest[: first.start()]), points)
    points = (PointRead(None, folded(rest)),) if folded(rest) else ()
    return Resolution(folded(formula[0]) if formula else "", points)
