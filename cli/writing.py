"""Files that a person named to be written: whole, never over an input, over others only if told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cli.asking import confirm
from cli.errors import FileExists, WriteFailed, WritesOverInput
from cli.settings import Settings
from cli.shown.say import interactive
from notifications.words import Words
from workflow.store.modes import write_whole


@dataclass(frozen=True)
class Writer:
    """Writes the files of one command; *force* says yes to every question.

    *inputs* are what the command reads; with them stay the register and the settings.
    """

    words: Words
    force: bool = False
    inputs: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, settings: Settings, words: Words, *, force: bool) -> Writer:
        """A writer for this installation."""
        register = settings.database.removeprefix("sqlite:///")
        return cls(words, force, [settings.file, Path(register)])

    def write(self, target: Path, content: bytes) -> None:
        """Write *target*, with the folders above it.

        Raises:
            WritesOverInput, FileExists, Declined, WriteFailed.
        """
        with writing(target):
            self.may(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)

    def may(self, target: Path) -> None:
        """Ask, where *target* is there already, whether it is to be written over.

        Raises:
            WritesOverInput: it is an input, or the register, or the settings.
            FileExists: nobody is there to ask.
            Declined: the answer is no.
        """
        if not os.path.isfile(target):  # nothing there, or a pipe or a device
            return
        if any(os.path.exists(one) and one.samefile(target) for one in self.inputs):
            raise WritesOverInput(path=str(target))
        if self.force:
            return
        if not interactive():
            raise FileExists(path=str(target))
        confirm(self.words, yes=False, question="write_over", option="--force", path=target)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """What the system refuses meanwhile is said of *target*: raises WriteFailed."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a name that no system takes
        trouble = getattr(error, "strerror", None) or str(error)
        raise WriteFailed(path=str(target), trouble=trouble) from error
