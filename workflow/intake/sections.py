"""The parts of a motion's paper, as every form has them."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.intake.draft import Finding, StationRead


@dataclass(frozen=True, slots=True)
class Parts:
    """What a form found where; *resolution* and *reasoning* keep their lines."""

    receipt_number: str | None
    motion_number: str | None
    received_on: str | None
    submitters: tuple[str, ...]
    subject: str | None
    cost_proposal: str | None
    stations: tuple[StationRead, ...]
    resolution: str
    signatories: tuple[str, ...]
    reasoning: str | None
    findings: tuple[Finding, ...]
