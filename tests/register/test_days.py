"""Days far outside, due days in the past, huge numbers: a sentence or a question, never silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import typer
from desk.test_command import PAPER, Desk
from sqlalchemy import text
from support.beside import beside
from support.drafts import receive, register
from support.town import Town, draft

from cli.main import app
from states.answers import Answer
from states.reach import DayOutOfReach, DoubtfulDay, DoubtfulInterval, doubt, within
from states.roles import Role
from states.votes import Tally
from workflow.acts import meetings
from workflow.errors import TriggerMissing
from workflow.inbox.mail import Received
from workflow.inbox.replies import take_in, waiting
from workflow.moves.take import take
from workflow.outbox import absences
from workflow.store.told import Told

BA = "BA-111/2020"
TODAY = date(2020, 10, 30)
TASK, DUTY = f"{BA}.1-A1", f"{BA}.3-B1"
MAYOR = frozenset({Role.MAYOR})


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A resolution that is being carried out, its task with a department."""
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    town.registered()
    town.on("2020-10-15").vote(BA, Tally(41, 9, 4))
    town.on("2020-10-30").round()
    town.do(TASK, "assign", department="Dezernat 1")
    return town


ACTS: dict[str, Any] = {
    "assign": lambda t, day: t.do(f"{BA}.2-A1", "assign", department="Dezernat 1", until=day),
    "reassign": lambda t, day: t.do(TASK, "reassign", department="Dezernat 6", until=day),
    "announce": lambda t, day: t.do(TASK, "announce", frozenset({Role.DEPARTMENT}), until=day),
    "hold": lambda t, day: t.do(TASK, "hold", until=day),
    "once": lambda t, day: t.do(DUTY, "interpret", MAYOR, first=day, interpreted_by="OB"),
    "last": lambda t, day: t.do(
        DUTY, "interpret", MAYOR, first=date(2021, 1, 4), interval="P6M", until=day, interpreted_by="OB"
    ),
}
PLACES: dict[str, Any] = {
    "meeting": lambda t, day: t.work(lambda desk: meetings.convene(desk, "VFA", day)),
    "absence": lambda t, day: t.work(lambda desk: absences.add(desk, "Bürgermeister", day, day, None)),
    "anchor": lambda t, day: t.do(DUTY, "interpret", MAYOR, first=day, interval="P6M", interpreted_by="OB"),
}
FAR = [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)]
DOUBTFUL = [date(1990, 1, 1), date(2000, 10, 29), date(2040, 10, 31), date(2099, 1, 1)]


@pytest.mark.parametrize("name", [*ACTS, *PLACES])
def test_a_day_that_no_council_will_see_is_refused(town: Town, name: str) -> None:
    for day in FAR:
        with pytest.raises(DayOutOfReach):
            (ACTS | PLACES)[name](town, day)
    assert town.findings() == []


@pytest.mark.parametrize("name", [*ACTS, *PLACES])
def test_a_day_many_years_away_is_asked(town: Town, name: str) -> None:
    for day in DOUBTFUL:
        with pytest.raises(DoubtfulDay):
            (ACTS | PLACES)[name](town, day)


@pytest.mark.parametrize("name", ACTS)
def test_a_due_day_in_the_past_is_asked(town: Town, name: str) -> None:
    with pytest.raises(DoubtfulDay) as refusal:
        ACTS[name](town, date(2020, 10, 29))
    assert str(refusal.value.fields["why"]) == "past"


def test_who_is_sure_may(town: Town) -> None:
    def sure(desk: Any) -> None:
        from dataclasses import replace

        from workflow.moves.advance import advance

        desk = replace(desk, sure=True)
        (task,) = take(desk, TASK)
        advance(desk, task, "reassign", Told(department="Dezernat 6", until=date(1990, 1, 2)))

    town.work(sure)
    assert town.show(TASK)["due"] == "1990-01-02"


def test_what_was_promised_when_the_letter_came_lay_ahead_then(town: Town) -> None:
    """A letter that is confirmed late speaks from its own day."""
    told = {"on": date(2020, 11, 2), "until": date(2020, 11, 4)}
    town.on("2020-11-09").do(TASK, "announce", frozenset({Role.DEPARTMENT}), **told)
    assert town.show(TASK)["promised"] == "2020-11-04"


@pytest.mark.parametrize("interval", ["P21Y", "P100Y", "P9999Y", "P9999M"])
def test_reports_years_and_years_apart_are_asked(town: Town, interval: str) -> None:
    with pytest.raises(DoubtfulInterval):
        town.do(DUTY, "interpret", MAYOR, first=date(2021, 1, 4), interval=interval, interpreted_by="OB")


def test_the_bounds_are_where_they_are() -> None:
    assert [within(day) for day in (*FAR, date(1900, 1, 1), date(2199, 12, 31))] == [False] * 4 + [True] * 2
    assert doubt(date(2040, 10, 30), TODAY, due=True) is None
    assert doubt(date(2000, 10, 30), TODAY, due=False) is None
    assert doubt(TODAY, TODAY, due=True) is None


