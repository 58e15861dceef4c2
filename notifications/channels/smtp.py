"""Hands letters to a mail server (RFC 5321), over TLS, with or without a login."""

from __future__ import annotations

import base64
import email
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import getaddresses
from urllib.parse import parse_qs, unquote, urlsplit

from notifications.channels.channel import Away, Refused, Secret
from notifications.tokens import HERE, Tokens, first_words, last_words, mechanism_of

TIMEOUT = 30  # seconds for each answer of the server
LOG_IN_FIRST = (530, 534, 535, 538)  # RFC 4954, 6
TOO_BIG = 552  # of MAIL FROM, it is the letter's size (RFC 1870)


@dataclass
class Smtp:
    """One mail server; the conversation stays open from letter to letter.

    *security* is "tls" (from the first byte), "starttls", or "none" for a server on this
    very machine.
    """

    host: str
    port: int
    security: str
    user: str = ""
    password: Secret = field(default="", repr=False)
    authority: str | None = None  # a file of certificates to trust instead of the system's
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
                self._server = self._connected_anew()
            except OSError as error:  # connection, certificate or login
                raise Away(self._hidden(str(error))) from None
        return self._server

    def _connected_anew(self) -> smtplib.SMTP:
        """Connected; a token that is refused is renewed once."""
        try:
            return self._connected()
        except smtplib.SMTPAuthenticationError:
            if isinstance(self.password, str):
                raise
            self.password.forget()
            return self._connected()

    def _hidden(self, text: str) -> str:
        return text if isinstance(self.password, str) else self.password.hidden(text)

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context(cafile=self.authority)
        server: smtplib.SMTP
        if self.security == "tls":
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            if self.user:
                self._log_in(server)
        except OSError:
            server.close()
            raise
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        if not isinstance(self.password, str):
            self._show_token(server, self.password.told())
            return
        if (self.user + self.password).isascii():
            server.login(self.user, self.password)
            return
        # smtplib knows ASCII only; a password may hold any character (RFC 4616).
        secret = base64.b64encode(f"\0{self.user}\0{self.password}".encode()).decode()
        server.ehlo_or_helo_if_needed()
        code, said = server.docmd("AUTH", f"PLAIN {secret}")
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, said)

    def _show_token(self, server: smtplib.SMTP, token: str) -> None:
        server.ehlo_or_helo_if_needed()
        mechanism = mechanism_of(server.esmtp_features.get("auth", ""))
        first = first_words(self.user, token, mechanism).decode("ascii")
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
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    default = "tls" if parts.scheme == "smtps" else "starttls"
    security = asked.get("security", default)
    if not parts.hostname or security not in ("tls", "starttls", "none"):
        raise ValueError(url)
    if parts.password:
        raise ValueError("a password does not belong into the address")
    if security == "none" and isinstance(password, Tokens) and parts.hostname not in HERE:
        raise ValueError("a token is shown over TLS only")
    ports = {"tls": 465, "starttls": 587, "none": 25}
    return Smtp(
        parts.hostname,
        parts.port or ports[security],
        security,
        unquote(parts.username or ""),
        password,
        asked.get("authority"),
        float(asked.get("timeout", TIMEOUT)),
    )
