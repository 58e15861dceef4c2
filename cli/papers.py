"""Commands of the secretariat: read a paper, register it."""

from __future__ import annotations

import json as jsonlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import BadCorrection, BadJson, FileUnreadable, NoEditor, WriteFailed
from cli.options import Json, Yes
from cli.talk import as_json, interactive, say, settings_of, words_of

if TYPE_CHECKING:
    from cli.office import Office
    from notifications.words import Words
    from workflow.desk import Desk

Draft = dict[str, Any]
CORRECTABLE = ("subject", "motion_number", "received_on", "submitters", "cost_proposal")


def add_to(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    app.command()(read)
    app.command()(register)


def read(
    context: typer.Context,
    papers: Annotated[list[Path], typer.Argument(help="Text files.", metavar="PAPER...")],
    out: Annotated[Path | None, typer.Option(help="Write NAME.pred.json there.")] = None,
    json: Json = False,
) -> None:
    """Only read papers: what the form says, and what is missing. Needs no register."""
    from cli.drafts import draft_lines
    from states.errors import RatswegError

    words = words_of(settings_of(context))
    found: list[Draft] = []
    failed = False
    for path in papers:
        try:
            drafts = [draft.to_json() for draft in _read(path)]
        except RatswegError as error:
            if len(papers) == 1:
                raise
            from cli.talk import fail

            fail(error, words)
            failed = True
            continue
        found += [{"paper": path.name, **draft} for draft in drafts]
        if out is not None:
            _write(out, path, drafts)
    if json:
        as_json(found if len(found) != 1 else found[0])
    elif out is None:
        for draft in found:
            for line in draft_lines(draft, words):
                say(line)
    else:
        say(words.ui("read_done", count=len(found), folder=out))
    raise typer.Exit(2 if failed else 0)


def _read(path: Path) -> list[Any]:
    from workflow.intake.reader import read_paper

    return read_paper(_bytes(path), path.name)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=str(path), trouble=error.strerror or str(error)) from error


def _write(folder: Path, paper: Path, drafts: list[Draft]) -> None:
    """One file a draft; the first bears the paper's name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, draft in enumerate(drafts, start=1):
            tail = "" if number == 1 else f"-{number}"
            target = folder / f"{paper.stem}{tail}.pred.json"
            target.write_text(jsonlib.dumps(draft, ensure_ascii=False, indent=1), "utf-8")
    except OSError as error:
        raise WriteFailed(path=str(folder), trouble=error.strerror or str(error)) from error


def register(
    context: typer.Context,
    papers: Annotated[
        list[str] | None,
        typer.Argument(help="Papers, or numbers of papers that wait.", metavar="PAPER..."),
    ] = None,
    corrections: Annotated[
        list[str] | None, typer.Option("--set", help="Correct what was read: subject=…")
    ] = None,
    subject: Annotated[str, typer.Option(help="The subject, typed instead of read.")] = "",
    submitter: Annotated[list[str] | None, typer.Option(help="A submitter, typed.")] = None,
    point: Annotated[list[str] | None, typer.Option(help="A point, typed.")] = None,
    body: Annotated[
        list[str] | None, typer.Option(help="A station, typed: Stadtrat:2020-10-14.")
    ] = None,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Store and stamp papers, then confirm what was read and register it."""
    from cli.drafts import told, typed
    from cli.office import Office

    office = Office.open(settings_of(context))
    words = words_of(office.settings, office.law.language)
    waiting: list[int] = []
    if not papers:
        draft = typed(subject, submitter or [], point or [], body or [], words)
        waiting.append(office.work(lambda desk: _stamp(desk, draft, None)))
    for name in papers or []:
        waiting += _take_in(office, words, name, quiet=json)
    def changed(draft: Draft) -> Draft:
        if papers:
            draft = told(draft, subject, submitter or [], point or [], body or [])
        return corrected(draft, corrections or [])

    done = [_confirm(office, words, number, changed, yes=yes, quiet=json) for number in waiting]
    if json:
        as_json(done if len(done) != 1 else done[0])
    raise typer.Exit(0)


