"""What the command says: tables for people, JSON for programs, one sentence for a failure."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import typer

from cli.settings import Settings, read_settings
from notifications.plain import cells, one_line, plain
from notifications.words import Words
from states.errors import RatswegError


def settings_of(context: typer.Context) -> Settings:
    """The settings, with what the options of the command line changed."""
    root = context.find_root()
    if not isinstance(root.obj, Settings):
        root.obj = read_settings()
    return root.obj


def words_of(settings: Settings, language: str = "de") -> Words:
    """The words of the settings' language, else of *language*."""
    return Words(settings.language or language)


def say(text: str = "") -> None:
    """A line for people; what comes from outside can steer no terminal and begin no other line."""
    typer.echo(_as_line(text))


def remark(text: str) -> None:
    """A line beside the result, on standard error."""
    typer.echo(_as_line(text), err=True)


def _as_line(text: str) -> str:
    """*text* made plain; where it has line ends itself, what follows is set in."""
    return plain(text).replace("\n", "\n        ")


def as_json(value: Any) -> None:
    """*value* as JSON on standard output; days and moments as ISO 8601.

    What a terminal could take as a command, or the stream cannot encode, is written as
    \\uXXXX: it is the same JSON.
    """
    text = json_text(value)
    typer.echo(text if _encodable(text) else json.dumps(value, indent=2, default=str))


def json_text(value: Any) -> str:
    """*value* as readable JSON in which every character can be seen."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    if text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def _encodable(text: str) -> bool:
    """Whether standard output can write it; a German Windows cannot write every character."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in aligned columns; the last column takes what is left."""
    clean = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(cells(row[n]) for row in [list(head), *clean]) for n in range(len(head))]
    typer.secho(_line(head, widths), bold=True)
    for row in clean:
        typer.echo(_line(row, widths))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    fitted = [padded(cell, width) for cell, width in zip(row, widths, strict=True)]
    return "  ".join(fitted).rstrip()


def padded(text: str, width: int) -> str:
    """*text* filled with spaces to *width* columns of the terminal."""
    return text + " " * (width - cells(text))


def shown_day(words: Words, text: str | None) -> str:
    """A day of a card, such as 2020-09-24, in the language's form; "" for none."""
    return words.day(date.fromisoformat(text)) if text else ""


def coloured() -> bool:
    """Whether standard output shows colours, and the person wants them (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def interactive() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def fail(error: RatswegError, words: Words) -> None:
    """One sentence and one hint, on standard error."""
    typer.secho(f"ratsweg: {one_line(words.sentence(error))}", err=True, fg=typer.colors.RED)
    hint = words.hint(error)
    if hint:
        typer.echo(f"  → {one_line(hint)}", err=True)
