"""A draft that waits, before the person who confirms it: shown, checked, and registered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from cli.draft_edit import accepted_draft
from cli.office import Office
from cli.shown.draft_lines import draft_lines
from cli.shown.say import remark, say
from papers.draft.draft import Draft
from states.errors import RatswegError
from workflow.acts import register as registering
from workflow.errors import AlreadyRegistered
from workflow.store.desk import Desk, lock
from workflow.store.models import Matter, Motion
from workflow.views import show
from workflow.views.draft_checks import findings_at_registration

if TYPE_CHECKING:
    from workflow.views.shapes.cards import MotionCard


def confirm(
    office: Office, number: int, changed: Callable[[Draft], Draft], *, yes: bool, quiet: bool
) -> MotionCard:
    """Show the draft of a motion, as *changed*, and register it when a person accepts it.

    Returns the motion's card.

    Raises:
        AlreadyRegistered: no draft waits.
    """
    words = office.words
    draft = _checked(office, number, changed(_waiting(office, number)))
    if not quiet:
        for line in draft_lines(draft, words):
            say(line)
    accepted = draft if yes else accepted_draft(draft, words)
    if accepted is not None:
        office.work(lambda desk: _register(desk, number, accepted))
    card = _card(office, number)
    if not quiet:
        key = "registered" if accepted is not None else "left_unconfirmed"
        say(words.ui(key, reference=card["reference"], receipt=card["receipt_number"]))
    return card


def say_it_waits(office: Office, number: int) -> None:
    """Of a paper that is not confirmed: that it is stamped, and how to go on with it."""
    with suppress(RatswegError), office.look() as session:
        if session.get_one(Motion, number).draft is not None:
            receipt = show.motion_card(session, session.get_one(Matter, number))["receipt_number"]
            remark(office.words.ui("waits_stamped", receipt=receipt))


def _waiting(office: Office, number: int) -> Draft:
    with office.look() as session:
        read = session.get_one(Motion, number).draft
        if read is None:
            reference = show.display(session, session.get_one(Matter, number))
            raise AlreadyRegistered(name=reference, reference=reference)
    return Draft.from_json(read)


def _checked(office: Office, number: int, draft: Draft) -> Draft:
    """*draft* with what the register has to say of it."""
    with office.look() as session:
        motion = session.get_one(Matter, number)
        found = findings_at_registration(office.reading(session), motion, draft)
    return replace(draft, findings=(*draft.findings, *found))


def _card(office: Office, number: int) -> MotionCard:
    with office.look() as session:
        return show.motion_card(session, session.get_one(Matter, number))


def _register(desk: Desk, number: int, draft: Draft) -> None:
    lock(desk, number)
    motion = desk.session.get_one(Matter, number, populate_existing=True)
    registering.register(desk, motion, draft)
