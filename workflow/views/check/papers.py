"""Whether every paper is there, as it came."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import select
from sqlmodel import col

from workflow.store.desk import Desk
from workflow.store.models import Document, Entry, Matter
from workflow.views.check.finding import CheckFinding, Findings, as_bytes


def of_digests(desk: Desk) -> Findings:
    """Papers whose bytes are others than those that were stored."""
    wanted = (
        select(col(Document.name), col(Document.sha256), col(Document.content))
        .join(Matter, col(Matter.id) == Document.matter_id)
        .add_columns(col(Matter.reference))
        .order_by(col(Document.id))
        .execution_options(yield_per=1)  # one in memory at a time
    )
    for name, digest, content, reference in desk.session.execute(wanted):
        if hashlib.sha256(as_bytes(content)).hexdigest() != digest:
            yield CheckFinding("document_differs", {"reference": reference, "name": name})


def of_told(desk: Desk, matter: Matter, entries: list[Entry]) -> Findings:
    """Papers that an entry names by their digest, and that are gone.

    Entries of programs before 0.2 name none.
    """
    told = [digest for entry in entries for digest in _papers(entry)]
    if not told:
        return
    wanted = select(col(Document.sha256)).where(col(Document.matter_id) == matter.id)
    there = set(desk.session.scalars(wanted))
    for digest in told:
        if digest not in there:
            fields = {"reference": matter.reference, "sha256": digest}
            yield CheckFinding("document_missing", fields)


def _papers(entry: Entry) -> list[str]:
    return json.loads(entry.facts).get("papers", []) if '"papers"' in entry.facts else []
