"""Access tokens in place of a password: fetched when needed, renewed before they end."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

TIMEOUT = 30  # seconds for a token server or command
EARLY = 120  # seconds before its end a token is renewed, but never before half its life
LARGEST = 100_000  # bytes of an answer
HERE = ("127.0.0.1", "::1", "localhost")
_TOKEN = re.compile(r"[A-Za-z0-9\-._~+/]+=*")  # RFC 6750, 2.1


class NoToken(OSError):
    """None was given; says why, and never tells a secret."""


@dataclass
class Tokens:
    """The tokens of one mailbox. *fetch* gives (token, seconds of its life; 0 for this once).

    *running* tells seconds that go on, from any beginning.
    """

    fetch: Callable[[], tuple[str, float]]
    running: Callable[[], float]
    _kept: str = field(default="", repr=False)
    _until: float = 0

    def told(self) -> str:
        """A token that is good for a while.

        Raises:
            NoToken.
        """
        if self.running() >= self._until:
            self._kept, life = self.fetch()
            self._until = self.running() + max(life - EARLY, life / 2) if life else 0
        return self._kept

    def forget(self) -> None:
        """The last one was refused: the next is a new one."""
        self._until = 0

    def hidden(self, text: str) -> str:
        """*text* without the token."""
        return text.replace(self._kept, "…") if self._kept else text


Secret: TypeAlias = str | Tokens  # a password, or what stands in its place


@dataclass(frozen=True)
class Client:
    """A program registered with a token server (RFC 6749, 4.4)."""

    url: str
    name: str
    secret: str = field(repr=False)
    scope: str = ""

    def fetch(self) -> tuple[str, float]:
        """A new token and its life in seconds.

        Raises:
            NoToken: the server is not there, or refuses.
        """
        told = {"grant_type": "client_credentials", "client_id": self.name, "scope": self.scope}
        form = urlencode({n: v for n, v in told.items() if v} | {"client_secret": self.secret})
        request = Request(self.url, form.encode(), {"Accept": "application/json"})
        try:
            with opener(self.url).open(request, timeout=TIMEOUT) as answer:
                return _read(answer.read(LARGEST))
        except HTTPError as error:
            raise NoToken(f"{error.code} {_why(error)}".replace(self.secret, "…")) from None
        except (OSError, ValueError) as error:
            raise NoToken(str(error).replace(self.secret, "…")) from None


class _Straight(HTTPRedirectHandler):
    """Follows no redirection: a secret goes where it was meant to go."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def opener(url: str) -> OpenerDirector:
    """What opens *url* and follows no redirection; within this machine without a proxy."""
    here = urlsplit(url).hostname in HERE
    return build_opener(_Straight, *([ProxyHandler({})] if here else []))


def _why(error: HTTPError) -> str:
    """What the server says (RFC 6749, 5.2), its first line."""
    try:
        told = json.loads(error.read(LARGEST))
        return " ".join(str(told[n]) for n in ("error", "error_description") if n in told)[:300]
    except (OSError, ValueError, TypeError):
        return str(error.reason)


def is_safe(url: str) -> bool:
    """Whether a secret may be sent there: over TLS, or within this machine."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    )


def by_command(command: str) -> tuple[str, float]:
    """What *command* prints: a token, good for this once, or the JSON of a token server.

    Raises:
        NoToken: it fails, or prints neither. What it prints is not told: it may be secret.
    """
    words = shlex.split(command)
    try:
        done = subprocess.run(words, capture_output=True, timeout=TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoToken(f"{words[0]}: {_short(error)}") from None
    if done.returncode:
        raise NoToken(f"{words[0]}: exit code {done.returncode}")
    return _read(done.stdout[:LARGEST])


def _short(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or f"no answer in {TIMEOUT} s")


def _read(answer: bytes) -> tuple[str, float]:
    text = answer.decode("utf-8", "replace").strip()
    life: Any = 0
    if text.startswith("{"):
        try:
            told = json.loads(text)
            text, life = str(told.get("access_token", "")), float(told.get("expires_in", 0))
        except (ValueError, TypeError):
            text = ""
    if not _TOKEN.fullmatch(text):
        raise NoToken("no access token in the answer")
    return text, life
