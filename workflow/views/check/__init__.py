"""Proves the register: replays every entry through the charts and rebuilds every page.

A kind of proof is a function in a file of its own, and a name in one of the rows below.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter
from workflow.views.check import (
    database,
    entries,
    keys,
    looks,
    numbers,
    order,
    pages,
    papers,
    people,
    post,
    promises,
)
from workflow.views.check.finding import CheckFinding, Findings

__all__ = ["Finding", "check"]

# A seal over the newest digests, kept outside, would be compared first in OF_REGISTER: it alone
# can tell a chain that was computed anew, or one whose end was cut off, from the true one.
OF_REGISTER = (  # once
    *(database.of_rules, keys.of_register, keys.of_keys),
    *(papers.of_digests, numbers.of_aliases, numbers.of_series),
    *(post.of_addressees, post.of_letters, people.of_people),
)
# of each matter with its entries, oldest first
OF_MATTER = (
    *(entries.of_chain, entries.of_law, entries.of_state),
    *(order.of_votes, order.of_decisions, order.of_days),
    *(numbers.of_place, numbers.of_public, pages.of_page, papers.of_told),
    *(promises.of_work, post.of_telling, looks.of_looks),
)
OF_FAMILY = (promises.of_settling,)  # of each root whose family has all its pages


def check(desk: Desk) -> Findings:
    """Yield everything in the register that does not fit the law or itself."""
    for proof in OF_REGISTER:
        yield from proof(desk)
    broken = set()  # families whose pages are gone: their facts cannot be asked
    for matter in desk.session.scalars(select(Matter).order_by(col(Matter.id))):
        for finding in _matter(desk, matter):
            if finding.code == "page_missing":
                broken.add(matter.root_id or matter.id)
            yield finding
    roots = select(Matter).where(col(Matter.root_id).is_(None)).order_by(col(Matter.id))
    for root in desk.session.scalars(roots):
        for of_family in () if root.id in broken else OF_FAMILY:
            yield from of_family(desk, root.id)


def _matter(desk: Desk, matter: Matter) -> Findings:
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id).order_by(col(Entry.step))
    told = list(desk.session.scalars(wanted))
    if not told:
        yield CheckFinding("matter_without_entry", {"reference": matter.reference})
        return
    for proof in OF_MATTER:
        yield from proof(desk, matter, told)
