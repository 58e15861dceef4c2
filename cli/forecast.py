"""What would go out now, and what is to come: `remind --dry-run` and `forecast`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import completion
from cli.opening import opened
from cli.options import Json, day
from cli.shown.foreseen_lines import folded
from cli.shown.say import as_json, say, shown_day, table
from notifications.words import Words
from states.reach import horizon, in_reach
from states.terms import after
from workflow.store import named

if TYPE_CHECKING:
    from cli.office import Office
    from workflow.rounds.remind import Coming
    from workflow.rounds.weekly_letter import WeeklyDue
    from workflow.store.desk import Desk


def show_due(office: Office, words: Words, *, json: bool) -> None:
    """Say what a round would move now, and list what it would post; nothing is kept."""
    from workflow.rounds import house, remind, weekly_letter
    from workflow.store.people.sight import hidden

    rows: list[dict[str, Any]] = []
    clocks = 0

    def look(desk: Desk) -> None:
        nonlocal clocks
        clocks, found = remind.would_post(desk)
        rows.extend(_row(desk, one, words) for one in found)
        letter = weekly_letter.due(desk)
        rows.extend([_weekly(letter, desk.today, words)] if letter else [])

    office.trying(look, day=house.day_of_round(office))
    with office.look() as session:
        unseen = hidden(session)
    rows = [row for row in rows if row["reference"] not in unseen]
    if clocks and not json:
        say(words.ui("would_move", count=clocks))
    _print(rows, words, json=json, empty="nothing_due")


def forecast(
    context: typer.Context,
    reference: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.references,
            metavar="[REF]",
        ),
    ] = "",
    department: str = "",
    until: str = "",
    json: Json = False,
) -> None:
    """Show the rungs to come: when, what, to whom; as things are today, with who is there then."""
    from workflow.rounds.forecast import forecast as foreseen
    from workflow.store.find import find

    office = opened(context)
    words = office.words
    owner = named.department(office.law, department) if department else None
    last = _horizon(until, office.today())
    with office.look() as session:
        desk = office.reading(session)
        matter = find(session, reference) if reference else None
        found = foreseen(desk, last, matter=matter, department=owner)
        rows = [_row(desk, one, words) for one in found]
    if not json:
        rows = list(folded(rows, {rung.name: rung for rung in office.law.rungs}, words))
    _print(rows, words, json=json, empty="nothing_coming")


def _horizon(until: str, today: date) -> date:
    told = day(until)
    return in_reach(told, first=today, last=horizon(today)) if told else after(today, "P1Y")


def _weekly(letter: WeeklyDue, today: date, words: Words) -> dict[str, Any]:
    """The register's own letter: of no matter, and of every week."""
    return {
        **{"reference": "", "called": "", "rung": "weekly_letter", "count": 1},
        **{"day": letter.day.isoformat(), "send": today.isoformat(), "to": [letter.told.address]},
        **{"why": words.label("weekly", "why"), "skipped": False},
    }


def _row(desk: Desk, one: Coming, words: Words) -> dict[str, Any]:
    from workflow.views.show import display

    rung = one.occasion.rung
    why = one.occasion.anchor
    return {
        "reference": one.matter.reference,
        "called": display(desk.session, one.matter),
        "rung": rung.name,
        "count": one.occasion.count,
        "day": one.occasion.day.isoformat(),
        "send": one.occasion.send.isoformat(),
        "to": [recipient.address for recipient in one.told],
        "why": f"{words.label('letter', rung.field)} {words.value(why)}"
        if rung.field in words.section("letter")
        else words.value(why),
        "skipped": one.skipped,
    }


def _print(rows: list[dict[str, Any]], words: Words, *, json: bool, empty: str) -> None:
    if json:
        as_json(rows)
    elif not rows:
        say(words.ui(empty))
    else:
        names = ("send", "rung", "reference", "to", "why")
        table([words.ui(name) for name in names], [_cells(row, words) for row in rows])


def _cells(row: dict[str, Any], words: Words) -> list[str]:
    to = words.ui("skipped") if row["skipped"] else ", ".join(row["to"])
    rung = words.label("rung", row["rung"]) + (f" ({row['count']})" if row["count"] > 1 else "")
    return [shown_day(words, row["send"]), rung, row["called"], to, row["why"]]
