"""Three years, however they are split into rounds, tell the same occasions.

The reference is one round a day. Compared with it are rounds on other days, repeated, with
gaps, by two workers at once, and killed between any two writes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from support import postgres
from support.large import times
from support.town import SYSTEM, Town

from states.votes import Tally
from workflow.acts import fix_cadence, meetings
from workflow.moves.take import take
from workflow.rounds import remind
from workflow.store.backup import backup
from workflow.store.database import Store
from workflow.store.told import Told

START, END = date(2020, 11, 2), date(2023, 11, 1)
DAYS = (END - START).days
Occasion = tuple[str, str, int, int]


@dataclass
class Years:
    """What three years came to: every occasion, told or skipped, and every report's end."""

    occasions: set[Occasion] = field(repr=False)
    reports: list[Any] = field(repr=False)


class Killed(Exception):
    """The process is gone: nothing that was not committed is there."""


def founded(url: str) -> Town:
    """A town with meetings, a running duty, a monthly one by another body, an unclear one, tasks."""
    town = Town.founded(url)
    town.registered("111")
    town.registered("112")
    town.registered("113")
    town.on("2020-10-15")
    for body in ("StR", "VFA"):
        for n in range(0, 40):
            day = date(2020, 11, 11) + timedelta(days=28 * n + (7 if body == "VFA" else 0))
            town.work(lambda d, b=body, on=day: meetings.convene(d, b, on))
    for number in ("111", "112", "113"):
        town.vote(f"BA-{number}/2020", Tally(41, 9, 4))
    town.on("2020-10-30")
    fix(town, "111", interval="P6M", first=date(2021, 3, 31), department="Dezernat 1")
    fix(town, "112", every_meeting=3, department="Dezernat 6")
    town.do("BA-111/2020.1-A1", "assign", department="Dezernat 1", until=date(2021, 6, 30))
    return town


def fix(town: Town, number: str, **told: Any) -> None:
    given_ = Told(interpreted_by="OB", note="OB", **told)
    town.work(lambda d: fix_cadence.fix(d, take(d, f"BA-{number}/2020.3-B1")[0], given_))


# What people do, on which day (after that day's round, if there is one).
ACTS: dict[date, Callable[[Town], Any]] = {
    date(2021, 4, 20): lambda t: t.do("BA-111/2020.3-B1/1", "submit", text="da"),
    date(2021, 5, 12): lambda t: t.do("BA-111/2020.3-B1/1", "note"),
    date(2021, 6, 9): lambda t: t.do(
        "BA-111/2020.1-A1", "request_extension", until=date(2021, 9, 30), note="Personal", progress="in_work"
    ),
    date(2021, 6, 16): lambda t: t.do("BA-111/2020.1-A1", "grant_extension"),
    date(2021, 8, 4): lambda t: fix(t, "113", interval="P1M", first=date(2021, 8, 31), department="Hauptamt"),
    date(2022, 1, 12): lambda t: t.do("BA-112/2020.3-B1/2", "submit", text="spät"),
    date(2022, 3, 2): lambda t: t.do("BA-113/2020.3-B1", "end", note="genug"),
    date(2022, 11, 9): lambda t: t.do("BA-111/2020.1-A1", "start"),
}


def lived(town: Town, rounds: dict[int, int], round_: Callable[[Town], None]) -> set[Occasion]:
    """Let the years pass with so many rounds on each day; return every occasion told or skipped."""
    for n in range(DAYS + 1):
        day = START + timedelta(days=n)
        for _ in range(rounds.get(n, 0)):
            round_(town.on(day.isoformat()))
        if day in ACTS:
            ACTS[day](town.on(day.isoformat()))
    round_(town.on(END.isoformat()))
    return {
        (row["reference"], row["rung"], row["turn"], row["count"])
        for row in town.letters()
        if row["rung"] != "step"
    }


def plain(town: Town) -> None:
    town.round()


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Years:
    town = founded(f"sqlite:///{tmp_path_factory.mktemp('daily')}/register.db")
    found = lived(town, dict.fromkeys(range(DAYS + 1), 1), plain)
    states = family(town)
    assert len(found) > 250, "the years hold enough to compare"
    assert town.findings() == []
    return Years(found, states)


