"""APScheduler as a heartbeat: it says when to look, never what is due.

It stores nothing. What is due follows from register and law, so a stopped
heartbeat loses no reminder and two of them send none twice.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

from papers.formats.apart import APART
from papers.formats.patience import ReadingStopped, stopping

GRACE = 4  # seconds a round has to end in; one that hangs is then cut off, as by a kill
Look = Callable[[Callable[[], bool]], None]


def beat(round_: Look, *, seconds: int) -> None:
    """Call *round_* now and every *seconds* until SIGTERM or SIGINT, which are obeyed in 5 seconds.

    It is handed a question, "are we to stop?", to ask between two letters. What is being read
    then is given up, and read the next time.
    """
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    beating = _Beating(round_, stop)
    first = threading.Thread(target=beating.first, daemon=True)
    first.start()  # not here: a signal is heard only by a thread that no library keeps
    while first.is_alive() and not stop.wait(0.1):
        pass
    if beating.failure:
        raise beating.failure
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a round may take many beats
    scheduler = BackgroundScheduler(timezone="UTC")
    job = {"seconds": seconds, "coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler.add_job(beating.once, "interval", **job)
    scheduler.start()
    stop.wait()
    scheduler.shutdown(wait=False)
    beating.end()


class _Beating:
    """Rounds one after another, of which the last can be waited for."""

    def __init__(self, round_: Look, stop: threading.Event) -> None:
        self._round, self._stop = round_, stop
        self._in_hand = threading.Lock()
        self.failure: BaseException | None = None

    def first(self) -> None:
        """The first round: what it fails at ends the program."""
        try:
            self.once()
        except BaseException as error:
            self.failure = error

    def once(self) -> None:
        """One round, unless the house stops."""
        with self._in_hand, stopping(self._stop.is_set):
            if not self._stop.is_set():
                try:
                    self._round(self._stop.is_set)
                except ReadingStopped:
                    return  # what was being read is read the next time

    def end(self) -> None:
        """Wait for the round in hand; one that hangs at a database or a server ends with us."""
        if not self._in_hand.acquire(timeout=GRACE):
            APART.kill()
            os._exit(0)
