"""What a person says of a draft with --set: the field corrected, what was noticed of it settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cli.errors import BadCorrection
from cli.options import day

if TYPE_CHECKING:
    from papers.draft.draft import Draft


def corrected(draft: Draft, corrections: Sequence[str]) -> Draft:
    """*draft* with `field=value` put in; several submitters or targets are parted by semicolons.

    What the reader had to say of such a field is settled by that.

    Raises:
        BadCorrection: it is not of that form, or the field cannot be corrected so.
    """
    for text in corrections:
        name, sign, value = text.partition("=")
        known = [one for one in CORRECTED if one != "targets" or draft.amendment]
        if not sign or name not in known:
            raise BadCorrection(given=text, known=known)
        draft = settled(CORRECTED[name](draft, value), {name})
    return draft


def _submitters(draft: Draft, value: str) -> Draft:
    return replace(draft, submitters=_several(value))


def _targets(draft: Draft, value: str) -> Draft:
    assert draft.amendment is not None  # else it is not known
    return replace(draft, amendment=replace(draft.amendment, targets=_several(value)))


def _received(draft: Draft, value: str) -> Draft:
    told = day(value)
    return replace(draft, received_on=told.isoformat() if told else None)


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


CORRECTED: dict[str, Callable[[Draft, str], Draft]] = {
    "subject": lambda draft, value: replace(draft, subject=value.strip() or None),
    "motion_number": lambda draft, value: replace(draft, motion_number=value.strip() or None),
    "received_on": _received,
    "submitters": _submitters,
    "cost_proposal": lambda draft, value: replace(draft, cost_proposal=value.strip() or None),
    "targets": _targets,  # of an amendment
}


def settled(draft: Draft, fields: set[str]) -> Draft:
    """*draft* without what the reader had to say of *fields* and points: a person has spoken."""
    targets = "targets" in fields
    left = (
        one
        for one in draft.findings
        if one.place not in fields
        and not (targets and one.code.startswith("amendment_target"))
    )
    return replace(draft, findings=tuple(left))
