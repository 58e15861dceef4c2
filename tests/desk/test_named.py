"""Whoever is named is known: every command and event refuses an unknown name and tells near ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer
from desk.test_command import PAPER, Desk
from sqlalchemy import select
from support.beside import beside
from support.town import Town

from cli.main import app
from cli.usage_errors import NoSuchOption
from notifications.words import Words
from states.errors import RatswegError
from states.law import CHARTS
from states.roles import Role, may_record
from states.votes import Tally
from workflow.acts import meetings
from workflow.errors import (
    NoSuchBody,
    NoSuchDepartment,
    NoSuchMatter,
    NoSuchPerson,
    NoSuchSubmitter,
)
from workflow.moves.advance import advance
from workflow.store import desk as desks
from workflow.store.models import Matter
from workflow.store.named import near
from workflow.store.told import Told

EVERY = [(kind, event) for kind, chart in CHARTS.items() for event in chart.events]
TOLD: dict[str, tuple[str, type[RatswegError], str]] = {  # what an act names: wrong, error, near
    "department": ("Dezernat 99", NoSuchDepartment, "Dezernat 6"),
    "body": ("Verwaltungs- und Finanzauschuss", NoSuchBody, "Verwaltungs- und Finanzausschuss"),
    "recipient": ("Stadrat", NoSuchBody, "Stadtrat"),
}
# Of a command: what names somebody or something, and a call in which that is unknown.
NAMING = {
    *("body", "department", "submitter", "person", "deputy", "to", "meeting", "after_task"),
    *("reference", "references", "ref", "number", "numbers"),
}
M, S, U, D = "BA-901/2020", "BA-901/2020-S1", "BA-901/2020.3-B1", "Dezernat 99"
UNKNOWN: dict[tuple[str, str], tuple[list[str], str]] = {  # the call, and a near name it tells
    ("register", "body"): (["register", "--subject", "x", "--point", "y", "--body", "Stadrat"], "Stadtrat"),
    ("list", "body"): (["list", "--body", "Stadrat"], "Stadtrat"),
    ("list", "department"): (["list", "task", "--department", D], "Dezernat 6"),
    ("advance", "body"): (["advance", "refer", M, "--body", "VFB"], "VFA"),
    ("advance", "department"): (["advance", "reassign", U, "--department", D, "-r", "x"], "Dezernat 6"),
    ("advance", "submitter"): (["advance", "leave", "Brunnen", "--submitter", "SPD-Faktion"], "SPD-Fraktion"),
    ("advance", "meeting"): (["advance", "schedule", S, "--meeting", "StR-2020-10-15"], "StR-2020-10-14"),
    ("forecast", "department"): (["forecast", "--department", D], "Dezernat 6"),
    ("meeting add", "body"): (["meeting", "add", "Stadrat", "2020-10-21"], "Stadtrat"),
    ("duty set", "to"): (["duty", "set", U, "--to", "Stadrat"], "Stadtrat"),
    ("duty set", "department"): (["duty", "set", U, "--department", D], "Dezernat 6"),
    ("duty set", "after_task"): (["duty", "set", U, "--after-task", "BA-901/2020.1-A9"], "BA-901/2020.1-A1"),
    ("absence add", "person"): (["absence", "add", "Bearbeitung Dezernat 7", *("--from", "2021-01-01", "--to", "2021-01-02")], "Bearbeitung Dezernat 6"),
    ("absence add", "deputy"): (["absence", "add", "Bürgermeister", *("--from", "2021-01-01", "--to", "2021-01-02", "--deputy", "Oberbürgermester")], "Oberbürgermeister"),
    **{
        (command, "reference"): ([*command.split(), "BA-991/2020", *more], M)
        for command, more in {
            **{"show": [], "next": [], "vote": ["41/9/4", "--yes"], "answer": ["report"], "forecast": []},
            **{"meeting move": ["2020-10-21"], "meeting cancel": [], "duty set": [], "report submit": []},
            "report note": [],
        }.items()
    },
    ("advance", "references"): (["advance", "withdraw", "BA-991/2020"], M),
}
NO_NAMES = {  # a filter on words, a new name, a day, a number of a list, a mail that is asked for first
    *(("list", "submitter"), ("register", "submitter"), ("meeting move", "to")),
    *(("replies confirm", "ref"), ("replies confirm", "number"), ("replies show", "number")),
    *(("replies decline", "number"), ("absence remove", "number"), ("outbox drop", "number")),
    ("outbox retry", "numbers"),
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A register with matters of every kind."""
    town = Town.founded(f"sqlite:///{tmp_path_factory.mktemp('named')}/register.db")
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    told = {"first": town.now.date().replace(year=2021), "interval": "P6M", "interpreted_by": "OB"}
    town.do("BA-111/2020.3-B1", "interpret", frozenset({Role.MAYOR}), department="Dezernat 1", **told)
    town.work(lambda desk: meetings.convene(desk, "VFA", town.now.date().replace(year=2021)))
    yield town
    town.store.engine.dispose()


