"""How what was misread looks in a table."""

from __future__ import annotations

from typing import Any

from notifications.words import Words
from papers.draft.comparison import Difference

_WIDE = 48


def difference_head(words: Words) -> list[str]:
    """The head of the table: where, as it was read, as it was corrected."""
    return [words.ui(key) for key in ("where", "read_as", "corrected_to")]


def difference_cells(one: Difference, words: Words) -> list[str]:
    """A difference as a row of that table."""
    column = words.label("column", one.column) if one.column else ""
    where = f"{words.label('field', one.field)} {one.row}".rstrip()
    named = f"{where}: {column}" if column else where
    return [named, _shown(one.read, words), _shown(one.right, words)]


def _shown(value: Any, words: Words) -> str:
    """A value of a field, or a whole row, in few words."""
    if isinstance(value, dict):
        value = " · ".join(_said(part, words) for part in value.values() if isinstance(part, str))
    elif isinstance(value, list):
        value = "; ".join(_said(part, words) for part in value)
    text = words.ui("none") if value in (None, "") else " ".join(_said(value, words).split())
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def _said(value: object, words: Words) -> str:
    """A value of a draft as people write it: its identifiers, days and spans."""
    known = {**words.section("due_rule"), **words.section("recurrence")}
    return str(known.get(str(value)) or words.value(value))
