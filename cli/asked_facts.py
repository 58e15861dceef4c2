"""Which option of `advance` answers which condition of the law."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import typer

from cli.errors import MissingOption
from cli.options import day
from cli.shown.say import interactive
from notifications.words import Words
from states.errors import NotPermitted, Term
from workflow.store.told import Told

# guard -> (option, field of Given)
ANSWERS: dict[str, tuple[str, str]] = {
    "reason_given": ("--reason", "note"),
    "body_named": ("--body", "body"),
    "submitter_named": ("--submitter", "submitter"),
    "until_named": ("--until", "until"),
    "extension_dated": ("--until", "until"),
    "text_given": ("--text", "text"),
    "wording_given": ("--wording", "wording"),
    "department_named": ("--department", "department"),
    "order_named": ("--order", "order"),
    "resolution_named": ("--resolution", "by_resolution"),
    "meeting_of_this_body": ("--meeting", "meeting_id"),
}
_DAYS = ("until",)


def completed(given: Told, refused: NotPermitted, words: Words) -> Told:
    """*given* with the facts that a person at the terminal adds for what was unmet.

    Raises:
        NotPermitted: something unmet cannot be told, only brought about.
        MissingOption: it can be told, but nobody is there to ask.
    """
    unmet = [str(term) for term in _list(refused.fields["unmet"])]
    if not unmet or any(name not in ANSWERS for name in unmet):
        raise refused
    for name in unmet:
        option, field = ANSWERS[name]
        if getattr(given, field):  # it was told, and does not do
            raise refused
        if field == "meeting_id" or not interactive():
            raise MissingOption(option=option, why=Term("guard", name)) from refused
        answer = typer.prompt(words.label("guard", name))
        answered: dict[str, Any] = {field: day(answer) if field in _DAYS else answer}
        given = replace(given, **answered)
    return given


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []
