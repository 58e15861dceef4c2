"""Reads a council's profile, and says of a wrong one all that is wrong, with place and reason."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import Any

from states.calendar import LAENDER
from states.errors import NoSuchProfile
from states.ladder_file import ladder_of
from states.law import Figure, Law
from states.profile_calendar import calendar
from states.profile_people import (
    addressed,
    body,
    consistent,
    departments,
    persons,
    role_addresses,
)
from states.reading import ProfileTable, opened
from states.roles import Role
from states.votes import Abstention, Majority, VotingRules

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
    top = opened(text, file)
    top.sound()
    council, numbering = top.table("council"), top.table("numbering")
    reports = top.table("reports")
    reports.former("suggested_cadence")
    rungs, ladder = ladder_of(top.text("ladder"), top)
    law = Law(
        name=name,
        council=council.text("name"),
        language=council.one_of("language", ("de", "en")),
        timezone=council.timezone("timezone"),
        text=text,
        digest=hashlib.sha256((text + ladder).encode()).hexdigest(),
        receipt_series=numbering.pattern("receipt"),
        motion_series=numbering.pattern("motion"),
        bodies=tuple(body(row) for row in top.tables("body")),
        voting=tuple(sorted(map(_voting, top.tables("voting")), key=lambda v: v.valid_from)),
        departments=departments(top),
        persons=persons(top),
        submitters=addressed(top, "submitter"),
        addresses=role_addresses(top.table("addresses")) if top.has("addresses") else {},
        calendar=calendar(top.table("calendar"), council.one_of("state", LAENDER)),
        extends=frozenset(
            map(Role, reports.several("extended_by", ("council", "committee", "mayor")))
        ),
        **_letters(top.table("letters")),
        numbers=_numbers(top.table("numbers")),
        lapses=top.table("term").flag("lapses"),
        rungs=rungs,
    )
    top.finished()
    consistent(top, law)
    top.sound()
    return law


def _letters(table: ProfileTable) -> dict[str, Any]:
    return {
        "copies": table.flag("copy_deputies"),
        "mail_hour": table.whole("from_hour", least=0),
        "call": table.optional("call"),
    }


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
