"""Who is asked about an open matter, and which states nobody asks for, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from states import duty, meeting, motion, point, report, station, task
from states.roles import Role
from states.rungs import Post


class AskedBy(StrEnum):
    """What asks in the place of a state that no rung and no clock asks for."""

    BELOW = "below"  # the open matters below it
    ROOT = "root"  # its motion
    AGENDA = "agenda"  # what lies on its agenda


@dataclass(frozen=True, slots=True)
class Silent:
    """A state for which no rung speaks and that no clock moves, what asks in its place, and why."""

    kind: str
    state: str
    by: AskedBy
    because: str


# fmt: off
SILENT: tuple[Silent, ...] = (
    #      kind       state                             asked for by, because
    Silent("motion",  motion.State.IN_IMPLEMENTATION,   AskedBy.BELOW,
           "its tasks and duties ask until none is owed; then it is implemented by itself"),
    Silent("point",   point.State.OPEN,                 AskedBy.ROOT,
           "it is decided with its motion, whose stations ask"),
    Silent("point",   point.State.ADOPTED,              AskedBy.BELOW,
           "what it orders are its tasks and duties; without an open one it is carried out"),
    Silent("task",    task.State.BLOCKED,               AskedBy.ROOT,
           "the objection week of its motion runs out by itself, and an objection is asked for"),
    Silent("meeting", meeting.State.PLANNED,            AskedBy.AGENDA,
           "stations whose day has passed and reports in hand ask for what became of them"),
    Silent("meeting", meeting.State.INVITED,            AskedBy.AGENDA,
           "stations whose day has passed and reports in hand ask for what became of them"),
)
# fmt: on
BY = {(one.kind, one.state): one.by for one in SILENT}

# The posts behind a role: a question to one of them is one to whoever holds the ball. What a
# body, the authority or a submitter is to do, the council office sees to.
_OFFICE = frozenset({Post.CLERK})
_DEPARTMENT = (Post.OFFICE, Post.CONTACT, Post.DEPUTY, Post.OFFICE_HEAD, Post.DEPARTMENT_HEAD)
POSTS: dict[Role, frozenset[Post]] = {
    Role.SUBMITTER: _OFFICE | {Post.SUBMITTER},
    Role.DEPARTMENT: frozenset(_DEPARTMENT),
    Role.MAYOR: _OFFICE | {Post.MAYOR, Post.MAYOR_OFFICE},
    Role.CHAIR: _OFFICE | {Post.CHAIR},
    Role.COMMITTEE: _OFFICE | {Post.CHAIR, Post.BODY},
    Role.COUNCIL: _OFFICE | {Post.CHAIR, Post.BODY},
}
_OWNERS = {
    module.CHART.kind: module.CHART.owners
    for module in (motion, point, station, task, duty, report, meeting)
}


def asked(kind: str, state: str, *, lacking: bool) -> frozenset[Post]:
    """The posts of whoever holds the ball; the council office's while something is *lacking*."""
    return _OFFICE if lacking else POSTS.get(_OWNERS[kind][state], _OFFICE)
