"""Gives the steps of an instruction their wording, number by number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from papers.amendments.grammar import AmendmentStep
from papers.amendments.wording import BULLET, laid, numbered

_WHOLLY = re.compile(r"\b(?:Fassung|Wortlaut|(?:ge)?fass(?:t|en)|ersetz(?:t|en)|lautet?n?|Neufassung)\b")


def settled(steps: list[AmendmentStep], clause: str, wording: str | None) -> Iterator[AmendmentStep]:
    """The steps of the instruction *clause* with the laid *wording* that follows it, None if none does."""
    if steps[0].action == "keep":
        return
    said = wording if wording is not None else laid(steps[0].new or "")
    if steps[0].action not in ("replace", "insert") or (len(steps) == 1 and steps[0].part) or not said:
        for step in steps:
            yield replace(step, new=said) if step.awaits else step
        return
    points = numbered(said)
    if steps[0].whole:
        yield from _of_the_whole(steps[0], points, said, clause)
    elif steps[0].action == "insert":
        yield from _inserted(steps, points, said)
    else:
        yield from _replaced(steps, points, said)


def _of_the_whole(step: AmendmentStep, points: list[tuple[str | None, str]], said: str, clause: str) -> Iterator[AmendmentStep]:
    if step.action == "insert":
        for number, text in points:
            yield replace(step, point=number, new=text, certainty=min(step.certainty, 0.9))
    elif points[0][0] in (None, "1") or _WHOLLY.search(clause):
        yield replace(step, new=said, certainty=min(step.certainty, 0.9 if _WHOLLY.search(clause) else 0.7))
    else:  # "wird wie folgt geändert:" with some points only: these shall read so
        for number, text in points:
            yield replace(step, point=number, new=text, certainty=0.7)


def _inserted(steps: list[AmendmentStep], points: list[tuple[str | None, str]], said: str) -> Iterator[AmendmentStep]:
    """Each numbered wording is a point; the first goes where the clause says, the next follow it."""
    named = [step.point for step in steps]
    if points[0][0] is None and len(steps) == 1 and all(BULLET.match(line) for line in said.split("\n")):
        for line in said.split("\n"):
            yield replace(steps[0], new=BULLET.sub("", line, count=1))
        return
    if points[0][0] is None or (named[0] and len(steps) == 1 and points[0][0] != named[0]):
        for step in steps:
            yield replace(step, new=said, certainty=step.certainty if len(steps) == 1 else 0.6)
        return
    for number, text in points:
        yield replace(steps[0], point=number, new=text)
    for step in steps:
        if step.point and step.point not in [number for number, _ in points]:
            yield replace(step, action="unclear", new=None, certainty=0.0)


def _replaced(steps: list[AmendmentStep], points: list[tuple[str | None, str]], said: str) -> Iterator[AmendmentStep]:
    """Points that are named and worded are replaced; worded alone they are new, named alone they go."""
    named = [step.point for step in steps]
    worded = dict(points)
    if not set(named) & set(worded):
        yield replace(steps[0], new=said)
        for step in steps[1:]:
            yield replace(step, action="strike", new=None, certainty=0.7)
        return
    for step in steps:
        if step.point in worded:
            yield replace(step, new=worded[step.point])
        else:
            yield replace(step, action="strike", new=None, certainty=0.7)
    for number, text in points:
        if number not in named:
            yield replace(steps[0], action="insert", point=number, new=text, place="after", beside=named[-1], certainty=0.8)
