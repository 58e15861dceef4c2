"""A folder into which people and scanners put papers; only what is complete is handed out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from notifications.inboxes.at_work import locked, open_for_writing
from notifications.inboxes.ordinary import content, own_folder
from notifications.inboxes.places import beside, free
from papers.file import File

REGISTERED, REFUSED = "registered", "refused"  # below the folder: where a paper goes

# Names under which programs keep what is not finished, or no paper at all.
LEFT_ALONE = (
    *(".*", "~*", "*~"),  # hidden, lock files of office programs, backups of editors
    *("*.part", "*.partial", "*.filepart", "*.crdownload", "*.download", "*.tmp", "*.temp"),
    *("thumbs.db", "desktop.ini"),
)
COMPLETE = 2  # so many looks a file must be the same
LONGEST = 32  # looks between two attempts

_Signature = tuple[int, int, int]  # inode, bytes, nanoseconds of the last change


@dataclass(frozen=True, slots=True)
class _SeenMail:
    signature: _Signature
    looks: int = 1  # in which it was the same
    due: int = COMPLETE  # the look at which it is handed out


class WatchedFolder:
    """Papers are moved out of it once the register has them, and nothing is deleted.

    Subfolders are not entered. All raise OSError where the folder does not answer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._seen: dict[str, _SeenMail] = {}

    def prepare(self) -> None:
        """Make the two folders into which papers go."""
        for name in (REGISTERED, REFUSED):
            own_folder(self.path / name)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether no other watcher is at it; until the end of the block none will be.

        The system lets go of the lock when a watcher dies.
        """
        directory = getattr(os, "O_DIRECTORY", None)
        if directory is None:  # Windows opens no folders
            yield True
            return
        folder = os.open(self.path, os.O_RDONLY | directory)
        try:
            yield locked(folder)
        finally:
            os.close(folder)

    def look(self) -> list[str]:
        """The names of the files that are complete, in the order in which they came.

        A file is complete if two looks found it the same and no process of this machine, as
        far as we may see it, has it open for writing.
        """
        found = self._files()
        self._seen = {name: self._again(name, found[name]) for name in found}
        ready = [name for name, seen in self._seen.items() if seen.looks >= seen.due]
        written = open_for_writing() if ready else set()
        complete = [name for name in ready if str(self.path / name) not in written]
        return sorted(complete, key=lambda name: (found[name][2], name))

    def _files(self) -> dict[str, _Signature]:
        with os.scandir(self.path) as entries:
            return {
                entry.name: _signature(entry.stat(follow_symlinks=False))
                for entry in entries
                if not entry.is_dir(follow_symlinks=False) and not _is_left_alone(entry.name)
            }

    def _again(self, name: str, signature: _Signature) -> _SeenMail:
        seen = self._seen.get(name)
        if seen is None or seen.signature != signature:
            return _SeenMail(signature)
        return replace(seen, looks=seen.looks + 1)

    def looks(self, name: str) -> int:
        """In how many looks the file was the same."""
        return self._seen[name].looks

    def later(self, name: str) -> None:
        """Hand it out again after as many looks as it has had."""
        seen = self._seen[name]
        self._seen[name] = replace(seen, due=seen.looks + min(seen.looks, LONGEST))

    def paper(self, name: str) -> File:
        """The file as a paper, under a name that can be stored and shown.

        Raises:
            NoOrdinaryFile: a link, a pipe, a device: what it leads to was not put here.
            TooLargeToKeep: the register does not keep so much.
            FileNotFoundError: somebody has taken it away.
        """
        return File.named(name, content(self.path / name, name))

    def put(self, name: str, folder: str, told: str = "") -> bool:
        """Move it to *folder*, with what is *told* beside it; False if it has changed meanwhile.

        Its name is kept; a number is added where a file has that name already.
        """
        source, place = self.path / name, self.path / folder
        try:
            if _signature(os.lstat(source)) != self._seen[name].signature:
                return False
            own_folder(place)
            target = free(place, name, told)
            if told:
                beside(target).write_text(f"{told}\n", "utf-8")
            source.rename(target)
        except FileNotFoundError:  # whoever has taken it away, it was stored before
            return False
        return True


def _signature(found: os.stat_result) -> _Signature:
    return found.st_ino, found.st_size, found.st_mtime_ns


def _is_left_alone(name: str) -> bool:
    return any(fnmatch(name.lower(), pattern) for pattern in LEFT_ALONE)
