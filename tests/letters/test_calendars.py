"""A report has one day in people's calendars: it moves there, and leaves when the report ends."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest
from icalendar import Calendar
from letters.test_mail import CONTACT, DUTY, due  # noqa: F401
from sqlalchemy import select
from sqlmodel import col
from support.beside import beside
from support.examples_of_letters import case, origin
from support.large import ALL
from support.town import Town

from notifications.calendar import calendars
from states.roles import Role
from workflow.moves.take import take
from workflow.outbox.calendars import _holders, _revision
from workflow.store.desk import Desk
from workflow.store.models import Addressee, Bounce, Mail

REPORT = f"{DUTY}/1"
BODY = frozenset({Role.COUNCIL, Role.COMMITTEE, Role.MAYOR, Role.DEPARTMENT, Role.CLERK})
Event = tuple[str, str, int, date]  # method, uid, sequence, day


def parts(mail: Mail) -> Iterator[EmailMessage]:
    """The calendars that a letter carries."""
    read = email.message_from_bytes(mail.content, policy=email.policy.default)
    return (part for part in read.walk() if part.get_content_type() == "text/calendar")  # type: ignore[misc]


def events(mail: Mail) -> list[Event]:
    """What a letter does to calendars; part and calendar say the same method (RFC 6047, 2.4)."""
    found = []
    for part in parts(mail):
        calendar = Calendar.from_ical(part.get_payload(decode=True))
        method = str(calendar["METHOD"])
        assert part["Content-Type"].params["method"] == method
        assert part["Content-Type"].params["charset"] == "utf-8"
        for event in calendar.walk("VEVENT"):
            assert (event.get("STATUS") == "CANCELLED") == (method == "CANCEL")
            assert str(event["ORGANIZER"]).startswith("mailto:") and event["DTSTAMP"].dt
            found.append((method, str(event["UID"]), int(event["SEQUENCE"]), event["DTSTART"].dt))
    return found


def told(town: Town, *, since: int = 0) -> dict[str, list[Event]]:
    """What the letters after the first *since* did, by address."""
    found: dict[str, list[Event]] = {}
    for mail in town.mails()[since:]:
        found.setdefault(mail.address, []).extend(events(mail))
    return found


def acted(town: Town, day: str, event: str, **given: object) -> dict[str, list[Event]]:
    """What everybody's calendar is told when something happens to the report."""
    before = len(town.mails())
    town.on(day).do(REPORT, event, BODY, **given)
    town.write()
    return told(town, since=before)


def moved(town: Town, day: str, until: date) -> dict[str, list[Event]]:
    acted(town, day, "request_extension", until=until, note="Grund", progress="in_work")
    return acted(town, day, "grant_extension", until=until)


def test_a_day_that_moves_moves_in_every_calendar_that_had_it_and_leaves_it_at_the_end(due: Town) -> None:  # noqa: F811
    had = {address for address, found in told(due).items() if found}
    ((method, uid, first, day),) = told(due)[CONTACT]
    assert (method, day) == ("PUBLISH", date(2021, 3, 31)) and CONTACT in had
    later = moved(due, "2021-04-01", date(2021, 5, 31))
    assert had <= set(later)
    sequences = [first]
    for address in had:
        ((method, same, second, day),) = later[address]
        assert (method, same, day) == ("PUBLISH", uid, date(2021, 5, 31)) and second > first
    sequences.append(second)
    acted(due, "2021-05-28", "submit", text="Fertig.")
    ended = acted(due, "2021-06-02", "note")
    assert had <= set(ended)
    for address in had:
        ((method, same, third, _),) = ended[address]
        assert (method, same) == ("CANCEL", uid) and third > second
    again = acted(due, "2021-06-03", "demand_more", until=date(2021, 9, 30), note="Zahlen fehlen")
    ((method, same, fourth, day),) = again[CONTACT]
    assert (method, same, day) == ("PUBLISH", uid, date(2021, 9, 30)) and fourth > third


@pytest.mark.parametrize("end", ["waived", "its duty ends"])
def test_a_report_that_nobody_wants_any_more_leaves_the_calendars(due: Town, end: str) -> None:  # noqa: F811
    before = len(due.mails())
    if end == "waived":
        due.on("2021-04-01").do(REPORT, "waive", BODY, note="Erledigt")
    else:
        due.on("2021-04-01").do(DUTY, "complete", BODY, note="Der Rat verzichtet.")
    due.write()
    ((method, _, _, _),) = told(due, since=before)[CONTACT]
    assert method == "CANCEL"


def test_a_task_that_is_done_leaves_the_calendars(due: Town) -> None:  # noqa: F811
    task = "BA-111/2020.1-A1"
    before = len(due.mails())
    due.do(task, "assign", until=date(2021, 4, 30), department="Dezernat 1")
    due.write()
    ((method, uid, first, day),) = [e for found in told(due, since=before).values() for e in found]
    assert (method, day) == ("PUBLISH", date(2021, 4, 30)), "the letter of assignment carries it"
    due.do(task, "report_completion", BODY, note="Gebaut.")
    before = len(due.mails())
    due.do(task, "accept", BODY)
    due.write()
    ended = [e for found in told(due, since=before).values() for e in found]
    assert ended and all((e[0], e[1]) == ("CANCEL", uid) and e[2] > first for e in ended)


