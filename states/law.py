"""The law in force in one council: the charts, and the numbers and names its profile sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from types import ModuleType

from states import duty, meeting, motion, point, report, station, task
from states.addresses import folded
from states.calendar import Calendar
from states.chart import Chart
from states.roles import Role
from states.rungs import Rung
from states.votes import VotingRules

_KINDS = (motion, point, station, task, duty, report, meeting)
CHARTS: dict[str, Chart] = {module.CHART.kind: module.CHART for module in _KINDS}


def _sets(module: ModuleType) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in vars(module).items():
        if isinstance(value, tuple) and value and all(isinstance(one, module.State) for one in value):
            yield name, value


# {kind: {name: states}} as the charts name them: OWED, IN_HAND, AHEAD …
SETS: dict[str, dict[str, tuple[str, ...]]] = {
    module.CHART.kind: dict(_sets(module)) for module in _KINDS
}


_HEAD = re.compile(r"(ausschuss|rat|senat|tag|gremium|parlament|präsidium)(?:e?s|e)?$")
_FEMININE = ("kommission", "vertretung", "versammlung", "deputation", "konferenz", "runde")
_ENDING = re.compile(r"(?<=\w{3})e[nrms]?$")  # of an adjective: Technischer, im Technischen


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """*name* without the endings of its case, of the word for a body and of adjectives before it."""
    words = name.casefold().split()
    head = (n for n, word in enumerate(words) if _HEAD.search(word) or word.endswith(_FEMININE))
    at = next(head, len(words))
    before = [_ENDING.sub("", word) for word in words[:at]] if at < len(words) else words
    return " ".join([*before, *(_HEAD.sub(r"\1", word) for word in words[at:])])


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the council: its full name, its short name, its kind, and whether it may decide.

    *entitled* is the number of votes in a committee; for the council the voting rules say it.
    *chair* names a person, *address* reaches all members.
    """

    name: str
    short: str
    kind: str  # council, committee, board or locality
    decides: bool
    entitled: int | None = None
    chair: str | None = None
    address: str | None = None

    def named(self, text: str) -> bool:
        """Whether *text* is its full or short name, in any case: "des Sportausschusses"."""
        return _bare(text) in (_bare(self.name), _bare(self.short))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is told by name, and who stands in for them, first come first."""

    name: str
    address: str
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its mailbox, and the persons in its posts, by name, where they are known."""

    name: str
    address: str | None = None
    contact: str | None = None  # does the work
    head: str | None = None  # of the office
    director: str | None = None  # of the department above it


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the profile with its ground; *verified* is false where nobody read the source."""

    value: int
    source: str
    verified: bool


@dataclass(frozen=True)
class Law:
    """What a council's profile comes to.

    The departments, persons, addresses and chairs of a profile are those a register begins
    with; the law of a day has those that the register knows on that day.
    *extends* holds the roles that may grant an extension; *copies* says whether deputies are
    in copy; letters leave from *mail_hour* on, in the council's zone. *call* says whom the
    council office calls when its weekly letter does not come; "" where nobody has said it.
    """

    name: str
    council: str
    language: str
    timezone: str
    text: str  # the profile itself, TOML
    digest: str  # SHA-256 over it and its ladder
    receipt_series: str  # pattern with {number} and {year}
    motion_series: str
    bodies: tuple[Body, ...]
    voting: tuple[VotingRules, ...]
    departments: dict[str, Department]
    persons: dict[str, Person]
    submitters: dict[str, str]  # name -> address
    addresses: dict[str, str]  # role or mayor_office -> address
    calendar: Calendar
    extends: frozenset[Role]
    copies: bool
    mail_hour: int
    call: str
    numbers: dict[str, Figure]
    lapses: bool
    rungs: tuple[Rung, ...]
    charts: dict[str, Chart] = field(default_factory=lambda: CHARTS)

    def body(self, text: str) -> Body | None:
        """The body that *text* names in full or short, or None."""
        return next((body for body in self.bodies if body.named(text)), None)

    @property
    def office(self) -> str:
        """The address of the council office; "" while nobody has told it."""
        return self.addresses.get(Role.CLERK, "")

    @property
    def main_body(self) -> Body:
        """The council itself."""
        return next(body for body in self.bodies if body.kind == "council")

    def voting_on(self, day: date) -> VotingRules:
        """The voting rules in force on *day*; before the first, the first."""
        current = [rules for rules in self.voting if rules.valid_from <= day]
        return current[-1] if current else self.voting[0]

    def days(self, name: str) -> int:
        """A number that the profile sets, such as "objection_days"."""
        return self.numbers[name].value

    def entitled(self, event: str, roles: frozenset[Role]) -> frozenset[Role]:
        """Those of *roles* in whose right *event* may be done in this council."""
        decided = event in ("grant_extension", "refuse_extension")
        return roles & self.extends if decided else roles

    def person_at(self, address: str) -> Person | None:
        """The person whose address it is, or None for a mailbox."""
        wanted = folded(address)
        return next((p for p in self.persons.values() if folded(p.address) == wanted), None)

    @cached_property
    def ladders(self) -> dict[tuple[str, str], dict[str, tuple[Rung, ...]]]:
        """{(kind, state): {day of the page: its rungs, lowest first}}."""
        found: dict[tuple[str, str], dict[str, tuple[Rung, ...]]] = {}
        for rung in self.rungs:
            for state in rung.states:
                ladders = found.setdefault((rung.kind, state), {})
                ladders[rung.field] = (*ladders.get(rung.field, ()), rung)
        return found
