"""The options that several commands share, and how their texts are read."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from cli import completion
from cli.errors import BadDay, BadTally
from notifications.names import named
from states.reach import in_reach
from states.votes import Outcome, Tally

Reference = Annotated[
    str,
    typer.Argument(
        autocompletion=completion.references,
        metavar="REF",
    ),
]
On = Annotated[str, typer.Option("--on")]
Json = Annotated[bool, typer.Option("--json")]
Yes = Annotated[bool, typer.Option("--yes", "-y")]
Force = Annotated[bool, typer.Option("--force")]
Number = Annotated[int, typer.Argument(min=1, max=2**31 - 1, metavar="NO")]
Reason = Annotated[str, typer.Option("--reason", "-r")]

_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_TALLY = re.compile(r"(\d{1,4})/(\d{1,4})(?:/(\d{1,4}))?")


def day(text: str | None) -> date | None:
    """Read "2020-10-14" or "14.10.2020"; None stays None.

    Raises:
        BadDay: it is no day of the calendar.
        DayOutOfReach: nothing is reckoned with it here.
    """
    if not text:
        return None
    try:
        match = _GERMAN.fullmatch(text.strip())
        if match:
            return in_reach(date(int(match[3]), int(match[2]), int(match[1])))
        return in_reach(date.fromisoformat(text.strip()))
    except ValueError as error:
        raise BadDay(given=text) from error


def day_told(text: str, option: str) -> date:
    """Like `day`, but something must be told.

    Raises:
        BadDay: it is no day, or nothing; *option* says where.
    """
    found = day(text)
    if found is None:
        raise BadDay(given=option)
    return found


def tally(text: str, *, present: int | None, excluded: int) -> Tally:
    """Read "41/9/4" (yes, no, abstentions), or a result without figures such as "einstimmig".

    Raises:
        BadTally: it is neither.
    """
    stated = named("outcome_name", text)
    if stated is not None:
        return Tally(present=present, excluded=excluded, stated=Outcome(stated))
    match = _TALLY.fullmatch(text.strip())
    if match is None:
        raise BadTally(given=text)
    yes, no, abstain = (int(part or 0) for part in match.groups())
    return Tally(yes, no, abstain, present, excluded)
