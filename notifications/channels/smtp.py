"""Hands letters to a mail server (RFC 5321), over TLS, with or without a login."""

from __future__ import annotations

import base64
import email
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import getaddresses

from notifications.channels.channel import Away, Refused
from notifications.mail_servers import (
    ServerAddress,
    connected,
    first_words,
    hidden,
    last_words,
    mechanism_of,
    read_server,
)
from notifications.tokens import Secret

PORTS = {"tls": 465, "starttls": 587, "none": 25}
TIMEOUT = 30  # seconds for each answer of the server
LOG_IN_FIRST = (530, 534, 535, 538)  # RFC 4954, 6
TOO_BIG = 552  # of MAIL FROM, it is the letter's size (RFC 1870)


@dataclass
class Smtp:
    """One mail server; the conversation stays open from letter to letter."""

    at: ServerAddress
    password: Secret = field(default="", repr=False)
    timeout: float = TIMEOUT
    _server: smtplib.SMTP | None = None

    def send(self, content: bytes, message_id: str) -> None:
        """Hand over one letter.

        Raises:
            Refused: the server refuses this letter for good (5xx).
            Away: the server is not there, or not trusted, or does not know us.
            OSError: it cannot take it now (4xx), or does not answer.
        """
        mail = email.message_from_bytes(content)
        sender = getaddresses(mail.get_all("From", []))[0][1]
        addresses = [address for _, address in getaddresses(mail.get_all("To", []))]
        try:
            self._open().sendmail(sender, addresses, content)
        except smtplib.SMTPRecipientsRefused as error:
            self._forget()
            code, said = next(iter(error.recipients.values()))
            raise _failure(code, said) from error
        except smtplib.SMTPResponseException as error:
            self._forget()
            failure = _failure(error.smtp_code, error.smtp_error)
            raise (Away(str(failure)) if _means_us(error) else failure) from error
        except OSError:  # smtplib's own failures are OSErrors too
            self._forget()
            raise

    def close(self) -> None:
        """Say goodbye."""
        if self._server is not None:
            with suppress(OSError):  # it has gone before us
                self._server.quit()
            self._server = None

    def _open(self) -> smtplib.SMTP:
        if self._server is None:
            try:
                login = smtplib.SMTPAuthenticationError
                self._server = connected(self._connected, self.password, login)
            except OSError as error:  # connection, certificate or login
                raise Away(hidden(str(error), self.password)) from None
        return self._server

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context(cafile=self.at.authority)
        where = (self.at.host, self.at.port)
        server: smtplib.SMTP
        if self.at.security == "tls":
            server = smtplib.SMTP_SSL(*where, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(*where, timeout=self.timeout)
        try:
            if self.at.security == "starttls":
                server.starttls(context=context)
            if self.at.user:
                self._log_in(server)
        except OSError:
            server.close()
            raise
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        if not isinstance(self.password, str):
            self._show_token(server, self.password.told())
            return
        if (self.at.user + self.password).isascii():
            server.login(self.at.user, self.password)
            return
        # smtplib knows ASCII only; a password may hold any character (RFC 4616).
        secret = base64.b64encode(f"\0{self.at.user}\0{self.password}".encode()).decode()
        server.ehlo_or_helo_if_needed()
        code, said = server.docmd("AUTH", f"PLAIN {secret}")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, said)

    def _show_token(self, server: smtplib.SMTP, token: str) -> None:
        server.ehlo_or_helo_if_needed()
        mechanism = mechanism_of(server.esmtp_features.get("auth", ""))
        first = first_words(self.at.user, token, mechanism).decode("ascii")
        last = last_words(mechanism).decode()
        server.auth(mechanism, lambda challenge=None: first if challenge is None else last)

    def _forget(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None


def _means_us(error: smtplib.SMTPResponseException) -> bool:
    """Whether the server refuses to talk to us at all, whatever the letter."""
    if error.smtp_code in LOG_IN_FIRST or isinstance(error, smtplib.SMTPHeloError):
        return True
    return isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code != TOO_BIG


def _failure(code: int, said: bytes | str) -> OSError:
    text = f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return Refused(text) if 500 <= code < 600 else OSError(text)


def read_address(url: str, password: Secret) -> Smtp:
    """Read "smtp://user@host:587", "smtps://host" or "smtp://localhost:25?security=none".

    Raises:
        ValueError: host or security is missing or unknown.
    """
    server = read_server(url, password, PORTS)
    return Smtp(server, password, float(server.asked.get("timeout", TIMEOUT)))
