"""A move that follows another."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.store.models import Matter
from workflow.store.told import Told


@dataclass(frozen=True, slots=True)
class Move:
    """A move that follows: of which matter, by which event, with what.

    The system makes it, because the meeting changed; *own* ones the person who changed it.
    """

    matter: Matter
    event: str
    given: Told
    own: bool = False
