"""The command that would do what is possible, complete as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.asked_facts import ANSWERS
from notifications.names import typed
from notifications.words import Words

if TYPE_CHECKING:
    from workflow.views.next_steps import Possible

_VOTED = {"motion": {"call"}, "point": {"adopt", "reject"}}


def _fixed(possible: Possible) -> str | None:
    """The line of `duty set`, where what is missing is fixed by it."""
    if possible.event == "await_task":
        return "line_after_task"
    unclear = possible.event == "confirm" and "cadence_complete" in possible.missing
    return "line_cadence" if unclear or possible.event in ("interpret", "change_cadence") else None


def command_line(possible: Possible, words: Words) -> str:
    """The command that would do it, with the options for what is missing."""
    if possible.event in _VOTED.get(possible.kind, ()):
        return words.ui("line_vote", reference=possible.reference)
    if possible.kind == "duty" and (line := _fixed(possible)):
        return words.ui(line, reference=possible.reference)
    if possible.kind == "motion" and possible.event == "register":
        return f"ratsweg register {possible.reference}"
    options = [f"{ANSWERS[name][0]} …" for name in possible.missing if name in ANSWERS]
    if possible.kind in ("task", "report") and possible.event == "request_extension":
        extension = typed("answer_name", "extension", words.language)
        return " ".join(["ratsweg answer", possible.reference, extension, *options, "--progress …"])
    event = typed(f"{possible.kind}_event", possible.event, words.language)
    return " ".join(["ratsweg advance", event, possible.reference, *options])
