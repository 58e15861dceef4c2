"""Who wrote a mail, when it came, what it answers: each header by itself, in linear time."""

from __future__ import annotations

import quopri
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from notifications.inbound.charsets import decoded
from notifications.inbound.parts import MailPart
from notifications.inbound.transfer import from_base64

_WORD = r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?="
_ENCODED = re.compile(_WORD)
_ENCODED_WORDS = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_IDENTITY = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
# From here on a subject is ours: an answer repeats it, and our letters name the motion last.
_REPEATED = re.compile(r"\b(?:re|aw|antw|fwd?|wg):| – |\[#", re.IGNORECASE)
_OLDEST = timedelta(days=366)  # a clock that is further behind is broken


def words(text: str) -> str:
    """*text* with its encoded words (RFC 2047) read; one that is none stays as it stands.

    Those in one charset that follow each other are read as one: some programs part a letter.
    """
    return _ENCODED_WORDS.sub(_read, text)


def _read(match: re.Match[str]) -> str:
    raw = [(one[1].lower(), _content(one)) for one in _ENCODED.finditer(match[0])]
    alike = groupby(raw, key=itemgetter(0))
    return "".join(decoded(b"".join(c for _, c in ones), charset) for charset, ones in alike)


def _content(match: re.Match[str]) -> bytes:
    raw = match[3].encode("utf-8")
    return from_base64(raw) if match[2] in "bB" else quopri.decodestring(raw, header=True)


def text(mail: MailPart, name: str) -> str:
    """A header as a person reads it; "" if there is none."""
    return words(str(mail.get(name, "")))


def identity(mail: MailPart) -> str:
    """Its Message-ID; "" if that has not the form <x@y>: then it tells no two mails apart."""
    said = str(mail.get("Message-ID", ""))
    return said if _IDENTITY.fullmatch(said) else ""


def referred(mail: MailPart) -> tuple[str, ...]:
    """The Message-IDs of the letters that it answers."""
    said = f"{mail.get('In-Reply-To', '')} {mail.get('References', '')}"
    return tuple(dict.fromkeys(_IDENTITY.findall(said)))


def sender(mail: MailPart) -> str:
    """The address of who wrote it; "" if none is named."""
    said = str(mail.get("From", ""))
    _, bracket, address = said.partition("<")
    named = re.split(r'[\s<>(),;:"]+', address if bracket else said)
    return next((one for one in named if "@" in one), "")


def own_subject(mail: MailPart) -> str:
    """The subject before it repeats that of a letter."""
    return _REPEATED.split(text(mail, "Subject"), maxsplit=1)[0]


def received(mail: MailPart, now: datetime, zone: str) -> date:
    """The day our own server took it in, by the topmost Received line; else the mail's date.

    A moment after *now*, and one of a clock that is a year behind, counts as *now*; so does a
    mail that names none.
    """
    topmost = str(mail.get("Received", "")).rpartition(";")[2]
    here = ZoneInfo(zone)
    found = [_moment(said, here) for said in (topmost, str(mail.get("Date", "")))]
    right = (one for one in found if one and now - one < _OLDEST)
    return min(now.astimezone(here), next(right, now)).astimezone(here).date()


def _moment(said: str, zone: ZoneInfo) -> datetime | None:
    try:
        read = parsedate_to_datetime(said.strip())
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(zone)
    except (ValueError, TypeError, OverflowError, IndexError):  # no date, or of no calendar
        return None
