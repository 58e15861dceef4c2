"""What was read from a paper: a draft, marked as read, until a person confirms it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from papers.draft.amendment import Amendment
from papers.draft.severity import severity
from states.errors import RatswegError

DUE_RULES = (
    *("fixed_date", "end_of_period", "council_session", "relative_to_resolution"),
    *("on_completion", "immediately", "recurring", "unspecified"),
)
IRREGULAR = ("each_session", "irregular")  # recurrences that are no ISO 8601 duration


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: a code of the catalogue, its fields, and where."""

    code: str
    fields: dict[str, str] = field(default_factory=dict)
    place: str | None = None  # number of a point, or name of a field

    def to_json(self) -> dict[str, Any]:
        """The finding as plain JSON values, with its severity."""
        return {**asdict(self), "severity": severity(self.code).value}


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
    start: int | None = None  # its place in the text of the reading; None if it was typed
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DutyRead:
    """A duty to report or deliver, with the words it was read from.

    *item_index* is the place of its point in the draft, None for a lead-in. Due rules,
    recurrences and the other fields are those of the labelling guide of the sample papers.
    *certainty* is 0 to 1; below the threshold of the findings it is a question to a person.
    *start* and *end* are the place of the evidence in the text of the reading.
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
    anchor: str | None = None  # the event it waits for, as written
    conditional: bool = False
    certainty: float = 1.0
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field was read: the name of the field, and its place in the text of the reading."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A motion as read. What is not legible stays None or empty."""

    form: str | None = None
    form_signs: tuple[str, ...] = ()  # the words by which the form was recognised
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
    amendment: Amendment | None = None  # what it changes, if it amends another motion
    findings: tuple[Finding, ...] = ()
    places: tuple[FieldPlace, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The draft as plain JSON values; `warnings` holds the codes of its findings, each once."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        plain["findings"] = [finding.to_json() for finding in self.findings]
        plain["warnings"] = list(dict.fromkeys(finding.code for finding in self.findings))
        return plain


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A text as it was read, and the drafts in it; offsets count characters of *text*."""

    name: str
    text: str
    drafts: tuple[Draft, ...]


def unread(error: RatswegError) -> Draft:
    """The draft of a paper that could not be read: empty, with the reason as its finding."""
    fields = {name: str(value) for name, value in error.fields.items()}
    return Draft(findings=(Finding("unreadable", fields, error.code),))
