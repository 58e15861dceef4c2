"""The questions of `profile new`: what an office knows of its council."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import typer

from cli.errors import MissingOption
from cli.founding_answers import read_body, read_land, read_pattern, read_text, read_votes
from cli.founding_errors import (
    BodyTwice,
    QuestionUnanswered,
)
from cli.options import day_told
from cli.shown.say import fail, interactive, say
from notifications.words import Words
from states.errors import RatswegError, Term
from states.founding import Founded, FoundedBody

T = TypeVar("T")


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
    council = _told(words, "profile_council", told.council, read_text)
    own = council.split()[0]
    main = _told(words, "profile_body", told.body, lambda text: read_body(text, "council"), own)
    return Founded(
        council=council,
        land=_told(words, "profile_land", told.land, lambda text: read_land(text, words)),
        language=words.language,
        motion=_told(words, "profile_motion", told.motion, read_pattern),
        receipt=_told(words, "profile_receipt", told.receipt, read_pattern),
        entitled=_told(words, "profile_votes", told.votes, read_votes),
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
