"""The command as a user meets it: real processes, real registers, told clocks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from support.beside import beside
from support.forked import RATSWEG, ratsweg
from support.town import Town

PAPER = Path(__file__).parents[2] / "examples/digitale-agenda.txt"


class Desk:
    """A folder with a register and the command at hand."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")},
            **{"RATSWEG_DATABASE": url, "RATSWEG_ACTOR": "anna", "RATSWEG_DEBUG": ""},
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        done = ratsweg(*words, cwd=self.folder, env=self.environment)
        for unforeseen in ("Traceback", "Das hätte nicht geschehen dürfen"):
            assert unforeseen not in done.stderr + done.stdout
        return done

    def ok(self, *words: str) -> str:
        done = self.run(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def json(self, *words: str) -> Any:
        return json.loads(self.ok(*words, "--json"))


@pytest.fixture
def desk(town: Town, tmp_path: Path) -> Desk:
    """As after `init --trial`."""
    return Desk(tmp_path, town.store.url.render_as_string(hide_password=False))


def adopted(desk: Desk) -> None:
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    desk.ok("--clock", "2020-10-15", "vote", "BA-901/2020", "41/9/4", "--yes")


def test_the_real_paper_is_one_motion_under_both_numbers(desk: Desk) -> None:
    seed = beside("motions/seed-BA-111-2020.txt")
    desk.ok("register", str(seed), "--yes")
    shown = desk.json("show", "A-099/2020")
    assert shown == desk.json("show", "BA-111/2020")
    assert len(shown["submitters"]) == 3
    assert shown["received"] == "2020-09-24"
    (station,) = shown["stations"]
    assert (station["body"], station["date"], station["public"]) == ("Stadtrat", "2020-10-14", True)
    assert len(shown["points"]) == 3
    (duty,) = shown["duties"]
    assert duty["point"] == "BA-111/2020.3"
    assert (duty["recipient"], duty["interval"]) == ("Verwaltungs- und Finanzausschuss", None)
    found = [(f["code"], f["place"]) for f in shown["findings"]]
    assert ("cost_proposal_empty", "cost_proposal") in found
    assert ("interval_missing", "3") in found
    assert {("end_missing", "1"), ("end_missing", "2")} <= set(found)
    assert "committee_outside_route" in [code for code, _ in found]
    desk.ok("vote", "BA-111/2020", "41/9/4", "--on", "2020-10-14", "--yes")
    assert desk.json("show", "BA-111/2020")["state"] == "adopted"
    assert desk.run("check").returncode == 0


def test_a_motions_whole_life(url: str, tmp_path: Path) -> None:
    desk = Desk(tmp_path, url)
    desk.ok("init", "--profile", "chemnitz", "--trial")
    adopted(desk)
    desk.ok("--clock", "2020-10-22", "remind")
    assert desk.json("show", "901/20")["state"] == "in_implementation"
    desk.ok("--clock", "2020-11-02", "advance", "assign", "BA-901/2020.1-A1", "--department", "Dezernat 1")
    desk.ok(
        *("--clock", "2020-11-02", "duty", "set", "BA-901/2020.3", "--every", "P6M"),
        *("--first", "2021-03-31", "--department", "Dezernat 1", "--interpreted-by", "OB"),
    )
    told = desk.json("--clock", "2021-04-01", "remind")
    assert told["posted"] >= 1 and told["failed"] == 0
    assert list((desk.folder / "letters").glob("*.eml"))
    late = desk.json("--clock", "2021-04-11", "list", "report", "--late")
    assert [(r["reference"], r["late_days"]) for r in late] == [("BA-901/2020.3-B1/1", 11)]
    desk.ok("--clock", "2021-04-12", "report", "submit", "BA-901/2020.3-B1/1", "--text", "Stand.")
    desk.ok("--clock", "2021-04-22", "report", "note", "BA-901/2020.3-B1/1")
    assert desk.json("show", "BA-901/2020.3-B1/1")["state"] == "noted"
    assert desk.run("check").returncode == 0


def test_unconfirmed_papers_wait_and_are_found(desk: Desk) -> None:
    out = desk.ok("--clock", "2020-09-25", "register", str(PAPER))
    assert "A-901/2020" in out
    (row,) = desk.json("list", "--unconfirmed")
    assert row["state"] == "received"
    desk.ok("--clock", "2020-09-26", "register", "A-901/2020", "--yes", "--set", "subject=Anders")
    assert desk.json("show", "BA-901/2020")["subject"] == "Anders"


@pytest.mark.parametrize("given", ["betreff=Anders", "received_on=31.02.2020"])
def test_a_correction_that_fails_after_the_stamp_says_how_to_go_on(desk: Desk, given: str) -> None:
    done = desk.run("--clock", "2020-09-25", "register", str(PAPER), "--yes", "--set", given)
    assert done.returncode == 2
    error, hint, waits = done.stderr.splitlines()
    assert given.removeprefix("received_on=") in error
    assert "gestempelt als A-901/2020" in waits and "`ratsweg register A-901/2020`" in waits
    desk.ok("--clock", "2020-09-25", "register", "A-901/2020", "--yes", "--set", "subject=Anders")
    again = desk.run("--clock", "2020-09-25", "register", "A-901/2020", "--yes")
    assert again.returncode == 4 and "gestempelt" not in again.stderr


def test_a_paper_is_taken_in_once(desk: Desk) -> None:
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    again = desk.run("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    assert again.returncode == 4
    assert "A-901/2020" in again.stderr


def test_what_cannot_be_read_is_stored_and_stamped(desk: Desk) -> None:
    (desk.folder / "scan.pdf").write_bytes(b"%PDF-1.7\0\1\2")
    desk.ok("--clock", "2020-09-25", "register", "scan.pdf")
    (row,) = desk.json("list", "--unconfirmed")
    assert [f["code"] for f in row["findings"]] == ["unreadable"]
    desk.ok(
        *("--clock", "2020-09-26", "register", row["receipt_number"], "--yes"),
        *("--subject", "Brunnen", "--point", "Den Brunnen reparieren"),
        *("--point", "Dem Stadtrat halbjährlich zu berichten", "--body", "Stadtrat:2020-10-14"),
    )
    shown = desk.json("show", "Brunnen")
    assert [d["interval"] for d in shown["duties"]] == ["P6M"]
    assert [p["report_only"] for p in shown["points"]] == [False, True]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["show", "BA-999/2020"], 3),
        (["vote", "BA-901/2020", "viele"], 2),
        (["vote", "BA-901/2020", "20/0/0", "--yes", "--on", "2020-10-14"], 4),
        (["vote", "BA-901/2020", "41/9/4", "--on", "2020-10-14"], 2),
        (["advance", "withdraw", "BA-901/2020", "--on", "31.02.2020"], 2),
        (["advance", "fly", "BA-901/2020"], 3),
        (["advance", "accept", "BA-901/2020"], 3),
        (["advance", "settle", "BA-901/2020"], 2),
        (["list", "unicorn"], 2),
        (["list", "--state", "lost"], 2),
        (["duty", "set", "BA-901/2020"], 2),
        (["meeting", "add", "Kaffeerunde", "2020-10-14"], 3),
        (["meeting", "cancel", "BA-901/2020"], 2),
        (["meeting", "move", "BA-901/2020.1", "2020-10-21"], 2),
        (["duty", "set", "BA-901/2020.1", "--every", "P1M"], 2),
        (["report", "note", "BA-901/2020.1"], 2),
        (["register", "nowhere.txt"], 2),
        (["init", "--trial", "--profile", "chemnitz"], 6),
        (["--language", "fr", "list"], 2),
    ],
)
def test_a_mistake_gets_a_sentence_and_a_code(desk: Desk, words: list[str], code: int) -> None:
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    done = desk.run(*words)
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith("ratsweg: ")
    assert not done.stdout.count("{")


