"""How a Land lets a body vote: quorum, majority, what an abstention counts; a tally's outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from states.errors import RatswegError


class Outcome(StrEnum):
    """What a vote on one point comes to."""

    ADOPTED = "adopted"
    REJECTED = "rejected"


class Majority(StrEnum):
    """What the yes votes must exceed."""

    VOTES_CAST = "votes_cast"  # more yes than no
    ENTITLED = "entitled"  # more than half of all members


class Abstention(StrEnum):
    """What an abstention counts as."""

    IGNORED = "ignored"  # present, neither yes nor no (Saxony)
    NO = "no"  # a no (K-AGO section 39, Kaernten; S63)
    ABSENT = "absent"  # not there (Innsbruck statute section 22; S63)


class ImpossibleTally(RatswegError):
    """More votes than people: counted, possible."""


@dataclass(frozen=True, slots=True)
class VotingRules:
    """How a council votes from *valid_from* on.

    *entitled* is the number of votes (members and mayor). The quorum is at least
    half of those entitled to vote in the matter (SaechsGemO section 39; domain S21);
    a tie rejects (section 39(6); S16).
    """

    entitled: int
    valid_from: date
    majority: Majority = Majority.VOTES_CAST
    abstention: Abstention = Abstention.IGNORED
    source: str = ""
    verified: bool = False

    def quorum(self, excluded: int = 0) -> int:
        """How many must be present; *excluded* members do not count as entitled (section 20)."""
        return (self.entitled - excluded + 1) // 2


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes on one question.

    *present* defaults to the votes given. *stated* is the outcome of a vote that was
    recorded without figures ("einstimmig"); then the three numbers are zero.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    present: int | None = None
    excluded: int = 0
    stated: Outcome | None = None

    def there(self, rules: VotingRules) -> int:
        """How many people count as present."""
        given = self.yes + self.no + self.abstain
        there = given if self.present is None else self.present
        return there - self.abstain if rules.abstention is Abstention.ABSENT else there


def checked(tally: Tally, rules: VotingRules) -> Tally:
    """Return *tally* as it came.

    Raises:
        ImpossibleTally: it counts more votes than people present, or more people than entitled.
    """
    given = tally.yes + tally.no + tally.abstain
    present = given if tally.present is None else tally.present
    entitled = rules.entitled - tally.excluded
    if min(tally.yes, tally.no, tally.abstain, tally.excluded, present) < 0 or given > present:
        raise ImpossibleTally(counted=given, possible=present)
    if present > entitled:
        raise ImpossibleTally(counted=present, possible=entitled)
    return tally


def quorate(tally: Tally, rules: VotingRules) -> bool:
    """Whether enough people were present; where nobody counted them, they are taken to be."""
    uncounted = tally.stated is not None and tally.present is None
    return uncounted or tally.there(rules) >= rules.quorum(tally.excluded)


def outcome(tally: Tally, rules: VotingRules) -> Outcome:
    """Decide the vote: a tie rejects (SaechsGemO section 39(6); domain S16)."""
    if tally.stated is not None:
        return tally.stated
    against = tally.no + (tally.abstain if rules.abstention is Abstention.NO else 0)
    if rules.majority is Majority.ENTITLED:
        carried = 2 * tally.yes > rules.entitled - tally.excluded
    else:
        carried = tally.yes > against
    return Outcome.ADOPTED if carried else Outcome.REJECTED
