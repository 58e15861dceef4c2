"""A letter to ourselves: how it leaves, and what had become of it when it arrived."""

from __future__ import annotations

import email
import email.policy
import re
import uuid
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from notifications.letters import Origin
from notifications.wire import WIRE
from notifications.words import Words

MARK = "X-Ratsweg-Probe"
METHODS = ("spf", "dkim", "dmarc")
_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)  # RFC 8601, 2.2


@dataclass(frozen=True, slots=True)
class Probe:
    """The letter, by what it is known again."""

    message_id: str
    mark: str
    subject: str
    sender: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """The letter as it came: what the receiving server wrote, and what others had changed."""

    results: dict[str, list[str]]  # method -> what the server found, e.g. spf -> ["pass"]
    written: list[str]  # its Authentication-Results, whole
    sender: str
    return_path: str
    message_id: str
    subject: str


def probe(origin: Origin) -> Probe:
    """A letter from the office to where its answers go, each with a mark of its own.

    Its subject is one that mail programs have damaged before.
    """
    words, mark = Words(origin.language), uuid.uuid4().hex
    mail = EmailMessage(policy=WIRE)
    mail["From"], mail["To"] = origin.sender, origin.reply_to
    mail["Subject"] = words.ui("probe_subject", mark=mark[:8])
    mail["Date"] = format_datetime(origin.at)
    mail["Message-ID"] = f"<{mark}@{origin.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail[MARK] = mark
    mail.set_content(f"{words.ui('probe_text')}\n\n{mark}\n")
    subject = str(mail["Subject"])
    sender = parseaddr(origin.sender)[1]
    return Probe(mail["Message-ID"], mark, subject, sender, mail.as_bytes())


def arrived(content: bytes, sent: Probe) -> Arrived | None:
    """What became of *sent*, if *content* is it; a server may have given it another name."""
    if sent.mark.encode() not in content:
        return None
    mail = email.message_from_bytes(content, policy=email.policy.default)
    written = [" ".join(str(one).split()) for one in mail.get_all("Authentication-Results", [])]
    found = [(name.lower(), said.lower()) for name, said in _RESULT.findall(" ".join(written[:1]))]
    return Arrived(
        results={name: [said for n, said in found if n == name] for name in METHODS},
        written=written,
        sender=parseaddr(str(mail.get("From", "")))[1],
        return_path=parseaddr(str(mail.get("Return-Path", "")))[1],
        message_id=str(mail.get("Message-ID", "")).strip(),
        subject=str(mail.get("Subject", "")),
    )
