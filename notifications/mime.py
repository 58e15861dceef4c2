"""A letter as the bytes that leave the house: headers, both forms, the due dates as .ics."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from notifications.letters import Letter, Origin, message_id
from notifications.plain import one_line
from notifications.wire import WIRE
from notifications.words import Words
from workflow.cases import Case


def mime(letter: Letter, cases: list[Case], address: str, origin: Origin) -> tuple[str, bytes]:
    """(Message-ID, bytes). RFC 5322; RFC 3834 for Auto-Submitted; RFC 2919 for List-Id."""
    identity = message_id(cases, address, origin)
    mail = EmailMessage(policy=WIRE)
    mail["From"], mail["To"] = origin.sender, address
    mail["Reply-To"] = origin.reply_to
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(origin.at)
    mail["Message-ID"] = identity
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Id"] = f"Ratsweg <ratsweg.{origin.domain}>"
    mail.set_content(letter.plain)
    mail.add_alternative(letter.html, subtype="html")
    mail["Content-Language"] = origin.language
    calendar = ics(cases, origin)
    if calendar:
        name = f"{cases[0].reference.replace('/', '-')}.ics"
        mail.add_attachment(calendar, maintype="text", subtype="calendar", filename=name)
    return identity, mail.as_bytes()


def ics(cases: list[Case], origin: Origin) -> bytes | None:
    """The due days as events that last the day (RFC 5545); None if no case has one."""
    from icalendar import Calendar, Event

    words = Words(origin.language)
    calendar = Calendar()
    calendar.add("prodid", "-//Ratsweg//Ratsweg//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for case in cases:
        due = case.office_due or case.due
        if due is None or case.rung == "step":
            continue
        event = Event()
        event.add("uid", f"{case.key[0]}-{case.key[2]}@{origin.domain}")
        event.add("dtstamp", origin.at)
        event.add("dtstart", due)
        event.add("dtend", due + timedelta(days=1))
        title = f"{words.label('kind', case.kind)} {case.reference}"
        event.add("summary", one_line(f"{title}: {case.subject}") if case.subject else title)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical() if calendar.subcomponents else None
