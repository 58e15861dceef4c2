"""Two at once: nothing is stranded, no number is missing. The trials use real threads and rows."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from support.drafts import receive, register
from support.large import times
from support.town import OFFICE, Town, draft

from states.errors import RatswegError
from states.votes import Tally
from workflow.moves.advance import advance
from workflow.moves.take import take
from workflow.store.desk import Desk
from workflow.store.told import Told

TRIALS = times(30, 100)


def at_once(*pieces: Callable[[], object]) -> list[BaseException]:
    """Run the pieces at the same moment; return what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(len(pieces))

    def run(piece: Callable[[], object]) -> None:
        start.wait()
        try:
            piece()
        except RatswegError as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(piece,)) for piece in pieces]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def step(town: Town, reference: str, event: str, **given: str) -> Callable[[], object]:
    def act(desk: Desk) -> None:
        (matter,) = take(desk, reference)
        advance(desk, matter, event, Told(**given))  # type: ignore[arg-type]

    return lambda: town.work(act, OFFICE)


def test_the_last_two_tasks_closed_at_once_leave_no_motion_open(town: Town) -> None:
    numbers = [f"{n:03}" for n in range(1, TRIALS + 1)]
    for number in numbers:
        town.now = town.now.replace(year=2020, month=9, day=25)
        ba = town.registered(number)
        town.on("2020-10-15").vote(ba, Tally(41, 9, 4))
        town.on("2020-10-22")
        town.do(f"{ba}.3-B1", "end", note="Rat verzichtet")
    town.round()
    town.on("2020-10-23")
    for number in numbers:
        ba = f"BA-{number}/2020"
        raised = at_once(
            step(town, f"{ba}.1-A1", "cancel", note="entfällt"),
            step(town, f"{ba}.2-A1", "cancel", note="entfällt"),
        )
        assert raised == []
        assert town.state(ba) == "implemented"
    assert town.findings() == []


def test_a_withdrawal_while_the_last_station_closes_strands_nothing(town: Town) -> None:
    town.on("2020-10-02")
    for n in range(1, TRIALS + 1):
        ba = town.registered(f"{n:03}", committee=True)
        at_once(step(town, f"{ba}-S1", "recommend"), step(town, ba, "withdraw"))
        assert town.state(ba) == "withdrawn"
        assert town.state(f"{ba}-S1") in ("skipped", "advised")
        assert town.state(f"{ba}-S2") == "skipped"
    assert town.findings() == []


def test_sixteen_registrations_at_once_leave_no_gap(town: Town) -> None:
    def one() -> object:
        paper = {**draft(), "receipt_number": None, "motion_number": None}

        def act(desk: Desk) -> None:
            register(desk, receive(desk, paper, None), paper)

        return town.work(act)

    rounds = TRIALS // 16 + 1
    for _ in range(rounds):
        assert at_once(*[one] * 16) == []
    with town.store.read() as session:
        from sqlalchemy import select

        from workflow.store.models import Motion

        numbers = sorted(str(m.number) for m in session.scalars(select(Motion)))
    assert numbers == [f"BA-{n:03}/2020" for n in range(1, rounds * 16 + 1)]


@pytest.mark.parametrize("motions", [20])
def test_two_rounds_at_once_post_each_occasion_once(town: Town, motions: int) -> None:
    numbers = [town.registered(f"{n:03}") for n in range(1, motions + 1)]
    town.on("2020-10-15")
    for ba in numbers:
        town.vote(ba, Tally(41, 9, 4))
    raised = at_once(town.round, town.round)
    assert raised == []
    asked = [r["reference"] for r in town.letters() if r["rung"] == "duty_unclear"]
    assert sorted(asked) == sorted(set(asked))
    assert len(asked) == motions
