"""Whether every matter is found by its numbers, stands in its place, and is as public as told."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlmodel import col

from workflow.store import number_series
from workflow.store.desk import Desk
from workflow.store.models import Alias, Entry, Matter, Motion, Series
from workflow.views.check.finding import CheckFinding, Findings

_NAMES: dict[str, number_series.Name] = {"receipt_number": "receipt", "number": "motion"}


def of_aliases(desk: Desk) -> Findings:
    """Numbers of motions by which they are not found."""
    for name in _NAMES:
        number = getattr(Motion, name)
        wanted = (
            select(col(Matter.reference), number)
            .join(Motion, col(Motion.matter_id) == Matter.id)
            .outerjoin(Alias, (col(Alias.number) == number) & (col(Alias.matter_id) == Matter.id))
            .where(number.is_not(None), col(Alias.number).is_(None))
            .order_by(col(Matter.id))
        )
        for reference, missing in desk.session.execute(wanted):
            yield CheckFinding("alias_missing", {"reference": reference, "number": missing})


def of_series(desk: Desk) -> Findings:
    """Series that stand behind a number that a registered motion has."""
    highest: dict[tuple[number_series.Name, int], tuple[int, str]] = {}
    for motion in desk.session.scalars(select(Motion)):
        printed = (motion.draft or {}).get("receipt_number")
        if motion.number is None and motion.receipt_number == printed:
            continue  # until the motion is registered, a printed number need raise nothing
        for field, name in _NAMES.items():
            number = getattr(motion, field)
            read = number_series.read(desk, name, number) if number else None
            if read is not None:
                place = (name, read[1])
                highest[place] = max(highest.get(place, (0, "")), (read[0], number))
    stand = {(row.name, row.year): row.last for row in desk.session.scalars(select(Series))}
    for (name, year), (number, highest_number) in sorted(highest.items()):
        last = stand.get((name, year), 0)
        if last < number:
            fields = {"series": name, "year": year, "last": last, "number": highest_number}
            yield CheckFinding("series_behind", fields)


def of_place(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """A matter under another's number, or in another's family."""
    parent = desk.session.get(Matter, matter.parent_id) if matter.parent_id else None
    if parent is None and matter.parent_id:
        return  # `keys` says so
    root = (parent.root_id or parent.id) if parent else None
    begins = _begins(desk, matter, parent, entries)
    follows = (".", "-", "/") if parent else ("", "-")
    named = any(_follows(matter.reference, begin) in follows for begin in begins)
    if matter.root_id != root or not named:
        yield CheckFinding("place_differs", {"reference": matter.reference, "expected": begins[0]})


def _follows(reference: str, begins: str) -> str | None:
    """What stands after how it must begin; None where it begins otherwise."""
    return reference[len(begins) :][:1] if reference.startswith(begins) else None


def _begins(desk: Desk, matter: Matter, parent: Matter | None, entries: list[Entry]) -> list[str]:
    """How the reference may begin: under a motion by its number, or by the one it had before."""
    if parent is not None:
        page = desk.session.get(Motion, parent.id) if parent.kind == "motion" else None
        number = page.number if page else None
        return [number, parent.reference] if number else [parent.reference]
    first = json.loads(entries[0].facts).get("page", {})
    if matter.kind == "motion":
        return [str(first.get("receipt_number", [None, ""])[1])]
    body = matter.reference.partition("-")[0]
    return [body + f"-{first.get('day', [None, ''])[1]}"]


def of_public(_desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """A matter that is shown to more, or to fewer, than its newest entry says."""
    if matter.public != entries[-1].public:
        fields = {"reference": matter.reference, "found": matter.public}
        yield CheckFinding("public_differs", {**fields, "expected": entries[-1].public})
