"""The day of a matter in people's calendars: what a letter does to it, and who has it there."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlmodel import Session, col

from states.law import CHARTS
from states.rungs import Post
from workflow.outbox.recipients import PUBLIC, Recipient
from workflow.store.desk import Desk
from workflow.store.models import Addressee, Bounce, Entry, Matter, Message

DATED = ("report", "task")  # the kinds whose day is entered
DAYS = {"due", "office_due"}  # of their pages
WITHOUT = (  # letters that ask for something else than the day
    *("undeliverable", "report_waits", "task_completion", "task_infeasible", "task_undated"),
    *("task_unassigned", "task_unassigned_long", "task_unassigned_mayor"),
)


@dataclass(frozen=True, slots=True)
class Calendared:
    """What one letter does to the day: it publishes or cancels it, in which revision."""

    method: str  # PUBLISH, CANCEL, or "" for nothing
    revision: int = 0


def of_letter(session: Session, message: Message, matter: Matter) -> Calendared:
    """What a letter of *message*, written now, does to the day of *matter*.

    The revision is the step of the entry that last set the day, ended the matter or took the
    end back: it rises with each, and is the same whenever a letter is written.
    """
    if matter.kind not in DATED or message.rung in WITHOUT:
        return Calendared("")
    revision = _revision(session, matter)
    if message.rung == "step" and message.step != revision:
        return Calendared("")  # it speaks of something else, or is overtaken
    over = matter.state in CHARTS[matter.kind].over
    return Calendared("CANCEL" if over else "PUBLISH", revision)


def _revision(session: Session, matter: Matter) -> int:
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id).order_by(col(Entry.step).desc())
    return next(one.step for one in session.scalars(wanted) if revises(matter.kind, one))


def revises(kind: str, entry: Entry) -> bool:
    """Whether calendars are to follow *entry* of a matter of that *kind*."""
    if kind not in DATED:
        return False
    over = CHARTS[kind].over
    moved = DAYS & json.loads(entry.facts).get("page", {}).keys()
    return entry.step == 1 or bool(moved) or (entry.source in over) != (entry.target in over)


def with_holders(
    desk: Desk, matter: Matter, entry: Entry, told: list[Recipient]
) -> list[Recipient]:
    """*told*, and where *entry* moves the day or ends it all who have it in their calendars."""
    if not revises(matter.kind, entry):
        return told
    known = {one.address for one in told}
    holders = {one.address: one for one in _holders(desk, matter)}
    return [*told, *(one for address, one in holders.items() if address not in known)]


def _holders(desk: Desk, matter: Matter) -> list[Recipient]:
    """Whom letters have told the day so far, but for those whose address takes no letters.

    Of what is not public any more only those who may still know of it.
    """
    wanted = (
        select(Addressee)
        .join(Message, col(Message.id) == Addressee.message_id)
        .where(col(Message.matter_id) == matter.id, col(Message.rung).not_in(WITHOUT))
        .where(or_(col(Message.rung) != "step", col(Addressee.post) != Post.CLERK.value))
        .where(col(Addressee.mail_id).is_not(None))
        .where(col(Addressee.address).not_in(select(col(Bounce.address))))
        .order_by(col(Addressee.id))
    )
    told = [one for one in desk.session.scalars(wanted) if matter.public or one.post not in PUBLIC]
    return [Recipient(Post(one.post), one.address, one.name, copied=one.copied) for one in told]
