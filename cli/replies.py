"""What departments answered by mail, until the council office confirms it: replies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import Final, Progress, named_answer, named_progress
from cli.opening import opened
from cli.options import Force, Json, Number, Reason, Yes, day
from cli.shown.reply_lines import cells, print_head, print_text
from cli.shown.say import as_json, say, table
from cli.writing import Writer
from states.answers import Answer
from workflow.store.told import Told

if TYPE_CHECKING:
    from notifications.words import Words
    from papers.file import File

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Show the answers that wait, oldest first, with what they seem to say."""
    from cli.replies_seen import pieces_of, row_of, taken_apart
    from workflow.inbox.replies import waiting

    office = opened(context)
    words = office.words
    with office.look() as session:
        found = [(row_of(session, reply), reply.content) for reply in waiting(session)]
    rows = [taken_apart(office, row, pieces_of(content)) for row, content in found]
    if json:
        as_json(rows)
    elif not rows:
        say(words.ui("no_replies"))
    else:
        head = ("number", "received", "reference", "answer", "sender", "files", "text")
        table([words.ui(name) for name in head], [cells(row, words) for row in rows])


@app.command()
def show(
    context: typer.Context,
    number: Number,
    save: Annotated[Path | None, typer.Option(metavar="FOLDER")] = None,
    force: Force = False,
    raw: Annotated[bool, typer.Option("--raw")] = False,
    json: Json = False,
) -> None:
    """Show one answer: who wrote, what it says, which files came with it."""
    from cli.replies_seen import pieces_of, row_of, taken_apart
    from notifications.inbound.apart import unpacked
    from workflow.inbox.replies import found

    office = opened(context)
    words = office.words
    with office.look() as session:
        reply = found(session, number)
        row, content = row_of(session, reply), reply.content
    pieces = unpacked(content) if save else pieces_of(content)
    row = taken_apart(office, row, pieces)
    if json:
        as_json(row)
    else:
        print_head(row, words)
        print_text(row["text"], pieces, words, raw=raw)
    if save is not None:
        _save(pieces.files, save, Writer.of(office.settings, words, force=force))


def _save(files: Sequence[File], folder: Path, writer: Writer) -> None:
    """Put the files of a mail into *folder*, numbered; raises as `Writer.write`."""
    for place, file in enumerate(files, start=1):
        name = re.sub(r"[^\w.() -]", "_", file.name)[-100:]
        writer.write(folder / f"{place}-{name}", file.content)


@app.command()
def confirm(
    context: typer.Context,
    number: Number,
    ref: str = "",
    as_: Annotated[str, typer.Option("--as")] = "",
    until: str = "",
    reason: Reason = "",
    progress: Progress = "",
    text: str = "",
    final: Final = False,
    yes: Yes = False,
) -> None:
    """Record an answer on its matter, as of its day of receipt, with its attachments."""
    from cli.replies_seen import proposed_for
    from notifications.inbound.answered import answered
    from notifications.inbound.apart import unpacked
    from workflow.inbox import replies as answers

    office = opened(context)
    words = office.words
    typed = Told(
        until=day(until), note=reason, progress=named_progress(progress), text=text, final=final
    )
    with office.look() as session:
        reply = answers.found(session, number)
        known, _ = answers.asked(session, reply)
        session.expunge(reply)
    pieces = unpacked(reply.content)
    about = ref or (None if known else proposed_for(office, pieces.subject))
    meant = named_answer(as_) if as_ else Answer(reply.answer)
    attached = _attached(pieces.files, words)
    told = answered(
        reply.text, meant, reply.received, until=reply.until, typed=typed, attached=attached
    )
    files = pieces.files
    named = office.work(
        lambda desk: answers.confirm(desk, number, told, files, reference=about, answer=meant),
        sure=yes,
    )
    say(words.ui("reply_confirmed", number=number, reference=named, files=len(files)))


def _attached(files: Sequence[File], words: Words) -> str:
    """What a report says that is nothing but its files."""
    return words.ui("report_attached", files=[file.name for file in files]) if files else ""


@app.command()
def decline(context: typer.Context, number: Number, reason: Reason = "") -> None:
    """Lay an answer aside; it stays on record."""
    from workflow.inbox import replies as answers

    office = opened(context)
    office.work(lambda desk: answers.decline(desk, number, reason))
    say(office.words.ui("reply_declined", number=number))
