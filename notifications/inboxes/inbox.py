"""What an inbox promises, and how it says that it could not hand out some letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from states.errors import RatswegError


class Withheld(OSError):
    """Some letters could not be handed out; raised after all others were.

    *letters* says which, each with its trouble, or as the failure that names it.
    """

    def __init__(self, letters: Sequence[str | RatswegError]) -> None:
        self.letters = [*letters]
        super().__init__(", ".join(map(str, letters)))


class Inbox(Protocol):
    """Hands out letters.

    A letter that was not `done` is handed out again the next time, so nothing is lost
    between here and the register. All raise OSError where the place does not answer.
    """

    def letters(self) -> Iterator[tuple[str, bytes]]:
        """(its name here, its bytes) of every letter that waits.

        Raises:
            Withheld: at the end, if the place could not hand out some.
        """

    def done(self, name: str) -> None:
        """The register has it."""

    def leave(self, name: str) -> None:
        """It is not for the register: people see it there as if nobody had looked."""

    def close(self) -> None:
        """End the conversation."""
