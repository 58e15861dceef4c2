"""What a channel promises, and how it says that a letter did not go."""

from __future__ import annotations

from typing import Protocol


class Refused(OSError):
    """The other side will not take this letter, now or later: trying again is of no use."""


class Away(OSError):
    """The other side does not answer at all: no letter is to blame, and no other need try."""


class Channel(Protocol):
    """Sends letters.

    `send` returns when the letter is safely out of our hands. It raises OSError when it is
    not and may be tried again, Away when that holds for all, Refused when it never will be.
    It may see a letter twice: the Message-ID tells it so.
    """

    def send(self, content: bytes, message_id: str) -> None:
        """Send the bytes of one letter."""

    def close(self) -> None:
        """End a conversation that is still open."""
