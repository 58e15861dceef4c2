"""Addresses of mail, as two of them are compared."""

from __future__ import annotations

from email.utils import parseaddr

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
