"""Letters leave through real mail servers, and what comes back is understood."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from support.imapserver import Letterbox, offering
from support.mailserver import Box, certificate, serving
from support.town import SYSTEM, Town

from notifications.channels import open_channel
from notifications.deliver import Delivered, deliver
from notifications.fetch import Fetched, fetch
from notifications.inboxes import open_inbox
from states.answers import Answer
from states.votes import Tally as Vote
from workflow.acts import fix_cadence
from workflow.inbox import replies
from workflow.moves.take import take
from workflow.outbox import absences, undelivered
from workflow.outbox.queue import waiting
from workflow.store.models import Mail
from workflow.store.told import Told

DUTY = "BA-111/2020.3-B1"
CONTACT = "bearbeitung1@chemnitz.example.org"


@pytest.fixture
def due(town: Town) -> Town:
    """A town on the day of a report, with the day's letters written."""
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Vote(41, 9, 4))
    told = Told(interval="P6M", first=date(2021, 3, 31), interpreted_by="OB", department="Dezernat 1", note="OB")
    town.work(lambda d: fix_cadence.fix(d, take(d, DUTY)[0], told))
    town.on("2021-03-31").round()
    town.write()
    return town


def sent(town: Town, url: str, password: str = "", *, later: int = 0) -> Delivered:
    """One delivery, *later* minutes after the town's moment; what is given up is reported."""
    channel = open_channel(url, password)

    def report(mail: Mail) -> None:
        town.work(lambda d: undelivered.report(d, mail.id), SYSTEM, "system")

    try:
        moment = town.now + timedelta(minutes=later)
        return deliver(town.store, channel, lambda: moment, give_up=report)
    finally:
        channel.close()


