"""Reads a council's profile, and says of a wrong one all that is wrong, with place and reason."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files
from typing import Any

from states.calendar import LAENDER, Calendar, Feast
from states.errors import NoSuchProfile
from states.ladder import Post, Rung
from states.law import CHARTS, SETS, Body, Department, Figure, Law, Person
from states.reading import ProfileTable
from states.roles import Role
from states.votes import Abstention, Majority, VotingRules

BODIES = ("council", "committee", "board", "locality")  # their kinds
NUMBERS = (
    *("objection_days", "notice_days", "resubmit_days", "office_lead_days"),
    *("approval_lead_days", "report_sentences", "completion_days"),
)
# After how many working days at most an open matter is asked for, and one that lacks something:
# a profile written before these numbers were known is read as if it said so.
SILENCE = {"silence_days": 65, "silence_days_lacking": 20}
# On which day of the week (ISO, Monday is 1) the register writes to the council office.
WEEKLY = {"weekly_letter_weekday": 1}
SINCE = SILENCE | WEEKLY  # numbers that came later
FRIDAY = 5
# The days of a page, or of where it stands, that a rung may count from.
FIELDS = {
    "motion": ("latest_meeting", "objection_safe", "stands_since", "idle_since"),
    "station": ("waiting_since", "day"),
    "task": ("due", "resolved_on", "stands_since", "unassigned_since", "undated_since"),
    "duty": ("asked_from", "stands_since", "unassigned_since"),
    "report": ("office_due", "due", "cut_off", "submitted_on"),
    "meeting": ("day",),
}


def profiles() -> list[str]:
    """The names of the profiles that come with the program."""
    found = (file.name for file in files("states.profiles").iterdir())
    return sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


def packaged(profile: str) -> str:
    """The text of a packaged profile.

    Raises:
        NoSuchProfile: there is none of that name.
    """
    if profile not in profiles():
        raise NoSuchProfile(name=profile, known=profiles())
    return files("states.profiles").joinpath(f"{profile}.toml").read_text("utf-8")


def read_law(profile: str) -> Law:
    """Read a packaged profile by its name.

    Raises:
        NoSuchProfile: there is none of that name.
        BadProfile: it says something the law does not know, with file, place and reason.
    """
    return parse_law(profile, packaged(profile), file=f"states/profiles/{profile}.toml")


def parse_law(name: str, text: str, *, file: str) -> Law:
    """Read a profile's text; *file* is named in refusals.

    Raises:
        BadProfile: as `read_law`.
    """
    top = _opened(text, file)
    top.sound()
    council, numbering = top.table("council"), top.table("numbering")
    reports = top.table("reports")
    reports.former("suggested_cadence")
    rungs, ladder = _ladder(top.text("ladder"), top)
    law = Law(
        name=name,
        council=council.text("name"),
        language=council.one_of("language", ("de", "en")),
        timezone=council.timezone("timezone"),
        text=text,
        digest=hashlib.sha256((text + ladder).encode()).hexdigest(),
        receipt_series=numbering.pattern("receipt"),
        motion_series=numbering.pattern("motion"),
        bodies=tuple(_body(row) for row in top.tables("body")),
        voting=tuple(sorted(map(_voting, top.tables("voting")), key=lambda v: v.valid_from)),
        departments=_departments(top),
        persons=_persons(top),
        submitters=_named(top, "submitter"),
        addresses=_addresses(top.table("addresses")) if top.has("addresses") else {},
        calendar=_calendar(top.table("calendar"), council.one_of("state", LAENDER)),
        extends=frozenset(map(Role, reports.several("extended_by", ("council", "committee", "mayor")))),
        **_letters(top.table("letters")),
        numbers=_numbers(top.table("numbers")),
        lapses=top.table("term").flag("lapses"),
        rungs=rungs,
    )
    top.finished()
    _consistent(top, law)
    top.sound()
    return law


def _letters(table: ProfileTable) -> dict[str, Any]:
    return {
        "copies": table.flag("copy_deputies"),
        "mail_hour": table.whole("from_hour", least=0),
        "call": table.optional("call"),
    }


def _opened(text: str, file: str) -> ProfileTable:
    try:
        return ProfileTable(file, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        broken = ProfileTable(file, "", {})
        broken.refuse("TOML", "toml", trouble=str(error))
        return broken


def _body(row: ProfileTable) -> Body:
    body = Body(
        row.text("name"),
        row.text("short"),
        row.one_of("kind", BODIES),
        row.flag("decides"),
        row.whole("entitled", least=1) if row.has("entitled") else None,
        row.optional("chair") or None,
        row.address("address") if row.has("address") else None,
    )
    row.optional("source")
    return body


def _voting(row: ProfileTable) -> VotingRules:
    rules = VotingRules(
        entitled=row.whole("entitled", least=1),
        valid_from=row.day("valid_from"),
        majority=Majority(row.one_of("majority", tuple(Majority))),
        abstention=Abstention(row.one_of("abstention", tuple(Abstention))),
        source=row.text("source"),
        verified=row.flag("verified"),
    )
    stated = row.whole("quorum", least=1)
    if not row.faulty and stated != rules.quorum():
        row.refuse("quorum", "quorum", stated=stated, entitled=rules.entitled, half=rules.quorum())
    return rules


def _departments(top: ProfileTable) -> dict[str, Department]:
    found = [
        Department(
            row.text("name"),
            row.address("address") if row.has("address") else None,
            *(row.optional(post) or None for post in ("contact", "head", "director")),
        )
        for row in top.tables("department")
    ]
    _once(top, "department", [one.name for one in found])
    return {one.name: one for one in found}


def _persons(top: ProfileTable) -> dict[str, Person]:
    found = [
        Person(row.text("name"), row.address("address"), row.names("deputies"))
        for row in top.tables("person")
    ]
    _once(top, "person", [one.name for one in found])
    return {one.name: one for one in found}


def _named(top: ProfileTable, key: str) -> dict[str, str]:
    found = [(row.text("name"), row.address("address")) for row in top.tables(key)]
    _once(top, key, [name for name, _ in found])
    return dict(found)


def _addresses(table: ProfileTable) -> dict[str, str]:
    known = (*Role, Post.MAYOR_OFFICE)
    return {table.key_of(key, known): table.address(key) for key in table.keys()}  # noqa: SIM118


def _numbers(table: ProfileTable) -> dict[str, Figure]:
    numbers = {}
    for name in (*NUMBERS, *SINCE):
        if name in SINCE and not table.has(name):
            numbers[name] = Figure(SINCE[name], "–", verified=False)
            continue
        row, (least, most) = table.table(name), (1, FRIDAY) if name in WEEKLY else (0, None)
        value = row.whole("value", least=least, most=most)
        numbers[name] = Figure(value, row.text("source"), row.flag("verified"))
    return numbers


def _calendar(table: ProfileTable, state: str) -> Calendar:
    table.former("recess", "saturday_is_werktag")
    quiet = table.month_days("quiet") if table.has("quiet") else ()
    if quiet and len(quiet) != 2:
        table.refuse("quiet", "first_and_last")
        quiet = ()
    return Calendar(
        state=state,
        added=tuple(map(_feast, table.tables("added"))),
        removed=tuple(map(_feast, table.tables("removed"))),
        closed=tuple(map(_feast, table.tables("closed"))),
        quiet=(quiet[0], quiet[1]) if quiet else None,
    )


def _feast(row: ProfileTable) -> Feast:
    feast = Feast(
        row.text("name"),
        every=row.month_day("every") if row.has("every") else None,
        on=row.day("on") if row.has("on") else None,
        easter=row.whole("easter") if row.has("easter") else None,
    )
    if sum(value is not None for value in (feast.every, feast.on, feast.easter)) != 1:
        row.refuse("name", "one_kind_of_day")
    row.optional("source")
    return feast


def _ladder(name: str, top: ProfileTable) -> tuple[tuple[Rung, ...], str]:
    path = files("states.ladders").joinpath(f"{name}.toml")
    if not path.is_file():
        top.refuse("ladder", "no_ladder", name=name)
        return (), ""
    text = path.read_text("utf-8")
    return read_ladder(_opened(text, f"states/ladders/{name}.toml")), text


def read_ladder(top: ProfileTable) -> tuple[Rung, ...]:
    """The rungs of a ladder's file, lowest first.

    Raises:
        BadProfile: a row says something the ladder does not know.
    """
    top.text("source")
    top.flag("verified")
    groups, rungs = top.table("groups"), top.table("rungs")
    found = tuple(_rung(name, rungs.table(name), groups) for name in rungs.keys())  # noqa: SIM118
    top.finished()
    top.sound()
    return found


def _rung(name: str, row: ProfileTable, groups: ProfileTable) -> Rung:
    kind = row.one_of("on", tuple(CHARTS))
    states = _states(kind, row.one_of("while", tuple(groups.keys())), groups)
    fields = FIELDS.get(kind, ())
    return Rung(
        name=name,
        kind=kind,
        states=states,
        field=row.one_of("from", fields),
        after=row.whole("after"),
        tell=tuple(map(Post, row.several("tell", tuple(Post)))),
        unit=row.one_of("unit", ("day", "working", "month")) if row.has("unit") else "working",
        by_months=row.pairs("by_months") if row.has("by_months") else (),
        least_months=row.whole("least_months", least=1) if row.has("least_months") else 0,
        sooner=row.one_of("sooner", fields) if row.has("sooner") else None,
        every=row.whole("every", least=1) if row.has("every") else None,
        at_meeting=row.has("at_meeting") and row.flag("at_meeting"),
        weekday=row.whole("weekday", least=1, most=5) if row.has("weekday") else None,
        escalates=row.has("escalates") and row.flag("escalates"),
        months=row.wholes("months") if row.has("months") else (),
        of=row.several("of", BODIES) if row.has("of") else (),
        in_turn=row.has("in_turn") and row.flag("in_turn"),
    )


def _states(kind: str, group: str, groups: ProfileTable) -> tuple[str, ...]:
    """The states of a group, which names them one by one or by a set of the chart of *kind*."""
    sets = SETS[kind]
    words = groups.several(group, (*CHARTS[kind].states, *sets))
    return tuple(dict.fromkeys(state for word in words for state in sets.get(word, (word,))))


def _consistent(top: ProfileTable, law: Law) -> None:
    if sum(body.kind == "council" for body in law.bodies) != 1:
        top.refuse("body", "one_council")
    if not law.voting:
        top.refuse("voting", "no_voting")
    _once(top, "voting", [rules.valid_from.isoformat() for rules in law.voting])
    _once(top, "body", [n.casefold() for b in law.bodies for n in {b.name, b.short}])
    for role in (Role.CLERK, Role.MAYOR):
        if law.addresses and role not in law.addresses:
            top.refuse("addresses", "no_address", role=role)
    for key, names in _people(law):
        for name in names:
            if name is not None and name not in law.persons:
                top.refuse(key, "no_person", name=name)


def _people(law: Law) -> list[tuple[str, list[str | None]]]:
    posts: list[str | None] = [
        name for d in law.departments.values() for name in (d.contact, d.head, d.director)
    ]
    return [
        ("department", posts),
        ("body", [body.chair for body in law.bodies]),
        ("person", [name for person in law.persons.values() for name in person.deputies]),
    ]


def _once(top: ProfileTable, key: str, names: list[str]) -> None:
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            top.refuse(key, "twice", name=name)
