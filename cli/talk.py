"""What the command says: tables for people, JSON for programs, one sentence for a failure."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import typer

from cli.settings import Settings, read_settings
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
    """A line for people; control characters of outside text are made harmless."""
    typer.echo(plain(text))


def remark(text: str) -> None:
    """A line beside the result, on standard error."""
    typer.echo(plain(text), err=True)


def plain(text: str) -> str:
    """*text* without control and bidi characters, so that a paper cannot steer the terminal."""
    return "".join(c for c in text if c in "\n\t" or (c.isprintable() and c not in _BIDI))


_BIDI = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def as_json(value: Any) -> None:
    """*value* as JSON on standard output; days and moments as ISO 8601."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in aligned columns; the last column takes what is left."""
    clean = [[" ".join(plain(cell).split()) for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in [list(head), *clean]) for n in range(len(head))]
    typer.secho(_line(head, widths), bold=True)
    for row in clean:
        typer.echo(_line(row, widths))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    fitted = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return "  ".join(fitted).rstrip()


def shown_day(words: Words, text: str | None) -> str:
    """A day of a card, such as 2020-09-24, in the language's form; "" for none."""
    return words.day(date.fromisoformat(text)) if text else ""


def interactive() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def fail(error: RatswegError, words: Words) -> None:
    """One sentence and one hint, on standard error."""
    typer.secho(f"ratsweg: {plain(words.sentence(error))}", err=True, fg=typer.colors.RED)
    hint = words.hint(error)
    if hint:
        typer.echo(f"  → {plain(hint)}", err=True)
