"""What happened in the offices whose registers are kept: each function one situation of a register."""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from make import Office

Situation = Callable[["Office"], None]
WEGWEISER, RADWEG, BAENKE = "BA-901/2020", "BA-902/2020", "BA-903/2020"
BRUNNEN, NEXT = "BA-904/2020", "BA-905/2020"
DUTY = f"{WEGWEISER}.3-B1"


def registered(office: Office) -> None:
    """Three papers of the examples are registered; their numbers are 901 to 903."""
    office.at("2020-09-24", "init", "--trial", "--profile", "chemnitz")
    office.at("2020-09-25", "register", office.example("digitale-agenda.txt"), "--yes")
    papers = [office.example(name) for name in ("radweg.txt", "sitzbaenke.txt")]
    office.at("2020-10-06", "register", *papers, "--yes")


def decided(office: Office) -> None:
    """Two carry, one is tied; the first has departments and a running duty."""
    registered(office)
    office.at("2020-10-15", "vote", WEGWEISER, "41/9/4", "--yes")
    office.at("2020-10-21", "advance", "recommend", RADWEG)
    office.at("2020-10-23", "remind")
    office.at("2020-11-12", "vote", RADWEG, "38/12/3", "--yes")
    office.at("2020-11-12", "vote", BAENKE, "26/26/2", "--yes")
    office.at("2020-11-20", "remind")
    both = (f"{WEGWEISER}.1-A1", f"{WEGWEISER}.2-A1")
    office.at("2020-12-02", "advance", "assign", *both, "--department", "Dezernat 1", "--until", "2021-04-30")
    office.at("2020-12-02", "advance", "assign", f"{RADWEG}.1-A1", "--department", "Dezernat 6", "--until", "2021-09-30")
    office.at("2020-12-02", "duty", "set", f"{RADWEG}.2-B1", "--department", "Dezernat 6", "--reason", "Zuständigkeit")


def cadence(office: Office) -> None:
    """What "regularly" means is fixed."""
    every = ("--every", "P6M", "--first", "2021-03-31", "--department", "Dezernat 1")
    office.at("2020-12-02", "duty", "set", DUTY, *every, "--interpreted-by", "Vorsitz des VFA")


def fountain(office: Office, day: str) -> None:
    """A motion typed at the desk, with advice before the decision and a duty of no interval."""
    points = ("--point", "drei Trinkbrunnen aufzustellen.", "--point", "dem Sozialausschuss regelmäßig zu berichten.")
    route = ("--body", "Sozialausschuss:2020-11-04", "--body", "Stadtrat:2020-12-09")
    office.at(day, "register", "--subject", "Trinkbrunnen", "--submitter", "Fraktion Rot", *points, *route, "--yes")


def open_(office: Office) -> None:
    """A motion in advice, one unclear and one active duty, planned reports, stations, meetings."""
    registered(office)
    office.at("2020-10-06", "meeting", "add", "StR", "2020-10-14")
    office.at("2020-10-06", "meeting", "add", "ASM", "2020-10-20")
    office.at("2020-10-06", "meeting", "add", "StR", "2020-11-11")
    office.at("2020-10-06", "meeting", "add", "VFA", "2021-03-25")
    fountain(office, "2020-10-07")
    office.at("2020-10-08", "advance", "join", BRUNNEN, "--submitter", "Fraktion Grün")
    office.at("2020-10-08", "meeting", "move", "ASM-2020-10-20", "2020-10-27")
    office.at("2020-10-15", "vote", WEGWEISER, "41/9/4", "--yes")
    office.at("2020-10-15", "advance", "hold", "StR-2020-10-14")
    office.at("2020-10-23", "remind")
    office.at("2020-11-02", "advance", "assign", f"{WEGWEISER}.1-A1", "--department", "Dezernat 1", "--until", "2021-04-30")
    office.at("2020-11-03", "advance", "start", f"{WEGWEISER}.1-A1")
    cadence(office)
    office.at("2020-12-03", "advance", "defer", f"{BRUNNEN}-S1", "--until", "2020-12-20", "--reason", "Kosten offen")
    office.at("2020-12-04", "advance", "recommend", RADWEG)
    office.at("2020-12-10", "meeting", "add", "StR", "2020-12-16")
    office.at("2020-12-11", "meeting", "cancel", "StR-2020-12-16", "--reason", "Grippe")
    twice = ("--subject", "Spielplätze", "--submitter", "Fraktion Gelb", "--body", "Stadtrat:2020-12-14")
    ordered = ("--point", "zwei Spielplätze zu erneuern.", "--point", "dem Sozialausschuss regelmäßig zu berichten.")
    office.at("2020-12-11", "register", *twice, *ordered, "--yes")
    office.at("2020-12-15", "vote", NEXT, "31/5/2", "--yes")
    office.at("2020-12-16", "remind")


