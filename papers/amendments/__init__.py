"""Reads amendments: which motion a paper means, and what it wants changed in it."""

from __future__ import annotations

from collections.abc import Iterator

from papers.amendments.body import body
from papers.amendments.changes import changes
from papers.amendments.clauses import words
from papers.amendments.heading import agenda_item, by_submitters, heading, own_motion, targets
from papers.draft.amendment import Amendment
from papers.draft.draft import Finding

_SURE = 0.75  # below it a change is a question
_PLACE = "amendment"


def amendment(
    text: str, start: int = 0, end: int | None = None
) -> tuple[Amendment, tuple[Finding, ...]] | None:
    """The amendment in *text* between *start* and *end*, with findings; None if it is none.

    Offsets in the changes count characters of the whole *text*.
    """
    end = len(text) if end is None else end
    head = heading(text, start, end)
    if head is None:
        return None
    first, last, labelled = body(text, head.end, end)
    found = changes(text, first, last, kind=head.kind, labelled=labelled)
    if head.plain and not any(change.certainty >= _SURE for change in found):
        return None  # an ordinary motion that refers to another
    stop = min((change.start for change in found if change.action != "unclear"), default=last)
    stop = max(stop, first)
    meant = targets(text, head, start, stop)
    own = None if meant else own_motion(text, start, first)
    read = Amendment(
        kind=head.kind,
        targets=meant or ((own,) if own else ()),
        agenda_item=agenda_item(text, start, stop),
        submitters_revision=by_submitters(text, head, first),
        changes=tuple(found),
    )
    return read, tuple(_findings(read, head.title, own))


def _findings(read: Amendment, title: str, own: str | None) -> Iterator[Finding]:
    if not read.targets:
        yield Finding("amendment_target_missing", {"words": words(title)}, _PLACE)
    if len(read.targets) > 1:
        yield Finding("amendment_targets", {"numbers": ", ".join(read.targets)}, _PLACE)
    if own:
        yield Finding("amendment_assumed", {"words": own}, _PLACE)
    for change in read.changes:
        if change.action == "unclear":
            yield Finding("amendment_unclear", {"words": change.evidence}, _PLACE)
        elif change.certainty < _SURE:
            yield Finding("amendment_assumed", {"words": change.evidence}, _PLACE)
    if not read.changes:
        yield Finding("amendment_unclear", {"words": words(title)}, _PLACE)


__all__ = ["Amendment", "Change", "amendment"]
