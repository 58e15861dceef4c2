"""An act is whole or it is not: the process is killed at every write of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from town import Town

PROGRAM = """
import os, signal, sys
sys.path[:0] = [{tests!r}, {root!r}]
from sqlalchemy import event
from town import Town, moment
from states.votes import Tally
from workflow.store import Store
town = Town(Store({url!r}), now=moment("2020-10-15"))
left = int(sys.argv[1])
def write(conn, cursor, statement, parameters, context, executemany):
    global left
    if statement.lstrip().split()[0].upper() in ("INSERT", "UPDATE", "DELETE", "COMMIT"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
event.listen(town.store._writing, "after_cursor_execute", write)
town.vote("BA-111/2020", Tally(41, 9, 4))
"""


def test_a_vote_killed_at_any_write_is_all_there_or_nothing(url: str, tmp_path: Path) -> None:
    town = Town.founded(url)
    town.registered()
    before = town.show("BA-111/2020")
    tests = Path(__file__).parent
    program = PROGRAM.format(tests=str(tests), root=str(tests.parent), url=url)
    killed = 0
    for write in range(1, 200):
        command = [sys.executable, "-c", program, str(write)]
        done = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONPATH": ""})
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        killed += 1
        assert town.show("BA-111/2020") == before
        assert town.findings() == []
    else:
        raise AssertionError("the act never ended")
    assert killed > 15
    assert town.show("BA-111/2020")["state"] == "adopted"
    assert town.on("2020-10-16").findings() == []
    town.store.engine.dispose()
