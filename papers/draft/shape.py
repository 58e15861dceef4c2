"""Whether a value out of a JSON file has the shape of a draft: files are written by people too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from papers.draft.amendment import ACTIONS, KINDS, PLACES
from papers.draft.comparison import ROWS
from papers.draft.draft import DUE_RULES, IRREGULAR, Draft
from papers.draft.severity import SEVERITY

KNOWN = {field.name for field in fields(Draft)} | {"paper", "warnings"}


def _text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _day(value: Any) -> bool:
    try:
        return value is None or bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _truth(value: Any) -> bool:
    return value is None or isinstance(value, bool)


def _count(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _code(value: Any) -> bool:
    return isinstance(value, str) and value in SEVERITY


def _interval(value: Any) -> bool:
    """No interval, or an ISO 8601 duration of one unit."""
    return value is None or bool(re.fullmatch(r"P[1-9]\d{0,3}[DWMY]", str(value)))


def _one_of(*known: str | None) -> Callable[[Any], bool]:
    return lambda value: value in known


SHAPES: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("receipt_number", "motion_number", "subject", "cost_proposal"), _text),
    **dict.fromkeys(("form", "reasoning"), _text),
    **dict.fromkeys(("submitters", "signatories"), _names),
    "received_on": _day,
}
COLUMNS: dict[str, Callable[[Any], bool]] = {
    **{name: _text for _, columns in ROWS.values() for name in columns},
    **dict.fromkeys(("date", "first_due"), _day),
    **dict.fromkeys(("public", "conditional", "report_only", "has_subpoints"), _truth),
    "item_index": _count,
    "code": _code,
}
OBLIGATIONS: dict[str, Callable[[Any], bool]] = {
    "kind": _one_of("report", "deliver"),
    "due_rule": _one_of(None, *DUE_RULES),
    "recurrence": lambda value: value in IRREGULAR or _interval(value),
    "relative": _interval,
}
CHANGES = {"action": _one_of(*ACTIONS), "place": _one_of(None, *PLACES)}  # `place` is a word here
OWN = {"obligations": OBLIGATIONS, "changes": CHANGES}
REQUIRED = {"consultations": "body", "findings": "code", "changes": "action"}
AMENDMENT: dict[str, Callable[[Any], bool]] = {
    "kind": _one_of(*KINDS),
    "targets": _names,
    "agenda_item": _text,
    "submitters_revision": _truth,
}


def misshapen(value: Any) -> Iterator[str]:
    """Each place of *value* that is not as in a draft, such as `obligations[2].first_due`."""
    if not isinstance(value, dict):
        yield type(value).__name__
        return
    yield from (name for name in value if name not in KNOWN)
    yield from (name for name, fits in SHAPES.items() if name in value and not fits(value[name]))
    for name in (*ROWS, "findings"):
        if name != "amendment":
            yield from _rows(name, value.get(name, []))
    yield from (f"amendment{place}" for place in _amendment(value.get("amendment")))


def _amendment(value: Any) -> Iterator[str]:
    if value is None:
        return
    if not isinstance(value, dict):
        yield ""
        return
    yield from (f".{n}" for n, fits in AMENDMENT.items() if n in value and not fits(value[n]))
    yield from (f".{place}" for place in _rows("changes", value.get("changes", [])))


def _rows(name: str, rows: Any) -> Iterator[str]:
    if not isinstance(rows, list):
        yield name
        return
    for number, row in enumerate(rows, start=1):
        yield from (f"{name}[{number}]{column}" for column in _row(name, row))


def _row(name: str, row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield ""
        return
    wanted = REQUIRED.get(name)
    if wanted and not row.get(wanted):
        yield f".{wanted}"
        return
    shapes = {**COLUMNS, **OWN.get(name, {})}
    yield from (f".{n}" for n, v in row.items() if n in shapes and not shapes[n](v))
