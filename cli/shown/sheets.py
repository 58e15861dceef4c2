"""How a motion, a list, a ballot and a command line look on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from cli.asked_facts import ANSWERS
from cli.shown.finding_lines import finding_lines
from cli.shown.say import shown_day
from notifications.names import typed
from notifications.words import Words
from states.votes import outcome
from workflow.acts.vote import ballot, day_of_vote
from workflow.moves.voting import deciding_body, voting_rules
from workflow.store.find import find
from workflow.views.show import card, late_days

if TYPE_CHECKING:
    from cli.office import Office
    from states.votes import Tally
    from workflow.store.told import Told
    from workflow.views.next_steps import Possible

Row = dict[str, Any]
_WIDE = 68


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
        yield f"  {point['reference']} ({state}): {_cut(point['wording'])}"
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


def _acts(acts: list[Row], words: Words) -> Iterator[str]:
    yield f"  {words.ui('acts')}:"
    for act in acts:
        first = next((e for e in act["entries"] if e["first"]), act["entries"][0])
        event = words.label(f"{first['kind']}_event", first["event"])
        more = len(act["entries"]) - 1
        also = f" (+{more})" if more else ""
        note = f" – {_cut(first['note'])}" if first["note"] else ""
        day = shown_day(words, first["on"])
        yield f"    {day} {first['actor']}: {first['reference']} {event}{also}{note}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDE else line[: _WIDE - 1] + "…"


COLUMNS = {
    "motion": ("subject", "submitters"),
    "point": ("wording",),
    "station": ("body", "day"),
    "task": ("department", "due", "late_days"),
    "duty": ("recipient", "interval", "department"),
    "report": ("recipient", "due", "department", "late_days"),
    "meeting": ("body", "day"),
}


def listing(kind: str, rows: list[Row], words: Words) -> tuple[list[str], list[list[str]]]:
    """Head and rows of `list`."""
    names = COLUMNS[kind]
    head = [words.ui("reference"), words.ui("state"), *(words.ui(name) for name in names)]
    body = [
        [
            row["reference"],
            words.label(f"{kind}_state", row["state"]),
            *(_cell(row.get(name), name, words) for name in names),
        ]
        for row in rows
    ]
    return head, body


def waiting(rows: list[Row], words: Words) -> tuple[list[str], list[list[str]]]:
    """Head and rows of `list --unconfirmed`; a paper without a subject goes by its file's name."""
    names = ("reference", "received", "subject", "submitters", "findings")
    body = [
        [
            row["reference"],
            shown_day(words, row["received"]),
            _cut(row["subject"] or ", ".join(f"({paper['name']})" for paper in row["papers"])),
            _cut(", ".join(row["submitters"])),
            str(len(row["findings"])),
        ]
        for row in rows
    ]
    return [words.ui(name) for name in names], body


def _cell(value: Any, name: str, words: Words) -> str:
    if value in (None, 0, ""):
        return ""
    if name in ("due", "day"):
        return shown_day(words, value)
    return _cut(", ".join(value) if isinstance(value, list) else str(value))


_VOTED = {"motion": {"call"}, "point": {"adopt", "reject"}}


def _fixed(possible: Possible) -> str | None:
    """The line of `duty set`, where what is missing is fixed by it."""
    if possible.event == "await_task":
        return "line_after_task"
    unclear = possible.event == "confirm" and "cadence_complete" in possible.missing
    return "line_cadence" if unclear or possible.event in ("interpret", "change_cadence") else None


def command_line(possible: Possible, words: Words) -> str:
    """The command that would do it, with the options for what is missing."""
    if possible.event in _VOTED.get(possible.kind, ()):
        return words.ui("line_vote", reference=possible.reference)
    if possible.kind == "duty" and (line := _fixed(possible)):
        return words.ui(line, reference=possible.reference)
    if possible.kind == "motion" and possible.event == "register":
        return f"ratsweg register {possible.reference}"
    options = [f"{ANSWERS[name][0]} …" for name in possible.missing if name in ANSWERS]
    if possible.kind in ("task", "report") and possible.event == "request_extension":
        extension = typed("answer_name", "extension", words.language)
        return " ".join(["ratsweg answer", possible.reference, extension, *options, "--progress …"])
    event = typed(f"{possible.kind}_event", possible.event, words.language)
    return " ".join(["ratsweg advance", event, possible.reference, *options])


def ballot_lines(
    office: Office,
    words: Words,
    reference: str,
    cast: Tally,
    told: Told,
    points: list[str],
) -> Iterator[str]:
    """What is about to be recorded: subject, body, day, outcome, and what is not verified."""
    with office.look() as session:
        desk = office.reading(session)
        motion, points = ballot(desk, find(session, reference), points)
        found = card(session, motion)
        day = day_of_vote(desk, motion, told.on)
        rules = voting_rules(desk, motion, day)
        body = deciding_body(desk, motion).name
    what = f"{found['reference']} {found.get('subject', '')}"
    yield what + (f" ({words.ui('points')} {', '.join(points)})" if points else "")
    result = words.label("outcome", outcome(cast, rules))
    figures = "" if cast.stated else f" {cast.yes}/{cast.no}/{cast.abstain}"
    yield f"{body}, {words.day(day)}:{figures} {result}"
    if not rules.verified:
        yield words.ui("voting_unverified", source=rules.source)
