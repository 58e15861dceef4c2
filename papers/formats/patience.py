"""How long reading may take, and whether somebody wants the house to stop before it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


class ReadingStopped(BaseException):
    """Somebody wants the house to stop. What was being read is no failed paper: it is read the next time."""


@dataclass(frozen=True, slots=True)
class Patience:
    """*until* is a moment of the machine's running clock, *seconds* what the block that set it had."""

    until: float = float("inf")
    seconds: float = float("inf")
    stop: Callable[[], bool] = lambda: False

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.until - time.monotonic()


_PATIENCE: ContextVar[Patience] = ContextVar("patience", default=Patience())  # noqa: B039 - frozen


def patience() -> Patience:
    """What binds the reading that is going on."""
    return _PATIENCE.get()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is read in this block takes no more *seconds* in all, nor more than a block around it has left."""
    bound = patience()
    until = time.monotonic() + seconds
    if until < bound.until:
        bound = replace(bound, until=until, seconds=seconds)
    with _put(bound):
        yield


@contextmanager
def stopping(stop: Callable[[], bool]) -> Iterator[None]:
    """What is read in this block is given up as soon as *stop* says so."""
    with _put(replace(patience(), stop=stop)):
        yield


@contextmanager
def _put(bound: Patience) -> Iterator[None]:
    before = _PATIENCE.set(bound)
    try:
        yield
    finally:
        _PATIENCE.reset(before)
