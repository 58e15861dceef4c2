"""A notice that a letter did not arrive: where, why, and which letter it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notifications.inbound import headers
from notifications.inbound.parts import READ, Part, parsed
from workflow.received import Received

_NOTICES = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = (
    *("message/rfc822", "message/global"),
    *("text/rfc822-headers", "message/global-headers"),
)
_FAILED = "X-Failed-Recipients"  # of Exim and Gmail
_SERVER = re.compile(
    r"mailer.?daemon|postmaster|mdaemon|mail.?delivery|delivery.?(?:sub)?system"
    r"|system administrator|^<?>?$",
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
_BEGINS = re.compile(
    r"^[ \t]*(?:-{2,}.{0,80})?(?:copy of (?:the|your) (?:message|mail)|original (?:message|headers)"
    r"|returned message|message follows|message header|unsent message|kopie der nachricht"
    r"|ursprüngliche nachricht|originalnachricht).{0,120}$",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.+=-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80}){0,8}")
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


def is_notice(mail: Part, text: str) -> bool:
    """Whether a server speaks of a letter: by the form of the mail, its sender, and its words."""
    if mail.get(_FAILED) or any(part.kind in _NOTICES for part in mail.leaves()):
        return True
    if str(mail.get_param("report-type", "")).casefold() == "delivery-status":
        return True
    subject = headers.text(mail, "Subject")
    said = _WORDS.search(f"{subject}\n{text[:_SPOKEN]}") is not None
    own = _WORDS.search(headers.own_subject(mail)) is not None
    return said and (own or _SERVER.search(str(mail.get("From", ""))) is not None)


def bounced(mail: Part, text: str, received: Received) -> Bounced | None:
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


def _failure(content: bytes) -> Part | None:
    """The fields of the first recipient whom the letter failed to reach; a delay is none."""
    for block in re.split(rb"\r?\n[ \t]*\r?\n", content):
        fields = parsed(block.strip(), headers_only=True)
        if str(fields.get("Action", "")).casefold().startswith("failed"):
            return fields
    return None


def _original(mail: Part, text: str) -> str:
    """The Message-ID of the letter that came back; "" if none did."""
    found = (headers.identity(one) for one in _returned(mail, text))
    named = next((identity for identity in found if identity), "")
    answered = headers.referred(mail) if mail.get(_FAILED) else ()
    return named or next(reversed(answered), "")


def _returned(mail: Part, text: str) -> Iterator[Part]:
    for part in mail.leaves():
        if part.kind in _RETURNED:
            yield parsed(part.content, headers_only=True)
    begins = _BEGINS.search(text)
    if begins:  # servers that know no MIME put it below a line
        rest = text[begins.end() :].lstrip()
        yield parsed(rest.encode("utf-8"), headers_only=True)


def _told(mail: Part, text: str) -> tuple[str, str]:
    """Whom a notice without fields says it did not reach, and why."""
    begins = _BEGINS.search(text)
    said = text[: begins.start() if begins else _SPOKEN]
    named = _ADDRESS.search(str(mail.get(_FAILED, ""))) or _ADDRESS.search(said)
    after = said.partition(named[0])[2] if named else said
    reason = _REASON.search(after)
    lines = (line.strip(" \t<>:.") for line in after.split("\n"))
    trouble = reason[0] if reason else next((line for line in lines if line), "")
    return named[0] if named else "", trouble[:200]
