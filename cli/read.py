"""The command that only reads papers: what the form says, and what is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.errors import OnePaper
from cli.options import Force, Json
from cli.shown.say import settings_of, words_of
from cli.writing import Writer
from states.errors import Exit


def read(
    context: typer.Context,
    papers: Annotated[
        list[str],
        typer.Argument(metavar="PAPER..."),
    ],
    out: Path | None = None,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    html: Path | None = None,
    compare: Path | None = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Only read papers: what the form says, and what is missing. Needs no register.

    Exit 0: all read, with findings too; 1: --compare found a difference; 2: one cannot be read.
    """
    from cli.pile import Pile, compared, write_page

    settings = settings_of(context)
    writer = Writer.of(settings, words_of(settings), force=force)
    pile = Pile(words_of(settings), writer, explain=explain, json=json, out=out)
    given = pile.sources(papers)
    for option, value in (("--html", html), ("--compare", compare)):
        if value is not None and (len(given) != 1 or pile.failed):
            raise OnePaper(option=option, count=len(papers) if pile.failed else len(given))
    if compare is not None:
        raise typer.Exit(compared(given[0], compare, pile))
    if html is not None:
        write_page(given[0], html, pile)
        raise typer.Exit(0)
    pile.several = len(given) > 1
    hidden = not (pile.several and (out or json) and sys.stderr.isatty())
    with typer.progressbar(given, file=sys.stderr, hidden=hidden) as bar:
        for source in bar:
            pile.tell(source)
    pile.close()
    raise typer.Exit(Exit.INPUT if pile.failed else 0)
