"""Ways a letter can leave the house. A new way is a module with `send` and a line in CHANNELS."""

from collections.abc import Callable
from typing import Protocol

from notifications.channels.spool import Spool


class Channel(Protocol):
    """Sends letters.

    `send` returns when the letter is safely out of our hands and raises OSError when it
    is not. It may see a letter twice: the Message-ID tells it so.
    """

    def send(self, content: bytes, message_id: str) -> None:
        """Send the bytes of one letter."""


CHANNELS: dict[str, Callable[[str], Channel]] = {"spool": Spool}


def open_channel(url: str) -> Channel:
    """Open "spool:folder"."""
    scheme, _, rest = url.partition(":")
    return CHANNELS[scheme](rest)
