"""The process in which papers and mails are read: what a hostile one breaks is only this process.

A request is a line of JSON and bytes; so is the answer.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import signal
import sys
import traceback
from importlib import import_module
from typing import Any, BinaryIO

from papers.errors import ReaderFailed
from papers.formats.limits import LIMITS
from papers.formats.readers import bounded
from states.errors import RatswegError

_LONGER = 5  # seconds after those of a request, until an orphan ends itself
_PR_SET_PDEATHSIG = 1  # prctl(2)


def main() -> None:
    """Answer requests until there are no more."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _die_with_parent()
    while line := questions.readline():
        request = json.loads(line)
        _bound(request["size"], request["seconds"])
        answer, files = _answer(request, _exactly(questions, request["size"]))
        answer["files"] = [len(file) for file in files]
        answers.write(json.dumps(answer, default=str).encode() + b"\n")  # days as ISO 8601
        answers.writelines(files)
        answers.flush()
        _bound(0, 0)


def _die_with_parent() -> None:
    """Who asks may be killed while we read: then nobody waits for the answer. Linux alone tells us at once."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _bound(size: int, seconds: float) -> None:
    """Let the system refuse memory beyond the limit, and end us if who asked does not; 0 seconds: never.

    Where it cannot, time alone bounds, and who asked keeps it.
    """
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds) + _LONGER if seconds else 0)
    try:
        import resource
    except ImportError:
        return
    made = LIMITS.memory - LIMITS.program
    for kind, most in ((resource.RLIMIT_DATA, made), (resource.RLIMIT_AS, LIMITS.addresses)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most + 2 * size, hard))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        sys.exit(1)
    return content


def _answer(request: dict[str, Any], content: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """What the function made of it, or the failure; a function may hand out files too."""
    module, _, name = request["call"].partition(":")
    try:
        function = getattr(import_module(module), name)
        made = bounded(lambda: function(content, **request["told"]))
    except RatswegError as error:
        return {"error": error.code, "fields": error.fields}, []
    except Exception as error:
        traceback.print_exc()
        kind = type(error).__name__
        fields = {"kind": kind, "trouble": f"{kind}: {error}"[:200]}
        return {"error": ReaderFailed.code, "fields": fields}, []
    hands_out = isinstance(made, tuple) and isinstance(made[1], list)
    return ({"answer": made[0]}, made[1]) if hands_out else ({"answer": made}, [])


if __name__ == "__main__":
    main()
