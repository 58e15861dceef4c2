"""The words of the schema: how a draft stands in JSON, in files, in the register, in entries.

What was stored is never rewritten: older drafts lack fields and have others, and a person may
have left out or put in what they liked. What is missing or null is as in an empty draft; what
is not known is kept, at its place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

R = TypeVar("R")
DERIVED = ("warnings", "severity")  # these follow from the rest
MORE = "more"  # the field of a record that keeps what it does not know
WORDS = {"meeting_month": "session_month"}  # fields that the schema calls by another word
FIELDS = {word: field for field, word in WORDS.items()}


def record(kind: type[R], value: Mapping[str, Any], **rows: Any) -> R:
    """*value* as a record of *kind*; *rows* are those of its fields that are records themselves."""
    names = {WORDS.get(one.name, one.name) for one in fields(kind)} - {MORE}  # type: ignore[arg-type]
    told = {n: _tupled(v) for n, v in value.items() if n in names and v is not None}
    known = {FIELDS.get(n, n): v for n, v in told.items()}
    more = {n: v for n, v in value.items() if n not in names and n not in DERIVED}
    return kind(**{**known, **rows, MORE: more})


def records(kind: type[R], value: Any) -> tuple[R, ...]:
    """The rows of a list, each as a record of *kind*."""
    return tuple(record(kind, row) for row in value or ())


def plain(value: Any) -> dict[str, Any]:
    """A record as plain JSON values, with what it did not know among them."""
    found = {one.name: getattr(value, one.name) for one in fields(value)}
    more = found.pop(MORE, {})
    return {WORDS.get(name, name): _plain(one) for name, one in found.items()} | dict(more)


def _plain(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return plain(value)
    return json.loads(json.dumps(value))


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
