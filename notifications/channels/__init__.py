"""Ways a letter can leave the house. A new way is a module with `send` and a line in CHANNELS."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from notifications.tokens import Tokens

Secret: TypeAlias = "str | Tokens"  # a password, or what stands in its place


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


def _spool(rest: str, _password: Secret) -> Channel:
    from notifications.channels.spool import Spool

    return Spool(rest)


def _smtp(rest: str, password: Secret) -> Channel:
    from notifications.channels.smtp import read_address

    return read_address(f"smtp:{rest}", password)


def _smtps(rest: str, password: Secret) -> Channel:
    from notifications.channels.smtp import read_address

    return read_address(f"smtps:{rest}", password)


CHANNELS: dict[str, Callable[[str, Secret], Channel]] = {
    "spool": _spool,
    "smtp": _smtp,
    "smtps": _smtps,
}


def open_channel(url: str, password: Secret = "") -> Channel:
    """Open "spool:folder", "smtp://user@host:587" (STARTTLS) or "smtps://user@host:465".

    Raises:
        KeyError: there is no channel of that name.
        ValueError: the address cannot be read.
    """
    scheme, _, rest = url.partition(":")
    return CHANNELS[scheme](rest, password)
