"""What was read from a paper: a draft, marked as read, until a person confirms it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: a code of the catalogue, its fields, and where."""

    code: str
    fields: dict[str, str] = field(default_factory=dict)
    place: str | None = None  # number of a point, or name of a field


@dataclass(frozen=True, slots=True)
class StationRead:
    """A row of the Beratungsfolge; *date* is ISO 8601, *outcome* the ticked column."""

    body: str
    date: str | None
    public: bool | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class PointRead:
    """A point of the resolution, with its full wording."""

    number: str | None
    text: str
    has_subpoints: bool = False
    report_only: bool = False  # nothing but a duty


@dataclass(frozen=True, slots=True)
class DutyRead:
    """A duty to report or deliver, with the words it was read from.

    *item_index* is the place of its point in the draft, None for a lead-in. Due rules,
    recurrences and the other fields are those of the labelling guide of the sample papers.
    """

    item: str | None
    item_index: int | None
    kind: str  # report or deliver
    recipient: str | None
    due_rule: str
    evidence: str
    first_due: str | None = None
    recurrence: str | None = None
    relative: str | None = None
    session_month: str | None = None
    starts: str | None = None
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A motion as read. What is not legible stays None or empty."""

    form: str | None = None
    receipt_number: str | None = None
    motion_number: str | None = None
    received_on: str | None = None
    submitters: tuple[str, ...] = ()
    subject: str | None = None
    cost_proposal: str | None = None
    consultations: tuple[StationRead, ...] = ()
    resolution_items: tuple[PointRead, ...] = ()
    obligations: tuple[DutyRead, ...] = ()
    signatories: tuple[str, ...] = ()
    reasoning: str | None = None
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The draft as plain JSON values."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain
