"""Whatever a stranger's program writes, a mail is read: what can be read of it, and in time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from notifications.inbound import Bounced, attachments, parts, read
from states.answers import Answer
from workflow.inbox.mail import Received

NOW = datetime(2021, 4, 1, 6, tzinfo=UTC)
TODAY = date(2021, 4, 1)
DEPARTMENT = "amt@example.org"


def mail(body: bytes = b"Zur Sache", **headers: bytes | None) -> bytes:
    """A mail of a department, some of its headers as given."""
    usual: dict[str, bytes | None] = {"From": DEPARTMENT.encode(), "Message_ID": b"<1@x>", "Subject": b"Bericht"}
    lines = [f"{n.replace('_', '-')}: ".encode() + v for n, v in {**usual, **headers}.items() if v is not None]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def taken(content: bytes) -> Received:
    found = read(content, now=NOW, zone="Europe/Berlin")
    assert isinstance(found, Received)
    return found


def report(*blocks: bytes) -> bytes:
    """A multipart/report with these parts."""
    body = b"".join(b"--b\r\n" + block + b"\r\n" for block in blocks)
    return mail(body + b"--b--", Content_Type=b"multipart/report; boundary=b")


FAILED = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; b@x\r\nAction: failed\r\nStatus: 5.1.1\r\n"
MULTIPARTS = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)
)

# name: (mail, sender, Message-ID); of each the text is read too, where it has one
ODD = {
    "an empty Message-ID": (mail(Message_ID=b"<>"), DEPARTMENT, ""),
    "half a Message-ID": (mail(Message_ID=b"<"), DEPARTMENT, ""),
    "a Message-ID with a bracket": (mail(Message_ID=b"<a@["), DEPARTMENT, ""),
    "a Message-ID without a host": (mail(Message_ID=b"<a>"), DEPARTMENT, ""),
    "a Message-ID of parentheses": (mail(Message_ID=b"(" * 3000), DEPARTMENT, ""),
    "half a sender": (mail(From=b"<"), "", "<1@x>"),
    "a sender in parentheses": (mail(From=b"(" * 400 + b" <a@x>"), "a@x", "<1@x>"),
    "a sender with NUL": (mail(From=b"a\0b@x"), "ab@x", "<1@x>"),
    "a sender's name with an address": (mail(From=b'"b@y" <a@x>, c@z'), "a@x", "<1@x>"),
    "a type of parentheses": (mail(Content_Type=b"text/plain; charset=" + b"(" * 3000), DEPARTMENT, "<1@x>"),
    "an encoding of parentheses": (mail(Content_Transfer_Encoding=b"(" * 3000), DEPARTMENT, "<1@x>"),
    "a disposition of parentheses": (mail(Content_Disposition=b"inline; x=" + b"(" * 3000), DEPARTMENT, "<1@x>"),
    "a date of no zone on earth": (mail(Date=b"Mon, 1 Jan 2021 00:00:00 +99999999999999999999"), DEPARTMENT, "<1@x>"),
    "a date of no year": (mail(Date=b"Mon, 1 Jan 99999999999 00:00:00 +2300"), DEPARTMENT, "<1@x>"),
    "a day of receipt of no zone": (mail(Received=b"x; Mon, 1 Jan 2021 00:00:00 +99999999999999999999"), DEPARTMENT, "<1@x>"),
    "a charset with NUL": (mail(Content_Type=b'text/plain; charset="a\0b"'), DEPARTMENT, "<1@x>"),
    "a charset nobody knows": (mail(Content_Type=b"text/plain; charset=klingon"), DEPARTMENT, "<1@x>"),
    "a charset that is none": (mail(Content_Type=b"text/plain; charset=undefined"), DEPARTMENT, "<1@x>"),
    "a charset told in two ways": (mail(Content_Type=b"text/plain; charset*=x; charset*0*=y"), DEPARTMENT, "<1@x>"),
    "UTF-7 in the subject": (mail(Subject=b"=?utf-7?q?+2AA-?="), DEPARTMENT, "<1@x>"),
    "a broken word in the subject": (mail(Subject=b"=?utf-8?b?A?= =?utf-8?q?=ZZ?="), DEPARTMENT, "<1@x>"),
    "half a pair in the body": (mail(b"Zur Sache+2AA-", Content_Type=b"text/plain; charset=utf-7"), DEPARTMENT, "<1@x>"),
    "NUL in the body": (mail(b"Zur\0 Sache"), DEPARTMENT, "<1@x>"),
    "NUL in what it answers": (mail(References=b"<a\0@x> <\xff@x>"), DEPARTMENT, "<1@x>"),
    "no uuencoded text": (mail(b"begin 666 x\r\n\xff", Content_Transfer_Encoding=b"x-uuencode"), DEPARTMENT, "<1@x>"),
    "two thousand multiparts": (mail(b"", Content_Type=None) [:-2] + MULTIPARTS, DEPARTMENT, "<1@x>"),
    "a boundary told in two ways": (mail(Content_Type=b"multipart/mixed; boundary*=x; boundary*0*=y"), DEPARTMENT, "<1@x>"),
    "nothing": (b"", "", ""),
    "all bytes there are": (bytes(range(256)) * 10, "", ""),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_mail_is_taken_in_with_what_can_be_read_of_it(name: str) -> None:
    content, sender, identity = ODD[name]
    found = taken(content)
    assert (found.sender, found.message_id, found.content) == (sender, identity, content)
    assert (found.answer, found.received) == (Answer.OTHER, TODAY)
    if b"Sache" in content and b"multipart" not in content:
        assert "Zur Sache" in found.text
    for text in (found.text, found.sender, found.message_id, *found.in_reply_to):
        assert "\0" not in text
        text.encode("utf-8")
    for file in attachments(content):
        assert "\0" not in file.name and file.name.encode("utf-8")


def test_no_mail_that_failed_before_needs_the_last_resort() -> None:
    """`read` takes in even what the library fails on; of these mails it fails on none."""
    from notifications import inbound

    for content, _, _ in ODD.values():
        inbound._read(parts.parsed(content), content, NOW, "Europe/Berlin")


@pytest.mark.parametrize("error", [RecursionError, LookupError, AttributeError])
def test_what_the_library_fails_on_is_taken_in_unread(error: type[Exception]) -> None:
    class Odd(bytes):
        def __getitem__(self, *_: object) -> bytes:  # type: ignore[override]
            raise error

    content = Odd(mail())
    assert taken(content) == Received("", "", TODAY, Answer.OTHER, content)


def test_a_file_name_cannot_lead_elsewhere_nor_break_the_register() -> None:
    names = {
        b'filename="../../etc/passwd"': ".._.._etc_passwd",
        b"filename*=foo'de'%ff%00x": "ÿx",
        b"filename*=utf-8''%E2%82%AC.pdf": "€.pdf",
        b'filename="=?utf-8?q?Pr=C3=BCfung.pdf?="': "Prüfung.pdf",
        b"filename*=utf-7''+2AA-": "anlage-1",
        b"filename*=x; filename*0*=y": "anlage-1",
        b'filename="a\x0bb"': "ab",
    }
    for said, name in names.items():
        body = b"--b\r\n\r\nhi\r\n--b\r\nContent-Disposition: attachment; " + said + b"\r\n\r\nxx\r\n--b--"
        assert [f.name for f in attachments(mail(body, Content_Type=b"multipart/mixed; boundary=b"))] == [name]


# Time


SLOW = {
    "tags": mail(b"<" * 200_000, Content_Type=b"text/html"),
    "entities": mail(b"&#" + b"9" * 200_000, Content_Type=b"text/html"),
    "commas": mail(From=b"a, " * 40_000),
    "encoded words": mail(Subject=b"=?a?q?" * 30_000),
    "an endless charset": mail(Subject=b"=?" + b"a" * 200_000),
    "references": mail(References=b"<a@x> " * 40_000),
    "quoting": mail(b"Am " + b" schrieb " * 30_000),
    "a charset of Python's own": mail(b"a" * 100_000 + b"-" + b"9" * 100_000, Content_Type=b"text/plain; charset=punycode"),
    "parameters": mail(Content_Type=b'text/plain; x="' + b";" * 200_000),
    "parts": mail(b"--b\r\n\r\n" * 20_000, Content_Type=b"multipart/mixed; boundary=b"),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_large_mail_takes_no_longer_than_its_size(name: str) -> None:
    began = time.process_time()
    taken(SLOW[name])
    attachments(SLOW[name])
    assert time.process_time() - began < 20


def test_of_a_long_text_and_a_long_header_the_beginning_is_read_and_the_bytes_are_kept() -> None:
    content = mail(b"x" * 1_000_000, References=b"<a@x> " * 40_000 + b"<b@x>")
    found = taken(content)
    assert len(found.text) == parts.READ and found.content == content
    assert found.in_reply_to == ("<a@x>",)


# Files


def pdf(name: str = "bericht.pdf") -> MIMEBase:
    part = MIMEApplication(b"%PDF-1.7", "pdf")
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def parts_of(subtype: str, *children: MIMEBase | MIMEMultipart | MIMEText) -> MIMEMultipart:
    made = MIMEMultipart(subtype)
    for child in children:
        made.attach(child)
    return made


def forwarded(name: str = "") -> tuple[MIMEBase, bytes]:
    inner = EmailMessage()
    inner["Subject"], inner["DKIM-Signature"] = "Bericht", "v=1;   b=x"
    inner.set_content("der Bericht")
    part = MIMEMessage(inner)
    if name:
        part.add_header("Content-Disposition", "attachment", filename=name)
    return part, inner.as_bytes()


SIGNATURE = MIMEApplication(b"sig", "pkcs7-signature")
SIGNATURE.add_header("Content-Disposition", "attachment", filename="smime.p7s")
FILES = {
    "a text alone brings none": (MIMEText("Bericht"), []),
    "HTML alone brings none": (MIMEText("<p>Bericht", "html"), []),
    "a text with its HTML brings none": (parts_of("alternative", MIMEText("a"), MIMEText("<p>a", "html")), []),
    "beside a text": (parts_of("mixed", MIMEText("anbei"), pdf()), ["bericht.pdf"]),
    "in a signed mail": (parts_of("signed", parts_of("mixed", MIMEText("anbei"), pdf()), SIGNATURE), ["bericht.pdf"]),
    "in an alternative, as Apple Mail does": (
        parts_of("alternative", MIMEText("anbei"), parts_of("mixed", MIMEText("<p>a", "html"), pdf(), MIMEText("<br>", "html"))),
        ["bericht.pdf"],
    ),
    "a mail that is itself a file": (pdf("scan.pdf"), ["scan.pdf"]),
    "a text below the first is none": (parts_of("mixed", MIMEText("a"), pdf(), MIMEText("second")), ["bericht.pdf"]),
    "an empty part is none": (parts_of("mixed", MIMEText("a"), pdf(), MIMEText("\n\n")), ["bericht.pdf"]),
    "a forwarded mail": (parts_of("mixed", MIMEText("s. Anlage"), forwarded()[0]), ["anlage-1.eml"]),
    "a forwarded mail with a name": (parts_of("mixed", MIMEText("a"), forwarded("Bericht")[0]), ["Bericht.eml"]),
    "in a mail of two texts, one with HTML": (
        parts_of("mixed", MIMEText("a"), parts_of("alternative", MIMEText("b"), MIMEText("<p>b", "html"))),
        [],
    ),
    "HTML that stands beside a text": (parts_of("mixed", MIMEText("a"), MIMEText("<p>b", "html")), ["anlage-1"]),
}


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_a_mail_are_all_that_is_not_its_text(name: str) -> None:
    made, names = FILES[name]
    assert [file.name for file in attachments(made.as_bytes())] == names


def test_a_forwarded_mail_is_kept_as_it_came() -> None:
    part, inner = forwarded()
    (file,) = attachments(parts_of("mixed", MIMEText("a"), part).as_bytes())
    assert file.content.strip() == inner.strip()


# Answers


READ_AS = {
    "a report's link": (mail(Subject=b"[#0123456789ab:report] BA-1"), Answer.REPORT),
    "a ticket system's mark says nothing of absence": (
        mail(Subject=b"Re: [#0123456789ab:report] BA-1", X_Auto_Response_Suppress=b"All"),
        Answer.REPORT,
    ),
    "nor where no token is": (mail(X_Auto_Response_Suppress=b"All"), Answer.OTHER),
    "a title that speaks of absence": (
        mail(Subject="Re: Bericht heute fällig: BA-1, 31.03.2021 – Abwesenheitsregelung".encode()),
        Answer.OTHER,
    ),
    "the same without Re:": (
        mail(Subject="Bericht heute fällig: BA-1, 31.03.2021 – Abwesenheitsregelung".encode()),
        Answer.OTHER,
    ),
    "a notice of absence that repeats it": (
        mail(Subject="Automatische Antwort: Bericht heute fällig: BA-1 – Abwesenheitsregelung".encode()),
        Answer.AWAY,
    ),
    "a notice of absence": (mail(Subject=b"=?utf-8?q?Au=C3=9Fer_Haus:_Re:_Bericht?="), Answer.AWAY),
    "an automatic answer (RFC 3834)": (mail(Auto_Submitted=b"auto-replied (vacation)"), Answer.AWAY),
    "a delay is no absence": (
        report(FAILED.replace(b"failed", b"delayed")).replace(b"\r\n", b"\r\nAuto-Submitted: auto-replied\r\n", 1),
        Answer.OTHER,
    ),
    "a receipt is no absence": (
        report(b"Content-Type: message/disposition-notification\r\n\r\nDisposition: x\r\n").replace(b"\r\n", b"\r\nAuto-Submitted: auto-replied\r\n", 1),
        Answer.RECEIPT,
    ),
}


@pytest.mark.parametrize("name", READ_AS)
def test_a_mail_is_read_as(name: str) -> None:
    content, answer = READ_AS[name]
    assert taken(content).answer == answer


# Bounces


ORIGINAL = {
    "its headers": b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ours@x>\r\n",
    "all of it": b"Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@x>\r\n\r\nx\r\n",
    "all of it in a charset nobody knows": b"Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@x>\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff\r\n",
    "all of it in base64": b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nTWVzc2FnZS1JRDogPG91cnNAeD4KCng=\r\n",
}


@pytest.mark.parametrize("name", ORIGINAL)
def test_a_bounce_says_by_what_came_back_which_letter_it_was(name: str) -> None:
    found = read(report(b"\r\nsorry", FAILED, ORIGINAL[name]), now=NOW, zone="Europe/Berlin")
    assert isinstance(found, Bounced)
    assert (found.original, found.address, found.trouble) == ("<ours@x>", "b@x", "5.1.1")


UNPROVEN = {
    "nothing came back": report(b"\r\nsorry", FAILED),
    "the body of what came back names a letter": report(
        FAILED, b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nMessage-ID: <ours@x>\r\n"
    ),
    "the notice itself names a letter": report(FAILED + b"Message-ID: <ours@x>\r\n"),
    "nothing failed": report(FAILED.replace(b"failed", b"delivered"), ORIGINAL["its headers"]),
    "it is only late": report(FAILED.replace(b"failed", b"delayed"), ORIGINAL["its headers"]),
}


@pytest.mark.parametrize("name", UNPROVEN)
def test_a_notice_that_proves_no_failure_of_a_letter_is_for_a_person(name: str) -> None:
    assert taken(UNPROVEN[name]).answer is Answer.OTHER
