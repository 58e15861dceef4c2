"""What a person says of a draft with --set: the field corrected, what was noticed of it settled."""

from __future__ import annotations

from typing import Any

from cli.errors import BadCorrection
from cli.options import day

Draft = dict[str, Any]
CORRECTABLE = (
    *("subject", "motion_number", "received_on", "submitters", "cost_proposal"),
    "targets",  # of an amendment
)


def corrected(draft: Draft, corrections: list[str]) -> Draft:
    """*draft* with `field=value` put in; several submitters or targets are parted by semicolons.

    What the reader had to say of such a field is settled by that.

    Raises:
        BadCorrection: it is not of that form, or the field cannot be corrected so.
    """
    changed = dict(draft)
    for text in corrections:
        name, sign, value = text.partition("=")
        known = [one for one in CORRECTABLE if one != "targets" or draft.get("amendment")]
        if not sign or name not in known:
            raise BadCorrection(given=text, known=known)
        if name == "targets":
            changed["amendment"] = {**changed["amendment"], name: _several(value)}
        elif name == "submitters":
            changed[name] = _several(value)
        elif name == "received_on":
            told = day(value)
            changed[name] = told.isoformat() if told else None
        else:
            changed[name] = value.strip() or None
        changed = settled(changed, {name})
    return changed


def _several(value: str) -> list[str]:
    return [part.strip() for part in value.split(";") if part.strip()]


def settled(draft: Draft, fields: set[str]) -> Draft:
    """*draft* without what the reader had to say of *fields* and points: a person has spoken."""
    targets = "targets" in fields
    left = [
        row
        for row in draft.get("findings") or []
        if row.get("place") not in fields
        and not (targets and row["code"].startswith("amendment_target"))
    ]
    return {**draft, "findings": left}
