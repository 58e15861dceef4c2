"""Stamps and registers what a test writes down as JSON, as a draft of a file would be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from papers.draft.draft import Draft
from papers.file import File
from workflow.acts import register as registering
from workflow.acts import stamp
from workflow.store.desk import Desk
from workflow.store.models import Matter


def receive(
    desk: Desk,
    draft: dict[str, Any],
    paper: File | None,
    *,
    received: date | None = None,
    annexes: Sequence[File] = (),
) -> Matter:
    """Store and stamp a paper of which *draft* was read."""
    return stamp.receive(desk, Draft.from_json(draft), paper, received=received, annexes=annexes)


def register(desk: Desk, motion: Matter, draft: dict[str, Any]) -> None:
    """Register *motion* as *draft* says it."""
    registering.register(desk, motion, Draft.from_json(draft))
