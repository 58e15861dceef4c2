"""What is typed at the command line in a paper's stead, or in the place of what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import typer

from cli.draft_set import corrected, settled
from cli.errors import MissingOption
from cli.options import day
from cli.shown.say import interactive
from notifications.words import Words
from papers.draft.draft import Draft, StationRead
from states.errors import Term


@dataclass(frozen=True, slots=True)
class TypedDraft:
    """What the options of one call say; of *corrections* each is `field=value`."""

    subject: str = ""
    submitters: Sequence[str] = ()
    points: Sequence[str] = ()
    bodies: Sequence[str] = ()  # Stadtrat:2020-10-14
    corrections: Sequence[str] = ()

    def alone(self, words: Words) -> Draft:
        """A draft without a paper; what is missing is asked at a terminal.

        Raises:
            MissingOption: subject or point is missing and nobody is there to ask.
        """
        subject = self.subject or _asked("--subject", "subject", words)
        points = self.points or [_asked("--point", "points", words)]
        return replace(self, subject=subject, points=points).put_into(Draft())

    def put_into(self, draft: Draft) -> Draft:
        """*draft* with what was typed in its place; the duties are read from the typed points.

        What the reader had to say of what was typed over is settled by that.
        """
        from papers.reader import read_points

        read = read_points([*self.points]) if self.points else Draft()
        said: dict[str, Any] = {
            "subject": self.subject,
            "submitters": tuple(self.submitters),
            "consultations": tuple(map(_station, self.bodies)),
            "resolution_items": read.resolution_items,
        }
        changed = {name: value for name, value in said.items() if value}
        numbers: set[str] = set()
        if self.points:
            changed["obligations"] = read.obligations
            numbers = {str(item.number) for item in draft.resolution_items}
        left = settled(replace(draft, **changed), {*changed, *numbers})
        return replace(left, findings=(*left.findings, *read.findings))

    def corrected(self, draft: Draft) -> Draft:
        """*draft* with what `--set` says; raises BadCorrection."""
        return corrected(draft, self.corrections)


def _asked(option: str, label: str, words: Words) -> str:
    if not interactive():
        raise MissingOption(option=option, why=Term("ui", label))
    return str(typer.prompt(words.ui(label)))


def _station(text: str) -> StationRead:
    body, _, when = text.partition(":")
    read = day(when)
    return StationRead(body, read.isoformat() if read else None)
