"""A mail as it was read, the files that came with it, and whether the register has it already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from states.answers import Answer
from workflow.store.models import Reply


@dataclass(frozen=True, slots=True)
class Received:
    """A mail as it was read: by whom, when, what it seems to say, and the bytes themselves."""

    message_id: str  # of the form <x@y>; "" if it has none
    sender: str
    received: date  # the day of receipt, in the council's zone
    answer: Answer
    content: bytes
    token: str | None = None
    in_reply_to: tuple[str, ...] = ()
    until: date | None = None
    text: str = ""


def new_identity(session: Session, mail: Received) -> str | None:
    """Under which name a mail is stored; None if it is there.

    Its Message-ID, as long as no other mail has that too: some programs repeat them. Then,
    and where it has none, the digest of its bytes.
    """
    named = _stored(session, mail.message_id) if mail.message_id else None
    if mail.message_id and named is None:
        return mail.message_id
    if named is not None and _same(named, mail):
        return None
    digest = hashlib.sha256(mail.content).hexdigest()
    return None if _stored(session, digest) else digest


def _stored(session: Session, identity: str) -> Reply | None:
    return session.scalars(select(Reply).where(col(Reply.message_id) == identity)).first()


def _same(known: Reply, mail: Received) -> bool:
    """Whether they are one mail; it may have come by two ways, and so with other headers.

    The text alone does not say: of what a scanner sends there is none.
    """
    alike = (known.sender, known.answer) == (mail.sender, str(mail.answer))
    return alike and _body(known.content) == _body(mail.content)


def _body(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").partition(b"\n\n")[2].strip()
