"""The command of the secretariat that takes papers in: register."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.draft_edit import accepted_draft
from cli.draft_set import corrected
from cli.files import STANDARD_INPUT, Source, sources
from cli.opening import opened
from cli.options import Json, Yes
from cli.shown.say import as_json, fail, remark, say
from states.errors import RatswegError

if TYPE_CHECKING:
    from cli.office import Office
    from notifications.words import Words
    from workflow.store.desk import Desk

Draft = dict[str, Any]


def register(
    context: typer.Context,
    papers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAPER...",
        ),
    ] = None,
    corrections: Annotated[list[str] | None, typer.Option("--set")] = None,
    subject: str = "",
    submitter: list[str] | None = None,
    point: list[str] | None = None,
    body: list[str] | None = None,
    yes: Yes = False,
    watch: Path | None = None,
    once: Annotated[bool, typer.Option("--once")] = False,
    every: Annotated[int, typer.Option(min=1, max=86_400)] = 10,
    json: Json = False,
) -> None:
    """Store and stamp papers, then confirm what was read and register it; each for itself."""
    from cli.shown.draft_lines import told, typed
    from workflow.store import named

    if watch is not None:
        _watch(context, watch, papers, once=once, every=every, json=json)
        return
    office = opened(context)
    words = office.words
    for text in body or []:
        named.body(office.law, text.partition(":")[0])
    waiting: list[int] = []
    failed: list[int] = []
    if not papers:
        draft = typed(subject, submitter or [], point or [], body or [], words)
        waiting.append(office.work(lambda desk: _stamp(desk, draft)))
    for name in papers or []:
        with _going_on(words, failed):
            waiting += _take_in(office, words, name, failed, quiet=json)

    def changed(draft: Draft) -> Draft:
        if papers:
            draft = told(draft, subject, submitter or [], point or [], body or [])
        return corrected(draft, corrections or [])

    done = []
    for number in waiting:
        with _going_on(words, failed, partial(_say_it_waits, office, words, number)):
            done.append(_confirm(office, words, number, changed, yes=yes, quiet=json))
    if json and (done or not failed):
        as_json(done if len(done) != 1 else done[0])
    raise typer.Exit(max(failed, default=0))


@contextmanager
def _going_on(
    words: Words, failed: list[int], after: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """A paper that fails is told, its exit code noted on *failed*, and holds up no other."""
    try:
        yield
    except RatswegError as error:
        fail(error, words)
        failed.append(error.exit)
        after()


def _say_it_waits(office: Office, words: Words, number: int) -> None:
    """Of a paper that is not confirmed: that it is stamped, and how to go on with it."""
    from workflow.store.models import Matter, Motion
    from workflow.views import show

    with suppress(RatswegError), office.look() as session:
        if session.get_one(Motion, number).draft is not None:
            receipt = show.card(session, session.get_one(Matter, number))["receipt_number"]
            remark(words.ui("waits_stamped", receipt=receipt))


def _watch(
    context: typer.Context,
    folder: Path,
    papers: list[str] | None,
    *,
    once: bool,
    every: int,
    json: bool,
) -> None:
    from cli.errors import SettingInvalid
    from cli.watching import watch

    if papers:
        raise SettingInvalid(setting="PAPER", value=papers[0], known=[f"--watch {folder}"])
    watch(context, folder, once=once, every=every, json=json)


def _take_in(
    office: Office, words: Words, name: str, failed: list[int], *, quiet: bool
) -> list[int]:
    """Store and stamp the papers that *name* stands for, or find the one that waits as that."""
    if name != STANDARD_INPUT and not Path(name).exists():
        return [_waiting(office, name)]
    stamped: list[int] = []
    for source in sources(name):
        with _going_on(words, failed):
            stamped += _stored(office, words, source, quiet=quiet)
    return stamped


def _waiting(office: Office, name: str) -> int:
    from cli.errors import FileUnreadable
    from workflow.errors import NoSuchMatter
    from workflow.store.find import find

    try:
        with office.look() as session:
            return find(session, name).id
    except NoSuchMatter:
        if re.search(r"\.[A-Za-z]{2,5}$", name):  # it was meant as a file
            raise FileUnreadable(path=name, trouble=os.strerror(errno.ENOENT)) from None
        raise


def _stored(office: Office, words: Words, source: Source, *, quiet: bool) -> list[int]:
    from workflow.inbox import arrivals

    arrival = arrivals.read(source.file(arrivals.LARGEST * 1_000_000))
    stamped = office.work(lambda desk: [one.id for one in arrivals.stamp(desk, arrival)])
    for number in stamped if not quiet else []:
        say(words.ui("stamped", paper=source.name, number=_reference(office, number)))
    return stamped


def _stamp(desk: Desk, draft: Draft) -> int:
    from workflow.acts.stamp import receive

    return receive(desk, draft, None).id


def _reference(office: Office, number: int) -> str:
    from workflow.store.models import Matter

    with office.look() as session:
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
    from cli.checks import findings_at_registration
    from cli.shown.draft_lines import draft_lines
    from workflow.store.models import Matter, Motion
    from workflow.views import show

    with office.look() as session:
        draft = session.get_one(Motion, number).draft
        if draft is None:
            from workflow.errors import AlreadyRegistered

            reference = show.display(session, session.get_one(Matter, number))
            raise AlreadyRegistered(name=reference, reference=reference)
        draft = {**draft, "findings": [*draft.get("findings", [])]}
    draft = changed(draft)
    draft["findings"] += findings_at_registration(office, number, draft)
    if not quiet:
        for line in draft_lines(draft, words):
            say(line)
    accepted = draft if yes else accepted_draft(draft, words)
    if accepted is not None:
        office.work(lambda desk: _register(desk, number, accepted))
    with office.look() as session:
        card = show.card(session, session.get_one(Matter, number))
    if not quiet:
        key = "registered" if accepted is not None else "left_unconfirmed"
        say(words.ui(key, reference=card["reference"], receipt=card["receipt_number"]))
    return card


def _register(desk: Desk, number: int, draft: Draft) -> None:
    from workflow.acts.register import register as enter
    from workflow.store.desk import lock
    from workflow.store.models import Matter

    lock(desk, number)
    enter(desk, desk.session.get_one(Matter, number, populate_existing=True), draft)