def letter_to(town: Town, address: str) -> EmailMessage:
    """The newest letter to an address."""
    mail = [mail for mail in town.mails() if mail.address == address][-1]
    read = email.message_from_bytes(mail.content, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    return read


# Sending


def test_every_letter_arrives_once_with_the_bytes_that_are_stored(due: Town) -> None:
    box = Box()
    with serving(box) as port:
        found = sent(due, f"smtp://127.0.0.1:{port}?security=none")
    assert (found.sent, found.failed) == (len(due.mails()), 0)
    stored = {mail.message_id: mail.content for mail in due.mails()}
    assert set(box.seen.values()) == {1}
    assert {i: c.replace(b"\r\n", b"\n").strip() for i, c in box.letters.items()} == {
        i: c.replace(b"\r\n", b"\n").strip() for i, c in stored.items()
    }


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server does not see that it speaks TLS
@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_over_tls_with_a_login(due: Town, tmp_path: Path, scheme: str) -> None:
    box, pem = Box(), certificate(tmp_path)
    with serving(box, certificate=pem, tls=scheme == "smtps", login=("anna", "geheim")) as port:
        url = f"{scheme}://anna@localhost:{port}?authority={pem}"
        wrong = sent(due, f"{url}&timeout=1", "falsch")
        assert wrong.sent == 0 and wrong.given_up == 0, "a wrong login says nothing about the letter"
        assert wrong.failed == 1, "and no other letter need try"
        assert sent(due, url, "geheim", later=2).sent == len(due.mails())


def test_an_unknown_certificate_is_not_trusted(due: Town, tmp_path: Path) -> None:
    with serving(Box(), certificate=certificate(tmp_path)) as port:
        found = sent(due, f"smtp://localhost:{port}")
    assert found.sent == 0 and found.given_up == 0


def test_what_is_refused_for_good_is_given_up_and_the_council_office_hears_of_it(due: Town) -> None:
    box = Box(refused={CONTACT: "550 no such user"})
    with serving(box) as port:
        url = f"smtp://127.0.0.1:{port}?security=none"
        found = sent(due, url)
        assert (found.failed, found.given_up) == (1, 1)
        due.write()
        assert sent(due, url).sent == 1
    notice = letter_to(due, "ratsbuero@chemnitz.example.org")
    assert "unzustellbar" in notice["Subject"]
    assert f"{CONTACT}: 550 no such user" in notice.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    with due.store.read() as session:
        (mail,) = waiting(session)
        assert mail.address == CONTACT and mail.given_up_at is not None


def test_what_cannot_be_taken_now_is_tried_again_with_growing_pauses_and_then_given_up(due: Town) -> None:
    box = Box(refused={CONTACT: "451 later"})
    minutes, pauses = 0, []
    with serving(box) as port:
        url = f"smtp://127.0.0.1:{port}?security=none"
        for n in range(8):
            found = sent(due, url, later=minutes)
            assert found.failed == 1
            if found.given_up:
                break
            assert sent(due, url, later=minutes + 4**n - 1).failed == 0, "it waits"
            minutes += 4**n
            pauses.append(4**n)
    assert pauses == [1, 4, 16, 64, 256, 1024, 4096]
    assert found.given_up == 1


def test_a_connection_that_ends_after_the_letter_is_tried_again_with_the_same_message_id(due: Town) -> None:
    box = Box(drop_every=1)
    with serving(box) as port:
        url = f"smtp://127.0.0.1:{port}?security=none"
        assert sent(due, url).failed == len(due.mails())
        box.drop_every = 0
        assert sent(due, url, later=2).sent == len(due.mails())
    assert set(box.seen.values()) == {2}, "delivered twice, under one Message-ID"


def test_stopping_finishes_the_letter_in_hand_and_gives_the_others_back(due: Town) -> None:
    box = Box()
    with serving(box) as port:
        channel = open_channel(f"smtp://127.0.0.1:{port}?security=none")
        found = deliver(due.store, channel, lambda: due.now, stop=lambda: box.taken >= 1)
        channel.close()
        assert found.sent == box.taken == 1
        assert sent(due, f"smtp://127.0.0.1:{port}?security=none").sent == len(due.mails()) - 1


def test_a_letter_leased_by_a_wrong_clock_is_not_waited_for(due: Town) -> None:
    ahead = due.now + timedelta(days=400)
    with due.store.write() as session:
        from workflow.outbox import queue

        assert queue.claim(session, ahead)
    with serving(Box()) as port:
        assert sent(due, f"smtp://127.0.0.1:{port}?security=none").sent == len(due.mails())


# Digest, absence, deputies


def test_one_letter_a_person_and_day_and_escalations_singly(town: Town) -> None:
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Vote(41, 9, 4))
    town.on("2020-10-26").do("BA-111/2020.1-A1", "assign", department="Dezernat 1", until=date(2021, 3, 31))
    town.do("BA-111/2020.2-A1", "assign", department="Dezernat 1", until=date(2021, 3, 31))
    town.on("2021-03-31").round()
    town.write()
    own = [mail for mail in town.mails() if mail.address == CONTACT]
    assert len(own) == 1 and own[0].subject.startswith("2 Erinnerungen: ")
    # A further reminder of the same day goes into the next day's letter.
    town.do("BA-111/2020.1-A1", "grant_extension", until=date(2021, 4, 6))
    town.on("2021-03-31").round()
    town.write()
    assert len([m for m in town.mails() if m.address == CONTACT and m.digest_of == date(2021, 3, 31)]) == 1
    town.on("2021-04-09").round()
    town.write()
    escalated = [m for m in town.mails() if m.address == "leitung1@chemnitz.example.org"]
    assert [m.digest_of for m in escalated] == [None]


def test_an_absence_brings_the_letter_to_the_deputy_and_nobody_at_all_to_the_council_office(due: Town) -> None:
    def away(person: str, deputy: str | None = None) -> None:
        due.work(lambda d: absences.add(d, person, date(2021, 4, 1), date(2021, 4, 9), deputy))

    away("Bearbeitung Dezernat 1")
    due.on("2021-04-01").round()
    late = [a["address"] for a in due.addressees("report_late")]
    assert late == ["vertretung1@chemnitz.example.org", "amtsleitung1@chemnitz.example.org"]
    away("Vertretung Dezernat 1")
    away("Amtsleitung Dezernat 1")
    away("Leitung Dezernat 1")
    due.on("2021-04-09").round()
    week = [(a["post"], a["address"]) for a in due.addressees("report_late_week")]
    assert week == [("clerk", "ratsbuero@chemnitz.example.org")]
    due.on("2021-04-16").round()
    assert "leitung1@chemnitz.example.org" in [a["address"] for a in due.addressees("report_late_two_weeks")]


def test_a_deputy_named_for_the_time_goes_before_those_of_the_profile(due: Town) -> None:
    due.work(lambda d: absences.add(d, CONTACT, date(2021, 4, 1), date(2021, 4, 1), "Leitung Dezernat 1"))
    due.on("2021-04-01").round()
    assert [a["address"] for a in due.addressees("report_late")][0] == "leitung1@chemnitz.example.org"


