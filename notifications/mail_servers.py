"""What the address of a mail server says: where it is, how safely it is spoken to, as whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from notifications.tokens import HERE, Secret, Tokens

_Server = TypeVar("_Server")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A mail server. *security* is "tls" (from the first byte), "starttls" or "none"."""

    host: str
    port: int
    security: str
    user: str
    folder: str  # what stands behind the host: of an IMAP server, the mailbox
    asked: Mapping[str, str]  # what stands behind the question mark

    @property
    def authority(self) -> str | None:
        """A file of certificates to trust instead of the system's."""
        return self.asked.get("authority")


def read_server(url: str, secret: Secret, ports: Mapping[str, int]) -> ServerAddress:
    """Read "imaps://user@host/folder" or "smtp://host:25?security=none".

    Without `security` it is TLS where the scheme ends in s, otherwise STARTTLS. *ports* are
    those of each kind of security where the address names none.

    Raises:
        ValueError: the host is missing or the security unknown, a password stands in the
            address, or a token would be shown to another machine without TLS.
    """
    parts = urlsplit(url)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    security = asked.get("security", "tls" if parts.scheme.endswith("s") else "starttls")
    if not parts.hostname or security not in ports:
        raise ValueError(url)
    if parts.password:
        raise ValueError("a password does not belong into the address")
    if security == "none" and isinstance(secret, Tokens) and parts.hostname not in HERE:
        raise ValueError("a token is shown over TLS only")
    return ServerAddress(
        parts.hostname,
        parts.port or ports[security],
        security,
        unquote(parts.username or ""),
        unquote(parts.path.strip("/")),
        asked,
    )


def connected(
    connect: Callable[[], _Server], secret: Secret, refused: type[Exception]
) -> _Server:
    """What *connect* makes; where a token is *refused*, it is renewed once."""
    try:
        return connect()
    except refused:
        if isinstance(secret, str):
            raise
        secret.forget()
        return connect()


def hidden(text: str, secret: Secret) -> str:
    """*text* without the token that may stand in it."""
    return text if isinstance(secret, str) else secret.hidden(text)


def first_words(user: str, token: str, mechanism: str) -> bytes:
    """What a client says first by XOAUTH2 (Google, Microsoft) or OAUTHBEARER (RFC 7628, 3.1)."""
    start = f"n,a={user},\1" if mechanism == "OAUTHBEARER" else f"user={user}\1"
    return f"{start}auth=Bearer {token}\1\1".encode()


def last_words(mechanism: str) -> bytes:
    """What it says when the token is refused, so that the server ends the talk."""
    return b"\1" if mechanism == "OAUTHBEARER" else b""


def mechanism_of(offered: str) -> str:
    """The one of the two to use, given what a server offers."""
    known = offered.upper().replace("AUTH=", " ").split()
    return "OAUTHBEARER" if "OAUTHBEARER" in known and "XOAUTH2" not in known else "XOAUTH2"
