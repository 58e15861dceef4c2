"""How the time of some work grows with its size, told where others use the machine too.

A stage that is quadratic takes sixteen times as long for four times as much, however often it is
tried. One in proportion passes as soon as one try of the large is undisturbed; so only what is
above the bound in every try is above it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
BOUND = 2.4
"""How many times as long twice as much may take."""
ENOUGH = 0.05  # seconds of the smallest run, so that the largest takes some 0.2
LARGEST = 80_000  # characters: a stage that is as fast as that has no square in it
TRIES = 9


def timed(work: Callable[[T], object], given: T) -> float:
    """Seconds of the processor."""
    gc.collect()
    began = time.process_time()
    work(given)
    return time.process_time() - began


def grows(prepare: Callable[[int], T], work: Callable[[T], object], size: int = 5_000) -> float:
    """How many times as long four times as much takes, at best: in proportion about four."""
    while (shortest := timed(work, small := prepare(size))) < ENOUGH:
        size *= 2
        if size > LARGEST:
            return 1.0
    large = prepare(4 * size)
    longest = timed(work, large)
    for _ in range(TRIES):
        if longest <= BOUND**2 * shortest:
            break
        shortest = max(shortest, timed(work, small))
        longest = min(longest, timed(work, large))
    return longest / shortest