# Answers


def answer(town: Town, kind: str, body: str, *, files: dict[str, bytes] | None = None, **headers: str) -> bytes:
    """The mail a department writes when it clicks on a link of its letter."""
    asked = letter_to(town, CONTACT)
    text = asked.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    import re
    from urllib.parse import unquote

    subject = unquote(re.search(rf"subject=(\S*%3A{kind}%5D[^&]*)&", text)[1])  # type: ignore[index]
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Bearbeitung <{CONTACT}>", "ratsbuero@example.org", subject
    mail["Date"] = "Wed, 31 Mar 2021 16:40:00 +0200"
    mail["Message-ID"] = f"<{kind}@amt.example.org>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    for name, content in (files or {}).items():
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes()


def taken_in(town: Town, folder: Path, *mails: bytes) -> Fetched:
    folder.mkdir(exist_ok=True)
    for number, mail in enumerate(mails):
        (folder / f"{number}.eml").write_bytes(mail)

    def work(function: Callable[[Any], bool]) -> bool:
        return bool(town.work(function, SYSTEM, "system"))

    return fetch(open_inbox(f"folder:{folder}"), work, now=town.now, zone="Europe/Berlin")


def confirmed(town: Town, number: int, **told: Any) -> str:
    """The council office confirms an answer as it was read."""
    from notifications import inbound
    from notifications.inbound.answered import answered
    from workflow.store.models import Reply

    def act(desk: Any) -> str:
        reply = desk.session.get(Reply, number)
        files = inbound.attachments(reply.content)
        meant = told.get("answer") or Answer(reply.answer)
        read = answered(reply.text, meant, reply.received, until=reply.until, typed=Told())
        return replies.confirm(desk, number, read, files, **told)

    return str(town.work(act))


def test_a_report_by_mail_waits_until_it_is_confirmed_and_its_day_of_receipt_counts(due: Town, tmp_path: Path) -> None:
    body = "Zwölf Leistungen sind online.\n\nStand: teilweise erledigt\nNächster Schritt: Prüfung\nHindernisse: keine\n\n> Guten Tag\n"
    mail = answer(due, "report", body, files={"bericht.pdf": b"%PDF-1.7"})
    due.on("2021-04-06")
    assert taken_in(due, tmp_path / "in", mail).replies == 1
    assert taken_in(due, tmp_path / "again", mail).replies == 0, "the same mail twice is one answer"
    assert due.state(f"{DUTY}/1") == "planned", "nothing is recorded unread"
    assert confirmed(due, 1) == f"{DUTY}/1"
    report = due.show(f"{DUTY}/1")
    assert (report["state"], report["submitted_on"]) == ("submitted", "2021-03-31")
    assert (report["progress"], report["next_step"], report["obstacles"]) == ("partly_done", "Prüfung", "keine")
    assert "Guten Tag" not in report["text"]
    with pytest.raises(replies.NoSuchReply):
        confirmed(due, 1)
    assert due.findings() == []


def test_the_other_four_answers_are_events(due: Town, tmp_path: Path) -> None:
    texts = {
        "on_the_way": "Kommt bis: 09.04.2021\nBemerkung: fast fertig\n",
        "extension": "Neue Frist: 31.05.2021\nBegründung: Personal fehlt\nStand bisher: in Arbeit\n",
        "not_us": "Zuständig ist: Dezernat 6\nBegründung: Aufgabe gewechselt\n",
        "not_feasible": "Begründung: Mittel fehlen\nVorschlag: aufheben\n",
    }
    taken_in(due.on("2021-04-06"), tmp_path / "in", *(answer(due, kind, text) for kind, text in texts.items()))
    for number in (1, 2, 3, 4):
        confirmed(due, number)
    events = [e["event"] for act in due.show(f"{DUTY}/1")["acts"] for e in act["entries"]]
    assert events[-4:] == ["announce", "request_extension", "dispute", "report_infeasible"]
    report = due.show(f"{DUTY}/1")
    assert (report["promised"], report["extension_asked"]) == ("2021-04-09", "2021-05-31")
    assert report["asked_late"] is False, "asked on the due day itself"
    assert report["progress"] == "in_work"


