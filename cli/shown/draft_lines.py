"""Drafts at the desk: how they are shown, and typed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from cli.draft_set import settled
from cli.errors import MissingOption
from cli.options import day
from cli.shown.amendment_lines import amendment_lines
from cli.shown.duty_lines import duty_lines
from cli.shown.finding_lines import finding_lines
from cli.shown.say import interactive, shown_day
from notifications.words import Words
from states.errors import Term

Draft = dict[str, Any]


def draft_lines(draft: Draft, words: Words) -> Iterator[str]:
    """A draft for people: the form's fields, points, duties with their words, findings."""
    yield from field_lines(draft, words)
    yield from finding_lines(draft.get("findings") or [], words)


def field_lines(draft: Draft, words: Words) -> Iterator[str]:
    """What was read, without the findings."""
    numbers = [draft.get("motion_number"), draft.get("receipt_number")]
    yield " / ".join(number for number in numbers if number) or words.ui("no_number")
    yield f"  {words.ui('subject')}: {draft.get('subject') or words.ui('none')}"
    submitters = ", ".join(draft.get("submitters") or [])
    yield f"  {words.ui('submitters')}: {submitters or words.ui('none')}"
    received = shown_day(words, draft.get("received_on"))
    yield f"  {words.ui('received')}: {received or words.ui('none')}"
    for row in draft.get("consultations") or []:
        date = shown_day(words, row.get("date")) or words.ui("no_date")
        yield f"  {words.ui('stations')}: {row['body']}, {date}"
    for item in draft.get("resolution_items") or []:
        number = item.get("number")
        name = number if number and "." in number else f"{number}." if number else "–"
        yield f"  {name} {item.get('text')}"
    yield from amendment_lines(draft.get("amendment"), words)
    for duty in draft.get("obligations") or []:
        yield from duty_lines(duty, words)


def typed(
    subject: str, submitters: list[str], points: list[str], bodies: list[str], words: Words
) -> Draft:
    """A draft typed in without a paper; what is missing is asked at a terminal.

    Raises:
        MissingOption: subject or point is missing and nobody is there to ask.
    """
    if not subject:
        subject = _asked("--subject", "subject", words)
    if not points:
        points = [_asked("--point", "points", words)]
    return told({"findings": []}, subject, submitters, points, bodies)


def told(
    draft: Draft, subject: str, submitters: list[str], points: list[str], bodies: list[str]
) -> Draft:
    """*draft* with what was typed in its place; the duties are read from the typed points."""
    from papers.reader import read_points

    changed: Draft = {}
    noticed: list[dict[str, Any]] = []
    if points:
        read = read_points(points).to_json()
        changed = {name: read[name] for name in ("resolution_items", "obligations")}
        noticed = read["findings"]
    if subject:
        changed["subject"] = subject
    if submitters:
        changed["submitters"] = submitters
    if bodies:
        changed["consultations"] = [_station(text) for text in bodies]
    numbers = {str(row.get("number")) for row in draft.get("resolution_items") or [] if points}
    left = settled(draft | changed, {*changed, *numbers})
    return {**left, "findings": [*left["findings"], *noticed]}


def _asked(option: str, label: str, words: Words) -> str:
    if not interactive():
        raise MissingOption(option=option, why=Term("ui", label))
    return str(typer.prompt(words.ui(label)))


def _station(text: str) -> dict[str, Any]:
    body, _, when = text.partition(":")
    read = day(when)
    return {"body": body, "date": read.isoformat() if read else None, "public": None}
