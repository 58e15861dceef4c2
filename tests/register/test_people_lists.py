"""Lists of people as offices keep them are taken in as a whole or not at all; letters wait for addresses."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from pathlib import Path

import pytest
from desk.test_command import Desk, desk  # noqa: F401 - a fixture
from openpyxl import Workbook
from register.test_people import LOGIN, real  # noqa: F401 - a fixture
from sqlalchemy import literal, select
from support.town import Town, moment

from cli.login import Login
from cli.office import Office
from cli.rounds import do_round
from cli.settings import Settings
from states.votes import Tally
from workflow.acts.people.changes import PersonChange, write
from workflow.acts.people.sheets import read_sheet
from workflow.errors import NoExample, SheetUnreadable
from workflow.moves.advance import advance
from workflow.moves.take import take
from workflow.rounds.workers import health, is_well
from workflow.store.database import Store
from workflow.store.models import Mail, Matter
from workflow.store.people.confirmed import confirm, held, may_leave
from workflow.store.people.particulars import Telling, ToldOf
from workflow.store.told import Told
from workflow.store.upgrade import create

HEAD = ["Amt", "Name", "Funktion", "E-Mail", "Vertretung", "gültig ab", "gültig bis", "Anmeldename", "Rechte"]
ROWS = [
    ["Ratsbüro", "", "Sitzungsdienst", "ratsbuero@stadt-m.de", "", "", "", "", ""],
    ["Bauamt", "", "", "bauamt@stadt-m.de", "", "", "", "", ""],
    ["Bauamt", "Meier; Anna", "Amtsleiterin", "a.meier@stadt-m.de", "Bernd Krug", "01.01.2026", "", "ameier", "Amt"],
    ["Bauamt", "Bernd Krug", "Sachbearbeiter", "b.krug@stadt-m.de", "Meier; Anna", "", "", "", ""],
    ["GR", "Carla Voß", "Vorsitz", "c.voss@stadt-m.de", "", "2026-01-01", "31.12.2099", "", "Vorsitz, Rat"],
]


def as_csv(rows: list[list[str]], separator: str = ";", end: str = "\r\n") -> str:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if separator in cell or '"' in cell or ";" in cell else cell

    return "".join(separator.join(map(quoted, row)) + end for row in rows)


def as_xlsx(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def said(content: bytes) -> list[dict[str, str]]:
    return [row.said for row in read_sheet("liste", content).rows]


PLAIN = [dict(zip(("unit", "name", "post", "address", "deputies", "first", "last", "login", "roles"), row, strict=True)) for row in ROWS]
WANTED = [{column: text for column, text in row.items() if text} for row in PLAIN]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_list_is_read_as_offices_write_it(encoding: str, separator: str) -> None:
    assert said(as_csv([HEAD, *ROWS], separator).encode(encoding)) == WANTED


def test_a_list_may_come_from_excel_or_with_its_own_quirks() -> None:
    assert said(as_xlsx([HEAD, *ROWS])) == WANTED
    assert said(("sep=;\r\n" + as_csv([HEAD, *ROWS])).encode("cp1252")) == WANTED
    assert said(as_csv([[], ["", ""], HEAD, [""] * 9, *ROWS], end="\n").encode()) == WANTED
    (row,) = said(as_xlsx([["Vorname", "Nachname", "gültig ab", "Anmeldename"], ["Eva", "Ost", datetime(2026, 5, 1), 4711.0]]))
    assert row == {"name": "Eva Ost", "first": "2026-05-01", "login": "4711"}
    assert [row.number for row in read_sheet("x", as_csv([HEAD, [""] * 9, ROWS[0]]).encode()).rows] == [3]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"Gegenstand;Betrag\nx;1\n", b"PK\x03\x04kaputt", b"Name;E-Mail\0\n", bytes(range(256)), b'Name;Amt\n"offen'])
def test_what_is_no_list_gets_a_sentence(content: bytes) -> None:
    try:
        assert isinstance(read_sheet("x", content).rows, list)
    except SheetUnreadable as refused:
        assert refused.fields == {"name": "x"}


def test_a_list_is_shown_asked_and_then_in_the_register(real: Desk) -> None:  # noqa: F811
    (real.folder / "leute.csv").write_bytes(as_csv([HEAD, *ROWS]).encode("cp1252"))
    shown = real.run("people", "import", "leute.csv")
    assert shown.returncode == 2 and "Amtsleitung" in shown.stdout and "--yes" in shown.stderr
    assert "Carla Voß" not in real.ok("people", "list"), "nothing is written before it is asked"
    real.ok("people", "import", "leute.csv", "--yes")
    rows = real.json("people", "list")
    assert {(row["name"], row["field"], row["value"]) for row in rows} >= {
        *{("Bauamt", "head", "Meier; Anna"), ("Bauamt", "contact", "Bernd Krug"), ("Bernd Krug", "deputies", "Meier; Anna")},
        *{("Gemeinderat", "chair", "Carla Voß"), ("clerk", "address", "ratsbuero@stadt-m.de"), ("Meier; Anna", "login", "ameier")},
        *{("Carla Voß", "roles", "chair\ncouncil"), ("Bauamt", "address", "bauamt@stadt-m.de")},
    }
    assert {row["actor"] for row in rows} == {"system", LOGIN}
    assert "Carla Voß" not in {row["name"] for row in real.json("people", "list", "--on", "2025-12-31")}
    assert "Carla Voß" not in {row["name"] for row in real.json("people", "list", "--on", "2100-01-01")}
    assert "nichts Neues" in real.ok("people", "import", "leute.csv", "--yes")
    assert real.run("check").returncode == 0


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written(real: Desk) -> None:  # noqa: F811
    wrong = [
        ["Bauamt", "Eva", "Zauberin", "nix", "Niemand", "31.02.2026", "", "", "Kaiser"],
        ["Bauamt", "Udo", "Vorsitz", "u@stadt-m.de", "Udo", "01.05.2026", "01.04.2026", "", ""],
        ["", "", "", "x@stadt-m.de", "", "", "", "", ""],
        ["Bauamt", "Gut", "Amtsleitung", "gut@stadt-m.de", "", "", "", "", ""],
        ["Bauamt", "Auch", "Amtsleitung", "auch@stadt-m.de", "", "", "", "", ""],
        ["Bauamt", "", "", "bau@stadt-m.de", "Gut", "", "", "x", ""],
    ]
    (real.folder / "l.csv").write_text(as_csv([HEAD, *wrong]))
    before = real.json("people", "list")
    done = real.run("people", "import", "l.csv", "--yes")
    assert done.returncode == 2
    told = [line.strip() for line in done.stderr.splitlines() if line.strip().startswith("Zeile")]
    places = [" ".join(line.split(":")[0].split()) for line in told]
    assert places == [
        *("Zeile 2, gültig ab", "Zeile 2, E-Mail", "Zeile 2, Rechte", "Zeile 2, Vertretung", "Zeile 2, Funktion"),
        *("Zeile 3, gültig bis", "Zeile 3, Vertretung", "Zeile 3, Funktion", "Zeile 4, Name", "Zeile 6, Name"),
        *("Zeile 7, Vertretung", "Zeile 7, Anmeldename"),
    ]
    assert "„Gut“" in done.stderr and "„Auch“" in done.stderr, "two heads of one office: which rows"
    assert real.json("people", "list") == before


def test_one_person_is_entered_changed_and_let_go(real: Desk) -> None:  # noqa: F811
    real.ok("people", "set", "Eva Ost", "--unit", "Bauamt", "--post", "head", "--address", "e@stadt-m.de", "--from", "2026-01-01", "--yes")
    real.ok("people", "set", "Eva Ost", "--address", "eva@stadt-m.de", "--from", "2026-06-01", "--yes")
    real.ok("people", "set", "Eva Ost", "--gone", "--from", "2026-09-01", "--yes")

    def address(day: str) -> list[str]:
        return [r["value"] for r in real.json("people", "list", "--on", day) if (r["name"], r["field"]) == ("Eva Ost", "address")]

    assert [address(day) for day in ("2025-12-31", "2026-05-31", "2026-06-01", "2026-08-31", "2026-09-01")] == [[], ["e@stadt-m.de"], ["eva@stadt-m.de"], ["eva@stadt-m.de"], []]


def test_only_an_address_that_somebody_has_is_confirmed_and_the_list_shows_it(real: Desk) -> None:  # noqa: F811
    real.ok("people", "set", "Eva Ost", "--unit", "Bauamt", "--post", "head", "--address", "E.Ost@stadt-m.de", "--yes")
    real.ok("people", "set", "--unit", "Bauamt", "--address", "bau@stadt-m.de", "--from", "2099-01-01", "--yes")
    done = real.run("people", "confirm", "bau@stadt-m.de", "e.osst@stadt-m.de")
    assert (done.returncode, done.stdout) == (3, "")
    assert "e.osst@stadt-m.de hat im Register niemand" in done.stderr and "Ähnlich: e.ost@stadt-m.de" in done.stderr

    def shown() -> tuple[list[tuple[str, bool | None]], list[str]]:
        rows = [row for row in real.json("people", "list", "--on", "2099-01-01") if row["name"] in ("Eva Ost", "Bauamt")]
        assert {row["confirmed"] for row in rows if row["field"] != "address"} == {None}
        lines = [line for line in real.ok("people", "list", "--on", "2099-01-01").splitlines() if "@" in line and "Adresse" not in line]
        return [(row["value"], row["confirmed"]) for row in rows if row["field"] == "address"], [line.split()[-1] for line in lines]

    assert shown() == ([("E.Ost@stadt-m.de", False), ("bau@stadt-m.de", False)], ["nein", "nein"])
    assert "Bestätigt: bau@stadt-m.de" in real.ok("people", "confirm", "bau@stadt-m.de"), "it will be theirs"
    assert shown() == ([("E.Ost@stadt-m.de", False), ("bau@stadt-m.de", True)], ["nein", "ja"])
    real.ok("people", "confirm", "e.ost@Stadt-M.de")
    assert shown()[1] == ["ja", "ja"]


def test_who_is_who_is_changed_by_who_keeps_the_register_only(desk: Desk) -> None:  # noqa: F811
    desk.ok("people", "set", "dora", "--login", "dora", "--roles", "Amt", "--unit", "Dezernat 1", "--yes")
    desk.environment["RATSWEG_ACTOR"] = "dora"
    assert desk.run("people", "set", "dora", "--roles", "clerk", "--yes").returncode == 4
    assert desk.run("people", "confirm", "x@stadt.de").returncode == 4


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    """A register that is no trial, with a motion of which the council office is to be told."""
    town = Town(Store(url))
    create(town.store, town.law, trial=False, at=town.now, actor="anna")
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    settings = Settings(database=town.store.url.render_as_string(False), spool=str(tmp_path / "letters"))
    yield Office(settings, town.store, town.law, False, moment("2020-10-22", 10), login=Login("anna", "system"))
    town.store.engine.dispose()


def told(office: Office, kind: str, name: str, address: str) -> None:
    found = [PersonChange(ToldOf(kind, name, "address", address), "", date(2020, 10, 1), None)]
    office.work(lambda d: write(d, found))


def confirmed(office: Office, address: str) -> None:
    office.work(lambda d: confirm(d.session, [address], "told", Telling(d.today, "anna", d.at)))


def waiting(office: Office) -> dict[str, int]:
    with office.store.read() as session:
        return held(session)


def test_what_is_told_to_a_council_office_without_address_waits_for_one(office: Office) -> None:
    assert do_round(office).sent == 0
    (count,) = waiting(office).values()
    assert list(waiting(office)) == [""] and count > 0
    told(office, "role", "clerk", "ratsbuero@stadt-c.de")
    assert do_round(office).sent == 0, "nobody has confirmed it"
    assert waiting(office) == {"ratsbuero@stadt-c.de": count}
    confirmed(office, "Ratsbuero@Stadt-C.de")
    assert do_round(office).sent == 2, "the day's letter, and the register's own"
    assert waiting(office) == {}
    assert len(list(Path(office.settings.spool).glob("*.eml"))) == 2


def test_a_letter_waits_for_its_address_follows_it_and_holds_up_no_other(office: Office) -> None:
    told(office, "role", "clerk", "ratsbuero@stadt-c.de")
    confirmed(office, "ratsbuero@stadt-c.de")
    do_round(office)
    told(office, "department", "Dezernat 1", "d1@stadt-c.test")
    with office.store.read() as session:
        task = session.scalars(select(Matter).where(Matter.kind == "task")).first().reference
    office.work(lambda d: advance(d, take(d, task)[0], "assign", Told(department="Dezernat 1")))
    later = replace(office, told=moment("2020-10-23", 10))
    do_round(later)
    assert waiting(later) == {"d1@stadt-c.test": 1}
    found = health(office.store, later.now(), later.today())
    assert found["unconfirmed"] == 1 and not is_well(found, max_age=900, max_wait=None)
    with pytest.raises(NoExample):
        confirmed(later, "d1@stadt-c.test")
    told(office, "department", "Dezernat 1", "d1@stadt-c.de")
    do_round(later)
    assert waiting(later) == {"d1@stadt-c.de": 1}
    confirmed(later, "d1@stadt-c.de")
    assert do_round(later).sent == 1
    letters = [path.read_bytes() for path in Path(office.settings.spool).glob("*.eml")]
    assert sum(message_from_bytes(letter)["To"] == "d1@stadt-c.de" for letter in letters) == 1


def test_a_letter_that_was_written_before_waits_too(office: Office) -> None:
    with office.store.write() as session:
        at = office.now()
        session.add(Mail(message_id="<x@y>", address="a@chemnitz.example.org", subject="", content=b"", written=at, due_at=at))
    assert do_round(office).sent == 0 and waiting(office)["a@chemnitz.example.org"] == 1


def test_in_a_trial_letters_go_to_examples(town: Town) -> None:
    with town.store.read() as session:
        assert held(session) == {}
        assert session.scalar(select(may_leave(literal("a@example.org"))))
