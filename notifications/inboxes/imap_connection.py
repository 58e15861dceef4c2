"""A conversation with an IMAP server (RFC 9051): opened when needed, logged in, one mailbox."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from notifications.mail_servers import (
    ServerAddress,
    connected,
    first_words,
    hidden,
    last_words,
    mechanism_of,
)
from notifications.tokens import Secret

TIMEOUT = 30  # seconds


class LoginRefused(imaplib.IMAP4.error):
    """The server does not let us in."""


class CommandRefused(OSError):
    """The server answers, and will not do it."""


@dataclass
class Connection:
    """One mailbox of one server; `flags` are those it keeps (PERMANENTFLAGS, RFC 9051, 7.1)."""

    at: ServerAddress
    password: Secret = field(repr=False)
    flags: tuple[str, ...] = ()
    _server: imaplib.IMAP4 | None = None

    def open(self) -> imaplib.IMAP4:
        """The server, with the mailbox selected.

        Raises:
            OSError: it does not answer, does not let us in, or has no such mailbox.
        """
        if self._server is None:
            try:
                self._server = connected(self._connected, self.password, LoginRefused)
            except imaplib.IMAP4.error as error:
                raise OSError(hidden(str(error), self.password)) from None
        return self._server

    def told(self, command: str, *words: str) -> list[Any]:
        """What it answers to a command that goes by UID.

        Raises:
            CommandRefused: it will not do it.
            OSError: it does not answer.
        """
        try:
            kind, said = self.open().uid(command, *words)
        except imaplib.IMAP4.abort as error:  # the connection is gone
            raise OSError(str(error)) from error
        except imaplib.IMAP4.error as error:
            raise CommandRefused(str(error)) from error
        if kind != "OK":
            raise CommandRefused(f"{command}: {said!r}")
        return said

    def close(self) -> None:
        """Say goodbye."""
        if self._server is not None:
            with suppress(imaplib.IMAP4.error, OSError):  # it has gone before us
                self._server.logout()
            self._server = None

    def _connected(self) -> imaplib.IMAP4:
        server = self._reached()
        try:
            self._log_in(server)
        except imaplib.IMAP4.error as error:
            with suppress(imaplib.IMAP4.error, OSError):
                server.shutdown()
            raise LoginRefused(str(error)) from None
        kind, said = server.select(quoted(self.at.folder))
        if kind != "OK":
            raise OSError(f"{self.at.folder}: {said!r}")
        _, kept = server.response("PERMANENTFLAGS")
        self.flags = (*(kept[-1] or b"").decode("ascii", "replace").strip("() ").split(),)
        return server

    def _reached(self) -> imaplib.IMAP4:
        context = ssl.create_default_context(cafile=self.at.authority)
        if self.at.security == "tls":
            return imaplib.IMAP4_SSL(
                self.at.host, self.at.port, ssl_context=context, timeout=TIMEOUT
            )
        server = imaplib.IMAP4(self.at.host, self.at.port, timeout=TIMEOUT)
        if self.at.security == "starttls":
            server.starttls(context)
        return server

    def _log_in(self, server: imaplib.IMAP4) -> None:
        """LOGIN knows ASCII only; PLAIN (RFC 4616) is UTF-8."""
        if not isinstance(self.password, str):
            self._show_token(server, self.password.told())
            return
        if (self.at.user + self.password).isascii():
            server.login(self.at.user, self.password)
        else:
            told = f"\0{self.at.user}\0{self.password}".encode()
            server.authenticate("PLAIN", lambda _: told)

    def _show_token(self, server: imaplib.IMAP4, token: str) -> None:
        mechanism = mechanism_of(" ".join(server.capabilities))
        said = iter([first_words(self.at.user, token, mechanism)])
        server.authenticate(mechanism, lambda _: next(said, last_words(mechanism)))


def quoted(mailbox: str) -> str:
    """A mailbox's name as the server knows it: in modified UTF-7 (RFC 3501, 5.1.3)."""
    written = re.sub(r"[^\x20-\x7e]+", _shifted, mailbox.replace("&", "&-"))
    return '"' + written.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shifted(match: re.Match[str]) -> str:
    text = base64.b64encode(match[0].encode("utf-16-be")).decode()
    return "&" + text.rstrip("=").replace("/", ",") + "-"
