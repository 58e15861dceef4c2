"""Questions with yes or no at the terminal: whoever just presses Enter has said no."""

from __future__ import annotations

import typer

from cli.errors import Declined, MissingOption
from cli.shown.say import interactive, say
from notifications.names import named
from notifications.words import Words
from states.errors import RatswegError, Term


def confirm(
    words: Words, *, yes: bool, question: str = "confirm", option: str = "--yes", **fields: object
) -> None:
    """Ask *question*, a phrase of the command line, before what is hard to take back.

    Raises:
        MissingOption: nobody is there to ask; *option* would say yes.
        Declined: the answer is no.
    """
    if yes:
        return
    if not interactive():
        raise MissingOption(option=option, why=Term("ui", question))
    if not _agreed(f"{words.ui(question, **fields)} {words.ui('yes_or_no')}"):
        raise Declined


def _agreed(question: str) -> bool:
    while True:
        answer = typer.prompt(question, default="", show_default=False).strip()
        said = named("agreement", answer) if answer else "no"
        if said:
            return said == "yes"


def meant(doubt: RatswegError, words: Words) -> bool:
    """Tell what looks like a slip and ask whether it is meant; False where nobody can be asked.

    Raises:
        Declined: it is not.
    """
    if not interactive():
        return False
    say(words.sentence(doubt))
    confirm(words, yes=False)
    return True
