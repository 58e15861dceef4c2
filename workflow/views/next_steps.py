"""What may happen to a matter now, by whom, and what is missing for it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlmodel import col

from states.chart import Rule
from states.errors import Term
from states.roles import Role
from workflow.moves.facts import facts_of
from workflow.store.desk import Desk
from workflow.store.models import Matter
from workflow.store.pages import any_page
from workflow.store.told import Told
from workflow.views.show import display

EVERYBODY = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Possible:
    """One event: of which matter, in whose right, leading where, and what is still missing."""

    reference: str
    kind: str
    event: str
    target: str
    by: tuple[Role, ...]
    missing: tuple[Term, ...]


def possible(desk: Desk, matter: Matter) -> list[Possible]:
    """Every event a person can cause on *matter* and on what is open below it."""
    whole = or_(
        col(Matter.id) == matter.id,
        col(Matter.root_id) == matter.id,
        col(Matter.parent_id) == matter.id,
    )
    found = []
    for one in desk.session.scalars(select(Matter).where(whole).order_by(col(Matter.id))):
        chart = desk.law.charts[one.kind]
        if one.id == matter.id or one.state not in chart.over:
            found += [_possible(desk, one, rule) for rule in chart.rules_in(one.state)]
    return [p for p in found if p.by]


def _possible(desk: Desk, matter: Matter, rule: Rule) -> Possible:
    facts = facts_of(desk, matter, any_page(desk.session, matter), Told())
    return Possible(
        display(desk.session, matter),
        matter.kind,
        rule.event.value,
        rule.target.value,
        tuple(role for role in rule.by if role is not Role.SYSTEM),
        tuple(rule.unmet(EVERYBODY, facts)),
    )
