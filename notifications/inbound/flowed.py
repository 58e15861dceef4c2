"""Paragraphs of a text whose lines end softly (RFC 3676)."""

from __future__ import annotations

import re

_DEPTH = re.compile(r">*")
SIGNATURE = "-- "


def unfolded(text: str, *, drops: bool) -> str:
    """*text* with its soft line ends gone; *drops* says that the blank before one goes too."""
    lines: list[list[str]] = []
    depth, soft = 0, False
    for line in text.split("\n"):
        now = _DEPTH.match(line).end()  # type: ignore[union-attr]
        said = line[now:].removeprefix(" ")
        if not (soft and now == depth and said != SIGNATURE):
            lines.append([f"{'>' * now} " if now else ""])
        soft, depth = said.endswith(" ") and said != SIGNATURE, now
        lines[-1].append(said[:-1] if soft and drops else said)
    return "\n".join("".join(pieces) for pieces in lines)