def test_an_out_of_office_mail_proposes_an_absence_and_reaches_the_deputy(due: Town, tmp_path: Path) -> None:
    mail = answer(
        due, "report", "Ich bin vom 29.03.2021 bis 09.04.2021 abwesend.", Auto_Submitted="auto-replied"
    )
    taken_in(due, tmp_path / "in", mail)
    due.write()
    assert "vertretung1@chemnitz.example.org" in [m.address for m in due.mails()]
    assert confirmed(due, 1) == "Bearbeitung Dezernat 1"
    due.on("2021-04-01").round()
    assert [a["address"] for a in due.addressees("report_late")][0] == "vertretung1@chemnitz.example.org"


def test_a_mail_without_token_waits_for_a_person_to_say_what_it_is_about(due: Town, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "x@example.org", "Frage"
    mail.set_content("Wie ist der Stand?")
    taken_in(due, tmp_path / "in", mail.as_bytes())
    with pytest.raises(replies.ReplyWithoutMatter):
        confirmed(due, 1)
    assert confirmed(due, 1, reference=f"{DUTY}/1", answer=Answer.REPORT) == f"{DUTY}/1"


def test_a_declined_answer_stays_on_record(due: Town, tmp_path: Path) -> None:
    taken_in(due, tmp_path / "in", answer(due, "not_us", "nein"))
    due.work(lambda d: replies.decline(d, 1, "doch"))
    with due.store.read() as session:
        assert replies.waiting(session) == []
    assert due.state(f"{DUTY}/1") == "planned"


BOUNCE = """From: MAILER-DAEMON@example.org
To: ratsbuero@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@example.org>
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x
Content-Type: text/plain

Your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--x
Content-Type: text/rfc822-headers

Message-ID: {original}

--x--
"""


def test_a_bounce_marks_the_address_and_the_next_letter_goes_to_who_stands_in(due: Town, tmp_path: Path) -> None:
    original = letter_to(due, CONTACT)["Message-ID"]
    found = taken_in(due, tmp_path / "in", BOUNCE.format(address=CONTACT, original=original).encode())
    assert found.bounces == 1
    due.on("2021-04-01").round()
    assert [a["address"] for a in due.addressees("report_late")][0] == "vertretung1@chemnitz.example.org"
    assert [a["address"] for a in due.addressees("undeliverable")] == ["ratsbuero@chemnitz.example.org"]
    assert due.work(lambda d: undelivered.retry(d.session, d.at, [])) >= 1, "trusted again"
    due.on("2021-04-09").round()


def test_a_bounce_of_a_letter_we_never_wrote_marks_nothing(due: Town, tmp_path: Path) -> None:
    found = taken_in(due, tmp_path / "in", BOUNCE.format(address=CONTACT, original="<forged@x>").encode())
    assert (found.bounces, found.replies) == (0, 1)
    due.on("2021-04-01").round()
    assert [a["address"] for a in due.addressees("report_late")][0] == CONTACT
    with due.store.read() as session:
        assert [reply.answer for reply in replies.waiting(session)] == ["other"], "a person sees it"


def test_answers_are_fetched_from_an_imap_server_and_stay_unseen_until_they_are_taken_in(due: Town) -> None:
    box = Letterbox([answer(due, "not_us", "nicht wir")])
    with offering(box, user="anna", password="geheim") as port:
        url = f"imap://anna@127.0.0.1:{port}?security=none"
        inbox = open_inbox(url, "geheim")
        assert [content for _, content in inbox.letters()] and not box.seen
        inbox.close()

        def work(function: Callable[[Any], bool]) -> bool:
            return bool(due.work(function, SYSTEM, "system"))

        inbox = open_inbox(url, "geheim")
        assert fetch(inbox, work, now=due.now, zone="Europe/Berlin").replies == 1
        inbox.close()
        assert len(box.seen) == 1
        again = open_inbox(url, "geheim")
        assert list(again.letters()) == []
        again.close()
        with pytest.raises(OSError):
            list(open_inbox(url, "falsch").letters())


def test_a_maildir_is_read_as_mail_servers_leave_it(due: Town, tmp_path: Path) -> None:
    for name in ("new", "cur", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1.eml").write_bytes(answer(due, "not_us", "nicht wir"))

    def work(function: Callable[[Any], bool]) -> bool:
        return bool(due.work(function, SYSTEM, "system"))

    inbox = open_inbox(f"folder:{tmp_path / 'box'}")
    assert fetch(inbox, work, now=due.now, zone="Europe/Berlin").replies == 1
    assert list((tmp_path / "box" / "new").iterdir()) == []
    assert [f.name for f in (tmp_path / "box" / "cur").iterdir()] == ["1.eml:2,S"]
