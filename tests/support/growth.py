"""How the time of some work grows with its size, told where others use the machine too.

Small and large are timed one after the other, and their ratio is taken: a stage that is quadratic
takes sixteen times as long for four times as much in every try, while one in proportion passes
with the first try that nothing disturbs.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
BOUND = 2.4  # how many times as long twice as much may take
ENOUGH = 0.05  # seconds of the smallest run, so that the largest takes some 0.2
LARGEST = 80_000  # characters: a stage that is as fast as that has no square in it
TRIES = 20


def timed(work: Callable[[T], object], given: T) -> float:
    """Seconds of the processor."""
    gc.collect()
    began = time.process_time()
    work(given)
    return time.process_time() - began


def grows(prepare: Callable[[int], T], work: Callable[[T], object], size: int = 5_000) -> float:
    """How many times as long four times as much takes, at best: in proportion about four."""
    while timed(work, small := prepare(size)) < ENOUGH:
        size *= 2
        if size > LARGEST:
            return 1.0
    large = prepare(4 * size)
    ratios: list[float] = []
    while len(ratios) < TRIES and min(ratios, default=BOUND**2 + 1) > BOUND**2:
        ratios.append(timed(work, large) / timed(work, small))
    return min(ratios)
