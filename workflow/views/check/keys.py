"""Whether every row that another leads to is there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ForeignKeyConstraint, Table, and_, func, select
from sqlmodel import SQLModel

from workflow.store.desk import Desk
from workflow.store.models import Register
from workflow.views.check.finding import CheckFinding, Findings

_CHAINS = {"state_is_the_newest_entry", "entries_form_a_chain"}  # `entries` proves more of them


def of_keys(desk: Desk) -> Findings:
    """Rows that lead nowhere, whatever the database itself still examines."""
    for table, key in _keys():
        ends = [element.column for element in key.elements]
        target = ends[0].table.alias()
        columns = list(key.columns)
        met = [one == target.c[end.name] for one, end in zip(columns, ends, strict=True)]
        lost = select(func.count(), func.min(columns[0])).select_from(
            table.outerjoin(target, and_(*met))
        )
        lost = lost.where(target.c[ends[0].name].is_(None), *(one.is_not(None) for one in columns))
        count, first = desk.session.execute(lost).one()
        if count:
            named = ", ".join(one.name for one in columns)
            told = {"table": table.name, "columns": named, "target": ends[0].table.name}
            yield CheckFinding("row_leads_nowhere", {**told, "count": count, "first": first})


def _keys() -> Iterator[tuple[Table, ForeignKeyConstraint]]:
    for table in SQLModel.metadata.sorted_tables:
        for key in sorted(table.foreign_key_constraints, key=lambda k: ", ".join(k.column_keys)):
            if key.name not in _CHAINS:
                yield table, key


def of_register(desk: Desk) -> Findings:
    """More than one row that says what this register is, or none."""
    count = desk.session.scalar(select(func.count()).select_from(Register))
    if count != 1:
        yield CheckFinding("register_rows", {"count": count})
