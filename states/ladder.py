"""Which reminder rungs a matter has reached: pure date arithmetic, askable about any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from states.roles import Role


@dataclass(frozen=True, slots=True)
class Rung:
    """While *kind* rests in one of *states*, tell *tell*, *after* days from the page's day *field*.

    *after* counts calendar days and may be negative; *every* repeats the rung, in days.
    """

    name: str
    kind: str
    states: tuple[str, ...]
    field: str
    after: int
    tell: Role
    every: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One rung reached for the *count*-th time (from 1), whose right day is *day*."""

    rung: Rung
    count: int
    day: date


def reached(rungs: tuple[Rung, ...], anchor: date, *, today: date) -> list[Occasion]:
    """Every occasion up to and including *today*, earliest first; the last is the highest."""
    found = [occasion for rung in rungs for occasion in _occasions(rung, anchor, today)]
    return sorted(found, key=lambda o: (o.day, o.rung.after))


def _occasions(rung: Rung, anchor: date, today: date) -> list[Occasion]:
    first = anchor + timedelta(days=rung.after)
    if today < first:
        return []
    times = (today - first).days // rung.every + 1 if rung.every else 1
    return [
        Occasion(rung, n + 1, first + timedelta(days=n * (rung.every or 0))) for n in range(times)
    ]
