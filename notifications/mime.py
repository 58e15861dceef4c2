"""A letter as the bytes that leave the house: headers, both forms, the due dates as .ics."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import format_datetime

from notifications.calendar import calendars
from notifications.letters import Letter, Origin, message_id
from notifications.wire import WIRE
from workflow.outbox.case import Case


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
    for method, case, content in calendars(cases, origin):
        mail.add_attachment(
            content,
            maintype="text",
            subtype="calendar",
            params={"charset": "utf-8", "method": method},  # RFC 6047, 2.4
            filename=f"{case.reference.replace('/', '-')}.ics",
        )
    return identity, mail.as_bytes()
