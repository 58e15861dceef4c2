"""Writes a profile for a council that has none, from what its office knows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from states.profile import SILENCE, WEEKLY
from states.votes import VotingRules

# What was read in the statute of a Land; where a Land is missing, nobody has read it yet.
OBJECTION = {  # Land: (days in which the mayor may object, source)
    "SN": (14, "SächsGemO § 52 Abs. 2 Satz 2"),
    "BW": (7, "GemO BW § 43 Abs. 2 Satz 2"),
}
VOTING = {"SN": "SächsGemO § 39 Abs. 2, 6"}  # half are a quorum, a tie rejects, abstentions ignored
UNREAD = 14  # days: the longer of the periods that are known

@dataclass(frozen=True, slots=True)
class FoundedBody:
    """A body as its office names it; *entitled* is the number of votes of a deciding committee."""

    name: str
    short: str
    kind: str  # council, committee, board or locality
    decides: bool
    entitled: int | None = None


@dataclass(frozen=True, slots=True)
class Founded:
    """What an office says of its council; the first of *bodies* is the council itself."""

    council: str
    land: str  # as in ISO 3166-2:DE without DE-
    language: str
    receipt: str  # pattern with {number} and {year}
    motion: str
    entitled: int  # votes in the council, the mayor's among them where the mayor votes
    since: date  # first day of the term for which that holds
    bodies: tuple[FoundedBody, ...]


def pattern_of(example: str) -> str | None:
    """The pattern of a number such as "BA-111/2020"; None if no year and number are seen in it.

    The number keeps its leading zeros: "A-007/2020" counts with three digits.
    """
    year = re.search(r"(?<!\d)20\d\d(?!\d)", example)
    bare = example if year is None else f"{example[: year.start()]}{'#' * 4}{example[year.end() :]}"
    number = re.search(r"\d+", bare)
    if year is None or number is None or re.search(r"\d", bare[number.end() :]):
        return None
    width = f":0{len(number[0])}" if number[0].startswith("0") or len(number[0]) > 2 else ""
    pattern = f"{bare[: number.start()]}{{number{width}}}{bare[number.end() :]}"
    return pattern.replace("####", "{year}")


def written(founded: Founded, on: date, words: Mapping[str, str]) -> str:
    """The profile's text. What nobody has read in a statute says so, with `verified = false`.

    *on* is the day on which the office said it; *words* are the catalogue's section
    "founding", for its sources and remarks.
    """
    head = words["head"].format(council=founded.council.replace("\n", " "), day=f"{on:%d.%m.%Y}")
    parts = [
        "\n".join(f"# {line}" for line in head.splitlines()),
        'ladder = "standard"',
        _table("[council]", name=founded.council, language=founded.language)
        + f'\ntimezone = "Europe/Berlin"\nstate = {_quoted(founded.land)}',
        _table("[numbering]", receipt=founded.receipt, motion=founded.motion),
        _voting(founded, words),
        _numbers(founded, words),
        f"[term]\nlapses = false  # {words['lapses']}",
        '[reports]\nextended_by = ["council", "committee", "mayor"]'
        f"  # {words['proposal']}",
        f"[letters]\nfrom_hour = 8  # {words['from_hour']}\ncopy_deputies = false\n"
        f'# call = "…"  # {words["call"]}',
        f'[calendar]\nquiet = ["12-24", "01-01"]  # {words["quiet"]}',
        *map(_body, founded.bodies),
    ]
    return "\n\n".join(parts) + "\n"


def _voting(founded: Founded, words: Mapping[str, str]) -> str:
    source = VOTING.get(founded.land) or words["unread"].format(land=founded.land)
    rules = VotingRules(founded.entitled, founded.since)
    return (
        f"[[voting]]\nvalid_from = {founded.since.isoformat()}\n"
        f"entitled = {founded.entitled}\nquorum = {rules.quorum()}\n"
        'majority = "votes_cast"\nabstention = "ignored"\n'
        f"source = {_quoted(source)}\nverified = {_flag(founded.land in VOTING)}"
    )


def _numbers(founded: Founded, words: Mapping[str, str]) -> str:
    days, source = OBJECTION.get(founded.land, (UNREAD, words["unread"].format(land=founded.land)))
    proposed = {
        "notice_days": (7, words["proposal"]),
        "resubmit_days": (60, words["proposal"]),
        "office_lead_days": (3, words["working_days"]),
        "approval_lead_days": (10, words["working_days"]),
        "completion_days": (30, words["proposal"]),
        "report_sentences": (0, words["no_limit"]),
        **{name: (value, words["working_days"]) for name, value in SILENCE.items()},
        **{name: (value, words["weekday"]) for name, value in WEEKLY.items()},
    }
    rows = [("objection_days", days, source, founded.land in OBJECTION)]
    rows += [(name, value, ground, False) for name, (value, ground) in proposed.items()]
    lines = [
        f"{name} = {{ value = {value}, source = {_quoted(ground)}, verified = {_flag(read)} }}"
        for name, value, ground, read in rows
    ]
    return "\n".join(["[numbers]", *lines])


def _body(body: FoundedBody) -> str:
    told = _table("[[body]]", name=body.name, short=body.short, kind=body.kind)
    entitled = f"\nentitled = {body.entitled}" if body.entitled else ""
    return f"{told}\ndecides = {_flag(body.decides)}{entitled}"


def _table(head: str, **texts: str) -> str:
    return "\n".join([head, *(f"{name} = {_quoted(text)}" for name, text in texts.items())])


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON writes the same, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _flag(value: bool) -> str:
    return "true" if value else "false"
