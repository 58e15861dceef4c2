"""What a vote is about to record, before somebody says yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from notifications.words import Words
from states.votes import outcome
from workflow.acts.vote import ballot, day_of_vote
from workflow.moves.voting import deciding_body, voting_rules
from workflow.store.find import find
from workflow.views.show import motion_card

if TYPE_CHECKING:
    from cli.office import Office
    from states.votes import Tally
    from workflow.store.told import Told


def ballot_lines(
    office: Office,
    words: Words,
    reference: str,
    cast: Tally,
    told: Told,
    points: list[str],
) -> Iterator[str]:
    """What is about to be recorded: subject, body, day, outcome, and what is not verified."""
    with office.look() as session:
        desk = office.reading(session)
        motion, points = ballot(desk, find(session, reference), points)
        found = motion_card(session, motion)
        day = day_of_vote(desk, motion, told.on)
        rules = voting_rules(desk, motion, day)
        body = deciding_body(desk, motion).name
    what = f"{found['reference']} {found['subject']}"
    yield what + (f" ({words.ui('points')} {', '.join(points)})" if points else "")
    result = words.label("outcome", outcome(cast, rules))
    figures = "" if cast.stated else f" {cast.yes}/{cast.no}/{cast.abstain}"
    yield f"{body}, {words.day(day)}:{figures} {result}"
    if not rules.verified:
        yield words.ui("voting_unverified", source=rules.source)
