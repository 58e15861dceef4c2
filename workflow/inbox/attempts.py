"""Remembers what is being read, so that what ends the program again and again is read no more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import col

from workflow.store.desk import Desk
from workflow.store.models import Attempt

ENOUGH = 2  # readings that never ended: the next round keeps the letter unread
KEPT = timedelta(days=30)


def begin(desk: Desk, *, digest: str) -> int:
    """Note that reading something begins; return how many readings of it never ended.

    *digest* is the SHA-256 of its bytes, in hex.
    """
    long_ago = delete(Attempt).where(col(Attempt.begun) < desk.at - KEPT)
    desk.session.execute(long_ago)
    known = desk.session.get(Attempt, digest) or Attempt(digest=digest, begun=desk.at)
    before = known.times
    known.times, known.begun = before + 1, desk.at
    desk.session.add(known)
    return before


def end(desk: Desk, *, digest: str) -> int:
    """It was read, or refused: either way nothing ended the program."""
    desk.session.execute(delete(Attempt).where(col(Attempt.digest) == digest))
    return 0
