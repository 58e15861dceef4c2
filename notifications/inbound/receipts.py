"""A receipt: a program says that a mail was read, shown, or has come (RFC 8098, and older)."""

from __future__ import annotations

import re

from notifications.inbound import headers
from notifications.inbound.parts import MailPart

_NOTICE = "message/disposition-notification"
# fmt: off
# What programs put before the subject of the mail that was read.
_SUBJECTS = (
    # begins with                                                 of, for example
    (r"(?:nicht )?gelesen:|ungelesen gelöscht:",                  "Outlook"),
    (r"(?:not )?read:|deleted:",                                  "Outlook in English"),
    (r"(?:lese|empfangs)bestätigung\b",                           "Thunderbird, Notes, GMX, Horde"),
    (r"(?:return|read|delivery) receipt\b",                       "the same in English"),
    (r"(?:übermittelt|zugestellt|delivered|relayed):",            "Exchange"),
    (r"eingangsbestätigung\b",                                    "ticket systems"),
)
# fmt: on
_SUBJECT = re.compile("|".join(begins for begins, _ in _SUBJECTS), re.IGNORECASE)


def is_receipt(mail: MailPart) -> bool:
    """Whether a mail is one, by its form, or by what its program writes before our subject."""
    report = str(mail.get_param("report-type", "")).casefold() == "disposition-notification"
    notified = any(part.kind == _NOTICE for part in mail.leaves())
    return report or notified or _SUBJECT.match(headers.own_subject(mail).strip()) is not None
