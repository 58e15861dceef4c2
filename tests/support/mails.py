"""Mails as programs write them, for the tests of what comes in."""

from __future__ import annotations

import quopri
import textwrap
from datetime import UTC, date, datetime

from notifications.inbound import Bounced, read
from workflow.inbox.mail import Received

NOW = datetime(2021, 6, 17, 12, tzinfo=UTC)
TODAY = date(2021, 6, 17)
OFFICE = "ratsbuero@chemnitz.example.org"
CLERK = "bearbeitung6@chemnitz.example.org"
SUBJECT = "Stand des Berichts: BA-902/2020.2-B1/1, 30.06.2021 – Lückenschluss am Flussradweg"
LETTER = """Guten Tag, Bearbeitung Dezernat 6,

der Rat hat zu „Lückenschluss am Flussradweg“ einen Bericht beschlossen
(BA-902/2020.2-B1/1); deshalb muss er am 30.06.2021 beim Sitzungsdienst sein.

    fällig: 30.06.2021
    zuständig: Dezernat 6

Ohne Antwort blieben unsere Schreiben vom 18.05.2021.

Bitte antworten Sie mit einem Klick:
    * Fristverlängerung beantragen:
      mailto:ratsbuero@chemnitz.example.org?subject=%5B%230123456789ab%3Aextension%5D%20BA-902/2020.2-B1/1&body=Neue%20Frist%20%28TT.MM.JJJJ%29%3A%20%0ABegr%C3%BCndung%3A

Ihr Sitzungsdienst, Stadtrat Chemnitz"""
HEAD_OF_OUTLOOK = f"""Von: {OFFICE} <{OFFICE}>
Gesendet: Mittwoch, 16. Juni 2021 08:00
An: Bearbeitung Dezernat 6 <{CLERK}>
Betreff: Stand des Berichts"""
MARKED = "\n".join(f"> {line}".rstrip() for line in LETTER.split("\n"))
AS_HTML = "".join(f"<p>{line.strip() or '&nbsp;'}</p>\n" for line in LETTER.split("\n"))


def mail(body: str | bytes, *, kind: str = "text/plain; charset=utf-8", **headers: str | None) -> bytes:
    """A mail of a department to the council office; of the usual headers some as given."""
    usual: dict[str, str | None] = {
        "From": f"Frieda Muster <{CLERK}>", "To": OFFICE, "Subject": f"AW: {SUBJECT}",
        "Date": "Thu, 17 Jun 2021 10:15:00 +0200", "Message-ID": "<a1@mail.example.org>",
        "In-Reply-To": "<letter@chemnitz.example.org>", "MIME-Version": "1.0",
        "Content-Type": kind, "Content-Transfer-Encoding": "8bit",
    }  # fmt: skip
    told = {**usual, **{name.replace("_", "-"): value for name, value in headers.items()}}
    head = "".join(f"{name}: {value}\n" for name, value in told.items() if value is not None)
    content = body.encode("utf-8") if isinstance(body, str) else body
    return head.encode("utf-8").replace(b"\n", b"\r\n") + b"\r\n" + content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def html(body: str, **headers: str | None) -> bytes:
    """A mail that is HTML only, quoted-printable, as Outlook and its like send it."""
    return mail(quopri.encodestring(body.encode("utf-8")), kind='text/html; charset="utf-8"', **{"Content_Transfer_Encoding": "quoted-printable", **headers})


def multipart(subtype: str, *parts: bytes, boundary: str = "=_part", more: str = "", **headers: str | None) -> bytes:
    """A mail of several parts, each with its own headers."""
    body = b"".join(f"--{boundary}\n".encode() + part + b"\n" for part in parts) + f"--{boundary}--\n".encode()
    return mail(body, kind=f'multipart/{subtype}; boundary="{boundary}"{more}', **{"Content_Transfer_Encoding": None, **headers})


def part(body: str | bytes, kind: str = "text/plain; charset=utf-8", *more: str) -> bytes:
    """A part of a mail."""
    head = "\n".join([f"Content-Type: {kind}", *more])
    return head.encode() + b"\n\n" + (body.encode("utf-8") if isinstance(body, str) else body)


def taken(content: bytes) -> Received:
    """What is read in a mail that is no bounce of a letter of ours."""
    found = read(content, now=NOW, zone="Europe/Berlin")
    assert isinstance(found, Received), found
    return found


def bounced(content: bytes) -> Bounced:
    """What is read in a bounce."""
    found = read(content, now=NOW, zone="Europe/Berlin")
    assert isinstance(found, Bounced), found
    return found


def wrapped(text: str, width: int = 72) -> str:
    """*text* as a program wraps it."""
    return "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.split("\n"))
