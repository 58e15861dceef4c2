"""The questions of `profile new`: what an office knows of its council."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import typer

from cli.errors import (
    BadBody,
    BadExample,
    BadVotes,
    BodyTwice,
    MissingOption,
    NoSuchLand,
    QuestionUnanswered,
)
from cli.options import day_told
from cli.shown.say import fail, interactive, say
from notifications.words import Words
from states.calendar import LAENDER
from states.errors import RatswegError, Term
from states.founding import Founded, FoundedBody, pattern_of
from states.reading import ProfileTable

T = TypeVar("T")
_KINDS = (("beirat", "board"), ("ortschaft", "locality"), ("ortsbeirat", "locality"))
_ADVISORY = ("beratend", "advisory")


@dataclass(frozen=True, slots=True)
class FoundingOptions:
    """What the options said; "" where they said nothing."""

    council: str = ""
    land: str = ""
    motion: str = ""
    receipt: str = ""
    votes: str = ""
    since: str = ""
    body: str = ""
    committees: Sequence[str] = ()


def founded(told: FoundingOptions, words: Words) -> Founded:
    """What the office says of its council: what no option told is asked.

    Raises:
        MissingOption: nobody is there to be asked.
        BadExample, BadVotes, BadDay, BadBody, BodyTwice, NoSuchLand: an option cannot be used.
    """
    council = _told(words, "profile_council", told.council, _text)
    own = council.split()[0]
    main = _told(words, "profile_body", told.body, lambda text: read_body(text, "council"), own)
    return Founded(
        council=council,
        land=_told(words, "profile_land", told.land, lambda text: read_land(text, words)),
        language=words.language,
        motion=_told(words, "profile_motion", told.motion, read_pattern),
        receipt=_told(words, "profile_receipt", told.receipt, read_pattern),
        entitled=_told(words, "profile_votes", told.votes, _votes),
        since=_told(words, "profile_since", told.since, lambda text: day_told(text, "--since")),
        bodies=tuple(_bodies(told, words, main)),
    )


def _told(
    words: Words, question: str, option: str, read: Callable[[str], T], default: str = ""
) -> T:
    """The value of *option*, else the answer to *question*, asked until it can be read."""
    if option:
        return read(option)
    if not interactive():
        if default:
            return read(default)
        name = question.removeprefix("profile_")
        raise MissingOption(option=f"--{name}", why=Term("ui", question))
    while True:
        answer = typer.prompt(words.ui(question), default=default, show_default=bool(default))
        try:
            if not answer.strip():
                raise QuestionUnanswered(question=Term("ui", question))
            return read(answer)
        except RatswegError as error:
            fail(error, words)


def _bodies(told: FoundingOptions, words: Words, main: FoundedBody) -> list[FoundedBody]:
    """*main* and the other bodies: of the options, else asked until an empty answer."""
    found = [main]
    if told.committees or not interactive():
        for text in told.committees:
            found.append(_another(text, found))
        return found
    say(words.ui("profile_committees"))
    while answer := typer.prompt(words.ui("profile_committee"), default="", show_default=False):
        try:
            found.append(_another(answer, found))
        except RatswegError as error:
            fail(error, words)
    return found


def _another(text: str, known: Sequence[FoundedBody]) -> FoundedBody:
    """Like `read_body`, but neither its name nor its short name is one of the *known*.

    Raises:
        BadBody, BodyTwice.
    """
    body = read_body(text)
    names = {name.casefold() for one in known for name in (one.name, one.short)}
    for name in (body.name, body.short):
        if name.casefold() in names:
            raise BodyTwice(given=text, name=name)
    return body


def read_body(text: str, kind: str = "") -> FoundedBody:
    """Read "Technischer Ausschuss, TA, 12"; the name alone will do.

    The third part is the number of votes of a body that decides, or "beratend".

    Raises:
        BadBody: there is no name, or the third part is neither.
    """
    name, short, votes, *rest = [part.strip() for part in (text + ",,").split(",")]
    if not name or any(rest) or (votes and not votes.isdecimal() and votes not in _ADVISORY):
        raise BadBody(given=text)
    known = next((found for word, found in _KINDS if word in name.casefold()), "committee")
    entitled = int(votes) if votes.isdecimal() and int(votes) else None
    decides = kind == "council" or entitled is not None
    own = None if kind == "council" else entitled
    return FoundedBody(name, short or shortened(name), kind or known, decides, own)


def shortened(name: str) -> str:
    """A short name: the first letters of the words, of one word its beginning."""
    parts = re.findall(r"[^\W\d_]{2,}", name)
    capitals = [part[0] for part in parts if part[0].isupper()]
    return "".join(capitals) if len(capitals) > 1 else name[:3]


def read_land(text: str, words: Words) -> str:
    """The code of the Land that *text* names: "SN" or "Sachsen".

    Raises:
        NoSuchLand.
    """
    wanted = text.strip().casefold()
    for code in LAENDER:
        if wanted in (code.casefold(), words.label("land", code).casefold()):
            return code
    raise NoSuchLand(given=text, known=[words.label("land", code) for code in LAENDER])


def read_pattern(example: str) -> str:
    """The pattern of the number *example*, such as "BA-111/2020".

    Raises:
        BadExample: number and year are not seen in it, or no reference can look so.
    """
    pattern = pattern_of(example.strip())
    reading = ProfileTable("", "", {"pattern": pattern})
    if pattern is None or not reading.pattern("pattern") or reading.wrong:
        raise BadExample(given=example)
    return pattern


def _votes(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= 1000:
        raise BadVotes(given=text)
    return int(text)


def _text(text: str) -> str:
    if not text.strip():
        raise BadBody(given=text)
    return text.strip()


