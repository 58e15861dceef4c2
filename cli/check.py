"""The command that proves the register: check."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from cli.opening import opened
from cli.options import Json, day
from cli.shown.say import as_json, say
from states.errors import Term

if TYPE_CHECKING:
    from cli.office import Office
    from notifications.words import Words
    from workflow.store.desk import Desk
    from workflow.store.seal import Seal


def check(context: typer.Context, seal: str = "", json: Json = False) -> None:
    """Replay every entry, rebuild every page, verify every digest; exit 1 on findings."""
    from workflow.store.people.sight import hidden
    from workflow.views.check import check as findings_of

    office = opened(context)
    words = office.words
    sealed = _seal(office, seal) if seal else None
    with office.store.read() as session:
        found = list(findings_of(office.reading(session)))
    with office.look() as session:
        unseen = hidden(session)
    found = [finding for finding in found if unseen.isdisjoint(map(str, finding.fields.values()))]
    if json:
        rows = [{"code": f.code, **f.fields} for f in found]
        as_json({"findings": rows, "seal": asdict(sealed)} if sealed else rows)
    for finding in [] if json else found:
        say(words.finding(finding.code, finding.fields)[0])
    if not json:
        say(words.ui("check_found", count=len(found)) if found else words.ui("check_clean"))
        with office.store.read() as session:
            say(_longest(office.reading(session), unseen, words))
        if sealed:
            say(words.ui("seal", **asdict(sealed)))
    raise typer.Exit(1 if found else 0)


def _seal(office: Office, until: str) -> Seal:
    """The seal over what was recorded until the end of that day: as the weekly letter told it."""
    from workflow.store.seal import seal

    with office.store.read() as session:
        return seal(session, day(until) or office.today(), office.law.timezone)


def _longest(desk: Desk, unseen: set[str], words: Words) -> str:
    """The longest silence of the register in a sentence: a figure, no fault."""
    from workflow.timing.silence import longest
    from workflow.views.show import display

    found = longest(desk, but=unseen)
    if found is None:
        return words.ui("silence_none")
    matter, day = found
    state = Term(f"{matter.kind}_state", matter.state)
    told = {"reference": display(desk.session, matter), "state": state}
    if day is None:
        return words.ui("silence_endless", **told)
    count = desk.law.calendar.working_days(desk.today, day)
    return words.ui("silence_longest", count=count, day=day, **told)
