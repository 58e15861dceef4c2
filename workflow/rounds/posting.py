"""What the ladders of a matter have reached is posted, or recorded as overtaken."""

from __future__ import annotations

from states.occasions import Occasion
from workflow.outbox import collective, occasions
from workflow.outbox.recipients import Recipient, recipients
from workflow.store.desk import Desk
from workflow.store.models import Matter, Page
from workflow.timing.reached_rungs import unrecorded


def post(desk: Desk, matter: Matter, page: Page) -> tuple[int, int]:
    """Post the highest rung of each ladder, record those below it; return (posted, skipped)."""
    posted = skipped = 0
    for reached in unrecorded(desk, matter, page):
        *lower, highest = reached.occasions
        for occasion in lower:
            # It would say what is no longer so: it is recorded, not sent.
            skipped += _post(desk, matter, reached.turn, occasion, [])
        posted += _post(desk, matter, reached.turn, highest, told_of(desk, matter, page, highest))
    return posted, skipped


def told_of(desk: Desk, matter: Matter, page: Page, occasion: Occasion) -> list[Recipient]:
    """Whom *occasion* is told; of an overview in which nothing stands, nobody."""
    if occasion.rung.name == collective.RUNG and collective.is_empty(desk.session, desk.today):
        return []
    return recipients(desk, matter, page, occasion.rung.tell)


def _post(
    desk: Desk, matter: Matter, turn: int, occasion: Occasion, told: list[Recipient]
) -> int:
    key = occasions.Key(matter.id, occasion.rung.name, turn, occasion.count)
    return occasions.record(
        desk, key, step=matter.step, day=occasion.day, told=told, single=occasion.rung.escalates
    )
