"""A folder of .eml files, or a Maildir: what a mail server or a person has put there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from notifications.inboxes.inbox import Withheld
from notifications.inboxes.ordinary import content, is_folder, own_folder
from states.errors import RatswegError


class Folder:
    """Reads letters from a folder; those that are done are moved to `done` below it.

    In a Maildir (a folder with `new` and `cur`) they go from `new` to `cur`, marked as seen.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.maildir = is_folder(self.path / "new")

    def letters(self) -> Iterator[tuple[str, bytes]]:
        """Every letter that waits, by name; no link is followed.

        Raises:
            Withheld: some are no ordinary files, too large, or cannot be read.
        """
        source = self.path / "new" if self.maildir else self.path
        if not source.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(source))
        withheld: list[str | RatswegError] = []
        for file in sorted(source.iterdir()):
            if file.name.startswith(".") or is_folder(file):
                continue
            try:
                read = content(file, file.name)
            except FileNotFoundError:  # another worker has taken it
                continue
            except RatswegError as error:
                withheld.append(error)
                continue
            except OSError as error:
                withheld.append(f"{file.name} ({error.strerror})")
                continue
            yield file.name, read
        if withheld:
            raise Withheld(withheld)

    def done(self, name: str) -> None:
        """Move it out of the way; nothing is deleted."""
        source = self.path / "new" / name if self.maildir else self.path / name
        target = self.path / "cur" / f"{name}:2,S" if self.maildir else self.path / "done" / name
        own_folder(target.parent)
        with suppress(FileNotFoundError):  # another worker was faster
            source.replace(target)

    def leave(self, name: str) -> None:
        """It stays where it is."""

    def close(self) -> None:
        """Nothing stays open."""
