"""A mailbox on a server (RFC 9051): letters without our mark are read, and marked once done."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from notifications.channels.channel import Secret
from notifications.inboxes.inbox import Withheld
from notifications.tokens import HERE, Tokens, first_words, last_words, mechanism_of
from states.errors import RatswegError
from workflow.errors import TooLargeToKeep
from workflow.inbox.arrivals import refuse_large

TIMEOUT = 30  # seconds
TAKEN = "$RatswegTaken"
SEEN = "\\Seen"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class LoginRefused(imaplib.IMAP4.error):
    """The server does not let us in."""


class _Refused(OSError):
    """The server answers, and will not do it."""


@dataclass
class Imap:
    """One mailbox; it is opened when the letters are asked for."""

    host: str
    port: int
    security: str  # tls, starttls or none
    user: str
    password: Secret = field(repr=False)
    mailbox: str = "INBOX"
    authority: str | None = None
    since: date | None = None  # letters that came before are none of ours
    _server: imaplib.IMAP4 | None = None
    _mark: str = SEEN

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
                parts = self._told("FETCH", uid, "(BODY.PEEK[])")
            except _Refused as error:
                withheld.append(f"{uid} ({error})")
                continue
            except TooLargeToKeep as error:
                withheld.append(error)
                continue
            yield from ((uid, part[1]) for part in parts if isinstance(part, tuple))
        if withheld:
            raise Withheld(withheld)

    def _size(self, uid: str) -> int:
        """How many bytes a letter has; 0 if it has gone meanwhile."""
        (said, *_) = self._told("FETCH", uid, "(RFC822.SIZE)")
        found = re.search(rb"RFC822\.SIZE (\d+)", said or b"")
        return int(found[1]) if found else 0

    def _unmarked(self) -> list[str]:
        self._open()
        wanted = ["UNKEYWORD", TAKEN] if self._mark == TAKEN else ["UNSEEN"]
        if self.since is not None:
            day = self.since
            wanted += ["SINCE", f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"]
        found = self._told("SEARCH", *wanted)[0] or b""  # None where there is none
        return [uid.decode() for uid in found.split()]

    def done(self, name: str) -> None:
        """Mark it: as seen, if the mailbox keeps no other mark."""
        self._open()
        self._told("STORE", name, "+FLAGS", f"({self._mark})")

    def leave(self, name: str) -> None:
        """Mark it, but never as seen: rather it is read again the next time."""
        if self._mark != SEEN:
            self.done(name)

    def close(self) -> None:
        """Say goodbye."""
        if self._server is not None:
            with suppress(imaplib.IMAP4.error, OSError):  # it has gone before us
                self._server.logout()
            self._server = None

    def _open(self) -> imaplib.IMAP4:
        if self._server is None:
            try:
                self._server = self._connected_anew()
            except imaplib.IMAP4.error as error:
                raise OSError(self._hidden(str(error))) from None
        return self._server

    def _connected_anew(self) -> imaplib.IMAP4:
        """Connected; a token that is refused is renewed once."""
        try:
            return self._connected()
        except LoginRefused:
            if isinstance(self.password, str):
                raise
            self.password.forget()
            return self._connected()

    def _hidden(self, text: str) -> str:
        return text if isinstance(self.password, str) else self.password.hidden(text)

    def _connected(self) -> imaplib.IMAP4:
        context = ssl.create_default_context(cafile=self.authority)
        server: imaplib.IMAP4
        if self.security == "tls":
            server = imaplib.IMAP4_SSL(self.host, self.port, ssl_context=context, timeout=TIMEOUT)
        else:
            server = imaplib.IMAP4(self.host, self.port, timeout=TIMEOUT)
            if self.security == "starttls":
                server.starttls(context)
        try:
            self._log_in(server)
        except imaplib.IMAP4.error as error:
            with suppress(imaplib.IMAP4.error, OSError):
                server.shutdown()
            raise LoginRefused(str(error)) from None
        kind, said = server.select(_quoted(self.mailbox))
        if kind != "OK":
            raise OSError(f"{self.mailbox}: {said!r}")
        _, kept = server.response("PERMANENTFLAGS")
        self._mark = TAKEN if _keeps_our_mark(kept[-1] or b"") else SEEN
        return server

    def _log_in(self, server: imaplib.IMAP4) -> None:
        """LOGIN knows ASCII only; PLAIN (RFC 4616) is UTF-8."""
        if not isinstance(self.password, str):
            self._show_token(server, self.password.told())
            return
        if (self.user + self.password).isascii():
            server.login(self.user, self.password)
        else:
            told = f"\0{self.user}\0{self.password}".encode()
            server.authenticate("PLAIN", lambda _: told)

    def _show_token(self, server: imaplib.IMAP4, token: str) -> None:
        mechanism = mechanism_of(" ".join(server.capabilities))
        said = iter([first_words(self.user, token, mechanism)])
        server.authenticate(mechanism, lambda _: next(said, last_words(mechanism)))

    def _told(self, command: str, *words: str) -> list[Any]:
        try:
            kind, said = self._open().uid(command, *words)
        except imaplib.IMAP4.abort as error:  # the connection is gone
            raise OSError(str(error)) from error
        except imaplib.IMAP4.error as error:
            raise _Refused(str(error)) from error
        if kind != "OK":
            raise _Refused(f"{command}: {said!r}")
        return said


def _keeps_our_mark(flags: bytes) -> bool:
    """Whether a mailbox with these PERMANENTFLAGS (RFC 9051, 7.1) lets us set our keyword."""
    kept = flags.decode("ascii", "replace").strip("() ").split()
    return "\\*" in kept or TAKEN in kept


def _quoted(mailbox: str) -> str:
    """A mailbox's name as the server knows it: in modified UTF-7 (RFC 3501, 5.1.3)."""
    written = re.sub(r"[^\x20-\x7e]+", _shifted, mailbox.replace("&", "&-"))
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(match: re.Match[str]) -> str:
    text = base64.b64encode(match[0].encode("utf-16-be")).decode()
    return "&" + text.rstrip("=").replace("/", ",") + "-"


def read_address(url: str, password: Secret) -> Imap:
    """Read "imaps://user@host/INBOX" or "imap://user@host?security=starttls".

    "?since=2021-03-01" leaves alone what came before: without it, all that lies in the
    mailbox is taken in.

    Raises:
        ValueError: host, user or security is missing or unknown, or since is no day.
    """
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    security = asked.get("security", "tls" if parts.scheme == "imaps" else "starttls")
    if not parts.hostname or not parts.username or parts.password:
        raise ValueError(url)
    if security not in ("tls", "starttls", "none"):
        raise ValueError(url)
    if security == "none" and isinstance(password, Tokens) and parts.hostname not in HERE:
        raise ValueError("a token is shown over TLS only")
    return Imap(
        parts.hostname,
        parts.port or (993 if security == "tls" else 143),
        security,
        unquote(parts.username),
        password,
        unquote(parts.path.strip("/")) or "INBOX",
        asked.get("authority"),
        date.fromisoformat(asked["since"]) if "since" in asked else None,
    )
