"""Kills workers while they work: every letter must arrive, repeats under one Message-ID.

    python tests/support/torture.py [workers] [due] [milliseconds between two kills]

Real processes, SIGKILL, a real PostgreSQL, a real SMTP server that ends one connection in
ten after DATA without an answer.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from seeding import seed  # noqa: E402
from sqlalchemy import func, select  # noqa: E402
from sqlmodel import col  # noqa: E402

from cli.office import Office  # noqa: E402
from cli.rounds import do_round  # noqa: E402
from cli.settings import Settings  # noqa: E402
from states.errors import RatswegError  # noqa: E402
from states.profile import read_law  # noqa: E402
from support import postgres  # noqa: E402
from support.mailserver import Box, serving  # noqa: E402
from workflow.store.database import Store  # noqa: E402
from workflow.store.models import Addressee, Mail, Message  # noqa: E402
from workflow.store.upgrade import create  # noqa: E402

FASTER = 240  # the told clock: a pause of a minute lasts a quarter of a second
MOMENT = datetime(2026, 11, 25, 9, tzinfo=UTC)  # a Wednesday, ten o'clock in Berlin


@dataclass(frozen=True)
class Trial:
    """What came of it."""

    kills: int
    seconds: float
    posted: int
    letters: int
    arrived: int
    deliveries: int

OF_A_MATTER = col(Message.matter_id).is_not(None)  # the register's own letter is counted elsewhere
ABOUT_MATTERS = col(Mail.id).in_(
    select(col(Addressee.mail_id)).join(Message, col(Message.id) == Addressee.message_id).where(OF_A_MATTER)
)


def trial(server: str, *, workers: int, due: int, pause: float, patience: float = 1200) -> Trial:
    """Post and deliver *due* occasions with *workers* processes, one killed every *pause* seconds.

    Where nobody lives long enough to get anything done the pause grows: a slow machine ends too.
    """
    url = postgres.fresh_database(server)
    create(Store(url), read_law("chemnitz"), trial=True, at=MOMENT - timedelta(days=30))
    law = read_law("chemnitz").digest
    seed(url, duties=due, due=due, today=date(2026, 11, 25), office_due=date(2026, 11, 17), law=law, each=4)
    store, box, began, kills = Store(url), Box(drop_every=10), time.monotonic(), 0
    steps, pace = 0, pause
    with serving(box) as port, crew(url, port, workers) as processes:
        while time.monotonic() - began < patience and not done(store, due):
            time.sleep(pace)
            replace_one(processes, url, port)
            kills += 1
            before, steps = steps, progress(store)
            pace = max(pause, pace / 2) if steps > before else 2 * pace
    seconds = time.monotonic() - began
    with store.read() as session:
        told = select(func.count()).select_from(Message).where(~col(Message.skipped), OF_A_MATTER)
        posted = session.scalar(told)
        letters = set(session.scalars(select(col(Mail.message_id)).where(ABOUT_MATTERS)))
        whole = set(session.scalars(select(col(Mail.message_id))))
    store.engine.dispose()
    postgres.drop_database(server, url)
    assert set(box.seen) <= whole
    seen = {identity: times for identity, times in box.seen.items() if identity in letters}
    return Trial(kills, seconds, posted or 0, len(letters), len(seen), sum(seen.values()))


def done(store: Store, due: int) -> bool:
    """Whether every occasion is posted, written and sent."""
    with store.read() as session:
        mails = session.scalar(select(func.count()).select_from(Mail).where(ABOUT_MATTERS)) or 0
        unsent = session.scalar(select(func.count()).select_from(Mail).where(col(Mail.sent_at).is_(None)))
        return mails >= due and not unsent


def progress(store: Store) -> int:
    """How many steps are behind: an occasion posted, a letter written, a letter sent."""
    parts = (col(Message.id), col(Mail.id), col(Mail.sent_at))
    with store.read() as session:
        return sum(session.scalar(select(func.count(part))) or 0 for part in parts)


def replace_one(processes: list[int], url: str, port: int) -> None:
    """Kill a worker, whatever it is doing, and hire another."""
    victim = random.randrange(len(processes))
    os.kill(processes[victim], signal.SIGKILL)
    os.waitpid(processes[victim], 0)
    processes[victim] = hire(url, port)


@contextmanager
def crew(url: str, port: int, workers: int) -> Iterator[list[int]]:
    """So many processes; whoever is left at the end is killed too."""
    processes = [hire(url, port) for _ in range(workers)]
    try:
        yield processes
    finally:
        for process in processes:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def hire(url: str, port: int) -> int:
    """Fork a worker that does one round after the other; return its process id."""
    process = os.fork()
    if process:
        return process
    try:
        mail = f"smtp://127.0.0.1:{port}?security=none"
        settings = Settings(database=url, mail=mail, lease=str(2 * FASTER))
        office = Office(settings, Store(url), read_law("chemnitz"), True, MOMENT)
        while True:
            gone = FASTER * (time.time() - float(os.environ["TORTURE_BEGAN"]))
            try:
                do_round(replace(office, told=MOMENT + timedelta(seconds=gone)))
            except RatswegError as error:  # as `serve` does: told, and the next round comes
                print(error, file=sys.stderr)
            time.sleep(0.05)
    finally:
        os._exit(1)


def main() -> None:
    workers, due, pause = (int(a) for a in [*sys.argv[1:], "4", "2000", "200"][:3])
    os.environ["TORTURE_BEGAN"] = str(time.time())
    with postgres.server() as server:
        if server is None:
            sys.exit("no PostgreSQL was found")
        found = trial(server, workers=workers, due=due, pause=pause / 1000)
    print(
        f"{found.kills} kills in {found.seconds:.0f} s; {found.posted:,} occasions posted,"
        f" {found.letters:,} letters, {found.arrived:,} arrived, {found.deliveries:,} deliveries"
        f" ({found.deliveries - found.arrived:,} repeats under the same Message-ID)"
    )
    sys.exit(0 if found.arrived == found.letters == found.posted == due else 1)


if __name__ == "__main__":
    main()