def ended(office: Office) -> None:
    """Implemented, closed, withdrawn, rejected, settled and lost by objection: nothing is owed."""
    decided(office)
    fountain(office, "2020-12-03")
    office.at("2020-12-04", "advance", "withdraw", BRUNNEN)
    other = ("--subject", "Hundewiese", "--submitter", "Fraktion Rot", "--point", "eine Hundewiese anzulegen.")
    office.at("2020-12-04", "register", *other, "--body", "Stadtrat:2020-12-09", "--yes")
    office.at("2020-12-10", "vote", NEXT, "30/20/4", "--yes")
    office.at("2020-12-11", "advance", "object", NEXT, "--reason", "nachteilig")
    office.at("2020-12-17", "advance", "revoke", NEXT, "--votes", "10/40/2", "--reason", "Widerspruch")
    office.at("2021-03-24", "answer", f"{RADWEG}.2-B1/1", "report", "--text", "Die Planung steht.")
    office.at("2021-03-25", "report", "note", f"{RADWEG}.2-B1/1")
    office.at("2021-04-12", "advance", "start", f"{RADWEG}.1-A1")
    office.at("2021-04-20", "advance", "report_completion", f"{RADWEG}.1-A1", "--reason", "Lücke geschlossen")
    office.at("2021-04-21", "advance", "accept", f"{RADWEG}.1-A1")
    office.at("2021-04-22", "advance", "file_away", RADWEG)
    for number in (1, 2):
        office.at("2021-04-23", "advance", "report_completion", f"{WEGWEISER}.{number}-A1", "--reason", "umgesetzt")
        office.at("2021-04-26", "advance", "accept", f"{WEGWEISER}.{number}-A1")
    office.at("2021-04-27", "advance", "end", DUTY, "--reason", "Der Ausschuss verzichtet.")
    office.at("2021-04-28", "remind")


def unconfirmed(office: Office) -> None:
    """Papers are stored and stamped and wait for a person: read, misread, and not readable."""
    office.at("2020-09-24", "init", "--trial", "--profile", "chemnitz")
    papers = [office.example(name) for name in ("digitale-agenda.txt", "radweg.txt")]
    office.at("2020-10-06", "register", *papers)
    scan = office.file("scan.pdf", b"%PDF-1.7\n\0\1\2")
    note = office.file("notiz.txt", "Bitte im Rat über die Bänke reden.\nGruß, Lena Probe\n".encode("cp1252"))
    office.at("2020-10-07", "register", scan)
    office.at("2020-10-07", "register", note)
    listed = json.loads(office.at("2020-10-07", "list", "--json"))
    (unread,) = [row["reference"] for row in listed if "unreadable" in {one["code"] for one in row["findings"]}]
    office.at("2020-10-08", "advance", "return", unread, "--reason", "unleserlich")
    office.at("2020-10-09", "remind")


