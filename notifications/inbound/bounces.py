"""A notice that a letter did not arrive: where, why, and which letter it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notifications.inbound import headers
from notifications.inbound.parts import READ, MailPart, parsed
from workflow.inbox.mail import Received

_NOTICES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = (
    *("message/rfc822", "message/global"),
    *("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"),
)
_FAILED = "X-Failed-Recipients"  # of Exim and Gmail
_DAEMON = re.compile(r"mailer-?daemon", re.IGNORECASE)  # nobody else bears the name
_SERVER = re.compile(
    r"postmaster|mdaemon|mail.?delivery|delivery.?(?:sub)?system|system administrator|^<?>?$",
    re.IGNORECASE,
)
# What servers say of a letter that failed or is late.
_SAID = (
    *("undeliver", "unzustellbar", "nicht zugestellt", "nicht erreicht", "did not reach"),
    *("unable to deliver", "not (?:be |been )?delivered", "non-?delivery", "non remis"),
    r"deliver\w* (?:(?:status|failure) )?(?:notification|report|failure|failed|problem|warning)",
    *("delivery (?:has )?failed", "error during delivery", "user unknown", "delayed"),
    *("fail(?:ed|s) to deliver", "failed mail", "mail failed", "failure (?:notice|delivery)"),
    *("return(?:ed|ing) (?:mail|message|to sender)", "mail (?:system )?error"),
    *("processing error", "permanent (?:delivery )?(?:error|failure)"),
)
_WORDS = re.compile("|".join(_SAID), re.IGNORECASE)
_LATE = (
    *("delayed", "verzögert", r"\(delay\)", "still being retried", "not yet been delivered"),
    *("will (?:continue|keep|be retried)", "attempts? will continue", "warning only"),
)
_DELAYED = re.compile("|".join(_LATE), re.IGNORECASE)
# The head of a letter that came back in a plain text; servers that know no MIME write it so.
_HEAD = re.compile(r"^[ \t]*(?:received|return-path|message-id|from|date): .*$", re.I | re.M)
_IDENTITY = re.compile(r"^[ \t]*message-id:\s{1,3}(<[^<>@\s]{1,400}@[^<>@\s]{1,200}>)", re.I | re.M)
_ADDRESS = re.compile(r"[\w.+=-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80}){0,8}")
_LISTED = re.compile(rf"^[ \t]*<?({_ADDRESS.pattern})>?(?::|[ \t]*$)", re.MULTILINE)
_REASON = re.compile(r"\b(?:[45]\d\d[ -]|#?[45]\.\d\.\d).{0,200}")
_SPOKEN = 4000  # characters in which a notice has said what it is


@dataclass(frozen=True, slots=True)
class Bounced:
    """A letter that failed: its Message-ID, whom it did not reach in the end, and why.

    *mail* is what the notice is if the letter was none of ours.
    """

    mail: Received
    original: str
    address: str
    trouble: str


def is_notice(mail: MailPart, text: str) -> bool:
    """Whether a server speaks of a letter: by the form of the mail, its sender, and its words."""
    sender = str(mail.get("From", ""))
    if mail.get(_FAILED) or _DAEMON.search(sender):
        return True
    if any(part.kind in _NOTICES for part in mail.leaves()):
        return True
    if str(mail.get_param("report-type", "")).casefold() == "delivery-status":
        return True
    subject = headers.text(mail, "Subject")
    said = _WORDS.search(f"{subject}\n{text[:_SPOKEN]}") is not None
    own = _WORDS.search(headers.own_subject(mail)) is not None
    return said and (own or _SERVER.search(sender) is not None)


def bounced(mail: MailPart, text: str, received: Received) -> Bounced | None:
    """The failure that a notice reports; None if it reports none, or does not say of which letter.

    Only the headers that came back with it say that. Anybody can write a notice that names
    an address; who has not seen our letter cannot return its Message-ID.
    """
    reports = [part.content[:READ] for part in mail.leaves() if part.kind in _NOTICES]
    failures = [fields for fields in map(_failure, reports) if fields is not None]
    original = _original(mail, text)
    if not original or (reports and not failures):
        return None
    if failures:
        address = headers.text(failures[0], "Final-Recipient").rpartition(";")[2].strip()
        said = headers.text(failures[0], "Diagnostic-Code") or headers.text(failures[0], "Status")
        return Bounced(received, original, address, " ".join(said.split()))
    if _DELAYED.search(f"{headers.text(mail, 'Subject')}\n{text[:_SPOKEN]}"):
        return None
    return Bounced(received, original, *_told(mail, text))


def _failure(content: bytes) -> MailPart | None:
    """The fields of the first recipient whom the letter failed to reach; a delay is none."""
    for block in re.split(rb"\r?\n[ \t]*\r?\n", content):
        fields = parsed(block.strip(), headers_only=True)
        if str(fields.get("Action", "")).casefold().startswith("failed"):
            return fields
    return None


def _original(mail: MailPart, text: str) -> str:
    """The Message-ID of the letter that came back; "" if none did."""
    returned = (part.content for part in mail.leaves() if part.kind in _RETURNED)
    found = (headers.identity(parsed(content, headers_only=True)) for content in returned)
    named = next((identity for identity in found if identity), "")
    written = _IDENTITY.search(text)
    answered = headers.referred(mail) if mail.get(_FAILED) else ()
    return named or (written[1] if written else next(reversed(answered), ""))


def _told(mail: MailPart, text: str) -> tuple[str, str]:
    """Whom a notice without fields says it did not reach, and why."""
    head = _HEAD.search(text)
    said = text[: head.start() if head else _SPOKEN]
    named = _ADDRESS.search(str(mail.get(_FAILED, ""))) or _LISTED.search(said)
    named = named or _ADDRESS.search(said)
    address = named[named.lastindex or 0] if named else ""
    after = said.partition(address)[2] if address else said
    reason = _REASON.search(after)
    lines = (line.strip(" \t<>:.") for line in after.split("\n"))
    trouble = reason[0] if reason else next((line for line in lines if line), "")
    return address, trouble[:200]
