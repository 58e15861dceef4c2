"""Divides a paper into its parts by labels and formulas; every part is a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from papers.parts.formulas import formulas
from papers.parts.labels import PartLabel, part_label
from papers.parts.places import Line, lines

_BODY = ("resolution", "reasoning")  # parts that hold running text
_BROKEN = re.compile(r"[^\W_]-\s*$")
_REPEATED = ("submitters", "other", "letterhead")  # parts that may come more than once


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper: its kind, where its label and what it labels begin, where it ends."""

    kind: str
    label: int
    start: int
    end: int
    column: bool = False  # its label heads a column of a table


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its lines and the labels and formulas found in it, in order."""

    text: str
    lines: tuple[Line, ...]
    labels: tuple[PartLabel, ...]


@dataclass(frozen=True)
class Sections:
    """A paper divided: *head* is what stands before the resolution and the reasoning."""

    text: str
    start: int
    end: int
    lines: tuple[Line, ...]
    parts: tuple[Section, ...] = field(default=())

    def first(self, kind: str) -> Section | None:
        """The first part of that kind, or None."""
        return next((part for part in self.parts if part.kind == kind), None)

    def all(self, kind: str) -> list[Section]:
        """Every part of that kind."""
        return [part for part in self.parts if part.kind == kind]

    @cached_property
    def head(self) -> int:
        """Where the head of the paper ends."""
        return min((part.label for part in self.parts if part.kind in _BODY), default=self.end)

    def head_lines(self) -> list[Line]:
        """The lines of the head."""
        head = self.head
        return [line for line in self.lines if line.start < head]


    def outside(self, *kinds: str) -> list[Line]:
        """The lines outside of parts of these kinds; parts follow one another, as lines do."""
        parts = [part for part in self.parts if part.kind in kinds]
        starts = [part.start for part in parts]
        at = [(line, bisect_right(starts, line.start) - 1) for line in self.lines]
        return [line for line, n in at if n < 0 or line.start >= parts[n].end]


def labelled(text: str, more: Mapping[str, tuple[str, ...]]) -> Labelled:
    """The lines of *text* and every label and formula in it; *more* are the labels of the form."""
    own = tuple(lines(text))
    found = sorted(_all_labels(text, own, more), key=lambda one: (one.start, -one.strength))
    return Labelled(text, own, tuple(found))


def divide(whole: Labelled, start: int, end: int) -> Sections:
    """Divide the motion that stands between *start* and *end* into its parts."""
    text = whole.text
    own = tuple(line for line in whole.lines if start <= line.start < end)
    accepted = list(_accepted([label for label in whole.labels if start <= label.start < end]))
    ends = [*(label.start for label in accepted), end][1:] if accepted else []
    parts = (
        Section(label.kind, label.start, min(label.value, stop), stop, label.column)
        for label, stop in zip(accepted, ends, strict=True)
    )
    return Sections(text, start, end, own, tuple(parts))


def _all_labels(text: str, own: Iterable[Line], more: Mapping[str, tuple[str, ...]]) -> Iterator[PartLabel]:
    plain = []
    broken = False  # a label does not begin within "SPD-\nFraktion"
    for line in own:
        found = None if broken else part_label(line, more)
        broken = bool(_BROKEN.search(line.text))
        if found is None:
            plain.append(line)
        else:
            yield found
    for one in formulas(text, [line for line in plain if len(line.text) < 2000]):
        # what the formula opens begins with the formula: the points know how to leave it out
        yield PartLabel("resolution", one.start, one.start, one.strength, inline=True)


def _accepted(found: list[PartLabel]) -> Iterator[PartLabel]:
    """The labels that count, in order: where a part begins or the one before it ends."""
    chosen = _chosen(found)
    seen: set[str] = set()
    current = ""
    for label in found:
        kind = label.kind if label is chosen else _counts_as(label, chosen, current, seen)
        if kind is not None:
            seen.add(kind)
            current = kind
            yield replace(label, kind=kind)


def _counts_as(
    label: PartLabel, chosen: PartLabel | None, current: str, seen: set[str]
) -> str | None:
    """As what kind of part a label counts after *current*; None if it is but words of the text."""
    in_text = current in _BODY
    if label.kind == "resolution":
        late = chosen is not None and label.start >= chosen.start
        return None if late or label.inline or in_text else "other"
    if in_text and label.weak or label.kind == "letterhead" and (in_text or current == "route"):
        return None
    if label.kind in seen and label.kind not in _REPEATED:
        return "other" if current == "resolution" and label.kind in ("reasoning", "urgency") else None
    return label.kind


def _chosen(found: list[PartLabel]) -> PartLabel | None:
    """The label that opens the resolution: the first of the strongest, before the reasoning if any is.

    A label with nothing between it and the next one is but a title.
    """
    titles = {a.start for a, b in pairwise(found) if not a.inline and b.kind != "resolution" and a.value >= b.start - 2}
    candidates = [label for label in found if label.kind == "resolution" and label.strength and label.start not in titles]
    reasoning = next((label.start for label in found if label.kind == "reasoning"), None)
    early = [m for m in candidates if reasoning is None or m.start < reasoning]
    for pool in (early, candidates):
        best = max((label.strength for label in pool), default=0)
        if best and (pool is candidates or best > 1 or max(m.strength for m in candidates) < 3):
            equal = [label for label in pool if label.strength == best]
            return equal[-1] if best == 1 else equal[0]  # "Antrag" is first the title of the paper
    return None
