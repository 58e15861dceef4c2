"""Tells a watcher outside that all is well: it misses what does not come."""

from __future__ import annotations

import errno
import os
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from notifications.tokens import opener

TIMEOUT = 10  # seconds for each answer of the watcher
LONGEST = 200  # characters of what a watcher says


class NotHeard(OSError):
    """The watcher did not hear it; says why, without the address: that may be as good as a key."""


def is_address(url: str) -> bool:
    """Whether *url* is one of the web, without a name and a password in it."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url
    known = parts.scheme in ("http", "https") and bool(host) and port != 0
    return plain and known and "@" not in parts.netloc


def host_of(url: str) -> str:
    """What of *url* may be told: the watcher's own name."""
    return urlsplit(url).hostname or ""


def ping(url: str) -> None:
    """Ask for *url* once.

    Raises:
        NotHeard: nobody answers there, or the answer is no.
    """
    try:
        with opener(url).open(url, timeout=TIMEOUT):
            return
    except HTTPError as error:
        error.close()
        raise NotHeard(f"HTTP {error.code}") from None
    except URLError as error:
        raise NotHeard(_without(url, _said(error.reason))) from None
    except (OSError, ValueError, HTTPException) as error:
        raise NotHeard(_without(url, _said(error))) from None


def _said(reason: object) -> str:
    """What the system says of a failure, without its number."""
    if isinstance(reason, TimeoutError):
        return os.strerror(errno.ETIMEDOUT)
    told = str(getattr(reason, "strerror", None) or reason)
    return told.strip() or type(reason).__name__


def _without(url: str, text: str) -> str:
    parts = urlsplit(url)
    for secret in (url, parts.path, parts.query):
        if len(secret) > 1:
            text = text.replace(secret, "…")
    return text[:LONGEST]
