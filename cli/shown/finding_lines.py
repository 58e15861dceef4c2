"""How findings are told: the gravest first, each with its severity and its place in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from notifications.words import Words
from papers.draft.severity import Severity, severity

Row = dict[str, Any]
_ORDER = list(Severity)


def by_severity(findings: Iterable[Row]) -> list[Row]:
    """The findings in plain JSON, the gravest first, else in the order of the paper."""
    return sorted(findings, key=lambda row: _ORDER.index(severity(row["code"])))


def finding_lines(findings: Iterable[Row], words: Words, *, hints: bool = True) -> Iterator[str]:
    """A line a finding, grouped by severity, and with *hints* what could be done about it."""
    for row in by_severity(findings):
        sentence, hint = words.finding(row["code"], row.get("fields") or {})
        place = place_of(row, words)
        grade = words.label("severity", severity(row["code"]))
        yield f"  ! {grade}: {sentence}{f' [{place}]' if place else ''}"
        if hints and hint:
            yield f"      → {hint}"


def place_of(row: Row, words: Words) -> str:
    """The place of a finding in words: a field, a point, or why a paper could not be read."""
    place = row.get("place") or ""
    if place in words.section("error"):
        return words.failure(place, row.get("fields") or {})
    if place in words.section("field"):
        return words.label("field", place)
    return f"{words.label('field', 'resolution_items')} {place}" if place else ""
