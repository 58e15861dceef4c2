"""A city that is not in the package: its profile is asked for, checked, and changed in the open."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import time
from datetime import date
from pathlib import Path

import pytest
from support.forked import RATSWEG, ratsweg
from support.town import Town

from cli.founding_answers import read_body, read_land, read_pattern
from cli.founding_errors import BadBody, BadExample, NoSuchLand
from cli.office import Office
from cli.rounds import do_round
from cli.settings import Settings
from notifications.words import Words
from states.founding import OBJECTION, Founded, FoundedBody, written
from states.profile import packaged, parse_law
from states.roles import Role
from states.votes import Tally
from workflow.acts import profile_changes
from workflow.errors import BodyStillNamed, RightMissing
from workflow.store.desk import Desk
from workflow.store.upgrade import register_row

GOERLITZ = [
    *("--council", "Stadtrat Görlitz", "--land", "Sachsen", "--votes", "39"),
    *("--since", "01.08.2024", "--motion", "BA-001/2024", "--receipt", "E-1/2024"),
    *("--committee", "Technischer Ausschuss, TA, 12", "--committee", "Seniorenbeirat"),
]

NOW = packaged("chemnitz")
LATER = NOW.replace("closed = []", 'closed = [{ name = "Betriebsausflug", on = 2021-03-25 }]')


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": f"sqlite:///{folder}/r.db"}
    return ratsweg(*words, cwd=folder, env={**environment, "PATH": os.environ["PATH"]})


def test_a_profile_is_written_from_options_and_is_good(tmp_path: Path) -> None:
    made = run(tmp_path, "profile", "new", "goerlitz.toml", *GOERLITZ)
    assert made.returncode == 0, made.stderr
    checked = run(tmp_path, "profile", "check", "goerlitz.toml")
    assert checked.returncode == 0 and "alles lesbar" in checked.stdout
    assert "notice_days" in checked.stdout and "objection_days" not in checked.stdout
    law = parse_law("g", (tmp_path / "goerlitz.toml").read_text("utf-8"), file="g")
    assert (law.main_body.name, law.voting[0].entitled, law.days("objection_days")) == ("Stadtrat", 39, 14)
    committee = law.body("TA")
    assert committee is not None and (committee.decides, committee.entitled) == (True, 12)
    board = law.body("Seniorenbeirat")
    assert board is not None and (board.kind, board.decides) == ("board", False)


def test_a_file_is_not_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("mein Text")
    refused = run(tmp_path, "profile", "new", "mine.toml", *GOERLITZ)
    assert refused.returncode == 4 and file.read_text() == "mein Text"
    assert run(tmp_path, "profile", "new", "mine.toml", "--force", *GOERLITZ).returncode == 0


@pytest.mark.parametrize("twice", ["Technischer Ausschuss, Techn", "Tourismusausschuss, ta", "Stadtrat", "Turn-Ausschuss, sta"])
def test_a_body_is_named_once_or_refused_at_once(twice: str, tmp_path: Path) -> None:
    refused = run(tmp_path, "profile", "new", "g.toml", *GOERLITZ, "--committee", twice)
    assert refused.returncode == 2 and "gibt es schon" in refused.stderr, refused.stderr
    assert not (tmp_path / "g.toml").exists()


def test_where_nobody_can_be_asked_the_missing_option_is_named(tmp_path: Path) -> None:
    refused = run(tmp_path, "profile", "new", "g.toml", *GOERLITZ[2:])
    assert refused.returncode == 2 and "--council" in refused.stderr
    assert not (tmp_path / "g.toml").exists()


@pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")
def test_at_a_terminal_a_wrong_answer_is_asked_again(tmp_path: Path) -> None:
    answers = ["Gemeinderat Neudorf", "", "Sachsn", "Sachsen", "ohne Jahr", "BV-12/2025", "E-1/2025", "viele", "17", "", "1.7.2024"]
    answers += ["Bauausschuss, BauA, 6", "Bauausschuss", "Bauamtsausschuss, baua", ""]
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [RATSWEG, "profile", "new", "neudorf.toml"], cwd=tmp_path,
        stdin=follower, stdout=follower, stderr=follower, env={k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")} | {"TERM": "dumb"},
    )
    os.close(follower)
    seen = ""
    for answer in answers:
        seen += _until_asked(leader)
        os.write(leader, f"{answer}\n".encode())
    seen += _rest(leader)
    assert process.wait(timeout=60) == 0, seen
    assert "Sachsn" in seen and "ohne Jahr" in seen and "viele" in seen
    assert "Ohne Antwort geht es hier nicht weiter: Seit welchem Tag" in seen and "--since" not in seen
    assert "„Bauausschuss“ gibt es schon" in seen and "„baua“ gibt es schon" in seen
    law = parse_law("n", (tmp_path / "neudorf.toml").read_text("utf-8"), file="n")
    assert (law.main_body.name, law.motion_series, law.voting[0].entitled) == ("Gemeinderat", "BV-{number}/{year}", 17)
    assert [body.short for body in law.bodies] == ["Gem", "BauA"]


def _until_asked(terminal: int) -> str:
    seen = ""
    while not seen.rstrip(" ").endswith(":"):
        seen += os.read(terminal, 4096).decode(errors="replace")
    time.sleep(0.05)
    return seen


def _rest(terminal: int) -> str:
    seen = b""
    try:
        while chunk := os.read(terminal, 4096):
            seen += chunk
    except OSError:  # Linux says so when the other side is closed
        pass
    return seen.decode(errors="replace")


def test_whoever_serves_goes_by_what_was_applied_meanwhile(town: Town) -> None:
    law = parse_law("chemnitz", LATER, file="later")
    office = Office(Settings(database=town.store.url.render_as_string(hide_password=False)), town.store, town.law, True, town.now)
    do_round(office)
    town.work(lambda desk: profile_changes.take_in(desk, law))
    do_round(office)
    with town.store.read() as session:
        assert register_row(session).law == law.digest
    assert office.renewed().law.digest == law.digest
    assert town.findings() == []


@pytest.mark.parametrize(
    ("example", "pattern"),
    [
        ("BA-111/2020", "BA-{number:03}/{year}"),
        ("A-7/2020", "A-{number}/{year}"),
        ("2024-0012", "{year}-{number:04}"),
        ("AN/0815/2019", "AN/{number:04}/{year}"),
        ("VII/2023/01234", "VII/{year}/{number:05}"),
    ],
)
def test_a_number_is_known_by_its_example(example: str, pattern: str) -> None:
    assert read_pattern(example) == pattern


@pytest.mark.parametrize("example", ["", "17", "V0123/24", "DS 2024-12", "a@2024-1", "7/2024/3/5"])
def test_what_is_no_example_is_refused(example: str) -> None:
    with pytest.raises(BadExample):
        read_pattern(example)


@pytest.mark.parametrize("text", ["", " , TA", "A, B, C", "A, B, 1, 2"])
def test_what_names_no_body_is_refused(text: str) -> None:
    with pytest.raises(BadBody):
        read_body(text)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Ortsbeirat Nord", "locality"), ("Ortschaftsrat Röhrsdorf", "locality"), ("Seniorenbeirat", "board")]
    + [("Technischer Ausschuss", "committee")],
)
def test_a_body_is_of_the_kind_that_its_name_says(name: str, kind: str) -> None:
    assert read_body(name).kind == kind


def test_a_land_is_known_by_name_and_code() -> None:
    assert [read_land(text, Words("de")) for text in ("sn", "Thüringen", " NW ")] == ["SN", "TH", "NW"]
    with pytest.raises(NoSuchLand):
        read_land("Preußen", Words("de"))


@pytest.mark.parametrize("land", ["SN", "BW", "NW"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_nobody_read_in_a_statute_says_so(land: str, language: str) -> None:
    body = FoundedBody('Rat "der" Stadt\\', "R", "council", True)
    told = Founded('Rat "der" Stadt\\\nX', land, language, "E-{number}/{year}", "A-{number}/{year}", 40, date(2024, 6, 1), (body,))
    law = parse_law("x", written(told, date(2026, 1, 2), Words(language).section("founding")), file="x")
    assert law.council == told.council and law.bodies[0].name == body.name
    assert law.numbers["objection_days"].verified == (land in OBJECTION)
    assert law.voting[0].verified == (land == "SN")
    assert [name for name, one in law.numbers.items() if one.verified and name != "objection_days"] == []


def test_everything_wrong_is_told_at_once_in_the_command_too(tmp_path: Path) -> None:
    text = packaged("musterstadt").replace("entitled = 19", 'entitled = "x"').replace('"GR"', "7")
    (tmp_path / "b.toml").write_text(text, "utf-8")
    checked = run(tmp_path, "profile", "check", "b.toml", "--json")
    assert checked.returncode == 1
    assert [row["place"] for row in json.loads(checked.stdout)["wrong"]] == ["body[1].short", "voting[1].entitled"]


def with_report(town: Town) -> None:
    number = town.registered()
    town.on("2020-10-15").vote(number, Tally(41, 9, 4))
    town.do(f"{number}.3-B1", "interpret", interval="P6M", first=date(2021, 3, 31), department="Dezernat 1", interpreted_by="Vorsitz", on=date(2020, 10, 15))


def test_a_changed_profile_is_shown_by_value_and_matter_before_it_is_law(town: Town) -> None:
    with_report(town)
    law = parse_law("chemnitz", LATER, file="later")
    (changed,) = profile_changes.values(NOW, LATER)[:1]
    assert changed.place.startswith("calendar.closed")
    with town.store.scratch() as session:
        desk = Desk(session, town.law, town.now, town.now.date(), "anna", frozenset(Role))
        moved = list(profile_changes.matters(desk, law))
    assert [one.reference for one in moved] == ["BA-111/2020.3-B1/1"]
    assert moved[0].before is not None and moved[0].after is not None and moved[0].after < moved[0].before
    assert town.findings() == [], "nothing of the look was kept"


def test_a_body_that_an_open_matter_names_cannot_go(town: Town) -> None:
    with_report(town)
    without = NOW.replace("Verwaltungs- und Finanzausschuss", "Hauptausschuss")
    with pytest.raises(BodyStillNamed) as refused:
        town.work(lambda desk: profile_changes.take_in(desk, parse_law("c", without, file="c")))
    assert refused.value.fields["body"] == "Verwaltungs- und Finanzausschuss"


def test_only_the_council_office_changes_the_law(town: Town) -> None:
    law = parse_law("chemnitz", LATER, file="later")
    with pytest.raises(RightMissing):
        town.work(lambda desk: profile_changes.take_in(desk, law), frozenset({Role.DEPARTMENT}))


def test_the_register_lives_by_what_was_applied(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "--trial").returncode == 0
    shown = run(tmp_path, "profile", "show").stdout
    assert shown == NOW
    (tmp_path / "c.toml").write_text(LATER, "utf-8")
    assert run(tmp_path, "profile", "apply", "c.toml", "--dry-run").returncode == 0
    assert run(tmp_path, "profile", "show").stdout == NOW, "a dry run changes nothing"
    assert run(tmp_path, "profile", "apply", "c.toml").returncode == 2, "nobody was asked"
    applied = run(tmp_path, "profile", "apply", "c.toml", "--yes")
    assert applied.returncode == 0 and "Betriebsausflug" in applied.stdout
    assert run(tmp_path, "profile", "show").stdout == LATER
    assert "nichts ändert sich" in run(tmp_path, "profile", "apply", "c.toml", "--yes").stdout
    assert run(tmp_path, "check").returncode == 0

