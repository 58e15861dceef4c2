"""An amendment in words: which motion it means, and what it wants changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from notifications.words import Words

Row = dict[str, Any]


def amendment_lines(amendment: Row | None, words: Words) -> Iterator[str]:
    """A line for the motion that is meant, and one for each change; none without an amendment."""
    if not amendment:
        return
    targets = ", ".join(amendment.get("targets") or []) or words.ui("none")
    item = amendment.get("agenda_item")
    yield f"  {words.label('amendment', amendment.get('kind') or 'amendment')}: " + ", ".join(
        [words.ui("amends", targets=targets)]
        + ([words.ui("agenda_item", item=item)] if item else [])
        + ([words.ui("by_submitters")] if amendment.get("submitters_revision") else [])
    )
    for number, change in enumerate(amendment.get("changes") or [], start=1):
        yield f"  {words.label('field', 'amendment')} {number}: {change_line(change, words)}"


def change_line(change: Row, words: Words) -> str:
    """A change in one line: what is done, where, and with which words."""
    where = [words.label("change", change["action"]), _point(change, words), change.get("part")]
    told = ", ".join(part for part in [*where, _beside(change, words)] if part)
    if change["action"] == "renumber":
        return f"{told} → {change['new']}" if change.get("new") else told
    said = _said(change)
    return f"{told}: {said}" if said else told


def _point(change: Row, words: Words) -> str:
    """The number of the point; a whole resolution or a new point without one has none."""
    point = change.get("point")
    if point is None:
        return words.ui("whole_resolution") if change["action"] == "replace" else ""
    return str(point) if "§" in point else f"{words.label('field', 'resolution_items')} {point}"


def _beside(change: Row, words: Words) -> str:
    place = change.get("place")
    return f"{words.label('place', place)} {change.get('beside') or ''}".rstrip() if place else ""


def _said(change: Row) -> str:
    """Old and new words; those of an instruction that was not understood."""
    if change["action"] == "unclear":
        return f"„{change.get('evidence') or ''}“"
    old, new = (" ".join((change.get(name) or "").split()) for name in ("old", "new"))
    if old and change["action"] == "amend":
        return f"„{old}“ → {f'„{new}“' if new else '–'}"
    return " → ".join(f"„{part}“" for part in (old, new) if part)
