"""In what the draft of an amendment differs from that of a motion: its numbers and its points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from papers.draft.amendment import Amendment
from papers.draft.draft import Draft, PointRead
from papers.parts.places import wording
from papers.parts.points import Resolution

_NEW = ("replace", "insert")  # what has words of its own for a whole point


def amending(draft: Draft, changing: Amendment) -> Draft:
    """*draft* as that of an amendment: the number of the motion it changes is not its own.

    Neither are duties that it quotes to have them struck. A revision may bear the number of its
    motion, which its submitters revise.
    """
    own = ("receipt_number",) if changing.kind == "revision" else ("receipt_number", "motion_number")
    taken: dict[str, Any] = {name: None for name in own if getattr(draft, name) in changing.targets}
    places = tuple(place for place in draft.places if place.field not in taken)
    owed = draft.obligations
    if _side_by_side(changing):  # there each change is a point
        orders = {n for n, change in enumerate(changing.changes) if change.action in _NEW}
        owed = tuple(duty for duty in owed if duty.item_index in orders)
    return replace(draft, amendment=changing, places=places, obligations=owed, **taken)


def _side_by_side(changing: Amendment) -> bool:
    """Whether old and new words of whole points stand side by side."""
    return any(change.old and change.action in ("replace", "strike") for change in changing.changes)


def instructed(text: str, resolution: Resolution, changing: Amendment) -> Resolution:
    """The resolution of an amendment: its changes, where the paper has old and new words side by side.

    So too in a letter without a resolution of its own. Old words are no order any more.
    """
    if _side_by_side(changing):
        return Resolution((0, 0), tuple(_synopsis(text, changing)))
    return resolution if resolution.points else Resolution((0, 0), tuple(_letter(text, changing)))


def _synopsis(text: str, changing: Amendment) -> Iterator[PointRead]:
    """New words as points, under the number of the point they are for; without a place of their own."""
    for change in changing.changes:
        if change.new and change.action in _NEW:
            yield PointRead(change.point, change.new)
        else:
            said = wording(text, change.start, change.end).text
            yield PointRead(change.point, said, start=change.start, end=change.end)


def _letter(text: str, changing: Amendment) -> Iterator[PointRead]:
    end = 0
    for change in changing.changes:
        if change.start >= end:  # two changes may share their words
            end = change.end
            yield PointRead(None, wording(text, change.start, end).text, start=change.start, end=end)
