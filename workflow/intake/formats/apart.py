"""Has papers read in a process of their own, with limits of time and memory; it serves many papers."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from workflow.intake import errors
from workflow.intake.errors import BrokenPaper, ReadingTooLong
from workflow.intake.formats.limits import LIMITS

_ROOT = Path(__file__).resolve().parents[3]
# what the process gets of our environment: passwords are not among it
_PASSED = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT")
_FAILURES = {e.code: e for e in vars(errors).values() if isinstance(e, type) and hasattr(e, "code")}


class Apart:
    """The process that reads, started when it is needed and again when a paper broke it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def pages(self, kind: str, content: bytes) -> list[str | None]:
        """The raw text of each page; None where only a picture is.

        Raises:
            RatswegError: the paper cannot be read, or not within the limits.
        """
        return self._ask({"kind": kind, "page": None}, content, LIMITS.seconds)

    def recognised(self, kind: str, content: bytes, number: int) -> str:
        """The text in the picture of a page, counted from 0.

        Raises:
            RatswegError: it cannot be painted, or not be read within the limits.
        """
        found = self._ask({"kind": kind, "page": number}, content, LIMITS.seconds_a_picture)
        return found[0] or ""

    def close(self) -> None:
        """End the process; the next paper starts a new one."""
        with self._lock:
            self._end()

    def _ask(self, request: dict[str, Any], content: bytes, seconds: float) -> list[str | None]:
        question = json.dumps({**request, "size": len(content)}).encode() + b"\n"
        with self._lock:
            child = self._running()
            late = threading.Event()
            timer = threading.Timer(seconds, _stop, (child, late))
            timer.start()
            try:
                line = _exchanged(child, question, content)
            finally:
                timer.cancel()
                timer.join()
            complete = line.endswith(b"\n")
            if late.is_set() or not complete:
                self._end()
        if not complete and late.is_set():
            raise ReadingTooLong(limit=round(seconds))
        if not complete:
            raise BrokenPaper(trouble="the reader crashed")
        answer = json.loads(line)
        if "error" in answer:
            raise _FAILURES[answer["error"]](**answer["fields"])
        pages: list[str | None] = answer["pages"]
        return pages

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._owner != os.getpid() or self._child.poll() is not None:
            self._end()
            passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
            paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "workflow.intake.formats"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**passed, "PYTHONPATH": os.pathsep.join(paths), "OMP_THREAD_LIMIT": "1"},
                start_new_session=True,
            )
            self._owner = os.getpid()
        return self._child

    def _end(self) -> None:
        """Let go of the process; one that a parent of this process started is not ended."""
        child, self._child = self._child, None
        if child is None:
            return
        if self._owner == os.getpid():
            _kill(child)
            child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def _exchanged(child: subprocess.Popen[bytes], question: bytes, content: bytes) -> bytes:
    """The answer, cut short if the process ended before it was given."""
    assert child.stdin and child.stdout
    try:
        child.stdin.write(question)
        child.stdin.write(content)
        child.stdin.flush()
        return child.stdout.readline()
    except OSError:
        return b""


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Kill the process with those that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


APART = Apart()
atexit.register(APART.close)