# What is read


@pytest.mark.parametrize(
    "read",
    [
        {"first_due": "9999-12-31", "due_rule": "fixed_date", "recurrence": None},
        {"first_due": "0001-01-01", "due_rule": "fixed_date", "recurrence": None},
        {"first_due": "9999-12-31", "due_rule": "recurring", "recurrence": "P6M"},
        {"due_rule": "recurring", "recurrence": "P9999Y"},
        {"due_rule": "relative_to_resolution", "relative": "P9999Y", "recurrence": None},
        {"due_rule": "relative_to_resolution", "relative": "P300Y", "recurrence": None},
    ],
)
def test_a_duty_read_with_an_absurd_day_asks_a_person_after_the_vote(tmp_path: Path, read: dict[str, Any]) -> None:
    town, paper = Town.founded(f"sqlite:///{tmp_path}/register.db"), draft()
    paper["obligations"][0] |= read
    paper["consultations"][0] |= {"date": "2020-10-14"}
    town.work(lambda desk: register(desk, receive(desk, paper, None), paper))
    assert town.on("2020-10-15").vote(BA, Tally(41, 9, 4)) == "adopted"
    assert (town.state(DUTY), town.findings()) == ("unclear", [])


def test_a_station_read_with_an_absurd_day_has_none(tmp_path: Path) -> None:
    town, paper = Town.founded(f"sqlite:///{tmp_path}/register.db"), draft()
    paper["consultations"][0] |= {"date": "9999-12-31"}
    town.work(lambda desk: register(desk, receive(desk, paper, None), paper))
    assert [row["date"] for row in town.show(BA)["stations"]] == [None]


def test_a_day_in_a_mail_out_of_reach_is_none(town: Town) -> None:
    mail = Received("<a@b>", "x@y", date(1, 1, 1), Answer.EXTENSION, b"x", until=date(9999, 12, 31))
    town.work(lambda desk: take_in(desk, mail))
    with town.store.read() as session:
        (reply,) = waiting(session)
    assert (reply.until, reply.received) == (None, TODAY)


# Nothing is told as done before it is written


@pytest.mark.parametrize("dropped", ["entry_is_the_move"])
def test_without_its_trigger_an_act_is_refused_and_nothing_is_written(town: Town, dropped: str) -> None:
    with town.store.write() as session:
        session.execute(text(f"DROP TRIGGER {dropped}"))
    for act in (
        lambda: town.do(TASK, "start", frozenset({Role.DEPARTMENT})),
        lambda: town.registered("112"),
    ):
        with pytest.raises(TriggerMissing) as refusal:
            act()
        assert refusal.value.fields["name"] == dropped
    assert town.state(TASK) == "assigned" and town.count("motion") == 1


# The command

DAYS = {"on", "until", "first", "last", "at_meeting", "to", "body"}
NUMBERS = {"number", "numbers", "every", "every_meeting", "due_within", "excluded", "present"}
M, A, B = "BA-901/2020", "BA-901/2020.1-A1", "BA-901/2020.3-B1"
CALLS: dict[tuple[str, str], list[str]] = {  # what is given last is the day or number
    ("register", "body"): ["register", "--subject", "x", "--point", "y", "--yes", "--body", "VFA:{}"],
    ("vote", "on"): ["vote", M, "41/9/4", "--yes", "--on", "{}"],
    ("advance", "on"): ["advance", "dispense", M, "-r", "x", "--on", "{}"],
    ("advance", "until"): ["advance", "assign", A, "--department", "Dezernat 1", "--until", "{}"],
    ("answer", "on"): ["answer", A, "on-the-way", "--until", "2021-01-04", "--on", "{}"],
    ("answer", "until"): ["answer", A, "on-the-way", "--until", "{}"],
    ("forecast", "until"): ["forecast", "--until", "{}"],
    ("meeting add", "on"): ["meeting", "add", "VFA", "{}"],
    ("meeting move", "to"): ["meeting", "move", "StR-2020-11-11", "{}"],
    ("meeting cancel", "on"): ["meeting", "cancel", "StR-2020-11-11", "-r", "x", "--on", "{}"],
    ("duty set", "on"): ["duty", "set", B, "--first", "2021-01-04", "--on", "{}"],
    ("duty set", "first"): ["duty", "set", B, "--first", "{}"],
    ("duty set", "last"): ["duty", "set", B, "--first", "2021-01-04", "--every", "P6M", "--last", "{}"],
    ("duty set", "at_meeting"): ["duty", "set", B, "--at-meeting", "{}"],
    ("report submit", "on"): ["report", "submit", A, "--text", "x", "--on", "{}"],
    ("report note", "on"): ["report", "note", A, "--on", "{}"],
    ("replies confirm", "until"): ["replies", "confirm", "1", "--until", "{}"],
    ("absence add", "first"): ["absence", "add", "Bürgermeister", "--to", "2021-01-04", "--from", "{}"],
    ("absence add", "last"): ["absence", "add", "Bürgermeister", "--from", "2021-01-04", "--to", "{}"],
    ("list", "due_within"): ["list", "--due-within", "{}"],
    ("vote", "excluded"): ["vote", M, "41/9/4", "--yes", "--excluded", "{}"],
    ("vote", "present"): ["vote", M, "41/9/4", "--yes", "--present", "{}"],
    ("serve", "every"): ["serve", "--every", "{}"],
    ("register", "every"): ["register", "--watch", ".", "--every", "{}"],
    ("duty set", "every"): ["duty", "set", B, "--first", "2021-01-04", "--every", "P{}Y"],
    ("duty set", "every_meeting"): ["duty", "set", B, "--every-meeting", "{}"],
    ("outbox retry", "numbers"): ["outbox", "retry", "{}"],
    **{
        (command, "number"): [*command.split(), "{}"]
        for command in ("outbox drop", "replies show", "replies confirm", "replies decline", "absence remove")
    },
}
OTHER = {"list": {"body"}, "advance": {"body"}, "meeting add": {"body"}, "duty set": {"to"}}  # names
ABSURD = cycle(["9999-12-31", "0001-01-01", "31.12.9999", "2099-01-01", "1990-01-01"])
HUGE = str(10**30)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("days")
    Town.founded(f"sqlite:///{folder}/register.db").store.engine.dispose()
    (folder / "ratsweg.toml").write_text('[persons]\nanna = ["clerk", "secretariat"]\n')
    desk = Desk(folder, f"sqlite:///{folder}/register.db")
    desk.ok("--clock", "2020-09-25", "register", str(PAPER), "--yes")
    desk.ok("--clock", "2020-10-15", "vote", M, "41/9/4", "--yes")
    desk.ok("--clock", "2020-10-15", "meeting", "add", "StR", "2020-11-11")
    return desk


