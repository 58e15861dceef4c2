"""Random lives: whatever people try, in whatever order, no promise is broken."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select
from support.large import times
from support.town import Town

from cli.shown.sheets import sheet
from notifications.words import Words
from states.errors import RatswegError
from states.law import CHARTS
from states.roles import Role
from states.votes import Tally
from workflow.acts import fix_cadence, meetings
from workflow.acts.vote import vote
from workflow.moves.advance import advance
from workflow.moves.take import take
from workflow.store.models import Matter
from workflow.store.told import Told

EVENTS = sorted({(kind, event) for kind, chart in CHARTS.items() for event in chart.events})
OFFICE = frozenset({Role.CLERK, Role.SECRETARIAT})
ROLES = st.sampled_from([OFFICE, frozenset({Role.DEPARTMENT}), frozenset({Role.MAYOR})])
TALLIES = st.sampled_from([Tally(41, 9, 4), Tally(30, 30, 1), Tally(9, 41, 4), Tally(20, 0, 0)])


class Council(RuleBasedStateMachine):
    """One council, tried at random: a kind and an event, then a matter of that kind."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.town = Town.founded(f"sqlite:///{Path(self.folder.name)}/register.db")
        self.number = 0

    def teardown(self) -> None:
        assert self.town.findings() == []
        posted = [(r["matter_id"], r["rung"], r["turn"], r["count"]) for r in self.town.letters()]
        assert len(posted) == len(set(posted))
        self.each_motion_shows_all_its_own()
        self.town.store.engine.dispose()
        self.folder.cleanup()

    def each_motion_shows_all_its_own(self) -> None:
        words = Words("de")
        for motion in self.matters("motion"):
            printed = "\n".join(sheet(self.town.show(motion), words, self.town.now.date()))
            for reference in self.family(motion):
                assert reference in printed

    def family(self, motion: str) -> list[str]:
        with self.town.store.read() as session:
            (root,) = session.scalars(select(Matter.id).where(Matter.reference == motion))
            return list(session.scalars(select(Matter.reference).where(Matter.root_id == root)))

    def matters(self, kind: str) -> list[str]:
        with self.town.store.read() as session:
            wanted = select(Matter.reference).where(Matter.kind == kind).order_by(Matter.id)
            return list(session.scalars(wanted))

    @initialize()
    def first_motion(self) -> None:
        self.a_motion_comes_in(True)

    @rule(committee=st.booleans())
    def a_motion_comes_in(self, committee: bool) -> None:
        if self.number < 4:
            self.number += 1
            self.town.registered(f"{self.number:03}", committee=committee)

    @rule(tally=TALLIES, one=st.booleans(), data=st.data())
    def a_vote_is_taken(self, tally: Tally, one: bool, data: st.DataObject) -> None:
        motion = data.draw(st.sampled_from(self.matters("motion")))
        points = ["1"] if one else []
        self.attempt(
            lambda d: vote(
                d, take(d, motion)[0], tally, Told(on=d.today), points=points
            )
        )

    @rule(step=st.sampled_from(EVENTS), roles=ROLES, tally=TALLIES, data=st.data())
    def something_is_tried(
        self, step: tuple[str, str], roles: frozenset[Role], tally: Tally, data: st.DataObject
    ) -> None:
        kind, event = step
        known = self.matters(kind)
        if not known:
            return
        reference = data.draw(st.sampled_from(known))
        today = self.town.now.date()
        given = Told(
            **{"note": "darum", "body": "VFA", "department": "Dezernat 1", "submitter": "FDP"},  # type: ignore[arg-type]
            until=today + timedelta(days=data.draw(st.integers(1, 400))),
            text="Bericht",
            wording="neu",
            interpreted_by="OB",
            order="1-2020",
            by_resolution="BA-9/2021",
            tally=tally,
            interval=data.draw(st.sampled_from([None, "P1M", "P6M", "P1Y"])),
            first=today + timedelta(days=data.draw(st.integers(-100, 300))),
        )
        self.attempt(lambda d: advance(d, take(d, reference)[0], event, given), roles)

    @rule(
        months=st.sampled_from(["P1M", "P3M", "P6M", None]),
        days=st.integers(-40, 300),
        data=st.data(),
    )
    def a_duty_is_fixed(self, months: str | None, days: int, data: st.DataObject) -> None:
        known = self.matters("duty")
        if known:
            duty = data.draw(st.sampled_from(known))
            first = self.town.now.date() + timedelta(days=days)
            told = Told(interval=months, first=first, interpreted_by="OB", note="OB")
            self.attempt(lambda d: fix_cadence.fix(d, take(d, duty)[0], told))

    @rule(days=st.integers(1, 200))
    def a_meeting_is_convened(self, days: int) -> None:
        day = self.town.now.date() + timedelta(days=days)
        self.attempt(lambda d: meetings.convene(d, "StR", day))

    @rule(data=st.data(), days=st.integers(1, 60), cancel=st.booleans())
    def a_meeting_changes(self, data: st.DataObject, days: int, cancel: bool) -> None:
        known = self.matters("meeting")
        if not known:
            return
        reference = data.draw(st.sampled_from(known))
        until = self.town.now.date() + timedelta(days=days)
        told = Told(until=until, note="darum")
        act = meetings.cancel if cancel else meetings.move
        self.attempt(lambda d: act(d, take(d, reference)[0], told))

    @rule(days=st.integers(0, 120), twice=st.booleans())
    def time_passes(self, days: int, twice: bool) -> None:
        self.town.now += timedelta(days=days)
        self.town.round()
        if twice:
            assert self.town.round() == 0

    def attempt(self, act: object, roles: frozenset[Role] | None = None) -> None:
        try:
            if roles is None:
                self.town.work(act)  # type: ignore[arg-type]
            else:
                self.town.work(act, roles)  # type: ignore[arg-type]
        except RatswegError as error:
            assert error.code in KNOWN

    @invariant()
    def no_adopted_point_is_without_work(self) -> None:
        with self.town.store.read() as session:
            adopted = session.scalars(
                select(Matter).where(Matter.kind == "point", Matter.state == "adopted")
            )
            for point in adopted:
                below = session.scalars(select(Matter).where(Matter.parent_id == point.id))
                assert list(below)


KNOWN = {
    *("no_such_step", "not_permitted", "same_value", "no_cadence", "meeting_exists"),
    *("impossible_tally", "wrong_kind", "no_such_matter", "day_in_future", "before_its_cause"),
    *("no_such_submitter", "doubtful_day"),
}
Council.TestCase.settings = settings(
    max_examples=times(20, 1000),
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestLives = Council.TestCase
