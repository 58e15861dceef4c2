"""Random lives that go where few have been: each step is an event that the charts know there."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from states.errors import RatswegError
from states.law import CHARTS
from states.roles import Role
from states.votes import Tally
from support.drafts import receive
from support.town import Town
from workflow.acts import fix_cadence, meetings
from workflow.acts.vote import vote
from workflow.moves.advance import advance
from workflow.moves.take import take
from workflow.store.desk import Desk
from workflow.store.models import Matter
from workflow.store.told import Told

PEOPLE = frozenset(Role) - {Role.SYSTEM}
CARRIED, LOST = Tally(41, 9, 4), Tally(9, 41, 4)
# What ends a life comes seldom, that lives grow old.
ENDING = {
    *("withdraw", "lapse", "dispense", "declare_inadmissible", "settle", "not_consider", "reject"),
    *("annul", "revoke", "cancel", "supersede", "repeal", "end", "complete", "skip", "waive"),
}


class Walk:
    """One council whose people do at random what they might, and who are told what was left out."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.random, self.seen = town, Random(seed), Counter[tuple[str, str]]()
        self.refused = Counter[str]()
        self.number = 0

    def step(self) -> None:
        """One act of somebody: mostly an event where few have been, sometimes something new."""
        chance = self.random.random()
        if chance < 0.07 or not self.number:
            self.paper()
        elif chance < 0.15:
            self.attempt(self.meeting)
        elif chance < 0.3:
            self.attempt(self.ballot)
        elif chance < 0.35:
            self.attempt(self.duty)
        else:
            self.event()

    def paper(self) -> None:
        """A paper comes in; some are confirmed at once."""
        if self.number < 6:
            self.number += 1
            if self.random.random() < 0.3:
                self.town.work(lambda desk: receive(desk, {"subject": "Neu", "findings": []}, None))
            else:
                self.town.registered(f"{self.number:03}", committee=self.random.random() < 0.5)

    def meeting(self, desk: Desk) -> None:
        """A council's meeting is convened."""
        day = desk.today + timedelta(self.random.randint(1, 150))
        meetings.convene(desk, self.random.choice(["StR", "VFA"]), day)

    def ballot(self, desk: Desk) -> None:
        """A motion is voted on, all of it or its first point."""
        motion = self.any_of("motion", "ready", "voting")
        points = ["1"] if self.random.random() < 0.2 else []
        tally = CARRIED if self.random.random() < 0.8 else LOST
        vote(desk, take(desk, motion)[0], tally, Told(on=desk.today), points=points)

    def duty(self, desk: Desk) -> None:
        """Somebody says how a duty is to be read, with or without a department."""
        first = desk.today + timedelta(self.random.randint(-30, 300))
        who = self.random.choice([None, "Dezernat 1"])
        told = Told(interval=self.random.choice(["P1M", "P6M", None]), first=first, department=who, note="OB", interpreted_by="OB")
        fix_cadence.fix(desk, take(desk, self.any_of("duty"))[0], told)

    def event(self) -> None:
        """An event of a matter that rests, where few have rested before."""
        resting = self.resting()
        if not resting:
            return
        weights = [1 / (1 + self.seen[kind, state]) ** 2 for kind, _, state in resting]
        ((kind, reference, state),) = self.random.choices(resting, weights)
        events = sorted({rule.event for rule in CHARTS[kind].rules_in(state)})
        usual = [event for event in events if event not in ENDING]
        if events:
            event = self.random.choice(events if self.random.random() < 0.1 else usual or events)
            self.attempt(lambda desk: self.move(desk, reference, event), PEOPLE)

    def move(self, desk: Desk, reference: str, event: str) -> None:
        advance(desk, take(desk, reference)[0], event, self.given(desk))

    def given(self, desk: Desk) -> Told:
        """All that any event may ask for."""
        told: dict[str, Any] = {"note": "darum", "body": "VFA", "department": "Dezernat 1", "submitter": "FDP"}
        told |= {"text": "Bericht", "wording": "neu", "interpreted_by": "OB", "order": "1-2020", "by_resolution": "BA-9/2021"}
        told |= {"interval": self.random.choice([None, "P1M", "P6M"]), "tally": CARRIED, "progress": "in_work"}
        until = desk.today + timedelta(self.random.randint(1, 400)) if self.random.random() < 0.7 else None
        return Told(**told, until=until, first=desk.today + timedelta(self.random.randint(-100, 300)), meeting_id=self.some_meeting(desk))

    def some_meeting(self, desk: Desk) -> int | None:
        known = list(desk.session.scalars(select(Matter.id).where(Matter.kind == "meeting")))
        return self.random.choice(known) if known else None

    def resting(self) -> list[tuple[str, str, str]]:
        """(kind, reference, state) of all that is not over."""
        with self.town.store.read() as session:
            found = [(m.kind, m.reference, m.state) for m in session.scalars(select(Matter).order_by(Matter.id))]
        return [one for one in found if one[2] not in CHARTS[one[0]].over or one[0] in ("task", "duty")]

    def any_of(self, kind: str, *states: str) -> str:
        known = [reference for one, reference, state in self.resting() if one == kind and state in (states or (state,))]
        return self.random.choice(known or ["BA-001/2020"])

    def attempt(self, act: Any, roles: frozenset[Role] | None = None) -> None:
        """Do it; what the law refuses is not done."""
        try:
            self.town.work(act, *([roles] if roles else []))
        except RatswegError as refusal:
            self.refused[refusal.code] += 1

    def night(self, days: int) -> None:
        """Days pass, then comes a round; where everything rests then is remembered."""
        self.town.now += timedelta(days=days)
        self.town.round()
        self.seen.update({(kind, state) for kind, _, state in self.resting()})
