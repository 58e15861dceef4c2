"""Commands that keep the house running: init, upgrade, check, remind, serve, states."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import Annotated

import typer

from cli import completion
from cli.options import Json
from cli.talk import as_json, remark, say, settings_of, words_of


def add_to(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    for command in (init, upgrade, check, remind, serve, states):
        app.command()(command)


def init(
    context: typer.Context,
    profile: Annotated[str, typer.Option(help="The council's profile, such as chemnitz.")] = "",
    trial: Annotated[
        bool, typer.Option("--trial", help="A register for trying out, whose clock can be told.")
    ] = False,
) -> None:
    """Make an empty register, and ratsweg.toml with you as clerk and secretariat."""
    from cli.office import create_register
    from cli.settings import write_first

    settings = settings_of(context)
    settings = replace(settings, profile=profile or settings.profile or "chemnitz")
    where = create_register(settings, trial=trial)
    words = words_of(settings)
    say(words.ui("init_done", register=where, profile=settings.profile))
    if write_first(settings):
        say(words.ui("init_person", actor=settings.actor, file=settings.file))


def upgrade(context: typer.Context) -> None:
    """Back the register up and bring it to this program's version."""
    from cli.office import upgrade_register

    settings = settings_of(context)
    done, backup = upgrade_register(settings)
    words = words_of(settings)
    if backup:
        say(words.ui("upgrade_backup", path=backup))
    say(words.ui("upgrade_done" if done else "upgrade_nothing"))


def check(context: typer.Context, json: Json = False) -> None:
    """Replay every entry, rebuild every page, verify every digest; exit 1 on findings."""
    from cli.office import Office
    from workflow.check import check as findings_of

    settings = settings_of(context)
    office = Office.open(settings)
    words = words_of(settings, office.law.language)
    with office.store.read() as session:
        found = list(findings_of(office.reading(session)))
    if json:
        as_json([{"code": f.code, **f.fields} for f in found])
    for finding in [] if json else found:
        say(words.finding(finding.code, finding.fields)[0])
    if not json:
        say(words.ui("check_found", count=len(found)) if found else words.ui("check_clean"))
    raise typer.Exit(1 if found else 0)


def remind(context: typer.Context, json: Json = False) -> None:
    """Do one round: move what time moves, post what is due, send what waits."""
    from cli.office import Office

    office = Office.open(settings_of(context))
    done = office.round()
    told = {"clocks": done.clocks, "posted": done.posted, "sent": done.sent, "failed": done.failed}
    if json:
        as_json(told)
    else:
        say(words_of(office.settings, office.law.language).ui("round_done", **told))
    raise typer.Exit(1 if done.failed else 0)


def serve(
    context: typer.Context,
    every: Annotated[int, typer.Option(min=1, help="Seconds between two rounds.")] = 300,
) -> None:
    """Do a round every few minutes until stopped; the round in hand is finished."""
    from cli.heartbeat import beat
    from cli.office import Office
    from states.errors import RatswegError

    gc.enable()  # this one lives long
    settings = settings_of(context)
    office = Office.open(settings)
    words = words_of(settings, office.law.language)

    def round_() -> None:
        try:
            done = office.round()
        except RatswegError as error:  # a database that is away comes back
            remark(words.sentence(error))
            return
        told = {"clocks": done.clocks, "posted": done.posted}
        remark(words.ui("round_done", **told, sent=done.sent, failed=done.failed))

    beat(round_, seconds=every)


def states(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(help="The kind of matter.", autocompletion=completion.kinds)
    ] = "",
) -> None:
    """Print the chart of one kind, or of all, as mermaid."""
    from cli.errors import SettingInvalid
    from states.law import CHARTS
    from states.picture import mermaid

    if kind and kind not in CHARTS:
        raise SettingInvalid(setting="KIND", value=kind, known=list(CHARTS))
    for name, chart in CHARTS.items():
        if kind in ("", name):
            typer.echo(mermaid(chart))
