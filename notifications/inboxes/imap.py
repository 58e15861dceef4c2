"""A mailbox on a server (RFC 9051): letters without our mark are read, and marked once done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from notifications.inboxes.imap_connection import CommandRefused, Connection
from notifications.inboxes.inbox import Withheld
from notifications.mail_servers import read_server
from notifications.tokens import Secret
from states.errors import RatswegError
from workflow.errors import TooLargeToKeep
from workflow.inbox.arrivals import refuse_large

PORTS = {"tls": 993, "starttls": 143, "none": 143}
TAKEN = "$RatswegTaken"
SEEN = "\\Seen"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass
class Imap:
    """One mailbox; it is opened when the letters are asked for."""

    connection: Connection
    since: date | None = None  # letters that came before are none of ours

    def letters(self) -> Iterator[tuple[str, bytes]]:
        """Every letter that is not marked, by its UID, whether a person has opened it or not.

        Raises:
            Withheld: the server cannot hand out some, or they are too large to be kept.
            OSError: it does not answer.
        """
        withheld: list[str | RatswegError] = []
        for uid in self._unmarked():
            try:
                refuse_large(f"UID {uid}", self._size(uid))
                parts = self.connection.told("FETCH", uid, "(BODY.PEEK[])")
            except CommandRefused as error:
                withheld.append(f"{uid} ({error})")
                continue
            except TooLargeToKeep as error:
                withheld.append(error)
                continue
            yield from ((uid, part[1]) for part in parts if isinstance(part, tuple))
        if withheld:
            raise Withheld(withheld)

    def done(self, name: str) -> None:
        """Mark it: as seen, if the mailbox keeps no other mark."""
        self.connection.open()
        self.connection.told("STORE", name, "+FLAGS", f"({self._mark})")

    def leave(self, name: str) -> None:
        """Mark it, but never as seen: rather it is read again the next time."""
        if self._mark != SEEN:
            self.done(name)

    def close(self) -> None:
        """Say goodbye."""
        self.connection.close()

    @property
    def _mark(self) -> str:
        """Our own keyword, where the mailbox lets us set it."""
        return TAKEN if {"\\*", TAKEN} & {*self.connection.flags} else SEEN

    def _size(self, uid: str) -> int:
        """How many bytes a letter has; 0 if it has gone meanwhile."""
        (said, *_) = self.connection.told("FETCH", uid, "(RFC822.SIZE)")
        found = re.search(rb"RFC822\.SIZE (\d+)", said or b"")
        return int(found[1]) if found else 0

    def _unmarked(self) -> list[str]:
        self.connection.open()
        wanted = ["UNKEYWORD", TAKEN] if self._mark == TAKEN else ["UNSEEN"]
        if self.since is not None:
            day = self.since
            wanted += ["SINCE", f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"]
        found = self.connection.told("SEARCH", *wanted)[0] or b""  # None where there is none
        return [uid.decode() for uid in found.split()]


def read_address(url: str, password: Secret) -> Imap:
    """Read "imaps://user@host/INBOX" or "imap://user@host?security=starttls".

    "?since=2021-03-01" leaves alone what came before: without it, all that lies in the
    mailbox is taken in.

    Raises:
        ValueError: host, user or security is missing or unknown, or since is no day.
    """
    server = read_server(url, password, PORTS)
    if not server.user:
        raise ValueError(url)
    since = server.asked.get("since")
    connection = Connection(replace(server, folder=server.folder or "INBOX"), password)
    return Imap(connection, date.fromisoformat(since) if since else None)
