"""A letter reproaches nobody with letters they never got."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from desk.test_command import PAPER, Desk
from support.town import Town

LONG = "Auftrag weiter ohne Frist"
SILENT = "keine Antwort verzeichnet"


@pytest.fixture
def desk(town: Town, tmp_path: Path) -> Desk:
    return Desk(tmp_path, town.store.url.render_as_string(hide_password=False))


def letters(desk: Desk) -> dict[str, str]:
    """{to and subject: its words on one line} of every letter in the spool."""
    found = {}
    for path in (desk.folder / "letters").glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        assert body is not None
        found[f"{mail['To']} {mail['Subject']}"] = " ".join(body.get_content().split())
    return found


def undated(desk: Desk) -> None:
    """A task without a date, assigned, and the council office asked about it twice."""
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    desk.ok("--clock", "2020-10-15", "vote", "BA-901/2020", "41/9/4", "--yes")
    desk.ok("--clock", "2020-10-23", "remind")
    desk.ok("--clock", "2020-10-23", "advance", "assign", "BA-901/2020.1-A1", "--department", "Dezernat 6", "--yes")
    for day in ("2020-11-09", "2020-12-07"):
        desk.ok("--clock", day, "remind")


def test_what_the_council_office_was_asked_is_no_silence_of_the_department(desk: Desk) -> None:
    undated(desk)
    assert not any(LONG in name for name in letters(desk))
    desk.ok("--clock", "2021-01-25", "remind")
    told = {name.split("@")[0]: text for name, text in letters(desk).items() if LONG in text + name}
    assert {name for name, text in told.items() if "mailto:" in text} == {"bearbeitung6"}, "who is in charge is asked"
    assert "ratsbuero" in told and SILENT not in "".join(told.values())
    desk.ok("--clock", "2021-04-26", "remind")
    (again,) = (text for name, text in letters(desk).items() if LONG in name and SILENT in text)
    assert "Auf unser Schreiben vom 25.01.2021 ist keine Antwort verzeichnet." in again


def test_who_reports_part_of_the_work_has_answered(desk: Desk) -> None:
    undated(desk)
    desk.ok("--clock", "2021-01-25", "remind")
    desk.ok("--clock", "2021-02-01", "advance", "start", "BA-901/2020.1-A1", "--yes")
    desk.ok("--clock", "2021-02-01", "advance", "report_part", "BA-901/2020.1-A1", "--reason", "Vier von zwölf", "--yes")
    desk.ok("--clock", "2021-02-08", "remind")
    week = next(text for name, text in letters(desk).items() if "Wochenbrief vom 08.02.2021" in name)
    assert "BA-901/2020.1-A1: teilweise erledigt (01.02.2021)" in week
    desk.ok("--clock", "2021-04-26", "remind")
    desk.ok("--clock", "2021-07-26", "remind")
    after = [text for name, text in letters(desk).items() if LONG in name and "25.01.2021" in text]
    assert after == []
