"""The rows of a letter's table, and the links by which it is answered."""

from __future__ import annotations

from urllib.parse import quote

from notifications.readers import told_of
from notifications.words import Words
from states.answers import FIVE, Answer
from workflow.outbox.case import Case

# What stands in a letter's table, in this order, where it is known.
FACTS = (
    *("office_due", "due", "meeting", "first_due", "recipient", "department", "progress"),
    *("promised", "extensions", "asked_until", "latest_meeting", "objection_safe"),
    *("objection_until", "waiting_since", "stands_since", "station_day", "received"),
    *("resolved_on", "submitted_on"),
)
# What a fact is called where it means something else than its name.
_CALLED = {("report", "due"): "report_due", ("station", "recipient"): "body"}


def facts(case: Case, words: Words) -> list[tuple[str, str]]:
    """The rows of a letter's table: label and value, where there is one that still counts."""
    rows = []
    for name in FACTS:
        value = getattr(case, name)
        if value in (None, "", 0) or _overtaken(case, name):
            continue
        label = _CALLED.get((case.kind, name), name)
        text = words.label("progress", value) if name == "progress" else words.value(value)
        rows.append((words.label("letter", label), text + _doubt(case, name, words)))
    return rows


def _overtaken(case: Case, name: str) -> bool:
    """Whether another fact says the same, or a notice of what was decided made it void."""
    value = getattr(case, name)
    if not told_of(case, name):
        return True
    if value == {"first_due": case.due, "objection_until": case.objection_safe}.get(name, ""):
        return True
    if case.rung != "step":
        return False
    if name in ("promised", "asked_until"):
        return case.event not in ("announce", "request_extension")
    return name in ("office_due", "due", "first_due", "meeting") and value < case.on


def _doubt(case: Case, name: str, words: Words) -> str:
    """What stands in brackets behind a day that is not certain."""
    if name == "asked_until":
        return f" ({words.ui('asked_late' if case.asked_late else 'asked_open')})"
    unsure = name == "objection_until" and case.objection_safe
    return f" ({words.ui('objection_unsure')})" if unsure else ""


def links(case: Case, words: Words, reply_to: str) -> list[tuple[str, str]]:
    """The answers as (label, mailto link), each with the token by which it finds back.

    An extension is offered where there is a day to extend, and none is asked for already.
    """
    found = []
    for answer in FIVE:
        if answer == Answer.EXTENSION and (case.asked_until or not case.due):
            continue
        subject = f"[#{case.token}:{answer}] {case.reference}"
        body = words.label("answer_form", answer)
        link = f"mailto:{reply_to}?subject={quote(subject)}&body={quote(body)}"
        done = answer == "report" and case.kind == "task"  # to report a task is to report it done
        found.append((words.ui("completion") if done else words.label("answer", answer), link))
    return found
