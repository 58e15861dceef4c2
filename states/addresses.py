"""Addresses of mail, as mail servers know them and as two of them are compared."""

from __future__ import annotations

import re
from email.utils import parseaddr

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")
_LONGEST = 254  # RFC 5321, 4.5.3.1


def folded(written: str) -> str:
    """The address in *written*, without a name and in small letters, its domain as DNS has it.

    RFC 5321 leaves the capitals of the local part to its host; none in use tells them apart.
    """
    address = parseaddr(written)[1] if "<" in written else written
    local, at, domain = address.strip()[:_LONGEST].casefold().rpartition("@")
    try:
        return local + at + domain.encode("idna").decode("ascii")
    except UnicodeError:  # no name of a host
        return local + at + domain


def mail_address(text: str) -> str | None:
    """The address as mail servers know it, its domain in ASCII (RFC 5890); None if it is none.

    Letters outside ASCII before the @ need servers that few have (RFC 6531): refused.
    """
    local, _, domain = text.rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return None
    return address if address.isascii() and _ADDRESS.fullmatch(address) else None
