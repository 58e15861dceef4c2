"""The command of the secretariat that takes papers in: register."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.draft_typed import TypedDraft
from cli.errors import SettingInvalid
from cli.opening import opened
from cli.options import Json, Yes
from cli.shown.say import as_json


def register(
    context: typer.Context,
    papers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAPER...",
        ),
    ] = None,
    corrections: Annotated[list[str] | None, typer.Option("--set")] = None,
    subject: str = "",
    submitter: list[str] | None = None,
    point: list[str] | None = None,
    body: list[str] | None = None,
    yes: Yes = False,
    watch: Path | None = None,
    once: Annotated[bool, typer.Option("--once")] = False,
    every: Annotated[int, typer.Option(min=1, max=86_400)] = 10,
    json: Json = False,
) -> None:
    """Store and stamp papers, then confirm what was read and register it; each for itself."""
    from cli.intake import Intake
    from cli.watching import watch as watch_folder

    if watch is not None:
        if papers:
            known = [f"--watch {watch}"]
            raise SettingInvalid(setting="PAPER", value=papers[0], known=known)
        watch_folder(context, watch, once=once, every=every, json=json)
        return
    typed = TypedDraft(subject, submitter or (), point or (), body or (), corrections or ())
    intake = Intake(opened(context), typed, yes=yes, quiet=json)
    done = intake.registered(papers or [])
    if json and (done or not intake.failed):
        as_json(done if len(done) != 1 else done[0])
    raise typer.Exit(max(intake.failed, default=0))
