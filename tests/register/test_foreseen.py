"""`forecast` tells what the rounds of the days to come then post: when, of what and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from support.drafts import receive, register
from support.large import times
from support.town import Town, draft

from states.votes import Tally
from workflow.acts import fix_cadence, meetings
from workflow.moves.take import take
from workflow.outbox import absences
from workflow.rounds.forecast import forecast
from workflow.rounds.waking import still_due
from workflow.store.database import Store
from workflow.store.models import Addressee, Entry, Matter, Message
from workflow.store.people.particulars import Telling, ToldOf, tell
from workflow.store.told import Told

START = date(2021, 1, 18)
DAYS = times(90, 300)
NAMES = [f"{post} Dezernat 1" for post in ("Bearbeitung", "Vertretung", "Amtsleitung", "Leitung")]
BOX = "dezernat1@chemnitz.example.org"
OTHERS = ["Vorsitz VFA", "Oberbürgermeister", "Bürgermeister"]
Posting = tuple[date, str, str, int, tuple[str, ...]]


def registered(town: Town, number: str, *, public: bool) -> None:
    paper = draft(number)
    paper["consultations"][0]["public"] = public
    town.work(lambda d: register(d, receive(d, paper, None), paper))


def founded(url: str) -> Town:
    """A public and a non-public motion with a running duty each, tasks, and meetings for a year."""
    town = Town.founded(url)
    for number in ("111", "112"):
        registered(town, number, public=number == "111")
    town.on("2020-10-15")
    for body, first in (("StR", date(2020, 11, 11)), ("VFA", date(2020, 11, 18))):
        for n in range(14):
            town.work(partial(meetings.convene, body=body, day=first + timedelta(days=28 * n)))
    for number in ("111", "112"):
        town.vote(f"BA-{number}/2020", Tally(41, 9, 4))
        told = Told(interpreted_by="OB", note="OB", interval="P3M", first=date(2021, 3, 31), department="Dezernat 1")
        town.work(lambda d, n=number, told=told: fix_cadence.fix(d, take(d, f"BA-{n}/2020.3-B1")[0], told))
        town.on("2020-10-30").round()
        town.do(f"BA-{number}/2020.1-A1", "assign", department="Dezernat 1", until=date(2021, 3, 5))
    return town


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("foreseen") / "model.db"
    founded(f"sqlite:///{path}").store.engine.dispose()
    return path.read_bytes()


@pytest.fixture
def fresh(model: bytes, tmp_path: Path) -> Iterator[Callable[[], Town]]:
    """Makes one town after the other, each a copy of the one that was founded."""
    made: list[Town] = []

    def copy() -> Town:
        path = tmp_path / f"{len(made)}.db"
        path.write_bytes(model)
        made.append(Town(Store(f"sqlite:///{path}")))
        return made[-1]

    yield copy
    for town in made:
        town.store.engine.dispose()


def foreseen(town: Town) -> set[Posting]:
    def look(desk: Any) -> set[Posting]:
        return {
            (c.occasion.send, c.matter.reference, c.occasion.rung.name, c.occasion.count, tuple(sorted(one.address for one in c.told)))
            for c in forecast(desk, START + timedelta(days=DAYS))
            if not c.skipped
        }

    return set(town.work(look))


def posted(town: Town) -> set[Posting]:
    """What the rounds after the first day have posted."""
    wanted = select(Message, Matter.reference).join(Matter, Matter.id == Message.matter_id)
    found = set()
    with town.store.read() as session:
        for message, reference in session.execute(wanted):
            told = session.scalars(select(Addressee).where(Addressee.message_id == message.id)).all()
            if told and message.rung != "step" and told[0].day > START:
                found.add((told[0].day, reference, message.rung, message.count, tuple(sorted(one.address for one in told))))
    return found


def moved(town: Town) -> dict[str, date]:
    """{matter: the first day on which time moved it}: from then on things are not as they were."""
    wanted = select(Matter.reference, Entry.on).join(Matter, Matter.id == Entry.matter_id)
    with town.store.read() as session:
        moves = session.execute(wanted.where(Entry.on > START).order_by(Entry.on.desc()))
        return {reference: day for reference, day in moves}


DAY = st.integers(-20, DAYS).map(lambda n: START + timedelta(days=n))
AWAY = st.tuples(st.sampled_from([*NAMES, *OTHERS, BOX]), DAY, st.integers(0, 60), st.sampled_from([None, *NAMES, BOX]))
FIELDS = [
    *[("department", "Dezernat 1", post, name) for post in ("contact", "head", "director") for name in ("", *NAMES)],
    *[("department", "Dezernat 1", "address", address) for address in ("", "neu@d1.example.org")],
    *[("person", name, "deputies", deputy) for name in NAMES for deputy in ("", *NAMES) if deputy != name],
    *[("person", name, "address", f"neu{n}@d1.example.org") for n, name in enumerate([*NAMES, *OTHERS])],
    *[("person", name, "listed", "") for name in NAMES],
    *[("body", "Verwaltungs- und Finanzausschuss", field, "") for field in ("chair", "address")],
    *[("role", "clerk", "address", "rat@neu.example.org"), ("department", "Dezernat 1", "listed", "")],
]
TOLD = st.tuples(st.sampled_from(FIELDS), DAY, st.none() | st.integers(0, 60))


def peopled(town: Town, away: list[Any], told: list[Any]) -> None:
    """Enter the absences, and what begins or ends for people."""
    for person, first, length, deputy in away:
        town.work(lambda d, a=(person, first, first + timedelta(days=length), deputy): absences.add(d, *a))
    for particular, first, length in told:
        last = None if length is None else first + timedelta(days=length)
        with town.store.write() as session:
            tell(session, [ToldOf(*particular)], Telling(first, "anna", town.now, last))


def same(town: Town) -> int:
    """Compare what is foreseen with what the rounds post, day by day; return how much it was."""
    town.on(START.isoformat()).round()
    before = foreseen(town)
    for n in range(1, DAYS + 1):
        day = START + timedelta(days=n)
        with town.store.read() as session:
            anything = still_due(session, day)  # a round of another day would find nothing
        if anything:
            town.on(day.isoformat()).round()
    first_move = moved(town)

    def as_it_was(found: set[Posting]) -> list[Posting]:
        return sorted(p for p in found if p[0] < first_move.get(p[1], date.max))

    happened = as_it_was(posted(town))
    assert as_it_was(before) == happened
    return len(happened)


@settings(max_examples=times(8, 100), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate))
@given(away=st.lists(AWAY, max_size=6), told=st.lists(TOLD, max_size=6))
def test_whoever_is_away_and_whatever_changes_the_forecast_is_what_the_rounds_post(fresh: Callable[[], Town], away: list[Any], told: list[Any]) -> None:
    town = fresh().on(START.isoformat())
    peopled(town, away, told)
    assert same(town) > 10, "enough to compare"


def test_of_two_occasions_that_go_out_on_one_day_the_first_is_foreseen_as_skipped(fresh: Callable[[], Town]) -> None:
    town = fresh().on(START.isoformat())
    found = town.work(lambda d: forecast(d, date(2021, 4, 12)))
    last = [c for c in found if (c.matter.reference, c.occasion.rung.name) == ("BA-111/2020.3-B1/1", "report_mayor")][-2:]
    assert [(c.occasion.count, c.occasion.send.isoformat(), c.skipped) for c in last] == [
        (5, "2021-04-12", True),
        (6, "2021-04-12", False),
    ]