def reminded(office: Office) -> None:
    """The ladder has been climbed; letters were sent and wait; answers and absences came in."""
    decided(office)
    cadence(office)
    office.at("2021-03-01", "absence", "add", "Bearbeitung Dezernat 1", "--from", "2021-03-01", "--to", "2021-03-19")
    for day in ("2021-03-02", "2021-03-17", "2021-03-31", "2021-04-06", "2021-04-16"):
        office.at(day, "remind")
    office.at("2021-04-19", "answer", DUTY + "/1", "on-the-way", "--until", "2021-04-30", "--reason", "Zahlen fehlen")
    told = ("--until", "2021-06-30", "--progress", "in_work", "--reason", "Lieferung verspätet")
    office.at("2021-04-20", "answer", f"{WEGWEISER}.1-A1", "extension", *told)
    office.at("2021-04-21", "advance", "grant_extension", f"{WEGWEISER}.1-A1")
    office.at("2021-04-26", "answer", f"{WEGWEISER}.2-A1", "extension", *told)
    office.at("2021-04-27", "report", "submit", DUTY + "/1", "--text", "Zwölf Leistungen sind online.")
    office.at("2021-06-01", "remind")
    mails(office, "2021-06-02")
    office.at("2021-06-16", "remind", code=1, mail="smtp://127.0.0.1:1?security=none&timeout=1")


def mails(office: Office, day: str) -> None:
    """An answer that is taken, one that waits, an absence, and what belongs to nothing."""
    wanted = f"{RADWEG}.2-B1/1"
    about = f"Re: [#{token(office, wanted)}:on_the_way] {wanted}"
    write(office, "1", "bearbeitung6@chemnitz.example.org", about, "Kommt am 15.06.2021.")
    office.at(day, "fetch", inbox="folder:inbox")
    office.at(day, "replies", "confirm", "1", "--as", "on-the-way", "--until", "2021-06-15")
    write(office, "2", "bearbeitung6@chemnitz.example.org", about.replace("on_the_way", "report"), "Die Planung steht.")
    write(office, "3", "bearbeitung1@chemnitz.example.org", "Abwesenheitsnotiz", "Ich bin bis 11.06.2021 nicht im Büro.", "Auto-Submitted: auto-replied\n")
    write(office, "4", "jemand@example.org", "Frage", "Wann tagt der Rat?")
    office.at(day, "fetch", inbox="folder:inbox")


def token(office: Office, reference: str) -> str:
    """What a letter about *reference* that was sent bears in its links."""
    for path in sorted((office.folder / "letters").glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = mail.get_body(("plain",))
        found = re.search(rf"\[#(\w+):\w+\] {re.escape(reference)}&", unquote(body.get_content() if body else ""))
        if found:
            return found[1]
    raise AssertionError(f"no letter about {reference}")


def write(office: Office, number: str, sender: str, subject: str, text: str, more: str = "") -> None:
    """A mail in the folder that is the inbox."""
    head = f"From: {sender}\nMessage-ID: <{number}@example.org>\nSubject: {subject}\n{more}"
    office.file(f"inbox/{number}.eml", f"{head}Content-Type: text/plain; charset=utf-8\n\n{text}\n".encode())


def decided_outside_vote(office: Office) -> None:
    """Points adopted while their motion is still in committee."""
    registered(office)
    office.at("2020-10-07", "advance", "adopt", f"{RADWEG}.1", f"{RADWEG}.2", "--votes", "40/0/0")


def station_closed_without_vote(office: Office) -> None:
    """The council's station "noted" before the council has voted."""
    registered(office)
    office.at("2020-10-21", "advance", "recommend", RADWEG)
    office.at("2020-10-28", "advance", "note", f"{RADWEG}-S2")


def dated_before_cause(office: Office) -> None:
    """Advice from before the motion came in, and a report noted before it was handed in."""
    registered(office)
    office.at("2020-10-21", "advance", "recommend", f"{RADWEG}-S1", "--on", "2019-01-01")
    office.at("2020-11-12", "vote", RADWEG, "38/12/3", "--yes", "--on", "2020-10-01")
    office.at("2020-11-20", "report", "submit", f"{RADWEG}.2-B1/1", "--text", "Fertig", "--on", "2018-01-01")
    office.at("2020-11-20", "report", "note", f"{RADWEG}.2-B1/1", "--on", "2017-01-01")


CLEAN: list[Situation] = [open_, ended, unconfirmed, reminded]
FAULTY: list[Situation] = [decided_outside_vote, station_closed_without_vote, dated_before_cause]
