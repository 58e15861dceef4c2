"""Places where answers come in. A new one is a module with `letters` and a line in INBOXES."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from notifications.channels import Secret
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


def _folder(rest: str, _password: Secret) -> Inbox:
    from notifications.inboxes.folder import Folder

    return Folder(rest)


def _imaps(rest: str, password: Secret) -> Inbox:
    from notifications.inboxes.imap import read_address

    return read_address(f"imaps:{rest}", password)


def _imap(rest: str, password: Secret) -> Inbox:
    from notifications.inboxes.imap import read_address

    return read_address(f"imap:{rest}", password)


INBOXES: dict[str, Callable[[str, Secret], Inbox]] = {
    "folder": _folder,
    "imaps": _imaps,
    "imap": _imap,
}


def open_inbox(url: str, password: Secret = "") -> Inbox:
    """Open "folder:path", "imaps://user@host/INBOX" or "imap://user@host?security=none".

    Raises:
        KeyError: there is no inbox of that name.
        ValueError: the address cannot be read.
        OSError: it does not answer.
    """
    scheme, _, rest = url.partition(":")
    return INBOXES[scheme](rest, password)
