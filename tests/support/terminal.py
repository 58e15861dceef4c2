"""The command at a terminal, where somebody types."""

from __future__ import annotations

import os
import pty
import subprocess
from collections.abc import Mapping
from pathlib import Path

from support.forked import RATSWEG


def at_terminal(
    *words: str | Path, cwd: Path, env: Mapping[str, str], typed: str = ""
) -> tuple[int, str]:
    """Exit code, and what a terminal shows while *typed* is answered."""
    leader, follower = pty.openpty()
    command = subprocess.Popen(
        [RATSWEG, *words],
        **{"cwd": cwd, "env": {**env, "COLUMNS": "100"}, "close_fds": True},
        **{"stdin": follower, "stdout": follower, "stderr": follower},
    )
    os.close(follower)
    os.write(leader, typed.encode())
    shown = b""
    while piece := _piece(leader):
        shown += piece
    os.close(leader)
    return command.wait(timeout=120), shown.decode()


def _piece(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the command has ended
        return b""