def parameters() -> set[tuple[str, str]]:
    def walk(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        for name, below in getattr(command, "commands", {}).items():
            yield from walk(below, (*path, name))
        for one in [] if hasattr(command, "commands") else command.params:
            yield " ".join(path), str(one.name)

    found = {(path, name) for path, name in walk(typer.main.get_command(app), ()) if name in DAYS | NUMBERS}
    return {(p, n) for p, n in found if n not in OTHER.get(p, set()) and p.split()[0] not in ("people", "profile")}


def test_every_parameter_that_takes_a_day_or_a_number_is_tried() -> None:
    assert parameters() == set(CALLS)


@pytest.mark.parametrize("called", CALLS, ids=" ".join)
def test_a_command_takes_no_absurd_day_or_number_in_silence(office: Desk, called: tuple[str, str]) -> None:
    absurd = next(ABSURD) if called[1] in DAYS else HUGE
    done = office.run("--clock", "2020-10-16", *(word.format(absurd) for word in CALLS[called]))
    assert done.returncode in (2, 3, 4), done.stdout + done.stderr
    assert "OverflowError" not in done.stderr and "hätte nicht" not in done.stderr


@pytest.mark.parametrize("clock", ["9999-12-31", "0001-01-01", "9999-12-31T23:59"])
def test_no_clock_is_told_out_of_reach(office: Desk, clock: str) -> None:
    done = office.run("--clock", clock, "list")
    assert done.returncode == 2 and "hätte nicht" not in done.stderr


def test_a_vote_that_is_refused_tells_no_outcome(office: Desk) -> None:
    office.ok("--clock", "2020-09-25", "register", "--subject", "Brunnen", "--point", "x", "--body", "StR:2020-10-14", "--yes")
    for clock, tally, more in (
        ("2020-10-15", "30/0/0", ()),
        ("2020-09-26", "40/9/4", ("--on", "2020-10-14")),
        ("2020-09-26", "40/9/4", ()),
    ):
        done = office.run("--clock", clock, "vote", "Brunnen", tally, "--yes", *more)
        assert done.returncode in (2, 4) and "angenommen" not in done.stdout + done.stderr


def test_who_is_sure_says_so_at_the_command(office: Desk) -> None:
    words = ("--clock", "2020-10-16", "meeting", "add", "VFA", "1990-01-01")
    refused = office.run(*words)
    assert refused.returncode == 4 and "--yes" in refused.stderr
    office.ok(*words, "--yes")


def test_the_days_from_beside_get_sentences(office: Desk) -> None:
    beside("trials/desk/last_day_of_calendar.sh")
    for words in (
        ("advance", "reassign", A, "--department", "Dezernat 1", "--until", "9999-12-31"),
        ("duty", "set", B, "--every", "P6M", "--first", "9999-12-31", "--interpreted-by", "X", "--reason", "x"),
        ("meeting", "add", "ASM", "0001-01-01"),
        ("forecast", "--until", "9999-12-31"),
    ):
        assert office.run("--clock", "2020-10-16", *words).returncode == 2


