"""An amendment in words: which motion it means, and what it wants changed in it."""

from __future__ import annotations

from collections.abc import Iterator

from notifications.words import Words
from papers.draft.amendment import Amendment, WordedChange


def amendment_lines(amendment: Amendment | None, words: Words) -> Iterator[str]:
    """A line for the motion that is meant, and one for each change; none without an amendment."""
    if amendment is None:
        return
    targets = ", ".join(amendment.targets) or words.ui("none")
    item = amendment.agenda_item
    yield f"  {words.label('amendment', amendment.kind)}: " + ", ".join(
        [words.ui("amends", targets=targets)]
        + ([words.ui("agenda_item", item=item)] if item else [])
        + ([words.ui("by_submitters")] if amendment.submitters_revision else [])
    )
    for number, change in enumerate(amendment.changes, start=1):
        yield f"  {words.label('field', 'amendment')} {number}: {change_line(change, words)}"


def change_line(change: WordedChange, words: Words) -> str:
    """A change in one line: what is done, where, and with which words."""
    where = [words.label("change", change.action), _point(change, words), change.part]
    told = ", ".join(part for part in [*where, _beside(change, words)] if part)
    if change.action == "renumber":
        return f"{told} → {change.new}" if change.new else told
    said = _said(change)
    return f"{told}: {said}" if said else told


def _point(change: WordedChange, words: Words) -> str:
    """The number of the point; a whole resolution or a new point without one has none."""
    point = change.point
    if point is None:
        return words.ui("whole_resolution") if change.action == "replace" else ""
    return point if "§" in point else f"{words.label('field', 'resolution_items')} {point}"


def _beside(change: WordedChange, words: Words) -> str:
    place = change.place
    return f"{words.label('place', place)} {change.beside or ''}".rstrip() if place else ""


def _said(change: WordedChange) -> str:
    """Old and new words; those of an instruction that was not understood."""
    if change.action == "unclear":
        return f"„{change.evidence}“"
    old, new = (" ".join((text or "").split()) for text in (change.old, change.new))
    if old and change.action == "amend":
        return f"„{old}“ → {f'„{new}“' if new else '–'}"
    return " → ".join(f"„{part}“" for part in (old, new) if part)
