"""The `ratsweg` command: its commands, its global options, and how a failure is told."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import Annotated

import typer
from typer.main import get_command

from cli import (
    absences,
    answers,
    coming,
    duties,
    meetings,
    misreadings,
    motions,
    outbox,
    papers,
    reading,
    replies,
    running,
)
from cli.errors import Aborted, SettingInvalid, Unforeseen
from cli.settings import LANGUAGES, read_settings
from cli.usage import speak
from states.errors import Exit, RatswegError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (papers, reading, misreadings, motions, answers, running, coming, outbox):
    module.add_to(app)
app.add_typer(meetings.app, name="meeting")
app.add_typer(duties.duty, name="duty")
app.add_typer(duties.report, name="report")
app.add_typer(replies.app, name="replies")
app.add_typer(absences.app, name="absence")


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"ratsweg {version('ratsweg')}")
        raise typer.Exit


@app.callback()
def ratsweg(
    context: typer.Context,
    language: Annotated[str, typer.Option(help="Language of the output: de or en.")] = "",
    clock: Annotated[
        str, typer.Option(help="The moment it is taken to be; in a trial register only.")
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Moves council motions from the stamp to the noted report, and forgets no promise."""
    settings = read_settings()
    if language:
        if language not in LANGUAGES:
            raise SettingInvalid(setting="--language", value=language, known=list(LANGUAGES))
        settings = replace(settings, language=language)
    context.obj = replace(settings, clock=clock) if clock else settings


speak(app)


def main() -> None:
    """Run the command; a failure becomes a sentence, a hint and an exit code."""
    try:
        try:
            sys.exit(_run())
        except RatswegError as error:
            _fail(error)
    except BrokenPipeError:  # the reader of a pipe has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.FINDINGS)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:  # also one that came up while another was told
        if os.environ.get("RATSWEG_DEBUG"):
            raise
        _fail(Unforeseen(kind=type(error).__name__, trouble=str(error).split("\n")[0]))


def _run() -> int | None:
    """Run the command that was given; return its exit code."""
    try:
        code: int | None = get_command(app).main(standalone_mode=False)
        return code
    except typer.Abort as error:
        raise Aborted from error
    except typer.TyperException as page:  # of help, where nothing was told
        typer.echo(page.message, err=True)
        return Exit.INPUT


def _fail(error: RatswegError) -> None:
    from cli import language
    from cli.talk import fail

    fail(error, language.words())
    sys.exit(error.exit)
