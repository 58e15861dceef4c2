"""What was read from a paper: a draft, marked as read, until a person confirms it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from papers.draft.amendment import Amendment, WordedChange
from papers.draft.severity import severity
from papers.draft.stored import plain, record, records
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
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows

    def to_json(self) -> dict[str, Any]:
        """The finding as plain JSON values, with its severity."""
        return {**plain(self), "severity": severity(self.code).value}


@dataclass(frozen=True, slots=True)
class StationRead:
    """A row of the Beratungsfolge; *date* is ISO 8601, *outcome* the ticked column."""

    body: str
    date: str | None = None
    public: bool | None = None
    outcome: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows


@dataclass(frozen=True, slots=True)
class PointRead:
    """A point of the resolution, with its full wording."""

    number: str | None = None
    text: str = ""
    has_subpoints: bool = False
    report_only: bool = False  # nothing but a duty
    start: int | None = None  # its place in the text of the reading; None if it was typed
    end: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows


@dataclass(frozen=True, slots=True)
class DutyRead:
    """A duty to report or deliver, with the words it was read from.

    *item_index* is the place of its point in the draft, None for a lead-in. Due rules,
    recurrences and the other fields are those of the labelling guide of the sample papers.
    *certainty* is 0 to 1; below the threshold of the findings it is a question to a person.
    *start* and *end* are the place of the evidence in the text of the reading.
    """

    item: str | None = None
    item_index: int | None = None
    kind: str = "report"  # or deliver
    recipient: str | None = None
    due_rule: str = "unspecified"
    evidence: str = ""
    first_due: str | None = None
    recurrence: str | None = None
    relative: str | None = None
    meeting_month: str | None = None
    starts: str | None = None
    anchor: str | None = None  # the event it waits for, as written
    conditional: bool = False
    certainty: float = 1.0
    start: int | None = None
    end: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> DutyRead:
        """The duty out of a point's page, or out of a draft."""
        return record(cls, value)

    def to_json(self) -> dict[str, Any]:
        """The duty as plain JSON values."""
        return plain(self)


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field was read: the name of the field, and its place in the text of the reading."""

    field: str
    start: int
    end: int
    more: Mapping[str, Any] = dataclasses.field(default_factory=dict, compare=False)


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
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Draft:
        """The draft that *value* says, as `to_json` wrote it, an older program or a person."""
        return record(
            cls,
            value,
            consultations=records(StationRead, value.get("consultations")),
            resolution_items=records(PointRead, value.get("resolution_items")),
            obligations=records(DutyRead, value.get("obligations")),
            amendment=_amendment(value.get("amendment")),
            findings=records(Finding, value.get("findings")),
            places=records(FieldPlace, value.get("places")),
        )

    def to_json(self) -> dict[str, Any]:
        """The draft as plain JSON values; `warnings` holds the codes of its findings, each once."""
        found = plain(self)
        found["findings"] = [finding.to_json() for finding in self.findings]
        found["warnings"] = list(dict.fromkeys(finding.code for finding in self.findings))
        return found


def _amendment(value: Mapping[str, Any] | None) -> Amendment | None:
    if value is None:
        return None
    return record(Amendment, value, changes=records(WordedChange, value.get("changes")))


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
