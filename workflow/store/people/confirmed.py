"""Which addresses may be written to: outside a trial those that somebody has confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from states.addresses import mail_address
from workflow.errors import NoAddress, NobodysAddress, NoExample
from workflow.store.models import Addressee, Mail, Particular, Register
from workflow.store.named import near
from workflow.store.people.examples import is_example
from workflow.store.people.particulars import Telling, ToldOf, rows_on, tell


def confirm(session: Session, addresses: Iterable[str], means: str, telling: Telling) -> list[str]:
    """Confirm that letters to these addresses arrive where they should; return those new to it.

    *means* is how that is known: "told" by a person who has checked, or "mail check".

    Raises:
        NoAddress: one is no mail address.
        NoExample: one is an example, which reaches nobody.
    """
    wanted = []
    for given in addresses:
        address = mail_address(given.strip())
        if address is None:
            raise NoAddress(given=given)
        if is_example(address):
            raise NoExample(address=address)
        wanted.append(address.lower())
    known = set(session.scalars(_confirmed()))
    new = [address for address in dict.fromkeys(wanted) if address not in known]
    tell(session, [ToldOf("address", address, "confirmed", means) for address in new], telling)
    return new


def must_be_told(session: Session, addresses: Iterable[str], day: date) -> None:
    """Refuse an address that nobody has on *day* or later, and to which no letter waits.

    Raises:
        NobodysAddress: near ones are told.
    """
    told = [row.value for row in rows_on(session, day) if row.field == "address"]
    later = (col(Particular.field) == "address", col(Particular.valid_from) > day)
    told += session.scalars(select(col(Particular.value)).where(*later))
    known = {address.lower() for address in (*told, *held(session)) if address}
    for given in addresses:
        address = mail_address(given.strip())
        if address is not None and address.lower() not in known:
            raise NobodysAddress(address=address, near=near(address, known))


def _confirmed() -> Select[str]:
    return select(col(Particular.name)).where(
        col(Particular.kind) == "address", col(Particular.field) == "confirmed"
    )


def may_leave(address: Mapped[str]) -> ColumnElement[bool]:
    """The condition that a letter to the address in that column may leave."""
    trial = exists().where(col(Register.trial))
    return or_(trial, func.lower(address).in_(_confirmed()))


def held(session: Session) -> dict[str, int]:
    """{address to which letters wait because nobody has confirmed it: how many things wait}."""
    unwritten = (
        select(col(Addressee.address), func.count())
        .where(col(Addressee.mail_id).is_(None), ~may_leave(col(Addressee.address)))
        .group_by(col(Addressee.address))
    )
    unsent = (
        select(col(Mail.address), func.count())
        .where(col(Mail.sent_at).is_(None), col(Mail.given_up_at).is_(None))
        .where(~may_leave(col(Mail.address)))
        .group_by(col(Mail.address))
    )
    found: dict[str, int] = {}
    for address, count in [*session.execute(unwritten), *session.execute(unsent)]:
        found[address] = found.get(address, 0) + count
    return found
