"""A log of JSON objects, one a line: whatever else is said on standard error becomes one too."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from cli.clock import clock


def log_in_json() -> None:
    """From now on every line on standard error is a JSON object, and says when it was written.

    Sentences, warnings, tracebacks and what libraries log are told as {"event": "said"}.
    """
    if not isinstance(sys.stderr, JsonLines):
        sys.stderr = JsonLines(sys.stderr, clock)


class JsonLines(io.TextIOBase):
    """A stream that hands on whole lines: those that are JSON objects as they are."""

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self, target: TextIO, now: Callable[[], datetime]) -> None:
        self._target, self._now, self._begun = target, now, ""

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """That of the stream behind it."""
        return self._target.fileno()

    def write(self, text: str) -> int:
        """Take *text*; what is a line by now is handed on."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            if line.strip():
                self._target.write(f"{self._object(line)}\n")
        self._target.flush()
        return len(text)

    def flush(self) -> None:
        """Hand on what is written; a line that is not at its end waits."""
        self._target.flush()

    def close(self) -> None:
        """Hand on the last line too."""
        if self._begun:
            self.write("\n")

    def _object(self, line: str) -> str:
        try:
            if isinstance(json.loads(line), dict):
                return line
        except ValueError:
            pass
        row = {"at": self._now().isoformat(), "event": "said", "text": line}
        return json.dumps(row, ensure_ascii=True)
