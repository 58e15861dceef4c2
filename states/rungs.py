"""What a rung of a ladder is: while what, counted from which day, it tells whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from states.calendar import Unit


class Post(StrEnum):
    """To whom a rung speaks; who that is, is found out on the day (domain.md 11.3, 6)."""

    OFFICE = "office"  # the mailbox of the department in charge
    CONTACT = "contact"  # the person there who does it
    DEPUTY = "deputy"  # who stands in for that person
    OFFICE_HEAD = "office_head"
    DEPARTMENT_HEAD = "department_head"
    MAYOR_OFFICE = "mayor_office"
    MAYOR = "mayor"
    CLERK = "clerk"  # the council office
    CHAIR = "chair"  # of the body that waits
    BODY = "body"  # that waits
    COUNCIL = "council"
    SUBMITTER = "submitter"


# Those within the department in charge: what is asked of it is asked of them.
IN_DEPARTMENT = (
    *(Post.OFFICE, Post.CONTACT, Post.DEPUTY),
    *(Post.OFFICE_HEAD, Post.DEPARTMENT_HEAD),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """While *kind* rests in one of *states*, tell *tell*, *after* units from the page's day *field*.

    *unit* is a `Unit` or "month"; *after* may be negative. *by_months* gives other offsets for
    cadences of at least so many months, longest first; below *least_months* the rung is left
    out. *sooner* names a second day of the page: once that is over, the rung is reached even
    if *after* has not run out. *every* repeats the rung, in units; *at_meeting* waits for the
    body's next meeting, and with *every* for every n-th one after it. *weekday* (ISO) is
    the only day of the week on which it goes out. *escalates*: it goes out singly. *months*:
    only if the day lies in one of them and is the body's first meeting there. *of*: only if the
    body that waits is of one of these kinds. *in_turn*: it speaks only once a lower rung of its
    ladder has spoken, for who lacks something is asked first.
    """

    name: str
    kind: str
    states: tuple[str, ...]
    field: str
    after: int
    tell: tuple[Post, ...]
    unit: str = Unit.WORKING.value
    by_months: tuple[tuple[int, int], ...] = ()
    least_months: int = 0
    sooner: str | None = None
    every: int | None = None
    at_meeting: bool = False
    weekday: int | None = None
    escalates: bool = False
    months: tuple[int, ...] = ()
    of: tuple[str, ...] = ()
    in_turn: bool = False


# Days that never change: their ladder is one, whoever is in charge and whatever is due.
FIXED = ("resolved_on",)
# Days that stand on no page: since when a matter is in its state, and since when it is there
# with nothing open below, with nobody in charge, without a date. Each stay has its own ladder.
STANDING = ("stands_since", "idle_since", "unassigned_since", "undated_since")
