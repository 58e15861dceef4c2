"""Which matter a mail may be about: one that its subject names, until a person says so."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlmodel import Session, col

from states.answers import EVENTS
from states.law import CHARTS
from workflow.errors import Ambiguous, NoSuchMatter
from workflow.store.find import find
from workflow.store.models import Matter

_NUMBER = re.compile(
    r"(?:[^\W\d_]{1,12}-)?\d{1,9}/(?:\d{4}|\d\d)(?!\d)(?:[.-]\w{1,12}){0,3}(?:/\d{1,6})?"
)
_TRIED = 5  # numbers of a subject
_ANSWERED = {kind for kind, _ in EVENTS}


def proposed(session: Session, subject: str) -> Matter | None:
    """The one matter that *subject* names, or what alone waits for an answer below it."""
    found = {}
    for number in dict.fromkeys(_NUMBER.findall(subject)[:_TRIED]):
        try:
            matter = find(session, number)
        except (NoSuchMatter, Ambiguous):
            continue
        found[matter.id] = matter
    if len(found) != 1:
        return None
    (named,) = found.values()
    return _waiting(session, named) or named


def _waiting(session: Session, named: Matter) -> Matter | None:
    """The open report or task of *named*, if it has only one."""
    if named.kind in _ANSWERED:
        return named
    wanted = select(Matter).where(col(Matter.root_id) == (named.root_id or named.id))
    family = {one.id: one for one in session.scalars(wanted)}
    answered = (one for one in family.values() if one.kind in _ANSWERED)
    waiting = [
        one
        for one in answered
        if one.state not in CHARTS[one.kind].over and _is_below(one, named, family)
    ]
    return waiting[0] if len(waiting) == 1 else None


def _is_below(one: Matter, named: Matter, family: dict[int, Matter]) -> bool:
    above = one.parent_id
    while above is not None and above != named.id:
        above = family[above].parent_id if above in family else None
    return above == named.id
