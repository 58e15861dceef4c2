"""The commands that do rounds: remind and serve."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from cli.errors import SettingInvalid
from cli.forecast import show_due
from cli.logs import log_in_json
from cli.opening import opened
from cli.options import Json
from cli.settings import LOGS
from cli.shown.say import as_json, say, settings_of


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