def test_what_changes_no_day_touches_no_calendar_and_raises_no_revision(due: Town) -> None:  # noqa: F811
    def revision() -> int:
        return due.work(lambda d: _revision(d.session, take(d, REPORT)[0]))

    ((_, _, first, _),) = told(due)[CONTACT]
    assert revision() == first
    found = acted(due, "2021-04-01", "announce", until=date(2021, 4, 20))
    found |= acted(due, "2021-04-01", "request_extension", until=date(2021, 5, 31), note="x", progress="in_work")
    found |= acted(due, "2021-04-01", "refuse_extension", note="Nein")
    assert not any(found.values())
    before = len(due.mails())
    due.on("2021-04-09").round()
    due.write()
    assert len(due.mails()) > before and not any(told(due, since=before).values()), "the day is past"
    assert revision() == first


def test_who_takes_no_letters_is_told_of_no_moved_day(due: Town) -> None:  # noqa: F811
    due.work(lambda d: d.session.add(Bounce(address=CONTACT, since=d.at, trouble="550")))
    assert CONTACT not in moved(due, "2021-04-01", date(2021, 5, 31))


def test_a_matter_that_is_public_no_more_tells_its_moved_day_to_no_public_address(due: Town) -> None:  # noqa: F811
    def addresses(public: bool) -> set[str]:
        def look(desk: Desk) -> set[str]:
            first = desk.session.scalars(select(Addressee).where(col(Addressee.address) == CONTACT)).first()
            assert first is not None
            council = {"id": None, "post": "council", "address": f"{public}@example.org", "token": str(public)}
            desk.session.add(Addressee(**{**first.model_dump(), **council}))
            desk.session.flush()
            (report,) = take(desk, REPORT)
            desk.session.expunge(report)
            report.public = public
            return {one.address for one in _holders(desk, report)}

        return set(due.work(look))

    assert {CONTACT, "True@example.org"} <= addresses(True)
    hidden = addresses(False)
    assert CONTACT in hidden and not hidden & {"True@example.org", "False@example.org"}


def test_two_registers_never_share_a_day() -> None:
    def uid(register: str) -> str:
        ((_, _, content),) = calendars([case("report_today")], replace(origin("de"), register=register))
        return str(Calendar.from_ical(content).walk("VEVENT")[0]["UID"])

    assert uid("one") != uid("two") and uid("one") == uid("one")


def test_a_register_has_an_id_of_its_own(url: str, tmp_path: object) -> None:
    from workflow.store.database import Store
    from workflow.store.upgrade import create, register_row

    town = Town.founded(url)
    other = Store(f"sqlite:///{tmp_path}/other.db")
    create(other, town.law, trial=True, at=town.now)
    with town.store.read() as here, other.read() as there:
        ids = {register_row(here).uid, register_row(there).uid}
    assert len(ids) == 2 and all(len(one) == 36 for one in ids)


def test_a_calendar_is_folded_at_75_octets_and_ends_its_lines_as_it_must() -> None:
    long = case("report_today", subject="Fußgängerüberwege, Straßenbäume und Öffnungszeiten; " * 5)
    for method in ("PUBLISH", "CANCEL"):
        ((told_, _, content),) = calendars([replace(long, calendar=method)], origin("de"))
        lines = content.split(b"\r\n")
        assert told_ == method and lines[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in lines)
        assert max(map(len, lines)) <= 75
        unfolded = b"\r\n".join(lines).replace(b"\r\n ", b"").decode()
        assert unfolded.startswith(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Ratsweg//Ratsweg//DE\r\nMETHOD:{method}\r\n")
        assert "Fußgängerüberwege\\, Straßenbäume und Öffnungszeiten\\; " in unfolded


def test_a_letter_of_several_matters_cancels_and_publishes_in_a_part_for_each() -> None:
    ended = case("report_late", calendar="CANCEL", key=(8, "report_late", 2, 1), reference="BA-002/2020.1-B1/4")
    found = [(method, first.reference) for method, first, _ in calendars([case("report_today"), ended], origin("de"))]
    assert found == [("PUBLISH", "BA-001/2020.3-B1/1"), ("CANCEL", "BA-002/2020.1-B1/4")]


@pytest.mark.skipif(not ALL, reason="a case of many commands: run with RATSWEG_TEST_ALL")
def test_the_day_that_was_moved_at_the_desk_keeps_its_name(tmp_path: object) -> None:
    import os
    import subprocess
    import sys
    from pathlib import Path

    script = beside("trials/desk/ics_moved.sh")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TMPDIR": str(tmp_path)}
    done = subprocess.run(["bash", script], capture_output=True, text=True, env=environment, check=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("bearbeitung6")]
    uids = {word for line in lines for word in line.split("'") if word.startswith("UID:")}
    assert len(uids) == 1 and all('method="PUBLISH"' in line and 'charset="utf-8"' in line for line in lines)
    assert len({word for line in lines for word in line.split("'") if word.startswith("SEQ")}) == 2
