"""What the secretariat made of the drafts that were read: kept in the entry of registration."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from papers.draft.comparison import Difference, DraftJson, differences
from workflow.store.models import Document, Entry, Matter
from workflow.views.show import display


@dataclass(frozen=True, slots=True)
class Correction:
    """A draft as read beside the same as confirmed, with its paper if there was one."""

    reference: str
    actor: str
    at: datetime
    read: DraftJson
    confirmed: DraftJson
    paper: str | None = None  # the file name it came by
    sha256: str | None = None
    document_id: int | None = None

    @property
    def differences(self) -> list[Difference]:
        """What was misread, field by field."""
        return differences(self.read, self.confirmed)

    @property
    def suffix(self) -> str:
        """The ending of the paper's name, if it is a plain one; else ""."""
        match = re.search(r"\.[A-Za-z0-9]{1,5}$", self.paper or "")
        return match[0].lower() if match else ""


def corrections(session: Session) -> Iterator[Correction]:
    """Every registration at which a draft was corrected, oldest first."""
    told = col(Entry.facts).contains('"corrected":')  # sorts out most; the JSON decides
    wanted = (
        select(Entry, Matter)
        .join(Matter, col(Matter.id) == Entry.matter_id)
        .where(col(Entry.event) == "register", told)
        .order_by(col(Entry.at), col(Entry.matter_id))
    )
    for entry, motion in session.execute(wanted):
        facts = json.loads(entry.facts)
        if "corrected" in facts:
            yield _correction(session, entry, motion, facts)


def content_of(session: Session, correction: Correction) -> bytes | None:
    """The bytes of the paper that was misread; None for a draft without a paper."""
    if correction.document_id is None:
        return None
    return session.get_one(Document, correction.document_id).content


def _correction(
    session: Session, entry: Entry, motion: Matter, facts: dict[str, Any]
) -> Correction:
    read = facts["page"]["draft"][0]
    papers = select(col(Document.id), col(Document.name), col(Document.sha256))
    own = papers.where(col(Document.matter_id) == motion.id).order_by(col(Document.id))
    document_id, paper, sha256 = session.execute(own).first() or (None, None, None)
    return Correction(
        reference=display(session, motion),
        actor=entry.actor,
        at=entry.at,
        read=read,
        confirmed={**_bare(read), **facts["corrected"]},
        paper=paper,
        sha256=sha256,
        document_id=document_id,
    )


def _bare(read: DraftJson) -> DraftJson:
    """*read* without what is of the reading alone: places and findings."""
    return {n: v for n, v in read.items() if n not in ("places", "findings", "warnings")}
