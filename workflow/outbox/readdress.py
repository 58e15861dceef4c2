"""Letters that wait for an address: they follow it when the register is told another."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlmodel import col

from states.rungs import Post
from workflow.outbox.recipients import Recipient, council_office, recipients
from workflow.store.desk import Desk
from workflow.store.models import Addressee, Matter, Message
from workflow.store.pages import any_page
from workflow.store.people.confirmed import may_leave


def readdress(desk: Desk) -> int:
    """Give what waits for an unconfirmed address to whom the post belongs today; return how much.

    Only what is not written yet: a letter that is written stays the one it is.
    """
    waiting = select(Addressee).where(
        col(Addressee.mail_id).is_(None),
        ~col(Addressee.copied),
        ~may_leave(col(Addressee.address)),
    )
    return sum(_follow(desk, addressee) for addressee in desk.session.scalars(waiting).all())


def _follow(desk: Desk, addressee: Addressee) -> bool:
    message = desk.session.get_one(Message, addressee.message_id)
    today = _today(desk, message, Post(addressee.post))
    addresses = [one.address for one in today if not one.copied]
    if not addresses or addressee.address in addresses or _has(desk, message.id, addresses[0]):
        return False
    now = today[0]
    addressee.address, addressee.name, addressee.post = now.address, now.name, now.post.value
    return True


def _today(desk: Desk, message: Message, post: Post) -> list[Recipient]:
    if message.matter_id is None:
        return [council_office(desk)]
    matter = desk.session.get_one(Matter, message.matter_id)
    return recipients(desk, matter, any_page(desk.session, matter), [post])


def _has(desk: Desk, message_id: int, address: str) -> bool:
    known = exists().where(
        col(Addressee.message_id) == message_id, col(Addressee.address) == address
    )
    return bool(desk.session.scalar(select(known)))