def test_a_person_without_roles_may_not_write(desk: Desk) -> None:
    desk.environment["RATSWEG_ACTOR"] = "eve"
    done = desk.run("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    assert done.returncode == 4
    assert "eve" in done.stderr


def test_a_told_clock_is_refused_outside_a_trial_register(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/real.db")
    del desk.environment["RATSWEG_ACTOR"]
    desk.ok("init", "--profile", "musterstadt")
    assert desk.run("--clock", "2020-09-25", "list").returncode == 4


def test_a_round_says_what_it_would_move_and_where_letters_were_laid(desk: Desk) -> None:
    adopted(desk)
    said = desk.ok("--clock", "2020-10-22", "remind", "--dry-run")
    assert said.startswith("Durch Zeitablauf würden zuvor bewegt: 1.\n")
    assert isinstance(desk.json("--clock", "2020-10-22", "remind", "--dry-run"), list)
    done = desk.ok("--clock", "2020-10-22", "remind")
    assert done == "Durch Zeitablauf bewegt: 1; Anlässe: 1; Briefe abgelegt in „letters“: 2, misslungen: 0.\n"
    assert len(list((desk.folder / "letters").glob("*.eml"))) == 2, "one is the register's own"
    assert "zuvor bewegt" not in desk.ok("--clock", "2020-10-22", "remind", "--dry-run")
    desk.environment["RATSWEG_MAIL"] = "smtp://127.0.0.1:1?security=none"
    assert "Briefe versandt: 0" in desk.ok("--clock", "2020-10-22", "remind")
    desk.environment["RATSWEG_MAIL"] = "spool:post"
    assert "abgelegt in „post“: 0" in desk.ok("--clock", "2020-10-22", "remind")


def test_several_move_together_or_not_at_all(desk: Desk) -> None:
    for subject in ("Eins", "Zwei"):
        desk.ok(
            *("--clock", "2020-09-25", "register", "--subject", subject, "--point", "Tun"),
            *("--body", "Stadtrat:2020-10-14", "--submitter", "SPD", "--yes"),
        )
    desk.ok("--clock", "2020-09-26", "advance", "withdraw", "BA-002/2020")
    done = desk.run("--clock", "2020-09-27", "advance", "withdraw", "BA-001/2020", "BA-002/2020")
    assert done.returncode == 4
    assert desk.json("show", "BA-001/2020")["state"] == "ready"


def test_an_event_of_the_current_station_is_meant_for_it_and_said(desk: Desk) -> None:
    desk.ok(
        *("--clock", "2020-09-25", "register", "--subject", "Eins", "--point", "Tun", "--yes"),
        *("--body", "VFA:2020-10-01", "--body", "Stadtrat:2020-10-14"),
    )
    out = desk.ok("--clock", "2020-10-02", "advance", "recommend", "BA-001/2020")
    assert "BA-001/2020-S1" in out
    assert desk.json("show", "BA-001/2020")["state"] == "ready"


def test_a_moved_meeting_takes_its_stations_along(desk: Desk) -> None:
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    desk.ok("--clock", "2020-09-26", "meeting", "add", "StR", "2020-10-14")
    desk.ok("--clock", "2020-09-27", "meeting", "move", "StR-2020-10-14", "2020-10-21")
    (station,) = desk.json("show", "BA-901/2020")["stations"]
    assert (station["state"], station["date"]) == ("scheduled", "2020-10-21")
    desk.ok("--clock", "2020-09-28", "meeting", "cancel", "StR-2020-10-14", "--reason", "Sturm")
    assert desk.json("show", "BA-901/2020")["stations"][0]["state"] == "waiting"


def test_the_latest_meeting_told_at_registration_is_one_that_takes_place(desk: Desk) -> None:
    for day in ("2020-10-14", "2020-11-11", "2020-12-16"):
        desk.ok("--clock", "2020-09-25", "meeting", "add", "StR", day)
    desk.ok("--clock", "2020-09-25", "meeting", "cancel", "StR-2020-11-11", "--reason", "entfällt")
    told = desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    assert "Spätestens am 16.12.2020 gehört der Antrag auf die Tagesordnung" in told
    shown = desk.json("show", "BA-901/2020")
    (found,) = [f for f in shown["findings"] if f["code"] == "latest_meeting"]
    assert found["fields"]["day"] == shown["latest_meeting"] == "2020-12-16"


def test_next_gives_complete_command_lines(desk: Desk) -> None:
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    found = desk.json("next", "BA-901/2020")
    withdraw = next(p for p in found if p["event"] == "withdraw" and "." not in p["reference"])
    assert withdraw["missing"] == []
    desk.ok("--clock", "2020-09-26", *withdraw["command"].split()[1:])


def test_check_names_what_it_finds_and_ends_with_one(tmp_path: Path) -> None:
    import sqlite3

    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/r.db")
    desk.ok("init", "--trial", "--profile", "chemnitz")
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    with sqlite3.connect(tmp_path / "r.db") as connection:
        connection.execute("UPDATE motion SET subject = 'anderes'")
    connection.close()
    done = desk.run("check", "--json")
    assert done.returncode == 1
    assert [f["code"] for f in json.loads(done.stdout)] == ["page_differs"]


def test_serve_does_its_rounds_and_ends_on_sigterm(desk: Desk) -> None:
    adopted(desk)
    command = [RATSWEG, "--clock", "2020-10-15T12:00", "serve", "--every", "1"]
    running = subprocess.Popen(
        command, cwd=desk.folder, env=desk.environment, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 120
    while len(list(desk.folder.glob("letters/*.eml"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 0, said
    assert len(list(desk.folder.glob("letters/*.eml"))) == 2, "one is the register's own"


def test_completion_proposes_what_the_event_fits(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/r.db")
    desk.ok("init", "--trial", "--profile", "chemnitz")
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    for shell, words in (("bash", "_RATSWEG_COMPLETE"), ("zsh", "_RATSWEG_COMPLETE")):
        desk.environment |= {
            **{words: f"complete_{shell}", "COMP_WORDS": "ratsweg advance confirm ", "COMP_CWORD": "3"},
            "_TYPER_COMPLETE_ARGS": "ratsweg advance confirm ",
        }
        assert "BA-901" not in desk.run().stdout  # nothing is under objection
        desk.environment |= {
            "COMP_WORDS": "ratsweg advance withdraw B",
            "_TYPER_COMPLETE_ARGS": "ratsweg advance withdraw B",
        }
        assert "BA-901/2020" in desk.run().stdout


def test_a_round_before_the_hour_of_letters_says_when_they_leave(desk: Desk) -> None:
    adopted(desk)
    desk.ok("--clock", "2020-10-22", "remind")
    early = desk.ok("--clock", "2020-12-08T04:00", "remind")
    assert "Ihre Briefe gehen ab 8 Uhr hinaus" in early and "abgelegt" not in early
