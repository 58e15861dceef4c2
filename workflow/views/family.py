"""The family of a motion as `show` prints it: its cards, each with what is below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from workflow.store.models import Matter
from workflow.views.shapes.cards import Card, DutyCard, PointCard, ReportCard, StationCard, TaskCard
from workflow.views.shapes.parts import Day
from workflow.views.shapes.shown import (
    DutyAsRead,
    DutyBelow,
    DutyRunning,
    PointBelow,
    StationBelow,
)


class FamilyCards:
    """The cards of what is below a motion, found by their kind and by what they are below."""

    def __init__(self, cards: Iterable[tuple[Matter, Card]]) -> None:
        self._cards = list(cards)
        self._below: dict[tuple[int | None, str], list[tuple[int, Card]]] = {}
        for matter, card in self._cards:
            beside = self._below.setdefault((matter.parent_id, matter.kind), [])
            beside.append((matter.id, card))

    def stations(self) -> list[StationBelow]:
        """The route in order, the decision last."""
        cards = (cast("StationCard", card) for m, card in self._cards if m.kind == "station")
        found = [_dated(card) for card in cards]
        return sorted(found, key=lambda s: (s["role"] == "decision", s["position"]))

    def points(self) -> list[PointBelow]:
        """The points in order."""
        rows = [(m.id, cast("PointCard", card)) for m, card in self._cards if m.kind == "point"]
        found = [self._point(number, card) for number, card in rows]
        return sorted(found, key=lambda point: point["position"])

    def duties(self, parent: int) -> list[DutyBelow]:
        """The duties of the motion or point *parent* as they run, each with its reports."""
        return [
            self._duty(number, cast("DutyCard", card))
            for number, card in self._below.get((parent, "duty"), [])
        ]

    def _point(self, number: int, card: PointCard) -> PointBelow:
        found = cast("PointBelow", {**card})
        if tasks := self._below.get((number, "task")):
            found["tasks"] = [cast("TaskCard", task) for _, task in tasks]
        if duties := self.duties(number):
            found["duties_open"] = duties
        return found

    def _duty(self, number: int, card: DutyCard) -> DutyBelow:
        found = cast("DutyBelow", {**card})
        if reports := self._below.get((number, "report")):
            found["reports"] = [cast("ReportCard", report) for _, report in reports]
        return found


def _dated(station: StationCard) -> StationBelow:
    """A station of a motion: its day is called its date, as in the draft it was read from."""
    kept = {name: value for name, value in station.items() if name != "day"}
    return cast("StationBelow", kept | {"date": station["day"]})


def duties_of(own: list[DutyBelow], points: list[PointBelow]) -> Iterator[DutyRunning | DutyAsRead]:
    """The duties of a motion: its own, then its points', before adoption as they were read."""
    for duty in own:
        yield {"point": None, **duty}
    for point in points:
        for duty in point.get("duties_open", []):
            yield {"point": point["reference"], **duty}
        if "duties_open" not in point:
            yield from _as_read(point)


def _as_read(point: PointBelow) -> Iterator[DutyAsRead]:
    for read in point["duties"]:
        recurrence = read.get("recurrence")
        yield {
            "point": point["reference"],
            "state": "read",
            "order": cast("str | None", read.get("kind")),
            "recipient": cast("str | None", read.get("recipient")),
            "interval": None if recurrence == "irregular" else cast("str | None", recurrence),
            "anchor": cast("Day | None", read.get("first_due")),
            "evidence": cast("str | None", read.get("evidence")),
        }
