"""A council office for the tests: a real register, the real law, and a clock that is told."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from notifications.deliver import write_digests, write_singles
from notifications.letters import Origin
from states.law import Law
from states.profile import read_law
from states.roles import Role, may_record
from support.drafts import receive, register
from workflow.acts.vote import vote
from workflow.moves.advance import advance
from workflow.moves.settle import settle
from workflow.moves.take import take
from workflow.rounds import remind
from workflow.store.database import Store
from workflow.store.desk import Desk
from workflow.store.find import find
from workflow.store.models import Addressee, Mail, Matter, Message
from workflow.store.people.law import law_on
from workflow.store.told import Told
from workflow.store.upgrade import create
from workflow.views import show
from workflow.views.check import check

SYSTEM = frozenset({Role.SYSTEM})
OFFICE = frozenset({Role.CLERK, Role.SECRETARIAT})


def moment(day: str, hour: int = 8) -> datetime:
    """08:00 of *day* in Berlin, in UTC."""
    local = datetime.combine(date.fromisoformat(day), time(hour), ZoneInfo("Europe/Berlin"))
    return local.astimezone(UTC)


def draft(number: str = "111", *, points: int = 3, committee: bool = False) -> dict[str, Any]:
    """A draft with the structure of the first real case: the last point orders regular reports."""
    stations = [{"body": "Stadtrat", "date": "2020-10-14", "public": True, "outcome": None}]
    if committee:
        first = {"body": "Verwaltungs- und Finanzausschuss", "date": "2020-10-01"}
        stations.insert(0, {**first, "public": False, "outcome": None})
    items = [{"number": str(n), "text": f"Punkt {n}"} for n in range(1, points)]
    duty = {
        **{"item": str(points), "item_index": points - 1, "kind": "report"},
        **{"recipient": "Verwaltungs- und Finanzausschuss", "recurrence": "irregular"},
        **{"due_rule": "recurring", "evidence": "regelmäßig zu berichten"},
    }
    items.append({"number": str(points), "text": "regelmäßig berichten", "report_only": True})
    return {
        **{"receipt_number": f"A-{number}/2020", "motion_number": f"BA-{number}/2020"},
        **{"received_on": "2020-09-24", "subject": f"Digitale Agenda {number}"},
        **{"submitters": ["SPD-Fraktion", "CDU-Ratsfraktion"], "consultations": stations},
        **{"resolution_items": items, "obligations": [duty], "findings": []},
    }


@cache
def _empty_register() -> bytes:
    """The file of an empty trial register."""
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Store(f"sqlite:///{folder}/register.db"))
        create(town.store, town.law, trial=True, at=town.now, actor="anna")
        town.store.engine.dispose()  # with the last connection its log is written into the file
        return Path(folder, "register.db").read_bytes()


@dataclass
class Town:
    """One register and the people who work on it."""

    store: Store
    law: Law = field(default_factory=lambda: read_law("chemnitz"))
    now: datetime = field(default_factory=lambda: moment("2020-09-25"))

    @classmethod
    def founded(cls, url: str) -> Town:
        """A town with an empty trial register; on SQLite a copy of the first that was made."""
        town = cls(Store(url))
        if town.store.path is None:
            create(town.store, town.law, trial=True, at=town.now, actor="anna")
        else:
            town.store.path.write_bytes(_empty_register())
        return town

    def on(self, day: str) -> Town:
        """The same town on another day."""
        self.now = moment(day)
        return self

    def work(
        self, function: Callable[[Desk], Any], roles: frozenset[Role] = OFFICE, actor: str = "anna"
    ) -> Any:
        """One act, settled, in one transaction."""
        today = self.now.astimezone(ZoneInfo("Europe/Berlin")).date()

        def whole(session: Any) -> Any:
            law = law_on(session, self.law, today)
            desk = Desk(session, law, self.now, today, actor, may_record(roles))
            result = function(desk)
            settle(desk)
            return result

        return self.store.work(whole)

    def registered(self, number: str = "111", **shape: Any) -> str:
        """Register a motion; return its number."""
        paper = draft(number, **shape)

        def act(desk: Desk) -> None:
            register(desk, receive(desk, paper, None), paper)

        self.work(act)
        return f"BA-{number}/2020"

    def vote(self, reference: str, tally: Any, *points: str, on: str = "2020-10-14") -> str:
        """Record a vote."""
        told = Told(on=date.fromisoformat(on))
        return str(
            self.work(lambda d: vote(d, take(d, reference)[0], tally, told, points=list(points)))
        )

    def do(self, reference: str, event: str, roles: frozenset[Role] = OFFICE, **given: Any) -> str:
        """Move a matter by an event; return its state."""

        def act(desk: Desk) -> str:
            (matter,) = take(desk, reference)
            advance(desk, matter, event, Told(**given))
            return matter.state

        return str(self.work(act, roles))

    def state(self, reference: str) -> str:
        """The state of a matter."""
        with self.store.read() as session:
            return find(session, reference).state

    def show(self, reference: str) -> dict[str, Any]:
        """What `show --json` prints."""
        with self.store.read() as session:
            found = show.show(session, find(session, reference))
            return dict(json.loads(json.dumps(found)))

    def round(self) -> int:
        """Move what time moves and post what is due; return how many letters were posted."""
        posted = 0
        while (found := self.work(remind.look, SYSTEM, "system")).families:
            posted += found.posted
        return posted

    def findings(self) -> list[str]:
        """The codes of what `check` finds."""
        with self.store.read() as session:
            today = self.now.astimezone(ZoneInfo("Europe/Berlin")).date()
            law = law_on(session, self.law, today)
            desk = Desk(session, law, self.now, today, "check", frozenset())
            return [finding.code for finding in check(desk)]

    def letters(self) -> list[dict[str, Any]]:
        """Every occasion recorded, oldest first; the register's own have no reference."""
        wanted = select(Message, Matter.reference).outerjoin(Matter, Matter.id == Message.matter_id)
        with self.store.read() as session:
            found = session.execute(wanted.order_by(Message.id))
            return [{"reference": name or "", **one.model_dump(mode="json")} for one, name in found]

    def addressees(self, rung: str) -> list[dict[str, Any]]:
        """Who was told the occasions of *rung*."""
        wanted = (
            select(Addressee)
            .join(Message, Message.id == Addressee.message_id)
            .where(Message.rung == rung)
            .order_by(Addressee.id)
        )
        with self.store.read() as session:
            return [one.model_dump(mode="json") for one in session.scalars(wanted)]

    def write(self) -> int:
        """Write the letters of what is posted; return how many."""
        origin = Origin(
            language="de",
            council=self.law.council,
            sender="ratsbuero@example.org",
            reply_to="ratsbuero@example.org",
            register="register-of-the-town",
            created=moment("2020-09-25"),
            at=self.now,
            zone=self.law.timezone,
        )
        today = self.now.astimezone(ZoneInfo("Europe/Berlin")).date()
        singles = write_singles(self.store, origin)
        return singles + write_digests(self.store, origin, today)

    def mails(self) -> list[Mail]:
        """Every letter written, oldest first."""
        with self.store.read() as session:
            return list(session.scalars(select(Mail).order_by(Mail.id)))

    def count(self, kind: str) -> int:
        """How many matters of a kind there are."""
        with self.store.read() as session:
            return sum(m.kind == kind for m in session.scalars(select(Matter)))
