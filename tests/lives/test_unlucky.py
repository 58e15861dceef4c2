"""What is locked, full or put off stops nothing else, and `health` tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from desk.test_command import Desk
from lives.test_workers import office_of
from sqlalchemy import text
from support.beside import beside
from support.town import Town

from cli.rounds import do_round
from states.votes import Tally
from workflow.rounds import workers
from workflow.rounds.house import day_of_round


def decided(town: Town, *numbers: str) -> Town:
    for number in numbers:
        town.on("2020-09-25").registered(number)
    for number in numbers:
        town.on("2020-10-15").vote(f"BA-{number}/2020", Tally(41, 9, 4))
    return town.on("2020-10-16")


def health(town: Town, **settings: str) -> tuple[dict[str, Any], bool]:
    found = workers.health(town.store, town.now, day_of_round(office_of(town, **settings)))
    return found, workers.is_well(found, max_age=900, max_wait=None)


def told(town: Town, reference: str) -> int:
    return sum(row["reference"].startswith(reference) and row["rung"] != "step" for row in town.letters())


@contextmanager
def locked(town: Town, statement: str) -> Iterator[int]:
    """Somebody has begun and gone to lunch; the process that waits for them."""
    url = town.store.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        connection.execute(statement)
        yield connection.info.backend_pid
        connection.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM matter WHERE id = (SELECT min(matter_id) FROM motion) FOR UPDATE",
        "UPDATE wake SET trouble = trouble WHERE root_id = (SELECT min(matter_id) FROM motion)",
    ],
)
def test_a_family_that_somebody_holds_stops_nobodys_letters(town: Town, tmp_path: Path, statement: str) -> None:
    if town.store.sqlite:
        pytest.skip("SQLite locks the register, and no family of it")
    decided(town, "111", "112")
    with locked(town, statement) as pid:
        done = do_round(office_of(town, spool=str(tmp_path)))
        assert (done.held, done.troubled, done.sent) == (1, 0, 2), "the digest of the other family, and the register's own letter"
        assert (told(town, "BA-111/2020"), told(town, "BA-112/2020")) == (0, 1)
        found, well = health(town)
        assert [row["reference"] for row in found["held"]] == ["A-111/2020"] and not well
        assert found["held"][0]["by"] == f"postgres ({pid})"
        assert found["held"][0]["since"] == town.now.isoformat()
    assert do_round(office_of(town, spool=str(tmp_path))).held == 0
    assert told(town, "BA-111/2020") == 1
    found, well = health(town)
    assert found["held"] == [] and well


def test_a_round_at_the_desk_says_that_somebody_held_a_family(town: Town, tmp_path: Path) -> None:
    if town.store.sqlite:
        pytest.skip("SQLite locks the register, and no family of it")
    decided(town, "111")
    desk = Desk(tmp_path, town.store.url.render_as_string(hide_password=False))
    with locked(town, "SELECT * FROM matter WHERE id = (SELECT min(matter_id) FROM motion) FOR UPDATE"):
        assert "Vorgänge, die jemand gesperrt hielt: 1." in desk.ok("--clock", "16.10.2020", "remind")
    assert "gesperrt" not in desk.ok("--clock", "16.10.2020", "remind")


def test_days_that_were_deleted_are_found_and_mended_by_a_round(town: Town, tmp_path: Path) -> None:
    decided(town, "111")
    do_round(office_of(town.on("2020-10-15"), spool=str(tmp_path)))
    with town.store.write() as session:
        session.execute(text("DELETE FROM wake"))
    assert "look_missing" in town.findings()
    done = do_round(office_of(town.on("2020-10-22"), spool=str(tmp_path)))
    assert done.clocks == 1, "the objection week is over, and time has moved on"
    found, well = health(town)
    assert found["looks_mended"] > 0 and not well
    assert town.findings() == []
    do_round(office_of(town.on("2020-10-24"), spool=str(tmp_path)))
    assert health(town)[0]["looks_mended"] == 0, "of late no more"


def test_days_that_were_put_off_are_found_and_mended_by_a_round(town: Town, tmp_path: Path) -> None:
    decided(town, "111")
    do_round(office_of(town, spool=str(tmp_path)))
    with town.store.write() as session:
        session.execute(text("UPDATE wake SET day = '2999-12-31', looked = '2999-12-31'"))
    do_round(office_of(town.on("2020-10-22"), spool=str(tmp_path)))
    assert town.state("BA-111/2020") == "in_implementation"
    assert health(town)[0]["looks_mended"] > 0 and town.findings() == []


def test_the_handed_way_to_stop_all_reminders_stops_none(town: Town, tmp_path: Path) -> None:
    attack = beside("trials/hostile/wake.sql").read_text("utf-8").partition(";")[0]
    decided(town, "111")
    do_round(office_of(town, spool=str(tmp_path)))
    with town.store.write() as session:
        session.execute(text(attack))
    assert do_round(office_of(town.on("2020-10-22"), spool=str(tmp_path))).clocks == 1
    assert not health(town)[1]


def test_a_spool_that_cannot_be_written_is_to_blame_and_no_letter(town: Town, tmp_path: Path) -> None:
    decided(town, "111")
    spool = tmp_path / "letters"
    spool.write_text("a file where a folder should be")
    for day in range(19, 31):  # longer than a letter is tried that is to blame itself
        do_round(office_of(town.on(f"2020-10-{day}"), spool=str(spool)))
    found, well = health(town)
    assert found["given_up"] == 0 and found["waiting"] > 0
    assert str(spool) in found["mail_trouble"] and not well
    spool.unlink()
    assert do_round(office_of(town.on("2020-11-02"), spool=str(spool))).failed == 0
    assert all(mail.sent_at for mail in town.mails())
    found, well = health(town)
    assert found["mail_trouble"] == "" and well
    assert not list(spool.glob(".*.part"))
