"""APScheduler as a heartbeat: it says when to look, never what is due.

It stores nothing. What is due follows from register and law, so a stopped
heartbeat loses no reminder and two of them send none twice.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable


def beat(round_: Callable[[Callable[[], bool]], None], *, seconds: int) -> None:
    """Call *round_* now and every *seconds* until SIGTERM or SIGINT.

    It is handed a question, "are we to stop?", to ask between two letters.
    """
    from apscheduler.schedulers.background import BackgroundScheduler

    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        lambda: round_(stop.is_set),
        "interval",
        seconds=seconds,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    round_(stop.is_set)
    scheduler.start()
    stop.wait()
    scheduler.shutdown(wait=True)
