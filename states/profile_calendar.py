"""Reads the calendar of a profile: its own feasts, those that are none, days on which it is shut."""

from __future__ import annotations

from states.calendar import Calendar, Feast
from states.reading import ProfileTable


def calendar(table: ProfileTable, state: str) -> Calendar:
    """The calendar of a Land (its two letters), with what the profile adds and takes away."""
    table.former("recess", "saturday_is_werktag")
    quiet = table.month_days("quiet") if table.has("quiet") else ()
    if quiet and len(quiet) != 2:
        table.refuse("quiet", "first_and_last")
        quiet = ()
    return Calendar(
        state=state,
        added=tuple(map(_feast, table.tables("added"))),
        removed=tuple(map(_feast, table.tables("removed"))),
        closed=tuple(map(_feast, table.tables("closed"))),
        quiet=(quiet[0], quiet[1]) if quiet else None,
    )


def _feast(row: ProfileTable) -> Feast:
    feast = Feast(
        row.text("name"),
        every=row.month_day("every") if row.has("every") else None,
        on=row.day("on") if row.has("on") else None,
        easter=row.whole("easter") if row.has("easter") else None,
    )
    if sum(value is not None for value in (feast.every, feast.on, feast.easter)) != 1:
        row.refuse("name", "one_kind_of_day")
    row.optional("source")
    return feast
