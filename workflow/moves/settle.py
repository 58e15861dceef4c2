"""What follows above: every family an act has touched is asked until nothing moves."""

from __future__ import annotations

from states.consequences import SETTLES
from states.errors import NotPermitted
from workflow.moves.advance import advance
from workflow.moves.facts import facts_of
from workflow.store.desk import SYSTEM, Desk, family
from workflow.store.models import Matter
from workflow.store.pages import any_page
from workflow.store.told import Told


def settle(desk: Desk) -> None:
    """Ask every family this act has touched what follows upward, until nothing moves."""
    moved = True
    while moved:
        moved = any([_settle_family(desk, root) for root in list(desk.act.families)])


def _settle_family(desk: Desk, root: int) -> bool:
    moved = False
    for matter, event in unsettled(desk, root):
        told = Told(on=desk.act.families[root])
        because = desk.act.written[-1]
        try:
            advance(desk, matter, event, told, roles=SYSTEM, because=because)
        except NotPermitted:  # what settled just before has changed the facts
            continue
        moved = True
    return moved


def unsettled(desk: Desk, root: int) -> list[tuple[Matter, str]]:
    """(matter, event) for all that the facts permit to settle now in the family of *root*."""
    return [
        (matter, event)
        for matter in family(desk, root)
        for kind, event in SETTLES
        if kind == matter.kind and _permitted(desk, matter, event)
    ]


def _permitted(desk: Desk, matter: Matter, event: str) -> bool:
    rules = desk.law.charts[matter.kind].table.get((matter.state, event), ())
    if not rules:
        return False
    facts = facts_of(desk, matter, any_page(desk.session, matter), Told())
    return any(not rule.unmet(SYSTEM, facts) for rule in rules)
