"""Every command there is, with its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def commands(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    """*command*, whose words are *path*, and every one below it."""
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(f"{path} {name}".strip(), below)
