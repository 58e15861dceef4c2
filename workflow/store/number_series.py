"""Number series: numbers given by the program have no gap, confirmed ones raise the series."""

from __future__ import annotations

import re
from typing import Literal

from sqlalchemy import ColumnClause, case, literal_column, select
from sqlmodel import col

from workflow.store.desk import Desk
from workflow.store.dialect import Upsert
from workflow.store.models import Alias, Matter, Series

Name = Literal["receipt", "motion"]
_LAST = col(Series.last)
_PRINTED: ColumnClause[int] = literal_column("excluded.last")
_KEYS = ("name", "year")
_DRAWN = Upsert("series", _KEYS, becomes={"last": _LAST + 1}, returning="last")
_RAISED = Upsert(
    "series",
    _KEYS,
    becomes={"last": case((_LAST < _PRINTED, _PRINTED), else_=_LAST)},
)


def next_number(desk: Desk, name: Name, year: int) -> str:
    """Draw the next number of the series in *year* that no paper bears already.

    The counter row is locked until the transaction ends; a piece of work that fails
    gives its number back.
    """
    while True:
        drawn = _pattern(desk, name).format(number=_drawn(desk, name, year), year=year)
        if not _borne(desk, drawn):  # by a paper whose printed number nobody has confirmed
            return drawn


def take(desk: Desk, name: Name, printed: str) -> None:
    """Raise the series to a printed number that a person has confirmed, if it is of that form."""
    known = read(desk, name, printed)
    if known:
        row = {"name": name, "year": known[1], "last": known[0]}
        _RAISED.write(desk.session, row)


def read(desk: Desk, name: Name, printed: str) -> tuple[int, int] | None:
    """(number, year) of a number that is of the form of its series; None if it is of another."""
    match = re.fullmatch(_as_regex(_pattern(desk, name)), printed)
    return (int(match["number"]), int(match["year"])) if match else None


def _borne(desk: Desk, number: str) -> bool:
    same = select(col(Matter.id)).where(col(Matter.reference) == number)
    alias = select(col(Alias.matter_id)).where(col(Alias.number) == number)
    return desk.session.execute(same.union_all(alias)).first() is not None


def _pattern(desk: Desk, name: Name) -> str:
    return desk.law.receipt_series if name == "receipt" else desk.law.motion_series


def _as_regex(pattern: str) -> str:
    parts = re.split(r"\{(number|year)[^}]*\}", pattern)
    named = {"number": r"(?P<number>\d{1,9})", "year": r"(?P<year>\d{4})"}
    return "".join(named[p] if n % 2 else re.escape(p) for n, p in enumerate(parts))


def _drawn(desk: Desk, name: Name, year: int) -> int:
    first = {"name": name, "year": year, "last": 1}
    return int(_DRAWN.write(desk.session, first).scalar_one())
