"""A duty as it was read, in words: what is owed to whom, when, and by which words of the paper."""

from __future__ import annotations

from collections.abc import Iterator

from cli.shown.say import shown_day
from notifications.words import Words
from papers.draft.draft import DutyRead


def duty_lines(duty: DutyRead, words: Words) -> Iterator[str]:
    """Two lines: the duty, and its words."""
    named = f"{words.label('kind', 'duty')} {duty.item or ''}".rstrip()
    owed, recipient = words.label("owed", duty.kind), duty.recipient
    owed = f"{owed} {words.ui('recipient')} {recipient}" if recipient else owed
    yield f"  {named}: {', '.join([owed, *_when(duty, words)])}"
    yield f"      „{duty.evidence}“"


def _when(duty: DutyRead, words: Words) -> Iterator[str]:
    """The first day, or by which rule it is found; then the cadence and the condition."""
    rule, first = duty.due_rule, shown_day(words, duty.first_due)
    recurrence, term = duty.recurrence, duty.relative
    if duty.anchor:  # the very words: with their term, if there is one
        yield duty.anchor
    elif term:
        yield f"{words.span(term)} {words.label('due_rule', rule)}"
    elif not first and not (recurrence and rule in ("recurring", "council_session")):
        yield words.label("due_rule", rule)
    if first or duty.meeting_month:
        yield first or duty.meeting_month or ""
    if duty.starts:
        yield f"{words.label('column', 'starts')} {duty.starts}"
    if recurrence:
        irregular = recurrence in words.section("recurrence")
        yield words.label("recurrence", recurrence) if irregular else words.interval(recurrence)
    if duty.conditional:
        yield words.label("column", "conditional")
