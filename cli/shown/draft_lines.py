"""A draft in words: the form's fields, points, duties with their words, findings."""

from __future__ import annotations

from collections.abc import Iterator

from cli.shown.amendment_lines import amendment_lines
from cli.shown.duty_lines import duty_lines
from cli.shown.finding_lines import finding_lines
from cli.shown.say import shown_day
from notifications.words import Words
from papers.draft.draft import Draft


def draft_lines(draft: Draft, words: Words) -> Iterator[str]:
    """A draft for people: the form's fields, points, duties with their words, findings."""
    yield from field_lines(draft, words)
    yield from finding_lines([finding.to_json() for finding in draft.findings], words)


def field_lines(draft: Draft, words: Words) -> Iterator[str]:
    """What was read, without the findings."""
    numbers = [draft.motion_number, draft.receipt_number]
    yield " / ".join(number for number in numbers if number) or words.ui("no_number")
    yield f"  {words.ui('subject')}: {draft.subject or words.ui('none')}"
    yield f"  {words.ui('submitters')}: {', '.join(draft.submitters) or words.ui('none')}"
    received = shown_day(words, draft.received_on)
    yield f"  {words.ui('received')}: {received or words.ui('none')}"
    for row in draft.consultations:
        yield f"  {words.ui('stations')}: {row.body}, " + (
            shown_day(words, row.date) or words.ui("no_date")
        )
    for item in draft.resolution_items:
        number = item.number
        name = number if number and "." in number else f"{number}." if number else "–"
        yield f"  {name} {item.text}"
    yield from amendment_lines(draft.amendment, words)
    for duty in draft.obligations:
        yield from duty_lines(duty, words)
