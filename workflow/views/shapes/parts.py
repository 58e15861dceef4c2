"""Parts of shapes: a finding, a vote, a paper, and what was entered."""

from __future__ import annotations

from typing import NewType, NotRequired, TypedDict

Day = NewType("Day", str)
Moment = NewType("Moment", str)
Read = dict[str, object]


class FindingTold(TypedDict):
    """Something that was noticed in a paper."""

    code: str  # What it is; [findings.md](findings.md) has them by severity.
    fields: dict[str, str]  # What its sentence says beside that, by name.
    place: str | None  # The number of a point, or the name of a field.
    severity: str  # How grave it is: the headings of that page.


class TallyTold(TypedDict):
    """A vote, with the rules it was judged by."""

    yes: int  # Votes for it.
    no: int  # Votes against it.
    abstain: int  # Abstentions.
    present: NotRequired[int]  # How many were present; absent if that was not told.
    excluded: int  # How many were excluded for bias.
    stated: NotRequired[str]  # The outcome that was recorded without figures; then these are 0.
    entitled: int  # How many may vote in that body.
    quorum: int  # How many must be present.
    outcome: str  # adopted or rejected.
    without_figures: bool  # Whether the vote was recorded without figures.


class PaperTold(TypedDict):
    """A paper or an attachment as it came in."""

    name: str  # The name of its file.
    sha256: str  # The digest of its content, in hexadecimal.


class EntryTold(TypedDict):
    """An entry: one step of one matter."""

    reference: str  # The reference of the matter that moved.
    kind: str  # Its kind.
    on: Day  # The day it happened.
    event: str  # What moved it.
    source: str | None  # The state it left; null for its first entry.
    target: str  # The state it came to.
    by: str  # The role in whose right.
    actor: str  # Who typed.
    note: str  # The reason given, or what else is remarked.
    login: str | None  # The login under which it was typed.
    means: str | None  # How that person was recognised.
    first: bool  # Whether the act began with it; the others follow from it.


class ActTold(TypedDict):
    """An act: what was written at once."""

    act: str  # Its number: matter and step of its first entry.
    at: Moment  # When it was recorded.
    entries: list[EntryTold]  # What it moved.
