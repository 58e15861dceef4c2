"""Workers are killed, stopped, and work with one another and with clocks that are wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.mailserver import Box, serving
from support.town import Town

from cli.errors import ClockJumped
from cli.office import Office
from cli.rounds import do_round
from cli.serve_rounds import Serving
from cli.settings import Settings
from notifications.words import Words
from states.votes import Tally
from workflow.rounds import workers
from workflow.rounds.house import day_of_round, letters_leave

TESTS = Path(__file__).parents[1]
RATSWEG = Path(sys.executable).with_name("ratsweg")


def test_killed_workers_lose_no_letter_and_repeat_under_one_message_id(postgres_server: str | None) -> None:
    """In small; `make torture` is the large trial."""
    if postgres_server is None:
        pytest.skip("no PostgreSQL: neither RATSWEG_TEST_POSTGRES, nor Debian's, nor the wheel")
    environment = {**os.environ, "RATSWEG_TEST_POSTGRES": postgres_server}
    command = [sys.executable, str(TESTS / "support/torture.py"), "3", "40", "150"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr


def office_of(town: Town, **settings: str) -> Office:
    return Office(Settings(database=str(town.store.engine.url.render_as_string(False)), **settings), town.store, town.law, True, town.now)


def resolved(town: Town) -> Town:
    town.registered()
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    return town


def test_serve_finishes_the_letter_in_hand_and_ends_on_sigterm(url: str, tmp_path: Path) -> None:
    town = resolved(Town.founded(url))
    box = Box(delay=0.5)
    with serving(box) as port:
        environment = {
            **os.environ,
            "RATSWEG_DATABASE": url,
            "RATSWEG_ACTOR": "anna",
            "RATSWEG_MAIL": f"smtp://127.0.0.1:{port}?security=none",
            "RATSWEG_CONFIG": str(tmp_path / "none.toml"),
        }
        command = [RATSWEG, "--clock", "2020-10-22T10:00", "serve", "--every", "60", "--log", "json"]
        worker = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 120
        while not town.mails() and time.monotonic() < until:
            time.sleep(0.05)
        worker.send_signal(signal.SIGTERM)
        _, told = worker.communicate(timeout=120)
    assert worker.returncode == 0
    rounds = [json.loads(line) for line in told.splitlines()]
    assert rounds[0]["event"] == "round" and rounds[0]["posted"] == 1
    sent = [mail for mail in town.mails() if mail.sent_at is not None]
    assert len(sent) == len(box.seen), "what has left is noted, what is not noted has not left"
    town.store.engine.dispose()


def test_health_tells_the_age_of_the_last_round_and_what_waits(town: Town, tmp_path: Path) -> None:
    resolved(town)
    before = workers.health(town.store, town.now, town.now.date())
    assert before["age"] is None and before["due_now"] >= 1
    town.on("2020-10-16")
    do_round(office_of(town, spool=str(tmp_path)))
    after = workers.health(town.store, town.now + timedelta(seconds=90), town.now.date())
    assert (after["age"], after["due_now"], after["waiting"], after["given_up"]) == (90, 0, 0, 0)
    assert after["schema"] == after["schema_wanted"]


def test_no_letter_leaves_before_the_hour_nor_on_a_sunday(town: Town, tmp_path: Path) -> None:
    resolved(town)
    for moment in ("2020-10-16T05:30:00+00:00", "2020-10-18T10:00:00+00:00"):
        town.now = datetime.fromisoformat(moment)
        office = office_of(town, spool=str(tmp_path))
        assert not letters_leave(office)
        assert do_round(office).sent == 0
    town.on("2020-10-19")
    assert do_round(office_of(town, spool=str(tmp_path))).sent == 3, "the unclear duty of the 15th, the objection week, and the register's own"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2021-03-28T00:59:00+00:00", "2021-03-27"),  # the night without a third hour
        ("2021-03-28T06:00:00+00:00", "2021-03-28"),  # 08:00 summer time
        ("2021-10-31T00:30:00+00:00", "2021-10-30"),  # the hour that comes twice
        ("2021-10-31T01:30:00+00:00", "2021-10-30"),
        ("2021-10-31T07:00:00+00:00", "2021-10-31"),  # 08:00 winter time
    ],
)
def test_the_nights_in_which_the_clocks_change_belong_to_one_day_each(town: Town, moment: str, day: str) -> None:
    town.now = datetime.fromisoformat(moment)
    assert day_of_round(office_of(town)).isoformat() == day


def test_a_clock_that_jumps_back_posts_nothing_twice_and_ahead_is_not_obeyed_at_once(town: Town, tmp_path: Path) -> None:
    resolved(town)
    town.on("2020-10-23")
    assert do_round(office_of(town, spool=str(tmp_path))).posted == 1
    town.on("2020-10-16")
    back = do_round(office_of(town, spool=str(tmp_path)))
    assert (back.posted, back.skipped, back.clocks) == (0, 0, 0)
    town.on("2020-10-23")
    assert do_round(office_of(town, spool=str(tmp_path))).posted == 0
    assert town.findings() == []


def test_even_a_mistake_of_ours_ends_one_round_and_not_the_worker(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    worker = Serving(office_of(town, spool=str(tmp_path)), Words("en"), "json")

    def broken(*_: object, **__: object) -> None:
        raise ValueError("a value that no code expects")

    with monkeypatch.context() as patch:
        patch.setattr("cli.serve_rounds.do_round", broken)
        worker.round(lambda: False)
    worker.round(lambda: False)
    events = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert events == ["unforeseen", "round"]


def test_a_jump_between_two_rounds_leaves_one_round_out(town: Town, tmp_path: Path) -> None:
    resolved(town)
    worker = Serving(office_of(town, spool=str(tmp_path)), Words("de"), "text")
    worker._agree_with_the_last_round()
    worker.office = office_of(town.on("2021-10-15"), spool=str(tmp_path))
    with pytest.raises(ClockJumped):
        worker._agree_with_the_last_round()
    worker._agree_with_the_last_round()  # from there it goes on


def test_a_machine_and_a_database_that_disagree_on_the_time_begin_no_round(town: Town) -> None:
    if town.store.sqlite:
        workers.agree_on_time(town.store, town.now, timedelta(minutes=5), told=False)
        return
    with pytest.raises(workers.ClockDisagrees):
        workers.agree_on_time(town.store, town.now, timedelta(minutes=5), told=False)
    workers.agree_on_time(town.store, datetime.now().astimezone(), timedelta(minutes=5), told=False)
