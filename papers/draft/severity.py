"""How grave a finding is: one row a code, for the eye of the secretariat and for programs."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """What a finding asks of the person who confirms a draft; the gravest first."""

    ERROR = "error"  # as it stands it cannot be registered, or would be registered wrong
    WARNING = "warning"  # the paper contradicts itself, or may have been misread: compare them
    QUESTION = "question"  # the paper leaves open what the submitter or the council must say
    NOTE = "note"  # worth knowing; nothing need be done


E, W, Q, N = Severity.ERROR, Severity.WARNING, Severity.QUESTION, Severity.NOTE

SEVERITY = {
    # the paper as a whole
    "unreadable": E,
    "no_form": W,
    "second_motion": W,
    "invisible_characters": W,
    "decoded_as": N,
    "scanned": W,
    "pages_unread": W,
    "attachment_unread": W,
    # its fields
    "no_resolution": E,
    "text_left_out": Q,
    "no_subject": W,
    "no_submitters": W,
    "number_taken": E,
    "no_receipt": W,
    "receipt_in_future": W,
    "day_doubtful": W,
    "paper_double": Q,
    "amendment_same_place": Q,
    "no_stations": W,
    "meeting_before_receipt": W,
    "two_ticks": W,
    "cost_proposal_empty": Q,
    "no_number": N,
    "latest_meeting": N,
    "station_unknown": W,
    "recipient_unknown": W,
    # its points and duties
    "impossible_date": W,
    "past_deadline": Q,
    "interval_missing": Q,
    "addressee_missing": Q,
    "end_missing": Q,
    "committee_outside_route": Q,
    "duty_uncertain": Q,
    "duty_in_lead_in": N,
    # what it changes in another
    "amendment_target_missing": E,
    "amendment_targets": E,
    "amendment_assumed": Q,
    "amendment_unclear": Q,
    "amendment_target_unknown": W,
    "amendment_proposed": N,
}


def severity(code: str) -> Severity:
    """The severity of the finding with that code. A missing row is a mistake here: KeyError."""
    return SEVERITY[code]
