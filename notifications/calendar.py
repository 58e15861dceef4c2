"""The due days of a letter as a calendar (RFC 5545), published, moved or cancelled (RFC 5546)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.utils import parseaddr
from typing import TYPE_CHECKING

from notifications.letters import Origin
from notifications.plain import one_line
from notifications.readers import day_of, entry, named
from notifications.words import Words
from workflow.outbox.case import Case

if TYPE_CHECKING:
    from icalendar import Event

METHODS = ("PUBLISH", "CANCEL")


def calendars(cases: list[Case], origin: Origin) -> Iterator[tuple[str, Case, bytes]]:
    """(method, the first case, the calendar) for each method that the cases call for."""
    for method in METHODS:
        of_it = [case for case in cases if entry(case) == method]
        if of_it:
            yield method, of_it[0], _calendar(method, of_it, origin)


def _calendar(method: str, cases: list[Case], origin: Origin) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Ratsweg//Ratsweg//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for case in cases:
        calendar.add_component(_event(case, origin))
    return bytes(calendar.to_ical())


def _event(case: Case, origin: Origin) -> Event:
    """The day, under one name for life: that of the matter in this very register."""
    from icalendar import Event

    due = day_of(case)
    assert due is not None, "the caller has looked"
    event = Event()
    event.add("uid", f"{case.key[0]}@{origin.register}")
    event.add("sequence", case.revision)
    event.add("dtstamp", origin.at)
    event.add("organizer", f"mailto:{parseaddr(origin.sender)[1]}")  # RFC 5546, 3.2.1
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", one_line(_title(case, Words(origin.language))))
    event.add("transp", "TRANSPARENT")
    if case.calendar == "CANCEL":
        event.add("status", "CANCELLED")
    return event


def _title(case: Case, words: Words) -> str:
    if case.kind == "report" and case.office_due:
        return words.ui("calendar_office", what=named(case))
    return words.ui("calendar_due", kind=words.label("kind", case.kind), what=named(case))
