"""An act is whole or it is not: the process is killed at every write of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.town import Town

PROGRAM = """
import os, signal, sys
sys.path[:0] = [{tests!r}, {root!r}]
from sqlalchemy import event
from support.town import Town, moment
from states.votes import Tally
from workflow.store.database import Store
def voted(left):
    town = Town(Store({url!r}), now=moment("2020-10-15"))
    def write(conn, cursor, statement, parameters, context, executemany):
        nonlocal left
        if statement.lstrip().split()[0].upper() in ("INSERT", "UPDATE", "DELETE", "COMMIT"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    event.listen(town.store._writing, "after_cursor_execute", write)
    town.vote("BA-111/2020", Tally(41, 9, 4))
    os._exit(0)
for line in sys.stdin:
    if (child := os.fork()) == 0:
        voted(int(line))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def test_a_vote_killed_at_any_write_is_all_there_or_nothing(url: str) -> None:
    """Each number told to the program is the write at which a process of its own is killed."""
    town = Town.founded(url)
    town.registered()
    before = town.show("BA-111/2020")
    tests = Path(__file__).parents[1]
    program = PROGRAM.format(tests=str(tests), root=str(tests.parent), url=url)
    told: Any = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": {**os.environ, "PYTHONPATH": ""}}
    killed = 0
    with subprocess.Popen([sys.executable, "-c", program], **told) as voting:
        assert voting.stdin and voting.stdout
        for write in range(1, 200):
            print(write, file=voting.stdin, flush=True)
            ended = int(voting.stdout.readline())
            if ended == 0:
                break
            assert ended == -signal.SIGKILL
            killed += 1
            assert town.show("BA-111/2020") == before
            assert town.findings() == []
        else:
            raise AssertionError("the act never ended")
        voting.stdin.close()
    assert killed > 15
    assert town.show("BA-111/2020")["state"] == "adopted"
    assert town.on("2020-10-16").findings() == []
    town.store.engine.dispose()
