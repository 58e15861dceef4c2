"""What a department answers to a reminder, by command: answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli import completion
from cli.errors import FileUnreadable, SettingInvalid
from cli.files import content_of
from cli.opening import opened
from cli.options import On, Reason, Reference, Yes, day
from cli.shown.say import say
from notifications import names
from papers.file import File
from states.answers import EVENTS, FIVE, Answer
from states.answers import Progress as Known
from states.errors import Term
from workflow.store.told import Told

Progress = Annotated[
    str,
    typer.Option(autocompletion=completion.progress),
]
Final = Annotated[bool, typer.Option("--final")]


def answer(
    context: typer.Context,
    reference: Reference,
    what: Annotated[
        str,
        typer.Argument(
            autocompletion=completion.answers,
            metavar="ANSWER",
        ),
    ],
    until: str = "",
    reason: Reason = "",
    progress: Progress = "",
    next_step: str = "",
    obstacles: str = "",
    text: str = "",
    file: Path | None = None,
    attach: list[Path] | None = None,
    final: Final = False,
    on: On = "",
    yes: Yes = False,
) -> None:
    """Record what a department answers to a reminder."""
    from workflow.acts.answer import record
    from workflow.moves.take import take
    from workflow.store.desk import Desk
    from workflow.views.aim import aim

    meant = named_answer(what)
    told = Told(
        on=day(on),
        note=reason,
        until=day(until),
        text=text or read_text(file),
        progress=named_progress(progress),
        next_step=next_step,
        obstacles=obstacles,
        final=final,
    )
    files = attachments(attach or [])
    office = opened(context)

    def act(desk: Desk) -> tuple[str, str, str]:
        (named,) = take(desk, reference)
        event = EVENTS.get((named.kind, meant)) or EVENTS["report", meant]
        matter = aim(desk, named, event) if named.kind not in ("task", "report") else named
        record(desk, matter, meant, told, files)
        return matter.reference, matter.kind, matter.state

    found, kind, state = office.work(act, sure=yes)
    say(f"{found}: {office.words.label(f'{kind}_state', state)}")


def named_answer(text: str) -> Answer:
    """The answer of that name, such as on-the-way.

    Raises:
        SettingInvalid: there is none.
    """
    name = names.named("answer_name", text)
    if name is None:
        known = [Term("answer_name", one) for one in FIVE]
        raise SettingInvalid(setting=Term("metavar", "answer"), value=text, known=known)
    return Answer(name)


def named_progress(text: str) -> str:
    """The progress of that name, such as in-work; "" stays.

    Raises:
        SettingInvalid: there is none.
    """
    name = names.named("progress", text) if text else ""
    if name is None:
        known = [Term("progress", one) for one in Known]
        raise SettingInvalid(setting="--progress", value=text, known=known)
    return name


def read_text(file: Path | None) -> str:
    """The text of *file*; "" for none.

    Raises:
        FileUnreadable.
    """
    if file is None:
        return ""
    try:
        return content_of(file).decode("utf-8")
    except (UnicodeError, ValueError) as error:
        raise FileUnreadable(path=str(file), trouble=str(error)) from error


def attachments(files: list[Path]) -> list[File]:
    """The files as attachments.

    Raises:
        FileUnreadable.
    """
    return [File(file.name, content_of(file)) for file in files]
