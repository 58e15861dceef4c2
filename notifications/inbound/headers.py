"""Who wrote a mail, when it came, what it answers: each header by itself, in linear time."""

from __future__ import annotations

import binascii
import quopri
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from notifications.inbound.parts import Part, decoded

_ENCODED = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_ENCODED = re.compile(r"(?<=\?=)\s+(?==\?)")
_IDENTITY = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_ABSENCE = re.compile(
    r"abwesen|außer haus|nicht im (büro|dienst)|out of (the )?office|automatische antwort"
    r"|auto(matic)?[- ]?reply",
    re.IGNORECASE,
)
# From here on a subject is ours: an answer repeats it, and our letters name the motion last.
_REPEATED = re.compile(r"\b(?:re|aw|antw|fwd?|wg):| – ", re.IGNORECASE)


def words(text: str) -> str:
    """*text* with its encoded words (RFC 2047) read; one that is none stays as it stands."""
    return _ENCODED.sub(_word, _BETWEEN_ENCODED.sub("", text))


def _word(match: re.Match[str]) -> str:
    charset, how, written = match.groups()
    raw = written.encode("utf-8")
    try:
        if how in "bB":
            return decoded(binascii.a2b_base64(raw + b"=="), charset)
        return decoded(quopri.decodestring(raw, header=True), charset)
    except binascii.Error:
        return match[0]


def text(mail: Part, name: str) -> str:
    """A header as a person reads it; "" if there is none."""
    return words(str(mail.get(name, "")))


def identity(mail: Part) -> str:
    """Its Message-ID; "" if that has not the form <x@y>: then it tells no two mails apart."""
    said = str(mail.get("Message-ID", ""))
    return said if _IDENTITY.fullmatch(said) else ""


def referred(mail: Part) -> tuple[str, ...]:
    """The Message-IDs of the letters that it answers."""
    said = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    return tuple(dict.fromkeys(_IDENTITY.findall(said)))


def sender(mail: Part) -> str:
    """The address of who wrote it; "" if none is named."""
    said = str(mail.get("From", ""))
    _, bracket, address = said.partition("<")
    named = re.split(r'[\s<>(),;:"]+', address if bracket else said)
    return next((one for one in named if "@" in one), "")


def automatic(mail: Part) -> bool:
    """Whether a program answered: RFC 3834, and what older programs write instead."""
    submitted = str(mail.get("Auto-Submitted", "no")).casefold()
    older = ("X-Autoreply", "X-Autorespond")
    return submitted.startswith("auto-replied") or any(mail.get(name) for name in older)


def tells_absence(mail: Part) -> bool:
    """Whether the subject speaks of an absence, before it repeats ours."""
    own = _REPEATED.split(text(mail, "Subject"), maxsplit=1)[0]
    return _ABSENCE.search(own) is not None


def received(mail: Part, now: datetime, zone: str) -> date:
    """The day our own server took it in, by the topmost Received line; else the mail's date.

    A day after *now* counts as of now; so does a mail that names none.
    """
    topmost = str(mail.get("Received", "")).rpartition(";")[2]
    here = ZoneInfo(zone)
    found = (_moment(said, here) for said in (topmost, str(mail.get("Date", ""))))
    return min(now.astimezone(here), next((one for one in found if one), now)).date()


def _moment(said: str, zone: ZoneInfo) -> datetime | None:
    try:
        read = parsedate_to_datetime(said.strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(zone)
    except (ValueError, TypeError, OverflowError, IndexError):  # no date, or of no calendar
        return None
