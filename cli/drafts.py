"""Drafts at the desk: how they are shown, typed in, and checked with the register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from cli.errors import MissingOption
from cli.options import day
from cli.talk import interactive, shown_day
from notifications.words import Words
from states.errors import RatswegError, Term

if TYPE_CHECKING:
    from cli.office import Office

Draft = dict[str, Any]


def draft_lines(draft: Draft, words: Words) -> Iterator[str]:
    """A draft for people: the form's fields, points, duties with their words, findings."""
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
        yield f"  {item.get('number') or '–'}. {item.get('text')}"
    for duty in draft.get("obligations") or []:
        when = duty.get("first_due") or duty.get("recurrence") or duty.get("due_rule")
        recipient = duty.get("recipient") or words.ui("none")
        yield f"  {words.label('kind', 'duty')} {duty.get('item') or ''}: {recipient}, {when}"
        yield f"      „{duty.get('evidence')}“"
    for row in draft.get("findings") or []:
        place = f" [{row['place']}]" if row.get("place") else ""
        yield f"  ! {words.finding(row['code'], row.get('fields') or {})[0]}{place}"


def unread(error: RatswegError) -> Draft:
    """The draft of a paper that could not be read: empty, with the reason as its finding."""
    fields = {name: str(value) for name, value in error.fields.items()}
    return {"findings": [{"code": "unreadable", "fields": fields, "place": error.code}]}


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
    from workflow.intake.reader import read_points

    changed: Draft = {}
    if points:
        read = read_points(points).to_json()
        changed = {name: read[name] for name in ("resolution_items", "obligations")}
    if subject:
        changed["subject"] = subject
    if submitters:
        changed["submitters"] = submitters
    if bodies:
        changed["consultations"] = [_station(text) for text in bodies]
    return draft | changed


def _asked(option: str, label: str, words: Words) -> str:
    if not interactive():
        raise MissingOption(option=option, why=Term("ui", label))
    return str(typer.prompt(words.ui(label)))


def _station(text: str) -> dict[str, Any]:
    body, _, when = text.partition(":")
    read = day(when)
    return {"body": body, "date": read.isoformat() if read else None, "public": None}


def findings_at_registration(office: Office, motion_id: int, draft: Draft) -> list[dict[str, Any]]:
    """What only the register knows: a number already used, the latest permissible meeting."""
    from workflow.models import Matter, Motion
    from workflow.reception import holder

    found: list[dict[str, Any]] = []
    with office.store.read() as session:
        own = session.get_one(Matter, motion_id).reference
        printed = draft.get("receipt_number")
        for number in (printed, draft.get("motion_number")):
            taken = holder(session, number) if number else None
            if taken and taken != own:
                fields = {"number": number, "reference": taken}
                found.append({"code": "number_taken", "fields": fields, "place": None})
        received = session.get_one(Motion, motion_id).received
        latest = _latest(office, session, received)
    if latest is not None:
        fields = {"day": latest.isoformat()}
        found.append({"code": "latest_meeting", "fields": fields, "place": None})
    return found


def _latest(office: Office, session: Any, received: Any) -> Any:
    from sqlalchemy import select

    from states.calendar import latest_meeting
    from workflow.models import Meeting

    council = office.law.main_body.name
    days = list(session.scalars(select(Meeting.day).where(Meeting.body == council)))  # type: ignore[call-overload]
    notice = office.law.days("notice_days")
    return latest_meeting(received, days, office.law.calendar, notice_days=notice)
