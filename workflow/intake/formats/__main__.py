"""The process in which papers of formats are read: what a hostile one breaks is only this process.

A request is a line of JSON and the bytes of the paper; the answer is a line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from states.errors import RatswegError
from workflow.intake.errors import BrokenPaper
from workflow.intake.formats import readers
from workflow.intake.formats.limits import LIMITS


def main() -> None:
    """Answer requests until there are no more."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _bound()
    while line := questions.readline():
        request = json.loads(line)
        answer = _answer(request, _exactly(questions, request["size"]))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _bound() -> None:
    """Let the system refuse memory beyond the limit; where it cannot, time alone bounds."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, hard))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        sys.exit(1)
    return content


def _answer(request: dict[str, Any], content: bytes) -> dict[str, Any]:
    """The pages read, or the failure.

    Whatever else a library raises at a paper means that the paper is broken.
    """
    kind, number = request["kind"], request["page"]
    try:
        if number is None:
            return {"pages": readers.pages(kind, content)}
        return {"pages": [readers.recognised(kind, content, number)]}
    except RatswegError as error:
        return {"error": error.code, "fields": error.fields}
    except Exception as error:
        fields = {"trouble": f"{type(error).__name__}: {error}"[:200]}
        return {"error": BrokenPaper.code, "fields": fields}


if __name__ == "__main__":
    main()
