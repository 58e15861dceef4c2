"""How a motion, or anything in it, looks on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from cli.shown.finding_lines import finding_lines
from cli.shown.fitting import cut_to_row
from cli.shown.say import shown_day
from notifications.words import Words
from workflow.views.lists import late_days

Row = Mapping[str, Any]  # a shape of workflow/views/shapes, whatever its kind


def sheet(found: Row, words: Words, today: date) -> Iterator[str]:
    """The lines of `show`: the page, what is below, one line an act."""
    kind = found["kind"]
    state = words.label(f"{kind}_state", found["state"])
    yield f"{words.label('kind', kind)} {found['reference']} – {state}"
    if kind == "motion":
        yield from _motion(found, words, today)
    else:
        yield from _page(found, words, today)
        for child in found["below"]:
            yield _short(child, words, today, indent="  ")
    yield from _acts(found["acts"], words)


def _motion(found: Row, words: Words, today: date) -> Iterator[str]:
    yield f"  {words.ui('subject')}: {found['subject'] or words.ui('none')}"
    yield f"  {words.ui('submitters')}: {', '.join(found['submitters']) or words.ui('none')}"
    received = shown_day(words, found["received"])
    yield f"  {words.ui('received')}: {received} ({found['receipt_number']})"
    for station in found["stations"]:
        yield "  " + _station(station, words)
    yield from _owed(found, words, today, indent="  ")
    for point in found["points"]:
        state = words.label("point_state", point["state"])
        yield f"  {point['reference']} ({state}): {cut_to_row(point['wording'])}"
        yield from _owed(point, words, today, indent="    ")
    yield from finding_lines(found["findings"], words, hints=False)


def _owed(row: Row, words: Words, today: date, *, indent: str) -> Iterator[str]:
    """The tasks and duties below a point or a motion, and their reports."""
    own = row.get("tasks", []) if row.get("kind") == "point" else []
    for child in [*own, *row.get("duties_open", [])]:
        yield _short(child, words, today, indent=indent)
        for report in child.get("reports", []):
            yield _short(report, words, today, indent=indent + "  ")


def _station(station: Row, words: Words) -> str:
    state = words.label("station_state", station["state"])
    advice = f" ({words.label('station_event', station['advice'])})" if station["advice"] else ""
    day = shown_day(words, station["date"]) or words.ui("no_date")
    public = words.ui("public" if station["public"] else "nonpublic")
    return f"{station['reference']} {station['body']}, {day}, {public}: {state}{advice}"


_TEXTS = (
    *("wording", "evidence", "body", "recipient", "department", "every_meeting", "after_task"),
    *("text", "next_step", "obstacles", "interpreted_by", "extensions"),
)
_DAYS = (
    *("due", "first_due", "office_due", "anchor", "day", "promised", "extension_asked"),
    *("submitted_on", "noted_on"),
)


def _page(found: Row, words: Words, today: date) -> Iterator[str]:
    for name in _TEXTS:
        if found.get(name):
            yield f"  {words.ui(name)}: {found[name]}"
    if found.get("interval"):
        yield f"  {words.ui('interval')}: {words.interval(found['interval'])}"
    if found.get("progress"):
        yield f"  {words.ui('progress')}: {words.label('progress', found['progress'])}"
    for name in _DAYS:
        if found.get(name):
            late = name == "extension_asked" and found["asked_late"]
            also = f" ({words.ui('asked_late')})" if late else ""
            yield f"  {words.ui(name)}: {shown_day(words, found[name])}{also}"
    if found.get("final"):
        yield f"  {words.ui('final')}"
    for paper in found["papers"]:
        yield f"  {words.ui('attachment')}: {paper['name']}"
    if late_days(found, today):
        yield f"  {words.ui('late', days=late_days(found, today))}"


def _short(row: Row, words: Words, today: date, *, indent: str) -> str:
    kind = row["kind"]
    state = words.label(f"{kind}_state", row["state"])
    parts = [f"{indent}{row['reference']}: {state}"]
    if row.get("recipient"):
        parts.append(f"{words.ui('recipient')} {row['recipient']}")
    if row.get("interval"):
        parts.append(words.interval(row["interval"]))
    if row.get("due"):
        parts.append(f"{words.ui('due')} {shown_day(words, row['due'])}")
    if row.get("department"):
        parts.append(str(row["department"]))
    if late_days(row, today):
        parts.append(words.ui("late", days=late_days(row, today)))
    return ", ".join(parts)


def _acts(acts: Sequence[Row], words: Words) -> Iterator[str]:
    yield f"  {words.ui('acts')}:"
    for act in acts:
        first = next((e for e in act["entries"] if e["first"]), act["entries"][0])
        event = words.label(f"{first['kind']}_event", first["event"])
        more = len(act["entries"]) - 1
        also = f" (+{more})" if more else ""
        note = f" – {cut_to_row(first['note'])}" if first["note"] else ""
        day = shown_day(words, first["on"])
        yield f"    {day} {first['actor']}: {first['reference']} {event}{also}{note}"
