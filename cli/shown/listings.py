"""How lists look: the table of `list`, and the papers that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cli.shown.fitting import cut_to_row
from cli.shown.say import shown_day
from notifications.words import Words

Row = Mapping[str, Any]  # a shape of workflow/views/shapes, whatever its kind
COLUMNS = {
    "motion": ("subject", "submitters"),
    "point": ("wording",),
    "station": ("body", "day"),
    "task": ("department", "due", "late_days"),
    "duty": ("recipient", "interval", "department"),
    "report": ("recipient", "due", "department", "late_days"),
    "meeting": ("body", "day"),
}


def listing(kind: str, rows: Sequence[Row], words: Words) -> tuple[list[str], list[list[str]]]:
    """Head and rows of `list`."""
    names = COLUMNS[kind]
    head = [words.ui("reference"), words.ui("state"), *(words.ui(name) for name in names)]
    body = [
        [
            row["reference"],
            words.label(f"{kind}_state", row["state"]),
            *(_cell(row.get(name), name, words) for name in names),
        ]
        for row in rows
    ]
    return head, body


def waiting(rows: Sequence[Row], words: Words) -> tuple[list[str], list[list[str]]]:
    """Head and rows of `list --unconfirmed`; a paper without a subject goes by its file's name."""
    names = ("reference", "received", "subject", "submitters", "findings")
    body = [
        [
            row["reference"],
            shown_day(words, row["received"]),
            cut_to_row(row["subject"] or _files(row)),
            cut_to_row(", ".join(row["submitters"])),
            str(len(row["findings"])),
        ]
        for row in rows
    ]
    return [words.ui(name) for name in names], body


def _files(row: Row) -> str:
    return ", ".join(f"({paper['name']})" for paper in row["papers"])


def _cell(value: Any, name: str, words: Words) -> str:
    if value in (None, 0, ""):
        return ""
    if name in ("due", "day"):
        return shown_day(words, value)
    return cut_to_row(", ".join(value) if isinstance(value, list) else str(value))
