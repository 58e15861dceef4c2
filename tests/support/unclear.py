"""A town whose duty has no cadence yet, and what the tests of cadences do with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from states.votes import Tally
from support.town import Town
from workflow.acts import fix_cadence, meetings
from workflow.moves.take import take
from workflow.store.told import Told

DUTY = "BA-111/2020.3-B1"


@pytest.fixture
def unclear(town: Town) -> Town:
    """A town whose duty has no cadence yet."""
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    return town


def fix(town: Town, **told: Any) -> None:
    given = Told(**{"interpreted_by": "OB", "note": "OB", "department": "Dezernat 1", **told})
    town.work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], given))


def meet(town: Town, body: str, *days: str) -> None:
    for day in days:
        town.work(lambda d, day=day: meetings.convene(d, body, date.fromisoformat(day)))


def reports(town: Town) -> list[tuple[str, str, str]]:
    return [(r["state"], r["due"], r["office_due"]) for r in town.show(DUTY)["below"]]


def moved(town: Town, reference: str, to: str) -> None:
    town.work(lambda d: meetings.move(d, take(d, reference)[0], Told(until=date.fromisoformat(to))))


def cancelled(town: Town, reference: str) -> None:
    told = Told(note="krank")
    town.work(lambda d: meetings.cancel(d, take(d, reference)[0], told))


def days(town: Town, *which: str) -> None:
    """One round on each of the days."""
    for day in which:
        town.on(day).round()
