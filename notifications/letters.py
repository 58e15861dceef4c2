"""Turns an occasion into a letter. Templates say; they do not decide."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notifications.words import Words
from workflow.cases import Case

_NAMESPACE = uuid.UUID("6f1d3c0a-7c0e-5b8e-9a51-2f6f7c5d9b11")  # of our Message-IDs
FOLDERS = {
    "step": "step",
    "report_soon": "report_reminder",
    "report_near": "report_reminder",
    "report_today": "report_reminder",
    "report_late": "report_late",
    "report_later": "report_late",
    "report_mayor": "report_late",
    "task_soon": "task_reminder",
    "task_late": "task_reminder",
    "duty_unclear": "duty_unclear",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A text ready to go out."""

    subject: str
    body: str


@cache
def _templates() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("notifications", "templates"),
        undefined=StrictUndefined,  # a missing name is an error, not a gap in the letter
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def write(case: Case, language: str) -> Letter:
    """Render templates/<language>/<folder>/subject.txt and body.txt for *case*."""
    words = Words(language)
    known = {"case": case, "label": words.label, "day": words.day}
    folder = f"{language}/{FOLDERS[case.rung]}"
    subject, body = (
        _templates().get_template(f"{folder}/{part}.txt").render(known)
        for part in ("subject", "body")
    )
    # A line break in a subject would begin another header.
    return Letter(" ".join(subject.split()), body)


def message_id(created: datetime, key: tuple[object, ...], sender: str) -> str:
    """The Message-ID of an occasion: the same however often it is sent.

    *created* is when the register was made, so that two registers never share one.
    """
    name = f"{created.isoformat()} {key}"
    return f"<{uuid.uuid5(_NAMESPACE, name)}@{sender.rpartition('@')[2]}>"


def mime(
    letter: Letter, *, identity: str, sender: str, address: str, at: datetime, language: str
) -> bytes:
    """The letter as the bytes that leave the house (RFC 5322; RFC 3834 for Auto-Submitted)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, address
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = identity
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.body)
    mail["Content-Language"] = language
    return mail.as_bytes()
