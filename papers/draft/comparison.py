"""What a person made of a draft beside what was read: field by field, row by row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DraftJson = dict[str, Any]  # a draft in the words of its schema: `Draft.to_json`
TEXTS = (
    *("receipt_number", "motion_number", "received_on", "submitters", "subject"),
    *("cost_proposal", "signatories", "reasoning"),
)
# Lists of rows: what tells a row from the others, and what is compared in it.
ROWS = {
    "consultations": (("body", "date"), ("body", "date", "public", "outcome")),
    "resolution_items": (("number",), ("number", "text")),
    "obligations": (
        ("item", "kind"),
        (
            *("item", "kind", "recipient", "due_rule", "first_due", "recurrence", "relative"),
            *("session_month", "starts", "anchor", "conditional", "evidence"),
        ),
    ),
    # of an amendment the changes are its rows
    "amendment": (
        ("point", "action"),
        ("action", "point", "part", "old", "new", "place", "beside"),
    ),
}
HEAD = ("kind", "targets", "agenda_item", "submitters_revision")  # of an amendment, beside its rows
COMPARED = (*TEXTS, *ROWS)


@dataclass(frozen=True, slots=True)
class Difference:
    """One misreading: the field, the row and column in it ("" for none), read and right value.

    A row that was not read at all has no *read*; one that is not there has no *right*.
    """

    field: str
    row: str
    column: str
    read: Any
    right: Any


def differences(read: DraftJson, right: DraftJson) -> list[Difference]:
    """Every difference between two drafts in the schema of `Draft.to_json`.

    A field or column that *right* does not name counts as confirmed. Spaces and line ends, the order of
    names, and nothing written in one way or another (null, "", []) make no difference; places,
    certainties and findings are no reading of the paper and are not compared.
    """
    return [
        one
        for field in COMPARED
        if field in right
        for one in _field(field, read.get(field), right[field])
    ]


def _field(field: str, read: Any, right: Any) -> Iterator[Difference]:
    if field == "amendment":
        yield from _amendment(read or {}, right or {})
    elif field in ROWS:
        yield from _rows(field, read or [], right or [])
    elif as_compared(read) != as_compared(right):
        yield Difference(field, "", "", read, right)


def _amendment(read: DraftJson, right: DraftJson) -> Iterator[Difference]:
    """An amendment that is none, or was not seen to be one, differs as a whole."""
    if not read or not right:
        if read or right:
            yield Difference("amendment", "", "", read or None, right or None)
        return
    for name in HEAD:
        if name in right and as_compared(read.get(name)) != as_compared(right[name]):
            yield Difference("amendment", "", name, read.get(name), right[name])
    if "changes" in right:
        yield from _rows("amendment", read.get("changes") or [], right["changes"] or [])


def _rows(field: str, read: list[DraftJson], right: list[DraftJson]) -> Iterator[Difference]:
    keys, columns = ROWS[field]
    for known, wanted in _paired(keys, read, right):
        row = str((wanted or known or {}).get(keys[0]) or "")
        if known is None or wanted is None:
            yield Difference(field, row, "", known, wanted)
            continue
        for name in columns:
            if name in wanted and as_compared(known.get(name)) != as_compared(wanted[name]):
                yield Difference(field, row, name, known.get(name), wanted[name])


def _paired(
    keys: tuple[str, ...], read: list[DraftJson], right: list[DraftJson]
) -> Iterator[tuple[DraftJson | None, DraftJson | None]]:
    """Rows of the same key together, then what is left in its order, then what stands alone."""
    left: dict[tuple[Any, ...], list[DraftJson]] = {}
    for row in read:
        left.setdefault(_key(keys, row), []).append(row)
    pairs: list[tuple[DraftJson | None, DraftJson]] = []
    for row in right:
        same = left.get(_key(keys, row))
        pairs.append((same.pop(0) if same else None, row))
    matched = {id(known) for known, _ in pairs}
    rest = iter([row for row in read if id(row) not in matched])
    yield from ((known or next(rest, None), wanted) for known, wanted in pairs)
    yield from ((known, None) for known in rest)


def _key(keys: tuple[str, ...], row: DraftJson) -> tuple[Any, ...]:
    return tuple(as_compared(row.get(name)) for name in keys)


def as_compared(value: Any) -> Any:
    """*value* as it is compared."""
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", value).split()) or None
    if isinstance(value, (list, tuple)):
        return sorted(map(str, map(as_compared, value))) or None
    return value


def corrections(read: DraftJson, confirmed: DraftJson) -> DraftJson:
    """The fields of *confirmed* that differ from what was read, each whole, as confirmed."""
    changed = {one.field for one in differences(read, {**dict.fromkeys(COMPARED), **confirmed})}
    return {field: confirmed.get(field) for field in COMPARED if field in changed}
