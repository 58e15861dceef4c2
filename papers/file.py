"""A file: its name and its bytes, wherever it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A paper as it came, an attachment, a part of a mail: its name and its bytes."""

    name: str
    content: bytes

    @classmethod
    def named(cls, name: str, content: bytes) -> File:
        """A file under a name that can be stored and shown, and leads nowhere."""
        return cls("".join(c if c.isprintable() and c not in "/\\" else "_" for c in name), content)

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.content).hexdigest()
