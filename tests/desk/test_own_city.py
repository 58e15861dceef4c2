"""A city that is not in the package, from its profile to its first letter, through the command."""

from __future__ import annotations

import email.policy
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from zoneinfo import ZoneInfo

from desk.test_command import Desk
from support.mailserver import Box, serving

from cli.office import Office
from cli.rounds import do_round
from cli.settings import Settings
from workflow.rounds.house import letters_leave

GOERLITZ = [
    *("--council", "Stadtrat Görlitz", "--land", "Sachsen", "--votes", "39", "--since", "01.08.2024"),
    *("--motion", "GR-001/2024", "--receipt", "E-1/2024", "--body", "Stadtrat, StR"),
    *("--committee", "Technischer Ausschuss, TA, 12"),
]
PEOPLE = """Amt;Name;Funktion;E-Mail;Vertretung;Anmeldename;Rechte
Ratsbüro;;Sitzungsdienst;ratsbuero@stadt-goerlitz.de;;;
Tiefbauamt;;;tiefbau@stadt-goerlitz.de;;;
Tiefbauamt;Ida Kranz;Amtsleiterin;i.kranz@stadt-goerlitz.de;Udo Weiß;ikranz;Amt
Tiefbauamt;Udo Weiß;Sachbearbeiter;u.weiss@stadt-goerlitz.de;Ida Kranz;;
StR;Octavian Ursu;Vorsitz;ob@stadt-goerlitz.de;;;
"""


def test_a_city_of_ones_own_registers_votes_and_sends_its_first_letter(tmp_path: Path) -> None:
    desk, box = Desk(tmp_path, f"sqlite:///{tmp_path}/goerlitz.db"), Box()
    del desk.environment["RATSWEG_ACTOR"]
    desk.ok("profile", "new", "goerlitz.toml", *GOERLITZ)
    profile = tmp_path / "goerlitz.toml"
    profile.write_text(profile.read_text("utf-8").replace("from_hour = 8", "from_hour = 0"), "utf-8")
    desk.ok("profile", "check", "goerlitz.toml")
    desk.ok("init", "--profile", "goerlitz.toml")
    (tmp_path / "leute.csv").write_bytes(PEOPLE.encode("cp1252"))
    desk.ok("people", "import", "leute.csv", "--yes")
    with serving(box) as port:
        desk.environment["RATSWEG_MAIL"] = f"smtp://127.0.0.1:{port}?security=none"
        task = resolved(desk)
        desk.ok("advance", "assign", task, "--department", "Tiefbauamt")
        remind(desk)
        assert not box.seen, "nobody has confirmed the address"
        assert "tiefbau@stadt-goerlitz.de" in desk.ok("outbox", "list")
        assert desk.json("show", task)["department"] == "Tiefbauamt"
        desk.ok("people", "confirm", "ratsbuero@stadt-goerlitz.de", "tiefbau@stadt-goerlitz.de")
        remind(desk)
    (content,) = [one for one in box.letters.values() if b"Wochenbrief" not in one]
    letter = message_from_bytes(content, policy=email.policy.default)
    assert letter["To"] == "tiefbau@stadt-goerlitz.de"
    assert "ratsbuero@stadt-goerlitz.de" in letter["From"]
    assert "GR-001" in letter["Subject"] and "Radweg am Fluss" in letter.get_body(("plain",)).get_content()
    assert desk.run("check").returncode == 0


def resolved(desk: Desk) -> str:
    """A motion of today, adopted today; its task."""
    today = datetime.now(ZoneInfo("Europe/Berlin")).date().isoformat()
    words = ("--subject", "Radweg am Fluss", "--point", "einen Radweg zu bauen", "--submitter", "Fraktion Blau")
    desk.ok("register", *words, "--body", f"StR:{today}", "--yes")
    (motion,) = desk.json("list")
    assert motion["reference"].startswith("GR-001/")
    desk.ok("vote", motion["reference"], "30/5/2", "--yes")
    (task,) = desk.json("list", "task")
    return str(task["reference"])


def remind(desk: Desk) -> None:
    """A round; where no letter leaves today, as of the next day on which letters do."""
    settings = Settings(database=desk.environment["RATSWEG_DATABASE"], mail=desk.environment["RATSWEG_MAIL"])
    office = Office.open(settings)
    if letters_leave(office):
        assert desk.run("remind").returncode in (0, 1)
        return
    while not letters_leave(office):
        office = replace(office, told=office.now() + timedelta(days=1))
    do_round(office)
