"""Ways a letter can leave the house. A new one is a module with a channel, a line in CHANNELS."""

from __future__ import annotations

from collections.abc import Callable

from notifications.channels.channel import Channel
from notifications.tokens import Secret


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
