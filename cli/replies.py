"""What departments answered by mail, until the council office confirms it: replies."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.answers import Final, Progress, Until, named_answer, named_progress
from cli.options import Force, Json, Number, Reason, day
from cli.talk import as_json, say, settings_of, shown_day, table, words_of
from cli.writing import Writer

if TYPE_CHECKING:
    from sqlmodel import Session

    from notifications.words import Words
    from workflow.given import Given
    from workflow.models import Reply

app = typer.Typer(no_args_is_help=True, help="Answers that came by mail and wait.")


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Show the answers that wait, oldest first, with what they seem to say."""
    from cli.office import Office
    from workflow.replies import waiting

    office = Office.open(settings_of(context))
    words = words_of(office.settings, office.law.language)
    with office.look() as session:
        found = [(_row(session, reply), reply.content) for reply in waiting(session)]
    rows = [_with_files(row, content) for row, content in found]
    if json:
        as_json(rows)
    elif not rows:
        say(words.ui("no_replies"))
    else:
        head = ("number", "received", "reference", "answer", "sender", "files", "text")
        table([words.ui(name) for name in head], [_cells(row, words) for row in rows])


def _row(session: Session, reply: Reply) -> dict[str, Any]:
    """A reply as JSON: what it says, what the letter asked, and of whom."""
    from workflow.replies import asked

    reference, address = asked(session, reply)
    shown = reply.model_dump(mode="json", exclude={"content"})
    return {**shown, "reference": reference, "asked": address}


def _with_files(row: dict[str, Any], content: bytes) -> dict[str, Any]:
    """A reply with the names of its files: the mail is taken apart outside of any transaction."""
    from notifications.inbound.apart import unpacked

    return {**row, "files": [file.name for file in unpacked(content).files]}


def _cells(row: dict[str, Any], words: Words) -> list[str]:
    return [
        str(row["id"]),
        shown_day(words, row["received"]),
        row["reference"] or words.ui("none"),
        words.label("answer", row["answer"]),
        _sender(row, words),
        str(len(row["files"])),
        row["text"][:60],
    ]


def _sender(row: dict[str, Any], words: Words) -> str:
    """Who wrote; and who was asked, if that was somebody else."""
    sender, address = str(row["sender"]), row["asked"]
    same = address is None or sender.casefold() == address.casefold()
    return sender if same else words.ui("sent_instead", sender=sender, asked=address)


@app.command()
def show(
    context: typer.Context,
    number: Number,
    save: Annotated[
        Path | None, typer.Option(help="Folder in which to put its files.", metavar="FOLDER")
    ] = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Show one answer whole: who wrote, what it says, which files came with it."""
    from cli.office import Office
    from workflow.replies import found

    office = Office.open(settings_of(context))
    words = words_of(office.settings, office.law.language)
    with office.look() as session:
        reply = found(session, number)
        row, content = _row(session, reply), reply.content
    row = _with_files(row, content)
    if json:
        as_json(row)
    else:
        for name in ("received", "until"):
            if row[name]:
                say(f"{words.ui(name)}: {shown_day(words, row[name])}")
        say(f"{words.ui('sender')}: {_sender(row, words)}")
        say(f"{words.ui('reference')}: {row['reference'] or words.ui('none')}")
        say(f"{words.ui('answer')}: {words.label('answer', row['answer'])}")
        for name in row["files"]:
            say(f"{words.ui('attachment')}: {name}")
        say()
        for line in row["text"].splitlines():
            say(line)
    if save is not None:
        _save(content, save, Writer.of(office.settings, words, force=force))


def _save(content: bytes, folder: Path, writer: Writer) -> None:
    """Put the files of a mail into *folder*, numbered; raises as `Writer.write`."""
    from notifications.inbound.apart import unpacked

    for place, file in enumerate(unpacked(content).files, start=1):
        name = re.sub(r"[^\w.() -]", "_", file.name)[-100:]
        writer.write(folder / f"{place}-{name}", file.content)


@app.command()
def confirm(
    context: typer.Context,
    number: Number,
    ref: Annotated[str, typer.Option(help="What it is about, if the mail does not say.")] = "",
    as_: Annotated[str, typer.Option("--as", help="What it says, if it was read wrong.")] = "",
    until: Until = "",
    reason: Reason = "",
    progress: Progress = "",
    text: Annotated[str, typer.Option(help="The report, if it was read wrong.")] = "",
    final: Final = False,
) -> None:
    """Record an answer on its matter, as of its day of receipt, with its attachments."""
    from cli.office import Office
    from notifications.inbound.apart import unpacked
    from workflow import replies as answers
    from workflow.desk import Desk

    office = Office.open(settings_of(context))
    meant = named_answer(as_) if as_ else None
    with office.look() as session:
        content = answers.found(session, number).content
    files = unpacked(content).files

    def act(desk: Desk) -> str:
        reply = answers.found(desk.session, number)
        told = _given(reply, until, reason, named_progress(progress), text, final)
        about = answers.confirm(desk, number, told, files, reference=ref or None, answer=meant)
        return about

    named = office.work(act)
    words = words_of(office.settings, office.law.language)
    say(words.ui("reply_confirmed", number=number, reference=named, files=len(files)))


def _given(
    reply: Reply, until: str, reason: str, progress: str, text: str, final: bool
) -> Given:
    """What the mail says as the answer that it is, corrected by what was typed."""
    from notifications.inbound import forms
    from states.answers import Answer
    from workflow.given import Given

    meant = Answer(reply.answer)
    form = forms.read(str(reply.text), meant, reply.received)
    return Given(
        on=reply.received,
        until=day(until) or (reply.until if meant is Answer.AWAY else form.until),
        note=reason or form.reason or ("" if meant is Answer.REPORT else form.text),
        text=text or form.text,
        progress=progress or form.progress,
        next_step=form.next_step,
        obstacles=form.obstacles,
        final=final,
    )


@app.command()
def decline(context: typer.Context, number: Number, reason: Reason = "") -> None:
    """Lay an answer aside; it stays on record."""
    from cli.office import Office
    from workflow import replies as answers

    office = Office.open(settings_of(context))
    office.work(lambda desk: answers.decline(desk, number, reason))
    say(words_of(office.settings, office.law.language).ui("reply_declined", number=number))
