"""Where an answer has said what it says: at the words that close a letter, and at a signature."""

from __future__ import annotations

import re

_CLOSINGS = (
    r"mit (?:den )?(?:[\wäöüß]+ ){0,3}gr(?:ü|ue)(?:ß|ss)en?",
    r"(?:[\wäöüß]+ ){0,3}gr(?:ü|ue)(?:ß|ss)e?(?: (?:aus|vom|von|sendet) .{1,40})?",
    r"(?:mfg|vg|lg|bg)",
    r"hochachtungsvoll",
    r"(?:im auftrage?|in vertretung|i\. ?a\.|i\. ?v\.|gez\.).{0,60}",
    r"(?:(?:with )?(?:[a-z]+ ){0,2}regards|(?:yours )?sincerely|yours .{1,20})",
)
_CLOSING = re.compile(rf"\s*(?:{'|'.join(_CLOSINGS)})\s*[,.!]?\s*", re.IGNORECASE)
_SIGNATURE = "--"
_SHORT = 80  # characters of a line that may close a letter


def closes(line: str) -> bool:
    """Whether a line closes a letter, such as "Mit freundlichen Grüßen"."""
    return len(line) <= _SHORT and _CLOSING.fullmatch(line) is not None


def unsigned(lines: list[str]) -> list[str]:
    """*lines* up to the signature that a program puts under a letter (RFC 3676, 4.3)."""
    marks = (n for n, line in enumerate(lines) if line.rstrip() == _SIGNATURE)
    return lines[: next(marks, len(lines))]


def unclosed(lines: list[str]) -> list[str]:
    """*lines* up to the words that close the letter."""
    marks = (n for n, line in enumerate(lines) if closes(line))
    return lines[: next(marks, len(lines))]
