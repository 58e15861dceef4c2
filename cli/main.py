"""The `ratsweg` command: its commands, its global options, and how a failure is told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated

import typer
from typer.main import get_command

from cli import language, streams
from cli.commands import Root
from cli.errors import Aborted, OutputLost, SettingInvalid, Unforeseen
from cli.logs import log_in_json
from cli.settings import read_settings
from cli.shown.say import fail, remark, words_of
from notifications.words import LANGUAGES
from states.errors import Exit, RatswegError

app = typer.Typer(
    cls=Root,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # it reads much of the library

        typer.echo(f"ratsweg {version('ratsweg')}")
        raise typer.Exit


@app.callback()
def ratsweg(
    context: typer.Context,
    language: str = "",
    clock: str = "",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Moves council motions from the stamp to the noted report, and forgets no promise."""
    settings = read_settings()
    if settings.log == "json":
        log_in_json()
    if settings.persons and context.invoked_subcommand not in ("init", "upgrade"):
        remark(words_of(settings).ui("persons_unread", file=settings.file))
    if language:
        if language not in LANGUAGES:
            raise SettingInvalid(setting="--language", value=language, known=list(LANGUAGES))
        settings = replace(settings, language=language)
    context.obj = replace(settings, clock=clock) if clock else settings


def main() -> None:
    """Run the command; a failure becomes a sentence, a hint and an exit code."""
    streams.steady()
    sys.argv[1:] = [streams.readable(word) for word in sys.argv[1:]]
    sys.exit(_told(_run) or _told(_shown))


def _told(function: Callable[[], int | None]) -> int | None:
    """What *function* returns, or the exit code of the failure that was told."""
    try:
        try:
            return function()
        except RatswegError as error:
            return _fail(error)
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # also one that came up while another was told
        if os.environ.get("RATSWEG_DEBUG"):
            raise
        return _fail(Unforeseen(kind=type(error).__name__, trouble=str(error).split("\n")[0]))


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


def _shown() -> int:
    """Whether all that was to be shown was; a reader of a pipe may go without a word."""
    trouble = streams.lost()
    if trouble is None:
        return 0
    if isinstance(trouble, BrokenPipeError):
        return Exit.FINDINGS
    raise OutputLost(trouble=trouble.strerror or str(trouble))


def _fail(error: RatswegError) -> int:
    fail(error, language.words())
    return error.exit
