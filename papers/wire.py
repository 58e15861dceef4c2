"""Makes records again of the plain JSON values that another process made of them."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


def made(kind: Any, value: Any) -> Any:
    """*value* as a *kind*: a dataclass, a tuple or list of them, one or None,
    a day, a member of an enumeration, or a plain value."""
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: made(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    if get_origin(kind) in (tuple, list):
        item = get_args(kind)[0]
        return (tuple if get_origin(kind) is tuple else list)(made(item, one) for one in value)
    if get_origin(kind) in (Union, UnionType):
        (other,) = (one for one in get_args(kind) if one is not NoneType)
        return None if value is None else made(other, value)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
