"""A watched folder at the desk: what is put there is stored, stamped and read, and waits."""

from __future__ import annotations

import json as jsonlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cli.errors import FileUnreadable, FolderAway, SettingInvalid, Unforeseen, WriteFailed
from cli.heartbeat import beat
from cli.logs import log_in_json
from cli.office import Office
from cli.opening import opened
from cli.shown.say import remark, say
from notifications.inboxes.watched import REFUSED, REGISTERED, WatchedFolder
from notifications.plain import plain
from papers.formats.limits import LIMITS
from states.errors import Exit, RatswegError, Term
from workflow.errors import REGISTER_AWAY, AlreadyRegistered
from workflow.inbox import arrivals

if TYPE_CHECKING:
    from notifications.words import Words
    from workflow.store.desk import Desk

PATIENCE = 8  # looks a file that cannot be read must be the same before it is taken as it is
LONGEST_PAUSE = 30  # looks left out after many that failed


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: stamped, known or refused."""

    paper: str
    outcome: str
    receipts: tuple[str, ...] = ()
    findings: int = 0
    sentence: str = ""


def watch(context: typer.Context, path: Path, *, once: bool, every: int, json: bool) -> None:
    """Take in what is put into the folder *path* until stopped; *every* so many seconds a look.

    Raises:
        SettingInvalid: it is no folder.
        WriteFailed: nothing can be moved in it.
    """
    if json:
        log_in_json()
    if not os.path.isdir(path):
        raise SettingInvalid(setting="--watch", value=str(path), known=[Term("metavar", "folder")])
    office = opened(context)
    folder = WatchedFolder(path)
    try:
        folder.prepare()
    except OSError as error:
        raise WriteFailed(path=str(path), trouble=error.strerror or str(error)) from error
    words = office.words
    watching = Watching(office, words, folder, every=every, json=json)
    if once:
        raise typer.Exit(watching.once())
    beat(watching.look, seconds=every)


class Watching:
    """One watcher's looks; each file is told as a line, or as one JSON object a line."""

    def __init__(
        self, office: Office, words: Words, folder: WatchedFolder, *, every: int, json: bool
    ) -> None:
        self.office, self.words, self.folder = office, words, folder
        self.every, self.json, self.patience = every, json, PATIENCE
        self._failed = self._pause = 0  # looks that failed one after another; looks to leave out

    def once(self) -> int:
        """Look twice and take in what is complete; return the exit code.

        Raises:
            FolderAway, RegisterBusy and what else says that the register is away.
        """
        self.patience = 0
        with self._folder_is_there():
            self.folder.look()
        time.sleep(self.every)
        outcomes = [taken.outcome for taken in self._papers(lambda: False)]
        return Exit.INPUT if "refused" in outcomes else 0

    def look(self, stop: Callable[[], bool]) -> None:
        """Look once. After a look that failed the next ones are left out, each time more."""
        if self._pause:
            self._pause -= 1
            return
        began = time.monotonic()
        try:
            for _ in self._papers(lambda: stop() or _round_is_over(began)):
                self._failed = 0
        except RatswegError as error:
            self._failed += 1
            self._pause = min(2**self._failed - 1, LONGEST_PAUSE)
            self._complain(error)
            remark(self.words.ui("next_attempt", seconds=(self._pause + 1) * self.every))
        else:
            self._failed = 0

    def _papers(self, stop: Callable[[], bool]) -> Iterator[Taken]:
        """Take in every file that is complete; the one in hand is finished before a stop."""
        with self._folder_is_there(), self.folder.alone() as alone:
            for name in self.folder.look() if alone else []:
                if stop():
                    return
                taken = self._take_in(name)
                if taken is not None:
                    self._tell(taken)
                    yield taken

    @contextmanager
    def _folder_is_there(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            trouble = error.strerror or str(error)
            raise FolderAway(path=str(self.folder.path), trouble=trouble) from error

    def _take_in(self, name: str) -> Taken | None:
        """Store, stamp and move one file; None if its time has not come, or it has gone."""
        try:
            arrival = arrivals.read(self.folder.paper(name))
            if arrival.unread and self._waits(name):
                return None  # a copy that has come to a halt halfway looks just so
            receipts, findings = self.office.system(lambda desk: _stamp(desk, arrival))
        except FileNotFoundError:
            return None
        except PermissionError as error:
            trouble = error.strerror or str(error)
            return self._refuse(name, FileUnreadable(path=plain(name), trouble=trouble))
        except (OSError, *REGISTER_AWAY):
            raise
        except RatswegError as error:
            return self._refuse(name, error)
        except Exception as error:  # a mistake of ours: rather the file waits than it is lost
            return self._fail(name, error)
        self._put(name, REGISTERED)
        return Taken(name, "stamped", receipts, findings)

    def _waits(self, name: str) -> bool:
        """Whether the file is to be handed out once more before it is taken as it is."""
        waits = self.folder.looks(name) < self.patience
        if waits:
            self.folder.later(name)
        return waits

    def _fail(self, name: str, error: Exception) -> Taken | None:
        trouble = str(error).split("\n")[0]
        told = Unforeseen(kind=type(error).__name__, trouble=trouble)
        self._complain(told)
        return None if self._waits(name) else self._refuse(name, told)

    def _refuse(self, name: str, error: RatswegError) -> Taken | None:
        """Move a file away that brings no new paper, with the reason beside it."""
        sentence = self.words.sentence(error)
        told = plain(f"{sentence}\n{self.words.hint(error)}")
        if isinstance(error, AlreadyRegistered):
            known = (str(error.fields["reference"]),)
            moved = self._put(name, REGISTERED, told)
            return Taken(name, "known", known, sentence=sentence) if moved else None
        moved = self._put(name, REFUSED, told)
        return Taken(name, "refused", sentence=sentence) if moved else None

    def _put(self, name: str, folder: str, told: str = "") -> bool:
        try:
            return self.folder.put(name, folder, told)
        except OSError as error:  # it holds up no other; the register knows it when it comes again
            self._complain(WriteFailed(path=plain(name), trouble=error.strerror or str(error)))
            self.folder.later(name)
            return False

    def _tell(self, taken: Taken) -> None:
        if self.json:
            row = {**asdict(taken), "paper": plain(taken.paper)}
            typer.echo(jsonlib.dumps(row, ensure_ascii=True))
        elif taken.outcome == "stamped":
            for number in taken.receipts:
                say(self.words.ui("stamped", paper=taken.paper, number=number))
        else:
            say(self.words.ui(taken.outcome, paper=taken.paper, sentence=taken.sentence))

    def _complain(self, error: RatswegError) -> None:
        remark(f"{self.words.sentence(error)} {self.words.hint(error)}")


def _round_is_over(began: float) -> bool:
    """Whether a look has read as long as a round may: the folder is then looked at again."""
    return time.monotonic() - began > LIMITS.seconds_a_round - LIMITS.seconds_a_mail


def _stamp(desk: Desk, arrival: arrivals.Arrival) -> tuple[tuple[str, ...], int]:
    """The receipts of a paper, and how much a person should look at."""
    stamped = arrivals.stamp(desk, arrival)
    findings = sum(len(draft.findings) for draft in arrival.drafts)
    return tuple(matter.reference for matter in stamped), findings
