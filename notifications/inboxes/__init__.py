"""Places where answers come in. A new one is a module with an inbox and a line in INBOXES."""

from __future__ import annotations

from collections.abc import Callable

from notifications.inboxes.inbox import Inbox
from notifications.tokens import Secret


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