def family(town: Town) -> list[Any]:
    """What has become of everything: reference, state, due day."""
    shown = [town.show(f"BA-{number}/2020") for number in ("111", "112", "113")]
    return [
        (report["reference"], report["state"], report["due"], report["office_due"])
        for motion in shown
        for duty in motion["duties"]
        for report in duty.get("reports", [])
    ]


def killer(town: Town, lives: list[int]) -> Callable[[Town], None]:
    """A round in which the process dies at the writes that *lives* names, and starts anew."""
    left = list(lives)
    until, dead = [0], [False]

    def write(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.lstrip().split()[0].upper() not in ("INSERT", "UPDATE", "DELETE"):
            return
        until[0] -= 1
        dead[0] = dead[0] or until[0] == 0
        if dead[0]:  # and it writes no more
            raise Killed

    event.listen(town.store._writing, "after_cursor_execute", write)

    def round_(one: Town) -> None:
        while True:
            until[0], dead[0] = left.pop() if left else 0, False
            try:
                one.round()
            except Killed:
                continue
            until[0] = 0
            return

    return round_


def two_workers(town: Town) -> None:
    """Two at once on the same register."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            while town.work(remind.look, SYSTEM, "system").families:
                pass
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    town.round()  # what one of them had locked, the other has left to it


SPLITS = st.dictionaries(
    st.integers(0, DAYS), st.integers(1, 2), min_size=5, max_size=60
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Town]]:
    """Makes one town after the other on this database: each a copy of one that was founded."""
    if request.param == "sqlite":
        model = tmp_path_factory.mktemp("model") / "register.db"
        found = founded(f"sqlite:///{model}")
        found.store.engine.dispose()

        def copy() -> str:
            target = tmp_path_factory.mktemp("split") / "register.db"
            backup(found.store, target)
            return f"sqlite:///{target}"

        yield lambda: Town(Store(copy()), now=found.now)
        return
    server = request.getfixturevalue("postgres_server")
    if server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    url = postgres.fresh_database(server)
    found = founded(url)
    found.store.engine.dispose()
    made: list[str] = []

    def clone() -> Town:
        for old in made:
            postgres.drop_database(server, old)
        made[:] = [postgres.fresh_database(server, like=url)]
        return Town(Store(made[0]), now=found.now)

    yield clone
    for old in (*made, url):
        postgres.drop_database(server, old)


SETTINGS = settings(
    max_examples=times(2, 30),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # a shrunk split says no more
)


@SETTINGS
@given(rounds=SPLITS)
def test_any_split_with_repeats_and_gaps(
    reference: Years, fresh: Callable[[], Town], rounds: dict[int, int]
) -> None:
    same(reference, fresh(), rounds, lambda town: plain)


@SETTINGS
@given(rounds=SPLITS, lives=st.lists(st.integers(1, 120), min_size=10, max_size=60))
def test_crashes_between_any_two_writes(
    reference: Years,
    fresh: Callable[[], Town],
    rounds: dict[int, int],
    lives: list[int],
) -> None:
    same(reference, fresh(), rounds, lambda town: killer(town, lives))


@settings(SETTINGS, max_examples=times(2, 15))
@given(rounds=SPLITS)
def test_two_workers_at_once(
    reference: Years, fresh: Callable[[], Town], rounds: dict[int, int]
) -> None:
    same(reference, fresh(), rounds, lambda town: two_workers)


def test_no_round_at_all_until_the_end(
    reference: Years, fresh: Callable[[], Town]
) -> None:
    same(reference, fresh(), {}, lambda town: plain)


def same(
    reference: Years,
    town: Town,
    rounds: dict[int, int],
    way: Callable[[Town], Callable[[Town], None]],
) -> None:
    found = lived(town, rounds, way(town))
    expected, states = reference.occasions, reference.reports
    assert not found - expected, sorted(found - expected)[:5]
    assert not expected - found, sorted(expected - found)[:5]
    assert family(town) == states
    sent = [(r["reference"], r["rung"], r["turn"], r["count"]) for r in town.letters() if not r["skipped"]]
    assert len(sent) == len(set(sent))
    assert town.findings() == []
    town.store.engine.dispose()
