"""A log in JSON holds every line, whoever wrote it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from support.forked import RATSWEG, ROOT, ratsweg


def rows(text: str) -> list[dict[str, object]]:
    """Every line as an object; a line that is none fails."""
    found = [json.loads(line) for line in text.splitlines()]
    assert all(isinstance(row, dict) and row["event"] and row["at"] for row in found)
    return found


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    return {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": f"sqlite:///{folder}/r.db", **more}


PROGRAM = """
import logging, sys, threading, traceback, warnings
from cli.logs import log_in_json
log_in_json()
print('{"at": "x", "event": "round"}', file=sys.stderr)
print("{kein Objekt}\\n[1]\\n\\nzwei\\x1b[2J", file=sys.stderr)
logging.getLogger("apscheduler.executors").warning("missed %s", "it")
warnings.warn("old", UserWarning)
thread = threading.Thread(target=lambda: 1 / 0)
thread.start()
thread.join()
print("ohne Ende", end="", file=sys.stderr)
raise OSError("weg")
"""


def test_sentences_warnings_tracebacks_and_library_lines_become_objects() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True)
    found = rows(done.stderr)
    assert found[0] == {"at": "x", "event": "round"}
    said = "\n".join(str(row.get("text")) for row in found)
    told = ("{kein Objekt}", "missed it", "UserWarning: old", "OSError: weg", "ohne Ende", "ZeroDivisionError")
    assert [part for part in told if part not in said] == []


def test_every_line_of_serve_is_an_object(tmp_path: Path) -> None:
    env = environment(tmp_path, RATSWEG_INBOX="folder:/nonexistent", PYTHONWARNINGS="default")
    assert ratsweg("--clock", "2020-09-24", "init", "--trial", cwd=tmp_path, env=env).returncode == 0
    command = [RATSWEG, "--clock", "2020-10-15T12:00", "serve", "--every", "1", "--log", "json"]
    running = subprocess.Popen(command, cwd=tmp_path, env=env, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    first = running.stderr.readline()
    time.sleep(1)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=120)
    assert {row["event"] for row in rows(first + said)} >= {"inbox_unreachable"}


def test_a_failure_of_any_command_is_an_object_where_the_log_is_json(tmp_path: Path) -> None:
    for words in (["list"], ["fetch"], ["vote"], ["serve", "--log", "json"]):
        done = ratsweg(*words, cwd=tmp_path, env=environment(tmp_path, RATSWEG_LOG="json"))
        assert done.returncode in (2, 6)
        assert any("ratsweg: " in str(row.get("text")) for row in rows(done.stderr)), words
