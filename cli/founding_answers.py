"""What an office answers when its council's profile is founded, as it is read."""

from __future__ import annotations

import re

from cli.founding_errors import (
    BadBody,
    BadExample,
    BadVotes,
    NoSuchLand,
)
from notifications.names import labels, named
from notifications.words import LANGUAGES, Words
from states.calendar import LAENDER
from states.founding import FoundedBody, pattern_of
from states.reading import ProfileTable


def read_body(text: str, kind: str = "") -> FoundedBody:
    """Read "Technischer Ausschuss, TA, 12"; the name alone will do.

    The third part is the number of votes of a body that decides, or "beratend".

    Raises:
        BadBody: there is no name, or the third part is neither.
    """
    name, short, votes, *rest = [part.strip() for part in (text + ",,").split(",")]
    if not name or any(rest) or (votes and not votes.isdecimal() and not _is_advisory(votes)):
        raise BadBody(given=text)
    entitled = int(votes) if votes.isdecimal() and int(votes) else None
    decides = kind == "council" or entitled is not None
    own = None if kind == "council" else entitled
    return FoundedBody(name, short or shortened(name), kind or _kind_of(name), decides, own)


def _is_advisory(votes: str) -> bool:
    return named("founding_name", votes) == "advisory"


def _kind_of(name: str) -> str:
    """The kind of a body by its name: the longest word in it that says one, else a committee."""
    said = [
        (len(word), kind)
        for language in LANGUAGES
        for kind, words in labels("founding_name", language).items()
        for word in words
        if word.casefold() in name.casefold() and kind != "advisory"
    ]
    return max(said)[1] if said else "committee"


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


def read_votes(text: str) -> int:
    """Read the number of votes in the council; raises BadVotes."""
    if not text.strip().isdecimal() or not 1 <= int(text) <= 1000:
        raise BadVotes(given=text)
    return int(text)


def read_text(text: str) -> str:
    """The name of the council, or whatever else is plain text; raises BadBody of none."""
    if not text.strip():
        raise BadBody(given=text)
    return text.strip()
