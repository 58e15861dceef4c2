"""Commands that keep the house running, from init to serve."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import completion
from cli.errors import SettingInvalid
from cli.forecast import show_due
from cli.health import warn_of_drive
from cli.logs import log_in_json
from cli.naming import named_kind
from cli.opening import opened
from cli.options import Force, Json, day
from cli.settings import LOGS
from cli.shown.say import as_json, say, settings_of, words_of
from cli.writing import Writer, writing
from states.errors import Term
from states.law import CHARTS
from states.picture import mermaid

if TYPE_CHECKING:
    from cli.office import Office
    from notifications.words import Words
    from workflow.store.desk import Desk
    from workflow.store.seal import Seal


def init(
    context: typer.Context,
    profile: str = "",
    trial: Annotated[bool, typer.Option("--trial")] = False,
) -> None:
    """Make an empty register, with you as clerk and secretariat."""
    from cli.registers import create_register

    settings = settings_of(context)
    settings = replace(settings, profile=profile or settings.profile or "chemnitz")
    store, clerk = create_register(settings, trial=trial)
    words = words_of(settings)
    say(words.ui("init_done", register=store.path or store.name, profile=settings.profile))
    warn_of_drive(store, words)
    say(words.ui("init_person", actor=clerk))


def backup(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Force = False,
) -> None:
    """Copy a SQLite register to a file, whole, while others work; the copy is examined."""
    from workflow.store.backup import backup as copy
    from workflow.store.database import Store

    settings = settings_of(context)
    with writing(target):
        Writer.of(settings, words_of(settings), force=force).may(target)
        copy(Store(settings.database), target, over=target.is_file())
    say(words_of(settings).ui("upgrade_backup", path=target))


def upgrade(context: typer.Context) -> None:
    """Back the register up and bring it to this program's version."""
    from cli.registers import upgrade_register

    settings = settings_of(context)
    done, backup = upgrade_register(settings)
    words = words_of(settings)
    if backup:
        say(words.ui("upgrade_backup", path=backup))
    say(words.ui("upgrade_done" if done else "upgrade_nothing"))


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


def remind(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    json: Json = False,
) -> None:
    """Do one round: move what time moves, post what is due, send what waits."""
    from cli.rounds import do_round, round_line

    office = opened(context)
    words = office.words
    if dry_run:
        show_due(office, words, json=json)
        return
    done = do_round(office)
    if json:
        as_json(asdict(done))
    else:
        say(round_line(office, words, asdict(done)))
        if done.troubled:
            say(f"{words.ui('troubled')}: {done.troubled}")
        if done.held:
            say(words.ui("left_held", count=done.held))
    raise typer.Exit(1 if done.failed or done.troubled else 0)


def serve(
    context: typer.Context,
    every: Annotated[int, typer.Option(min=1, max=86_400)] = 300,
    log: str = "",
) -> None:
    """Do a round every few minutes until stopped; the letter in hand is finished.

    Any number of these may run on one PostgreSQL register: they share the work.
    """
    from cli.heartbeat import beat
    from cli.serve_rounds import Serving

    settings = settings_of(context)
    log = log or settings.log or "text"
    if log not in LOGS:
        raise SettingInvalid(setting="--log", value=log, known=list(LOGS))
    if log == "json":
        log_in_json()
    office = opened(context)
    beat(Serving(office, office.words, log).round, seconds=every)


def states(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(autocompletion=completion.kinds)] = "",
) -> None:
    """Print the chart of one kind, or of all, as mermaid."""
    kind = kind and named_kind(kind)
    for name, chart in CHARTS.items():
        if kind in ("", name):
            typer.echo(mermaid(chart))
