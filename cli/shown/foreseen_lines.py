"""Letters to come in lines: what repeats to the same people is one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from notifications.words import Words
from states.calendar import Unit
from states.rungs import Rung

Row = dict[str, Any]


def folded(rows: list[Row], rungs: Mapping[str, Rung], words: Words) -> Iterator[Row]:
    """The rows, where the repeats of one letter to the same people are told by its first one."""
    found: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        same = (row["reference"], row["rung"], tuple(row["to"]), row["why"], row["skipped"])
        found.setdefault(same, []).append(row)
    for first, *more in found.values():
        yield first | {"why": _why(first, more, rungs, words)}


def _why(first: Row, more: list[Row], rungs: Mapping[str, Rung], words: Words) -> str:
    if not more:
        return str(first["why"])
    told = {"why": first["why"], "last": date.fromisoformat(more[-1]["send"])}
    rhythm = _rhythm(rungs[first["rung"]], words)
    return words.ui("repeats", count=len(more), rhythm=rhythm, **told)


def _rhythm(rung: Rung, words: Words) -> str:
    if rung.at_meeting or rung.every is None:
        return words.ui("every_meeting_on")
    if rung.unit == Unit.WORKING:
        return words.ui("every_working_day", number=rung.every)
    return words.interval(f"P{rung.every}{'M' if rung.unit == 'month' else 'D'}")
