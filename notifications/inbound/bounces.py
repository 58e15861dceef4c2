"""A notice that a letter did not arrive (RFC 3464): where, why, and which letter it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notifications.inbound import headers
from notifications.inbound.parts import READ, Part, parsed
from workflow.received import Received

_NOTICES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = (
    *("message/rfc822", "message/global"),
    *("text/rfc822-headers", "message/global-headers"),
)


@dataclass(frozen=True, slots=True)
class Bounced:
    """A letter that failed: its Message-ID, whom it did not reach in the end, and why.

    *mail* is what the notice is if the letter was none of ours.
    """

    mail: Received
    original: str
    address: str
    trouble: str


def bounced(mail: Part, received: Received) -> Bounced | None:
    """The failure that a mail reports; None if it reports none, or does not say of which letter.

    Only the headers that came back with it say that. Anybody can write a notice that names
    an address; who has not seen our letter cannot return its Message-ID.
    """
    if mail.kind != "multipart/report":
        return None
    notice, original = None, ""
    for part in mail.leaves():
        if part.kind in _NOTICES:
            notice = notice or _failure(part.content[:READ])
        elif part.kind in _RETURNED:
            original = original or headers.identity(parsed(part.content, headers_only=True))
    if notice is None or not original:
        return None
    address = headers.text(notice, "Final-Recipient").rpartition(";")[2].strip()
    said = headers.text(notice, "Diagnostic-Code") or headers.text(notice, "Status")
    return Bounced(received, original, address, " ".join(said.split()))


def _failure(content: bytes) -> Part | None:
    """The fields of the first recipient whom the letter failed to reach; a delay is none."""
    for block in re.split(rb"\r?\n[ \t]*\r?\n", content):
        fields = parsed(block.strip(), headers_only=True)
        if str(fields.get("Action", "")).casefold().startswith("failed"):
            return fields
    return None
