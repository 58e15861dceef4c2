"""The canonical form of an entry and its digest: one chain a matter, tamper-evident."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

CHAINED = (
    *("matter_id", "step", "previous", "source", "event", "target", "public", "by", "actor"),
    *("at", "on", "note", "facts", "act", "because", "law"),
)

# kind -> {name of a field in entries of an older version: its name on the page today}
RENAMED: dict[str, dict[str, str]] = {}


def canonical(value: object) -> str:
    """*value* as JSON text that is always the same: keys sorted, no spaces, moments in UTC."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=plain
    )


def plain(value: object) -> object:
    """Days and moments as ISO 8601 text; moments in UTC with microseconds."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def digest(previous: str, entry: Mapping[str, object]) -> str:
    """SHA-256, in hex, over the digest before ("" for the first) and the canonical entry."""
    text = previous + canonical({name: entry[name] for name in CHAINED})
    return hashlib.sha256(text.encode()).hexdigest()


def rebuilt(
    entries: list[Mapping[str, Any]], *, renamed: Mapping[str, str] | None = None
) -> dict[str, object]:
    """The page as the entries tell it: the newest value of every field, in plain JSON.

    *renamed* gives the name on the page for a name that older entries use.
    """
    page: dict[str, object] = {}
    for entry in entries:
        for name, (_, new) in json.loads(entry["facts"]).get("page", {}).items():
            page[(renamed or {}).get(name, name)] = new
    return page
