"""Commands that make, copy and upgrade a register, and the charts it lives by."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from cli import completion
from cli.health import warn_of_drive
from cli.naming import named_kind
from cli.options import Force
from cli.shown.say import say, settings_of, words_of
from cli.writing import Writer, writing
from states.law import CHARTS
from states.picture import mermaid


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
        copy(Store(settings.database), target, over=os.path.isfile(target))
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


def states(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(autocompletion=completion.kinds)] = "",
) -> None:
    """Print the chart of one kind, or of all, as mermaid."""
    kind = kind and named_kind(kind)
    for name, chart in CHARTS.items():
        if kind in ("", name):
            typer.echo(mermaid(chart))
