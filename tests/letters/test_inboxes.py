"""What waits in a mailbox or a folder comes into the register: each letter by itself, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path
from typing import Any

import pytest
from desk.test_command import Desk, desk  # noqa: F401
from letters.test_mail import BOUNCE, CONTACT, answer, due, letter_to, taken_in  # noqa: F401
from sqlalchemy import select
from support.imapserver import Letterbox, offering
from support.town import SYSTEM, Town

from notifications.fetch import Fetched, fetch
from notifications.inboxes import open_inbox
from notifications.inboxes.imap_connection import quoted
from notifications.inboxes.inbox import Withheld
from workflow.errors import LettersSkipped, RegisterUnreachable
from workflow.inbox import replies
from workflow.outbox import undelivered
from workflow.store.models import Bounce, Reply

PLAIN = b"From: amt@example.org\r\nMessage-ID: <%s@x>\r\nSubject: Frage\r\n\r\n%s"


def fetched(town: Town, url: str, password: str = "") -> Fetched:
    def work(function: Callable[[Any], bool]) -> bool:
        return bool(town.work(function, SYSTEM, "system"))

    inbox = open_inbox(url, password)
    try:
        return fetch(inbox, work, now=town.now, zone="Europe/Berlin")
    finally:
        inbox.close()


def waiting(town: Town) -> list[Reply]:
    with town.store.read() as session:
        return replies.waiting(session)


# One letter does not stop the others


POISON = {
    "NUL": b"From: a\0@x\r\nMessage-ID: <n@x>\r\nReferences: <\0@x>\r\n\r\nbo\0dy",
    "half a pair": b"Message-ID: <u@x>\r\nContent-Type: text/plain; charset=utf-7\r\n\r\n+2AA-",
    "no Message-ID": b"From: <\r\nMessage-ID: <>\r\n\r\nbody",
    "parentheses": b"From: " + b"(" * 400 + b"\r\n\r\nbody",
}


def test_a_mail_that_is_hard_to_read_is_stored_with_its_bytes_and_the_next_one_too(town: Town, tmp_path: Path) -> None:
    found = taken_in(town, tmp_path / "in", *POISON.values(), PLAIN % (b"1", b"ja"))
    assert found.replies == len(POISON) + 1
    assert [reply.content for reply in waiting(town)][:-1] == list(POISON.values())
    assert not [file for file in (tmp_path / "in").iterdir() if file.is_file()]


def test_a_letter_that_cannot_be_taken_in_waits_and_the_next_one_is_taken_in(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"1", b"2", b"3"):
        (folder / f"{name.decode()}.eml").write_bytes(PLAIN % (name, name))

    def work(function: Any) -> bool:
        if "mail" in function.keywords and function.keywords["mail"].text == "2":
            raise ValueError
        return bool(town.work(function, SYSTEM, "system"))

    with pytest.raises(LettersSkipped) as told:
        fetch(open_inbox(f"folder:{folder}"), work, now=town.now, zone="Europe/Berlin")
    assert told.value.fields == {"letters": ["2.eml (ValueError)"], "replies": 2, "bounces": 0, "papers": 0}
    assert [file.name for file in folder.iterdir() if file.is_file()] == ["2.eml"]
    assert fetched(town, f"folder:{folder}").replies == 1


def test_a_register_that_is_away_ends_the_fetch(town: Town, tmp_path: Path) -> None:
    asked = []

    def work(function: Any) -> bool:
        asked.append(function)
        raise RegisterUnreachable(database="x", trouble="away")

    for name in ("1", "2"):
        (tmp_path / f"{name}.eml").write_bytes(PLAIN % (name.encode(), b"ja"))
    with pytest.raises(RegisterUnreachable):
        fetch(open_inbox(f"folder:{tmp_path}"), work, now=town.now, zone="Europe/Berlin")
    assert len(asked) == 1


def test_a_letter_that_cannot_be_put_away_is_told_and_counts_once(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "done" / "1.eml" / "x").mkdir(parents=True)
    for name in ("1", "2"):
        (folder / f"{name}.eml").write_bytes(PLAIN % (name.encode(), name.encode()))
    for replies_ in (2, 0):
        with pytest.raises(LettersSkipped) as told:
            fetched(town, f"folder:{folder}")
        assert told.value.fields["replies"] == replies_
    assert [reply.text for reply in waiting(town)] == ["1", "2"]


def test_a_file_that_cannot_be_read_stops_no_other(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1.eml").symlink_to("/proc/self/mem")  # a file for everybody, readable for nobody
    (folder / "2.eml").write_bytes(PLAIN % (b"2", b"ja"))
    with pytest.raises(LettersSkipped, match="1.eml"):
        fetched(town, f"folder:{folder}")
    assert [reply.text for reply in waiting(town)] == ["ja"]


@pytest.mark.parametrize("refusal", ["NO", "BAD"])
def test_a_letter_that_the_server_cannot_hand_out_stops_no_other(town: Town, refusal: str) -> None:
    box = Letterbox([PLAIN % (b"1", b"erste"), PLAIN % (b"2", b"zweite")], damaged={1: refusal})
    with offering(box, user="anna", password="x") as port:
        url = f"imap://anna@127.0.0.1:{port}?security=none"
        with pytest.raises(LettersSkipped, match="1 "):
            fetched(town, url, "x")
        assert ([reply.text for reply in waiting(town)], box.seen) == (["zweite"], {2})
        inbox = open_inbox(url, "x")
        with pytest.raises(Withheld):
            list(inbox.letters())
        inbox.close()


# The marks of a mailbox


KEEPS = {
    "any keyword": ("\\Seen \\*", True),
    "ours": ("\\Seen $RatswegTaken", True),
    "none but the standard's": ("\\Seen \\Deleted", False),
    "it does not say": ("", False),
}


@pytest.mark.parametrize("name", KEEPS)
def test_what_is_taken_in_is_marked_with_a_keyword_where_the_mailbox_keeps_one(town: Town, name: str) -> None:
    keeps, keyword = KEEPS[name]
    box = Letterbox([PLAIN % (b"1", b"ja"), PLAIN % (b"2", b"ja")], seen={1}, keeps=keeps)
    with offering(box, user="anna", password="x") as port:
        url = f"imap://anna@127.0.0.1:{port}?security=none"
        assert fetched(town, url, "x").replies == (2 if keyword else 1), "a clerk opened the first"
        assert (box.marked, box.seen) == (({1, 2}, {1}) if keyword else (set(), {1, 2}))
        assert fetched(town, url, "x") == Fetched()


@pytest.mark.parametrize(("keeps", "marked"), [("\\*", {1, 2}), ("", set())])
def test_our_own_letter_that_comes_back_is_left_unseen_for_the_clerk(due: Town, keeps: str, marked: set[int]) -> None:  # noqa: F811
    own = due.mails()[0].content
    box = Letterbox([b"Received: by x\r\n" + own, answer(due, "not_us", "nicht wir")], keeps=keeps)
    with offering(box, user="anna", password="x") as port:
        assert fetched(due, f"imap://anna@127.0.0.1:{port}?security=none", "x").replies == 1
    assert 1 not in box.seen and box.marked == marked


def test_our_own_letter_stays_in_a_folder(due: Town, tmp_path: Path) -> None:  # noqa: F811
    assert taken_in(due, tmp_path / "in", due.mails()[0].content) == Fetched()
    assert [file.name for file in (tmp_path / "in").iterdir()] == ["0.eml"]


def test_what_came_before_a_day_is_left_alone(town: Town) -> None:
    box = Letterbox([PLAIN % (b"1", b"ja")])  # of 31 March 2021
    with offering(box, user="anna", password="x") as port:
        url = f"imap://anna@127.0.0.1:{port}?security=none&since="
        assert fetched(town, f"{url}2021-04-01", "x") == Fetched()
        assert fetched(town, f"{url}2021-03-31", "x").replies == 1
    with pytest.raises(ValueError):
        open_inbox("imap://anna@x?since=gestern")


@pytest.mark.parametrize("name", ["Eingänge", "R&D", "Anträge/日本"])
def test_a_mailbox_and_a_password_may_have_any_letters(town: Town, name: str) -> None:
    from urllib.parse import quote

    box = Letterbox([PLAIN % (b"1", b"ja")], name=name)
    with offering(box, user="anna", password="pässwört") as port:
        url = f"imap://anna@127.0.0.1:{port}/{quote(name)}?security=none"
        assert fetched(town, url, "pässwört").replies == 1
        with pytest.raises(OSError):
            fetched(town, url, "fälsch")


def test_a_mailbox_named_with_quotes_is_one_word_to_the_server() -> None:
    assert quoted('A "B" \\') == r'"A \"B\" \\"'


# One mail, one answer


def test_two_mails_with_one_message_id_are_two_and_the_same_one_twice_is_one(town: Town, tmp_path: Path) -> None:
    first, second = PLAIN % (b"1", b"ja"), PLAIN % (b"1", b"nein")
    by_another_way = b"Received: by x\r\n" + first
    mails = (first, second, first, second, by_another_way)
    assert taken_in(town, tmp_path / "in", *mails).replies == 2
    assert taken_in(town, tmp_path / "in", *mails).replies == 0
    assert [reply.text for reply in waiting(town)] == ["ja", "nein"]


def test_two_scans_under_one_message_id_are_two_though_neither_has_a_text(town: Town, tmp_path: Path) -> None:
    scan = b"From: scan@x\r\nMessage-ID: <scan@x>\r\nContent-Type: application/pdf\r\n\r\n%PDF-"
    assert taken_in(town, tmp_path / "in", scan + b"1", scan + b"2", scan + b"1").replies == 2


def test_what_is_no_message_id_tells_no_two_mails_apart(town: Town, tmp_path: Path) -> None:
    mails = [b"Message-ID: <>\r\n\r\n%d" % n for n in range(2)]
    assert taken_in(town, tmp_path / "in", *mails, mails[0]).replies == 2


# Bounces


@pytest.mark.parametrize("original", ["", "<forged@x>"])
def test_a_notice_that_names_no_letter_of_ours_marks_no_address_and_a_person_sees_it(due: Town, tmp_path: Path, original: str) -> None:  # noqa: F811
    notice = BOUNCE.format(address=CONTACT, original=original).encode()
    assert taken_in(due, tmp_path / "in", notice) == Fetched(replies=1)
    assert (marked(due), [reply.answer for reply in waiting(due)]) == ([], ["other"])


def marked(town: Town) -> list[tuple[str, str]]:
    with town.store.read() as session:
        return [(one.address, one.trouble) for one in session.scalars(select(Bounce))]


def test_a_bounce_from_where_the_mail_was_sent_on_marks_the_address_we_wrote_to(due: Town, tmp_path: Path) -> None:  # noqa: F811
    original = letter_to(due, CONTACT)["Message-ID"]
    notice = BOUNCE.format(address="mueller@intern.example", original=original).encode()
    assert taken_in(due, tmp_path / "in", notice).bounces == 1
    assert marked(due) == [(CONTACT, "mueller@intern.example: smtp; 550 5.1.1 user unknown")]
    assert taken_in(due, tmp_path / "in", notice) == Fetched(), "the same notice twice is one"


def test_a_delay_gives_up_nothing_and_nobody_is_away(due: Town, tmp_path: Path) -> None:  # noqa: F811
    original = letter_to(due, CONTACT)["Message-ID"]
    late = BOUNCE.format(address=CONTACT, original=original).replace("failed", "delayed")
    before = len(due.mails())
    found = taken_in(due, tmp_path / "in", late.replace("Subject", f"References: {original}\nAuto-Submitted: auto-replied\nSubject", 1).encode())
    assert (found, marked(due)) == (Fetched(replies=1), [])
    due.write()
    assert len(due.mails()) == before and [reply.answer for reply in waiting(due)] == ["other"]


def test_a_letter_that_is_given_up_again_after_a_retry_is_told_again(due: Town, tmp_path: Path) -> None:  # noqa: F811
    notice = BOUNCE.format(address=CONTACT, original=letter_to(due, CONTACT)["Message-ID"]).encode()
    for times in (1, 2, 3):
        assert taken_in(due, tmp_path / "in", notice).bounces == 1
        assert len(due.addressees("undeliverable")) == times
        due.work(lambda d: undelivered.retry(d.session, d.at, []))


def test_of_a_letter_that_gathered_several_matters_all_are_told(town: Town, tmp_path: Path) -> None:
    from states.votes import Tally

    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    for point in ("1", "2"):
        town.do(f"BA-111/2020.{point}-A1", "assign", department="Dezernat 1", until=date(2021, 3, 31))
    town.on("2021-03-31").round()
    town.write()
    notice = BOUNCE.format(address=CONTACT, original=letter_to(town, CONTACT)["Message-ID"]).encode()
    assert taken_in(town, tmp_path / "in", notice).bounces == 1
    town.write()
    told = letter_to(town, "ratsbuero@chemnitz.example.org").get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "BA-111/2020.1-A1" in told and "BA-111/2020.2-A1" in told


# At the desk


def test_the_desk_is_told_how_many_files_came_and_what_was_not_taken_in(desk: Desk) -> None:  # noqa: F811
    folder = desk.folder / "in"
    folder.mkdir()
    mail = MIMEMultipart()
    mail["From"], mail["Message-ID"], mail["Auto-Submitted"] = CONTACT, "<1@x>", "auto-replied"
    mail.attach(MIMEText("bis 09.04.2021"))
    mail.attach(MIMEApplication(b"%PDF-", "pdf"))
    (folder / "1.eml").write_bytes(mail.as_bytes())
    (folder / "2.eml").symlink_to("/proc/self/mem")
    desk.environment["RATSWEG_INBOX"] = f"folder:{folder}"
    clock = ("--clock", "2021-04-01")
    told = desk.run(*clock, "fetch")
    assert told.returncode == 6 and "2.eml" in told.stderr and "Antworten 1" in told.stderr
    (waits,) = desk.json("replies", "list")
    assert len(waits["files"]) == 1
    assert "Anlagen" in desk.ok("replies", "list")
    shown = desk.ok("replies", "show", "1", "--save", str(desk.folder / "out"))
    assert "bis 09.04.2021" in shown and waits["files"][0] in shown
    (saved,) = (desk.folder / "out").iterdir()
    assert saved.read_bytes() == b"%PDF-"
    again = desk.run("replies", "show", "1", "--save", str(desk.folder / "out"))
    assert again.returncode and "Traceback" not in again.stderr, "nothing is written over"
    assert desk.run("replies", "show", "7").returncode == 3
    assert "Anlagen: 1" in desk.ok(*clock, "replies", "confirm", "1")
