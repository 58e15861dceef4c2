"""The desk sees what came in: whole where nothing is the writer's own, and what it may be about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from desk.test_command import Desk, desk  # noqa: F401 - the fixture
from support.mails import CLERK, HEAD_OF_OUTLOOK, LETTER, mail, multipart, part
from support.town import SYSTEM, Town

from notifications.fetch import fetch
from notifications.inboxes import open_inbox
from notifications.words import Words
from states.addresses import folded
from states.answers import FIVE
from states.votes import Tally
from workflow.acts import fix_cadence
from workflow.moves.take import take
from workflow.outbox import absences
from workflow.store.told import Told
from workflow.views import proposals

REPORT = "BA-111/2020.3-B1/1"


@pytest.fixture
def owing(town: Town) -> Town:
    """A town of whose one motion one report and one task are open."""
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    told = Told(interval="P6M", first=date(2021, 6, 30), interpreted_by="OB", department="Dezernat 6", note="OB")
    town.work(lambda d: fix_cadence.fix(d, take(d, "BA-111/2020.3-B1")[0], told))
    return town.on("2021-06-17")


def brought(town: Town, folder: Path, *mails: bytes) -> None:
    folder.mkdir()
    for number, content in enumerate(mails):
        (folder / f"{number}.eml").write_bytes(content)
    fetch(open_inbox(f"folder:{folder}"), lambda f: town.work(f, SYSTEM, "system"), now=town.now, zone="Europe/Berlin")


def strange(body: str, subject: str) -> bytes:
    """A mail that refers to no letter of ours."""
    return mail(body, Subject=subject, In_Reply_To=None)


def test_a_mail_without_words_of_its_own_is_shown_whole(owing: Town, desk: Desk, tmp_path: Path) -> None:  # noqa: F811
    brought(owing, tmp_path / "in", strange(f"{HEAD_OF_OUTLOOK}\n\n{LETTER}", "AW: Stand"), strange(f"Kommt.\n\n{HEAD_OF_OUTLOOK}\n\n{LETTER}", "AW: Stand"))
    shown = desk.ok("--clock", "2021-06-17", "replies", "show", "1")
    assert "Eigene Worte wurden darin nicht gefunden" in shown and "Von: ratsbuero@" in shown and "fällig: 30.06.2021" in shown
    assert "genannter Tag" not in shown
    other = desk.ok("--clock", "2021-06-17", "replies", "show", "2")
    assert "Kommt." in other and "Von: ratsbuero@" not in other
    raw = desk.ok("--clock", "2021-06-17", "replies", "show", "2", "--raw")
    assert "Kommt." in raw and "Von: ratsbuero@" in raw and "Betreff: AW: Stand" in raw and "Eigene Worte" not in raw


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_a_mail_may_say_is_told_as_it_is_typed(owing: Town, desk: Desk, tmp_path: Path, language: str) -> None:  # noqa: F811
    brought(owing, tmp_path / "in", strange("Siehe unten.", f"Zu {REPORT}"))
    done = desk.run("--clock", "2021-06-17", "--language", language, "replies", "confirm", "1", "--yes")
    words = Words(language)
    names = [words.label("answer_name", one) for one in FIVE]
    assert done.returncode == 4 and ", ".join(names) in done.stderr and words.label("answer", "other") in done.stderr
    assert "not_feasible" not in done.stderr
    assert "--as" in done.stderr


def test_a_number_in_the_subject_proposes_its_matter_until_a_person_confirms(owing: Town, desk: Desk, tmp_path: Path) -> None:  # noqa: F811
    brought(owing, tmp_path / "in", strange("Zwölf Leistungen sind online.", f"Bericht zu {REPORT}"), strange("x", "Ihre Frage"))
    assert owing.state(REPORT) == "planned"
    (first, second) = desk.json("--clock", "2021-06-17", "replies", "list")
    assert (first["reference"], first["proposed"], second["proposed"]) == (None, REPORT, None)
    assert f"{REPORT} (so im Betreff; bitte prüfen)" in desk.ok("--clock", "2021-06-17", "replies", "show", "1")
    desk.ok("--clock", "2021-06-18", "replies", "confirm", "1", "--as", "report")
    assert owing.state(REPORT) == "submitted"
    assert desk.run("--clock", "2021-06-18", "replies", "confirm", "2", "--as", "report").returncode != 0


SUBJECTS = {
    f"AW: Stand des Berichts: {REPORT}, 30.06.2021 – Wegweiser": REPORT,
    "Bericht BA-111/2020.3": REPORT,
    "ba-111/2020.3-b1": REPORT,
    "Auftrag 111/20.1": "BA-111/2020.1-A1",
    "BA-111/2020": "A-111/2020",  # several wait below it
    "Ihr Schreiben vom 16.06.2021, Az. 17/21": None,
    "BA-112/2020.3": None,
    "": None,
}


def test_the_matter_is_the_one_that_waits_for_an_answer(owing: Town) -> None:
    with owing.store.read() as session:
        found = {subject: proposals.proposed(session, subject) for subject in SUBJECTS}
        assert {subject: matter and matter.reference for subject, matter in found.items()} == SUBJECTS


def test_a_report_that_is_only_attached_says_so_and_labels_are_no_text(owing: Town, desk: Desk, tmp_path: Path) -> None:  # noqa: F811
    form = "Bericht (hier oder als Anhang):\n\n\nStand (nicht begonnen, in Arbeit, teilweise erledigt, erledigt): teilweise erledigt\nNächster Schritt: \nHindernisse: \n"
    pdf = part(b"%PDF-1.7", "application/pdf", 'Content-Disposition: attachment; filename="bericht.pdf"')
    brought(owing, tmp_path / "in", multipart("mixed", part(form), pdf, Subject=f"Bericht {REPORT}", In_Reply_To=None))
    desk.ok("--clock", "2021-06-18", "replies", "confirm", "1", "--as", "report")
    report = owing.show(REPORT)
    assert (report["text"], report["progress"]) == ("Siehe Anlage: bericht.pdf", "partly_done")


def test_a_signed_answer_is_shown_as_unverified(owing: Town, desk: Desk, tmp_path: Path) -> None:  # noqa: F811
    signature = part(b"x", 'application/pkcs7-signature; name="smime.p7s"')
    brought(owing, tmp_path / "in", multipart("signed", part("Kommt am 15.09.2021."), signature, In_Reply_To=None))
    shown = desk.ok("--clock", "2021-06-17", "replies", "show", "1")
    assert "die Signatur ist nicht geprüft" in shown and "Kommt am 15.09.2021." in shown


def test_a_receipt_waits_as_what_it_is(owing: Town, desk: Desk, tmp_path: Path) -> None:  # noqa: F811
    brought(owing, tmp_path / "in", strange("Ihre Mail wurde gelesen.", f"Gelesen: Stand des Berichts: {REPORT}"))
    assert "Lesebestätigung" in desk.ok("--clock", "2021-06-17", "replies", "list")


# Addresses

ALIKE = {
    "Frieda.Muster@Example.ORG": "frieda.muster@example.org",
    "Frieda Muster <frieda.muster@example.org>": "frieda.muster@example.org",
    '"Muster, Frieda (Amt 66)" <Frieda.Muster@example.org>': "frieda.muster@example.org",
    " a@KÖLN.example ": "a@xn--kln-sna.example",
    "Frieda": "frieda",
    "": "",
}


@pytest.mark.parametrize("written", ALIKE)
def test_addresses_are_compared_as_mail_does(written: str) -> None:
    assert folded(written) == ALIKE[written]


def test_nothing_is_invented_about_addresses() -> None:
    assert len({folded(one) for one in ("a.b@x.org", "ab@x.org", "a.b+c@x.org", "a.b@mail.x.org")}) == 4
    assert folded("x" * 10_000) and folded("@" * 300) and folded("a@" + "b" * 300)


def test_whoever_is_away_is_known_by_the_address_however_it_is_written(owing: Town) -> None:
    for written in (CLERK.upper(), f"Frieda Muster <{CLERK.title()}>"):
        made = owing.work(lambda d, w=written: absences.add(d, w, date(2021, 6, 17), date(2021, 6, 18), None).person)
        assert made == "Bearbeitung Dezernat 6"
