"""Whether every paper is as it came."""

from __future__ import annotations

import hashlib

from sqlalchemy import select
from sqlmodel import col

from workflow.check.finding import Finding, Findings
from workflow.desk import Desk
from workflow.models import Document, Matter


def of_digests(desk: Desk) -> Findings:
    """Papers whose bytes are others than those that were stored."""
    wanted = select(Document, col(Matter.reference)).join(
        Matter, col(Matter.id) == Document.matter_id
    )
    for document, reference in desk.session.execute(wanted):
        if hashlib.sha256(document.content).hexdigest() != document.sha256:
            yield Finding("document_differs", {"reference": reference, "name": document.name})
