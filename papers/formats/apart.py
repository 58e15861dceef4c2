"""Has what a stranger sent read in a process of its own, bounded in time and memory; it serves many papers."""

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

from papers import errors
from papers.errors import BrokenPaper, ReadingTooLong
from papers.formats.limits import LIMITS
from papers.formats.patience import ReadingStopped, patience, within

_ROOT = Path(__file__).resolve().parents[2]
# what the process gets of our environment: passwords are not among it
_PASSED = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT")
_FAILURES = {e.code: e for e in vars(errors).values() if isinstance(e, type) and hasattr(e, "code")}
_LOOK = 0.1  # seconds between two looks whether to wait on
Answer = tuple[Any, list[bytes]]  # JSON values, and files


class Apart:
    """The process that reads, started when it is needed and again when a paper broke it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def call(self, function: str, content: bytes, **told: Any) -> Answer:
        """What *function*, a "module:name" of ours, makes of *content*, and of what it is told.

        It is done within the seconds a paper has, or what is left of a block of `within`.

        Raises:
            ReadingTooLong, ReadingTooLarge: not within the limits.
            ReaderFailed: it has a mistake.
            ReadingStopped: somebody wants the house to stop.
        """
        with within(LIMITS.seconds), self._lock:
            return self._asked({"call": function, "told": told, "size": len(content)}, content)

    def close(self) -> None:
        """End the process; the next paper starts a new one."""
        with self._lock:
            self._end()

    def kill(self) -> None:
        """End the process whoever waits for it: we are about to end too."""
        child = self._child
        if child is not None and self._owner == os.getpid():
            _kill(child)

    def _asked(self, request: dict[str, Any], content: bytes) -> Answer:
        bound = patience()
        if bound.left <= 0:
            raise ReadingTooLong(limit=round(bound.seconds))
        request["seconds"] = bound.left
        exchange = _Exchange(self._running(), json.dumps(request).encode() + b"\n", content)
        try:
            exchange.wait()
        finally:
            if exchange.answer is None:
                self._end()
                exchange.thread.join()
        if exchange.answer is None:
            raise BrokenPaper(trouble="the reader crashed")
        return _told(*exchange.answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._owner != os.getpid() or self._child.poll() is not None:
            self._end()
            passed = {name: os.environ[name] for name in _PASSED if name in os.environ}
            paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "papers.formats"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=None if os.environ.get("RATSWEG_DEBUG") else subprocess.DEVNULL,
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


class _Exchange:
    """A question to the process, and its answer: None until it is whole."""

    def __init__(self, child: subprocess.Popen[bytes], question: bytes, content: bytes) -> None:
        self.answer: tuple[dict[str, Any], list[bytes]] | None = None
        self.thread = threading.Thread(target=self._exchange, args=(child, question, content), daemon=True)

    def wait(self) -> None:
        """Wait for the answer, or the end of the process.

        Raises:
            ReadingTooLong, ReadingStopped: rather than wait on.
        """
        bound = patience()
        self.thread.start()
        while self.thread.is_alive():
            if bound.stop():
                raise ReadingStopped
            if bound.left <= 0:
                raise ReadingTooLong(limit=round(bound.seconds))
            self.thread.join(min(_LOOK, max(bound.left, 0)))

    def _exchange(self, child: subprocess.Popen[bytes], question: bytes, content: bytes) -> None:
        assert child.stdin and child.stdout
        with contextlib.suppress(OSError, ValueError):
            child.stdin.write(question)
            child.stdin.write(content)
            child.stdin.flush()
            line = child.stdout.readline()
            if line.endswith(b"\n"):
                answer = json.loads(line)
                files = [child.stdout.read(size) for size in answer["files"]]
                if [len(file) for file in files] == answer["files"]:
                    self.answer = answer, files


def _told(answer: dict[str, Any], files: list[bytes]) -> Answer:
    if "error" in answer:
        raise _FAILURES[answer["error"]](**answer["fields"])
    return answer["answer"], files


def _kill(child: subprocess.Popen[bytes]) -> None:
    """Kill the process with those that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


APART = Apart()
atexit.register(APART.close)
