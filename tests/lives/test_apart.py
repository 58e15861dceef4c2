"""Workers with clocks apart, stopped, or in the nights in which clocks change: real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from lives.test_unlucky import decided
from lives.test_workers import office_of
from sqlalchemy import update
from support.mailserver import Box, serving
from support.town import Town

from cli.rounds import do_round
from workflow.outbox import queue
from workflow.store.models import Mail

ROOT = Path(__file__).parents[2]
WORKER = """
import sys
sys.path[:0] = [{tests!r}, {root!r}]
from lives.test_workers import office_of
from support.town import Town, moment
from datetime import datetime
from cli.rounds import do_round
from workflow.store.database import Store
town = Town(Store({url!r}), now=datetime.fromisoformat({now!r}))
print(do_round(office_of(town, **{settings!r})), flush=True)
"""


def worker(town: Town, **settings: str) -> subprocess.Popen[str]:
    told = {"tests": str(ROOT / "tests"), "root": str(ROOT), "now": town.now.isoformat()}
    url = town.store.url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql")
    program = WORKER.format(**told, url=url, settings=settings)
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)


def test_a_worker_ten_minutes_ahead_leaves_alone_what_another_has_in_hand(town: Town, tmp_path: Path) -> None:
    decided(town, "111")
    do_round(office_of(town, spool=str(tmp_path / "first")))
    with town.store.write() as session:
        session.execute(update(Mail).values(sent_at=None, worker="another-1", due_at=town.now + queue.LEASE))
    town.now += timedelta(minutes=10)
    assert worker(town, spool=str(tmp_path / "second")).wait(60) == 0
    assert not (tmp_path / "second").exists(), "it is in the other's hand"
    town.now += timedelta(minutes=11)
    assert worker(town, spool=str(tmp_path / "second")).wait(60) == 0
    assert len(list((tmp_path / "second").glob("*.eml"))) == len(town.mails()) > 0


@pytest.mark.skipif(os.name != "posix", reason="SIGSTOP is POSIX")
def test_a_worker_stopped_past_its_lease_repeats_under_the_same_id_and_overwrites_nothing(town: Town, tmp_path: Path) -> None:
    decided(town, "111")
    box = Box(delay=3)
    with serving(box) as port:
        mail = f"smtp://127.0.0.1:{port}?security=none"
        slow = worker(town, mail=mail, lease="1")
        until = time.monotonic() + 60
        while not any(one.worker for one in town.mails()) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.3)
        slow.send_signal(signal.SIGSTOP)
        town.now += timedelta(minutes=12)
        do_round(office_of(town, spool=str(tmp_path)))
        sent = [(one.message_id, one.sent_at) for one in town.mails()]
        slow.send_signal(signal.SIGCONT)
        slow.wait(60)
    assert sent and all(at for _, at in sent), "the other has sent them"
    assert [(one.message_id, one.sent_at) for one in town.mails()] == sent, "and its record stands"
