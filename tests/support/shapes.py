"""What `show` and `list` print, held against its documented shape (workflow/views/shapes)."""

from __future__ import annotations

import inspect
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import (
    Any,
    NewType,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from workflow.views.shapes import VERSION, cards, listed, parts, shown

Seen = set[tuple[str, str]]
SHAPES = {
    name: shape
    for module in (cards, parts, listed, shown)
    for name, shape in inspect.getmembers(module, is_typeddict)
    if shape.__module__ == module.__name__
}


@cache
def keys(shape: Any) -> dict[str, Any]:
    """{key: its type} of a shape."""
    return get_type_hints(shape, include_extras=True)


def validated(value: Any, kind: Any, place: str = "") -> Seen:
    """The keys seen in *value*, which is of *kind*; AssertionError if it is not."""
    origin, among = get_origin(kind), get_args(kind)
    if origin is NotRequired:
        return validated(value, among[0], place)
    if origin in (Union, UnionType):
        return _one_of(value, among, place)
    if origin is list:
        assert type(value) is list, f"{place}: {value!r}"
        return set().union(*(validated(one, among[0], f"{place}[]") for one in value))
    if is_typeddict(kind):
        return _shape(value, kind, place)
    if isinstance(kind, NewType):
        moment = (
            datetime.fromisoformat(value) if kind is parts.Moment else date.fromisoformat(value)
        )
        assert moment.isoformat() == value, f"{place}: {value!r}"
        assert not isinstance(moment, datetime) or moment.tzinfo, f"{place}: {value!r}"
    elif origin is dict:
        assert type(value) is dict, f"{place}: {value!r}"
        assert among[1] is object or all(type(one) is among[1] for one in value.values()), (
            f"{place}: {value!r}"
        )
    else:
        assert type(value) is kind, f"{place}: {value!r} is no {kind.__name__}"
    return set()


def _one_of(value: Any, among: tuple[Any, ...], place: str) -> Seen:
    failures = []
    for one in among:
        try:
            return validated(value, one, place)
        except (AssertionError, TypeError, ValueError) as failure:
            failures.append(str(failure))
    raise AssertionError(f"{place} is none of these: {failures}")


def _shape(value: Any, kind: Any, place: str) -> Seen:
    assert type(value) is dict, f"{place}: {value!r}"
    known = keys(kind)
    needed = {name for name, of in known.items() if get_origin(of) is not NotRequired}
    assert value.keys() <= known.keys(), f"{place}: not documented: {value.keys() - known.keys()}"
    assert needed <= value.keys(), f"{place}: missing: {needed - value.keys()}"
    below = (validated(one, known[name], f"{place}.{name}") for name, one in value.items())
    return {(kind.__name__, name) for name in value}.union(*below)


def sheet(found: dict[str, Any]) -> Seen:
    """What is seen in what `show` prints."""
    assert found["version"] == VERSION
    return validated(found, SHAPES[f"{found['kind'].capitalize()}Sheet"], found["reference"])


def row(kind: str, found: dict[str, Any]) -> Seen:
    """What is seen in a row that `list` prints."""
    return validated(found, SHAPES[f"{kind.capitalize()}Row"], found["reference"])
