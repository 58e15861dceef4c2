"""Which mail addresses are examples and reach nobody."""

from __future__ import annotations

# Names that never belong to anybody: RFC 2606, RFC 6761.
_RESERVED = {"example", "invalid", "test", "localhost"}


def is_example(address: str) -> bool:
    """Whether mail to *address* can reach nobody: example.org, stadt.example.com, a.invalid."""
    labels = address.rpartition("@")[2].rstrip(".").casefold().split(".")
    return labels[-1] in _RESERVED or "example" in labels