@pytest.mark.parametrize("field", TOLD)
def test_no_event_takes_an_unknown_name(lived: Town, field: str) -> None:
    wrong, error, right = TOLD[field]
    with lived.store.scratch() as session:
        for kind, event in EVERY:
            at = lived.now
            desk = desks.Desk(session, lived.law, at, at.date(), "anna", may_record(frozenset(Role)))
            matter = session.scalars(select(Matter).where(Matter.kind == kind)).first()
            with pytest.raises(error) as refusal:
                advance(desk, matter, event, Told(**{field: wrong}))
            assert right in refusal.value.fields["near"], (kind, event)


def test_an_event_takes_a_name_in_any_capitals(lived: Town) -> None:
    lived.on("2020-10-30").round()
    lived.do("BA-111/2020.1-A1", "assign", department="dezernat 6")
    assert lived.show("BA-111/2020.1-A1")["department"] == "Dezernat 6"


def parameters() -> set[tuple[str, str]]:
    """(command, parameter) of all that name somebody or something."""

    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*path, name))
        for one in [] if hasattr(command, "commands") else command.params:
            yield " ".join(path), str(one.name)

    return {(path, name) for path, name in walk(typer.main.get_command(app), ()) if name in NAMING}


def test_every_parameter_that_names_something_is_tried() -> None:
    """A command is tried below, or it says here why it needs no name: new ones fail."""
    parts_of_others = {path for path, _ in parameters() if path.split()[0] in ("people", "profile")}
    left = {one for one in parameters() if one[0] not in parts_of_others}
    assert left == set(UNKNOWN) | NO_NAMES


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("office")
    town = Town.founded(f"sqlite:///{folder}/register.db")
    town.store.engine.dispose()
    (folder / "ratsweg.toml").write_text('[persons]\nanna = ["clerk", "secretariat"]\n')
    desk = Desk(folder, f"sqlite:///{folder}/register.db")
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    desk.ok("--clock", "2020-09-25", "meeting", "add", "StR", "2020-10-14")
    typed = ("--subject", "Brunnen", "--point", "x", "--submitter", "SPD-Fraktion", "--submitter", "Y")
    desk.ok("--clock", "2020-09-25", "register", *typed, "--body", "VFA", "--yes")
    desk.ok("--clock", "2020-10-15", "vote", M, "41/9/4", "--yes")
    return desk


@pytest.mark.parametrize("called", UNKNOWN, ids=" ".join)
def test_a_command_refuses_an_unknown_name_and_tells_near_ones(office: Desk, called: tuple[str, str]) -> None:
    words, right = UNKNOWN[called]
    done = office.run("--clock", "2020-10-16", *words)
    assert done.returncode == 3, done.stdout + done.stderr
    assert right in done.stderr


def test_near_names_are_near() -> None:
    assert near("dezernat 5", ["Dezernat 5", "Dezernat 6", "Hauptamt"])[0] == "Dezernat 5"
    assert near("Kaffeerunde", ["Stadtrat", "VFA"]) == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("failure", [NoSuchBody, NoSuchDepartment, NoSuchMatter, NoSuchPerson, NoSuchSubmitter, NoSuchOption])
def test_where_nothing_is_near_nothing_is_said_of_it(failure: type[RatswegError], language: str) -> None:
    told, untold = (Words(language).hint(failure(near=ones, known=["x"], command="x")) for ones in (["BA-1", "BA-2"], []))
    first, _, rest = told.partition(". ")
    assert first.endswith(": BA-1, BA-2") and untold == rest


def test_the_errors_tell_what_is_known(lived: Town) -> None:
    from workflow.store import named

    for ask, wrong, error in (
        (lambda text: named.person(lived.law, text), "Bürgermeisterin", NoSuchPerson),
        (lambda text: named.submitter(["SPD", "CDU"], text), "FDP", NoSuchSubmitter),
    ):
        with pytest.raises(error) as refusal:
            ask(wrong)
        assert refusal.value.fields["known"]
    with pytest.raises(NoSuchMatter):
        lived.do("BA-112/2020", "withdraw")


def test_the_typing_error_from_beside_is_refused(office: Desk) -> None:
    beside("trials/desk/unknown_department.sh")
    done = office.run(*("advance", "reassign", U, "--department", "Dezernat 99", "--reason", "Tippfehler"))
    assert done.returncode == 3 and "Dezernat 6" in done.stderr
