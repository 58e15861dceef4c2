"""A folder of .eml files, or a Maildir: what a mail server or a person has put there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from notifications.inboxes import Withheld


class Folder:
    """Reads letters from a folder; those that are done are moved to `done` below it.

    In a Maildir (a folder with `new` and `cur`) they go from `new` to `cur`, marked as seen.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self.maildir = (self.path / "new").is_dir()

    def letters(self) -> Iterator[tuple[str, bytes]]:
        """Every letter that waits, by name.

        Raises:
            Withheld: some files cannot be read.
        """
        source = self.path / "new" if self.maildir else self.path
        if not source.is_dir():
            raise FileNotFoundError(f"{source} is no folder")
        withheld = []
        for file in sorted(source.iterdir()):
            if not file.is_file() or file.name.startswith("."):
                continue
            try:
                content = file.read_bytes()
            except FileNotFoundError:  # another worker has taken it
                continue
            except OSError as error:
                withheld.append(f"{file.name} ({error.strerror})")
                continue
            yield file.name, content
        if withheld:
            raise Withheld(withheld)

    def done(self, name: str) -> None:
        """Move it out of the way; nothing is deleted."""
        source = self.path / "new" / name if self.maildir else self.path / name
        target = self.path / "cur" / f"{name}:2,S" if self.maildir else self.path / "done" / name
        target.parent.mkdir(exist_ok=True)
        with suppress(FileNotFoundError):  # another worker was faster
            source.replace(target)

    def leave(self, name: str) -> None:
        """It stays where it is."""

    def close(self) -> None:
        """Nothing stays open."""
