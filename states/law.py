"""The law in force in one council: the charts, and the numbers and names its profile sets."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from states import duty, meeting, motion, point, report, station, task
from states.chart import Chart
from states.errors import BadProfile, NoSuchProfile
from states.ladder import Rung
from states.reading import Reading
from states.roles import Role
from states.votes import Abstention, Majority, VotingRules

CHARTS: dict[str, Chart] = {
    module.CHART.kind: module.CHART
    for module in (motion, point, station, task, duty, report, meeting)
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the council: its full name, its short name, its kind, and whether it may decide.

    *entitled* is the number of votes in a committee; for the council the voting rules say it.
    """

    name: str
    short: str
    kind: str  # council, committee, board or locality
    decides: bool
    entitled: int | None = None

    def named(self, text: str) -> bool:
        """Whether *text* is its full or short name."""
        return text.strip().casefold() in (self.name.casefold(), self.short.casefold())


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the profile with its ground; *verified* is false where nobody read the source."""

    value: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Law:
    """What a council's profile, read once at the start, comes to."""

    name: str
    council: str
    language: str
    timezone: str
    state: str  # the Land, as in ISO 3166-2:DE without DE-
    digest: str  # SHA-256 of the profile's text
    receipt_series: str  # pattern with {number} and {year}
    motion_series: str
    bodies: tuple[Body, ...]
    voting: tuple[VotingRules, ...]
    departments: dict[str, str]  # name -> address
    addresses: dict[Role, str]
    numbers: dict[str, Number]
    lapses: bool
    suggested_cadence: str
    rungs: tuple[Rung, ...]
    charts: dict[str, Chart] = field(default_factory=lambda: CHARTS)

    def body(self, text: str) -> Body | None:
        """The body that *text* names in full or short, or None."""
        return next((body for body in self.bodies if body.named(text)), None)

    @property
    def main_body(self) -> Body:
        """The council itself."""
        return next(body for body in self.bodies if body.kind == "council")

    def voting_on(self, day: date) -> VotingRules:
        """The voting rules in force on *day*; before the first, the first."""
        current = [rules for rules in self.voting if rules.valid_from <= day]
        return current[-1] if current else self.voting[0]

    def days(self, name: str) -> int:
        """A number of days that the profile sets, such as "objection_days"."""
        return self.numbers[name].value

    def address(self, role: Role, department: str | None) -> str | None:
        """Where *role* is reached; a department by its name. None if nobody is named."""
        if role is Role.DEPARTMENT:
            return self.departments.get(department or "")
        return self.addresses.get(role)


NUMBERS = ("objection_days", "notice_days", "resubmit_days")
# The days of a page that a rung may count from.
FIELDS = {
    "station": ("resubmit_on",),
    "task": ("due", "resubmit_on"),
    "duty": ("asked_from",),
    "report": ("due",),
}


def profiles() -> list[str]:
    """The names of the profiles that come with the program."""
    found = (file.name for file in files("states.profiles").iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


def read_law(profile: str) -> Law:
    """Read a packaged profile by its name.

    Raises:
        NoSuchProfile: there is none of that name.
        BadProfile: it says something the law does not know, with file, place and reason.
    """
    if profile not in profiles():
        raise NoSuchProfile(name=profile, known=profiles())
    text = files("states.profiles").joinpath(f"{profile}.toml").read_text("utf-8")
    return parse_law(profile, text, file=f"states/profiles/{profile}.toml")


def parse_law(name: str, text: str, *, file: str) -> Law:
    """Read a profile's text; *file* is named in refusals.

    Raises:
        BadProfile: as `read_law`.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadProfile(file=file, place="TOML", reason=str(error)) from error
    top = Reading(file, "", raw)
    council, numbering = top.table("council"), top.table("numbering")
    reports = top.table("reports")
    law = Law(
        name=name,
        council=council.text("name"),
        language=council.one_of("language", ("de", "en")),
        timezone=council.timezone("timezone"),
        state=council.text("state"),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        receipt_series=numbering.pattern("receipt"),
        motion_series=numbering.pattern("motion"),
        bodies=tuple(_body(row) for row in top.tables("body")),
        voting=tuple(sorted(map(_voting, top.tables("voting")), key=lambda v: v.valid_from)),
        departments=_departments(top),
        addresses=_addresses(top.table("addresses")),
        numbers=_numbers(top.table("numbers")),
        lapses=top.table("term").flag("lapses"),
        suggested_cadence=reports.interval("suggested_cadence"),
        rungs=tuple(_rung(row) for row in top.tables("rung")),
    )
    top.finished()
    _one_council(top, law)
    return law


def _body(row: Reading) -> Body:
    kinds = ("council", "committee", "board", "locality")
    body = Body(
        row.text("name"),
        row.text("short"),
        row.one_of("kind", kinds),
        row.flag("decides"),
        row.whole("entitled", least=1) if row.has("entitled") else None,
    )
    row.optional("source")
    return body


def _voting(row: Reading) -> VotingRules:
    rules = VotingRules(
        entitled=row.whole("entitled", least=1),
        valid_from=row.day("valid_from"),
        majority=Majority(row.one_of("majority", tuple(Majority))),
        abstention=Abstention(row.one_of("abstention", tuple(Abstention))),
        source=row.text("source"),
        verified=row.flag("verified"),
    )
    stated = row.whole("quorum", least=1)
    if stated != rules.quorum():
        row.refuse("quorum", f"{stated} is not half of {rules.entitled}: {rules.quorum()}")
    return rules


def _departments(top: Reading) -> dict[str, str]:
    found = [(row.text("name"), row.address("address")) for row in top.tables("department")]
    _once(top, "department", [name for name, _ in found])
    return dict(found)


def _addresses(table: Reading) -> dict[Role, str]:
    return {Role(table.key_of(key, tuple(Role))): table.address(key) for key in table.keys()}  # noqa: SIM118


def _numbers(table: Reading) -> dict[str, Number]:
    numbers = {}
    for name in NUMBERS:
        row = table.table(name)
        numbers[name] = Number(row.whole("value", least=0), row.text("source"), row.flag("verified"))
    return numbers


def _rung(row: Reading) -> Rung:
    kind = row.one_of("kind", tuple(CHARTS))
    states = row.several("states", tuple(CHARTS[kind].states))
    rung = Rung(
        name=row.text("name"),
        kind=kind,
        states=states,
        field=row.one_of("field", FIELDS.get(kind, ())),
        after=row.whole("after"),
        tell=Role(row.one_of("tell", tuple(Role))),
        every=row.whole("every", least=1) if row.has("every") else None,
    )
    return rung


def _one_council(top: Reading, law: Law) -> None:
    if sum(body.kind == "council" for body in law.bodies) != 1:
        top.refuse("body", "exactly one body has the kind 'council'")
    if not law.voting:
        top.refuse("voting", "there is no table with the voting rules")
    _once(top, "voting", [rules.valid_from.isoformat() for rules in law.voting])
    _once(top, "rung", [rung.name for rung in law.rungs])
    _once(top, "body", [n.casefold() for b in law.bodies for n in {b.name, b.short}])
    for role in (Role.CLERK, Role.MAYOR):
        if role not in law.addresses:
            top.refuse("addresses", f"the address of '{role}' is missing")


def _once(top: Reading, key: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            top.refuse(key, f"'{name}' stands there twice")
