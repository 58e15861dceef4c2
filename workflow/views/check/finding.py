"""What a check says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Something wrong: its code in the catalogue and the fields of its sentence."""

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)


Findings = Iterator[CheckFinding]


def as_bytes(content: bytes | str) -> bytes:
    """What a column of bytes holds: SQLite keeps text there too, if somebody puts it in."""
    return content.encode() if isinstance(content, str) else content
