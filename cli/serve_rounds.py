"""The rounds of `serve`: one that fails is told and the next one comes; clocks that jump wait."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cli.clock import running
from cli.errors import ClockJumped, Unforeseen
from cli.rounds import do_round, round_line
from cli.shown.say import remark
from notifications.words import Words
from states.errors import RatswegError

if TYPE_CHECKING:
    from cli.office import Office

JUMP = 3600  # seconds by which the clock may be set between two rounds


class Serving:
    """One worker's rounds, told as text or as one JSON object a line on standard error."""

    def __init__(self, office: Office, words: Words, log: str) -> None:
        self.office, self.words, self.log = office, words, log
        self._told, self._began = office.told, running()
        self._last: tuple[datetime, float] | None = None

    def round(self, stop: Callable[[], bool]) -> None:
        """Do one round; whatever fails, the next one comes."""
        if self._told is not None:  # a told clock goes on while we serve
            gone = timedelta(seconds=running() - self._began)
            self.office = replace(self.office, told=self._told + gone)
        try:
            self._agree_with_the_last_round()
            done = do_round(self.office, stop=stop)
        except RatswegError as error:  # a database that is away comes back
            self._fail(error)
        except Exception as error:  # even a mistake of ours must not end all rounds
            self._fail(Unforeseen(kind=type(error).__name__, trouble=str(error).split("\n")[0]))
        else:
            self._tell("round", asdict(done), None)

    def _fail(self, error: RatswegError) -> None:
        self._tell(error.code, {n: str(v) for n, v in error.fields.items()}, error)

    def _agree_with_the_last_round(self) -> None:
        """The clock must have gone on as far as the machine has: else it was set.

        Raises:
            ClockJumped: by more than an hour; the next round starts from there.
        """
        now, runs = self.office.now(), running()
        last, self._last = self._last, (now, runs)
        if last is not None:
            jumped = (now - last[0]).total_seconds() - (runs - last[1])
            if abs(jumped) > JUMP:
                raise ClockJumped(seconds=round(jumped))

    def _tell(self, event: str, fields: dict[str, object], error: RatswegError | None) -> None:
        if self.log == "json":
            row = {"at": self.office.now().isoformat(), "event": event, **fields}
            remark(json.dumps(row, ensure_ascii=False))
        elif error is not None:
            remark(self.words.sentence(error))
        else:
            remark(round_line(self.office, self.words, fields))
