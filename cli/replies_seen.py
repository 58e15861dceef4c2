"""An answer as it is seen: what it says, what the letter asked, what it seems to be about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from notifications.inbound.apart import Unpacked, unpacked
from notifications.inbound.charsets import decoded
from notifications.inbound.parts import READ
from states.errors import RatswegError
from workflow.inbox.replies import asked
from workflow.views.proposals import proposed

if TYPE_CHECKING:
    from sqlmodel import Session

    from cli.office import Office
    from workflow.store.models import Reply


def row_of(session: Session, reply: Reply) -> dict[str, Any]:
    """A reply as JSON: what it says, what the letter asked, and of whom."""
    reference, address = asked(session, reply)
    shown = reply.model_dump(mode="json", exclude={"content"})
    return {**shown, "reference": reference, "asked": address}


def pieces_of(content: bytes) -> Unpacked:
    """A mail taken apart, outside of any transaction; of one beyond the limits its source."""
    try:
        return unpacked(content)
    except RatswegError:
        return Unpacked(text=decoded(content[:READ], ""))


def taken_apart(office: Office, row: dict[str, Any], pieces: Unpacked) -> dict[str, Any]:
    """A reply with the names of its files, and with what its subject is about if no letter is."""
    proposed = None if row["reference"] else proposed_for(office, pieces.subject)
    return {**row, "files": [file.name for file in pieces.files], "proposed": proposed}


def proposed_for(office: Office, subject: str) -> str | None:
    """The matter that a mail of this subject seems to be about; None if it is not clear."""
    with office.look() as session:
        matter = proposed(session, subject)
        return matter.reference if matter else None