def _take_in(office: Office, words: Words, name: str, *, quiet: bool) -> list[int]:
    """Store and stamp the paper *name*, or find the one that waits under that number."""
    from cli.drafts import unread
    from states.errors import RatswegError
    from workflow.reception import Paper, refuse_twice
    from workflow.references import find

    path = Path(name)
    if not path.exists():
        with office.store.read() as session:
            return [find(session, name).id]
    paper = Paper(path.name, _bytes(path))
    try:
        drafts = [draft.to_json() for draft in _read(path)]
    except RatswegError as error:
        if not paper.content.strip():
            raise
        drafts = [unread(error)]  # what cannot be read is stored and stamped all the same

    def stamp(desk: Desk) -> list[int]:
        refuse_twice(desk.session, paper)
        return [_stamp(desk, draft, paper) for draft in drafts]

    stamped = office.work(stamp)
    if not quiet:
        for number in stamped:
            say(words.ui("stamped", paper=path.name, number=_reference(office, number)))
    return stamped


def _stamp(desk: Desk, draft: Draft, paper: Any) -> int:
    from workflow.reception import receive

    return receive(desk, draft, paper).id


def _reference(office: Office, number: int) -> str:
    from workflow.models import Matter

    with office.store.read() as session:
        return session.get_one(Matter, number).reference


def _confirm(
    office: Office,
    words: Words,
    number: int,
    changed: Callable[[Draft], Draft],
    *,
    yes: bool,
    quiet: bool,
) -> dict[str, Any]:
    """Show a draft with its findings and register it when a person accepts it."""
    from cli.drafts import draft_lines, findings_at_registration
    from workflow import views
    from workflow.models import Matter, Motion

    with office.store.read() as session:
        draft = session.get_one(Motion, number).draft
        if draft is None:
            from workflow.errors import AlreadyRegistered

            reference = views.display(session, session.get_one(Matter, number))
            raise AlreadyRegistered(name=reference, reference=reference)
        draft = {**draft, "findings": [*draft.get("findings", [])]}
    draft = changed(draft)
    draft["findings"] += findings_at_registration(office, number, draft)
    if not quiet:
        for line in draft_lines(draft, words):
            say(line)
    accepted = draft if yes else _ask(draft, words)
    if accepted is not None:
        office.work(lambda desk: _register(desk, number, accepted))
    with office.store.read() as session:
        card = views.card(session, session.get_one(Matter, number))
    if not quiet:
        key = "registered" if accepted is not None else "left_unconfirmed"
        say(words.ui(key, reference=card["reference"], receipt=card["receipt_number"]))
    return card


def _register(desk: Desk, number: int, draft: Draft) -> None:
    from workflow.desk import lock
    from workflow.models import Matter
    from workflow.reception import register as enter

    lock(desk, number)
    enter(desk, desk.session.get_one(Matter, number, populate_existing=True), draft)


def corrected(draft: Draft, corrections: list[str]) -> Draft:
    """*draft* with `field=value` put in; submitters are separated by semicolons.

    Raises:
        BadCorrection: it is not of that form, or the field cannot be corrected so.
    """
    from cli.options import day

    changed = dict(draft)
    for text in corrections:
        name, sign, value = text.partition("=")
        if not sign or name not in CORRECTABLE:
            raise BadCorrection(given=text, known=list(CORRECTABLE))
        if name == "submitters":
            changed[name] = [part.strip() for part in value.split(";") if part.strip()]
        elif name == "received_on":
            changed[name] = str(day(value))
        else:
            changed[name] = value.strip() or None
    return changed


def _ask(draft: Draft, words: Words) -> Draft | None:
    """Enter accepts, e edits, s leaves it for later; without a terminal it waits."""
    from cli.drafts import draft_lines

    if not interactive():
        return None
    while True:
        answer = typer.prompt(words.ui("accept_edit_skip"), default="", show_default=False)
        if answer == "":
            return draft
        if answer == "s":
            return None
        if answer == "e":
            draft = _edited(draft)
            for line in draft_lines(draft, words):
                say(line)


def _in_editor(text: str) -> str:
    """What the person's editor made of *text*; it works on a file only they can read."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "draft.json"
        file.write_text(text, "utf-8")
        try:
            subprocess.run([*command, str(file)], check=True)
            return file.read_text("utf-8")
        except (OSError, subprocess.CalledProcessError, UnicodeError) as error:
            raise NoEditor(command=" ".join(command)) from error


def _edited(draft: Draft) -> Draft:
    text = jsonlib.dumps(draft, ensure_ascii=False, indent=2)
    changed = _in_editor(text)
    try:
        read_back = jsonlib.loads(changed)
    except ValueError as error:
        raise BadJson(trouble=str(error)) from error
    return read_back if isinstance(read_back, dict) else draft
