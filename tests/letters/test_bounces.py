"""A letter that came back is told from an absence and from a receipt, whichever server says so."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, files
from pathlib import Path

import pytest
from support.mails import CLERK, NOW, OFFICE, SUBJECT, bounced, mail, multipart, part, taken

from notifications.inbound import Bounced, bodies, bounces, parts, read
from states.answers import Answer

OURS = "<letter@chemnitz.example.org>"
GONE = f"""Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {CLERK}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{CLERK}>: user unknown
"""
HEAD = f"Received: from chemnitz.example.org\nFrom: {OFFICE}\nMessage-ID: {OURS}\nSubject: Stand\n"


def notice(text: str, **headers: str | None) -> bytes:
    """A notice of a server that knows no MIME."""
    usual: dict[str, str | None] = {"From": "Mail Delivery System <MAILER-DAEMON@mx.example.org>", "In_Reply_To": None, "Auto_Submitted": "auto-replied"}
    return mail(text, **{**usual, **headers})


def report(*blocks: bytes, **headers: str | None) -> bytes:
    usual: dict[str, str | None] = {"From": "MAILER-DAEMON@mx.example.org", "In_Reply_To": None, "Auto_Submitted": "auto-replied", "Subject": "Undelivered Mail Returned to Sender"}
    return multipart("report", *blocks, more="; report-type=delivery-status", **{**usual, **headers})


FAILED = {
    "Postfix": (report(part("This is the mail system."), part(GONE, "message/delivery-status"), part(HEAD, "text/rfc822-headers")), f"smtp; 550 5.1.1 <{CLERK}>: user unknown"),
    "Exchange": (
        report(part("<p>Fehler bei der Nachrichtenzustellung", "text/html"), part(GONE, "message/delivery-status"), part(f"{HEAD}\nGuten Tag", "message/rfc822"),
               From="Microsoft Outlook <postmaster@example.org>", Subject=f"Unzustellbar: {SUBJECT}", Auto_Submitted=None),
        f"smtp; 550 5.1.1 <{CLERK}>: user unknown",
    ),
    "Exim": (
        notice(f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {CLERK}\n    host mx.example.org [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<{CLERK}>:\n    550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\n{HEAD}",
               Subject="Mail delivery failed: returning message to sender", X_Failed_Recipients=CLERK),
        "550 5.1.1 unknown user",
    ),
    "Exim, returning references only": (
        notice(f"The following address(es) failed:\n\n  {CLERK}\n    Unrouteable address\n", Subject="Mail delivery failed", X_Failed_Recipients=CLERK, References=OURS),
        "Unrouteable address",
    ),
    "qmail": (
        notice(f"Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{CLERK}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <{OFFICE}>\n{HEAD}",
               Subject="failure notice", Auto_Submitted=None),
        "5.1.1)",
    ),
    "sendmail before MIME": (
        notice(f"The original message was received at Wed, 16 Jun 2021 08:00:00 +0200\n\n   ----- The following addresses had permanent fatal errors -----\n<{CLERK}>\n\n   ----- Transcript of session follows -----\n550 5.1.1 <{CLERK}>... User unknown\n\n   ----- Original message follows -----\n\n{HEAD}",
               Subject="Returned mail: User unknown", Auto_Submitted=None),
        f"550 5.1.1 <{CLERK}>... User unknown",
    ),
    "a global report": (report(part(GONE, "message/global-delivery-status"), part(HEAD, "message/global-headers")), f"smtp; 550 5.1.1 <{CLERK}>: user unknown"),
    "RFC 1894, all upper case": (
        multipart("REPORT", part(GONE, "MESSAGE/DELIVERY-STATUS"), part(HEAD, "MESSAGE/RFC822"), more="; REPORT-TYPE=DELIVERY-STATUS", From="postmaster@mx.example.org", In_Reply_To=None, Subject="Delivery Notification"),
        f"smtp; 550 5.1.1 <{CLERK}>: user unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize("server", FAILED)
def test_a_bounce_names_the_letter_the_address_and_the_reason(server: str) -> None:
    content, reason = FAILED[server]
    found = bounced(content)
    assert (found.original, found.address, found.trouble) == (OURS, CLERK, reason)


NO_FAILURE = {
    "a delay by Exim": notice(f"A message that you sent has not yet been delivered to\n  {CLERK}\nNo action is required; delivery attempts will continue.\n\n{HEAD}", Subject="Warning: message 1ltxyz delayed 24 hours"),
    "a delay by Postfix": report(part(GONE.replace("failed", "delayed"), "message/delivery-status"), part(HEAD, "text/rfc822-headers"), Subject="Delayed Mail (still being retried)"),
    "it came through": report(part(GONE.replace("failed", "relayed"), "message/delivery-status"), part(HEAD, "text/rfc822-headers")),
    "nothing came back": notice(f"<{CLERK}>: user unknown", Subject="failure notice"),
    "a postmaster who writes himself": mail("Wir ziehen um.", From="postmaster@example.org", Subject="Umzug"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_FAILURE)
def test_what_is_no_failure_of_a_letter_of_ours_is_for_a_person(name: str) -> None:
    found = taken(NO_FAILURE[name])
    assert (found.answer, found.until) == (Answer.OTHER, None)


RECEIPTS = {
    "Outlook": multipart("report", part("Ihre Nachricht wurde gelesen"), part("Disposition: manual-action/MDN-sent-manually; displayed\n", "message/disposition-notification"), more='; report-type="disposition-notification"', Subject=f"Gelesen: {SUBJECT}"),
    "Outlook, deleted unread": multipart("report", part("gelöscht"), part("Disposition: x; deleted\n", "message/disposition-notification"), more="; report-type=disposition-notification", Subject=f"Nicht gelesen: {SUBJECT}"),
    "Thunderbird": multipart("report", part("Dies ist eine Empfangsbestätigung"), part("Disposition: x; displayed\n", "message/disposition-notification"), more="; report-type=disposition-notification", Subject=f"Empfangsbestätigung (angezeigt) - {SUBJECT}"),
    "Exchange without its report": mail("Ihre Nachricht an Frieda wurde gelesen am 17.06.2021.", Subject=f"Gelesen: {SUBJECT}"),
    "Notes": mail("Ihr Dokument wurde empfangen.", Subject=f"Empfangsbestätigung: {SUBJECT}", X_Mailer="Lotus Notes Release 8.5.3"),
    "by a program": mail("x", Subject=f"Return Receipt (displayed) - {SUBJECT}", Auto_Submitted="auto-replied"),
}  # fmt: skip


@pytest.mark.parametrize("program", RECEIPTS)
def test_a_receipt_is_neither_an_answer_nor_an_absence(program: str) -> None:
    found = taken(RECEIPTS[program])
    assert (found.answer, found.until) == (Answer.RECEIPT, None)


# Real ones, of twenty years

NO_NOTICES = {
    "groupwise_03.txt": "an answer that a person wrote",
    "qmail_08.txt": "an automatic answer of a mailbox that was reached",
    "simple_20.txt": "plain text of no server's sender, which begins its subject as an answer does",
    "simple_38.txt": "by its form a receipt: the mail was refused after it had arrived",
}


def real() -> dict[str, Path]:
    try:
        found = files("flufl.bounce") or []
    except PackageNotFoundError:
        pytest.skip("no flufl.bounce: `python bootstrap.py` installs what the lock names")
    return {one.name: Path(str(one.locate())) for one in found if "tests/data/" in str(one) and one.suffix == ".txt"}


def test_of_115_real_bounces_none_is_an_absence_and_all_but_four_are_known() -> None:
    mails = {name: path.read_bytes() for name, path in real().items()}
    assert len(mails) == 115
    unknown = set()
    for name, content in mails.items():
        found = read(content, now=NOW, zone="Europe/Berlin")
        assert isinstance(found, Bounced) or found.answer in (Answer.OTHER, Answer.RECEIPT), name
        mail = parts.parsed(content)
        if not bounces.is_notice(mail, bodies.text(mail)):
            unknown.add(name)
    assert unknown == set(NO_NOTICES)
