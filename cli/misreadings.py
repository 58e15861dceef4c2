"""What was misread: `read --compare`, and the corrections that the register has collected."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cli.errors import NoDraft
from cli.files import content_of
from cli.opening import opened
from cli.options import Force, Json
from cli.shown.difference_lines import difference_cells, difference_head
from cli.shown.say import as_json, json_text, say, table
from cli.writing import Writer
from notifications.words import Words
from papers.draft.comparison import DraftJson, differences
from papers.draft.shape import misshapen
from states.errors import Exit

if TYPE_CHECKING:
    from sqlmodel import Session

    from workflow.views.misread import Correction



def compare(read: list[DraftJson], file: Path, words: Words, *, json: bool) -> int:
    """Show how *read* differs from the corrected draft or drafts in *file*; the exit code.

    Raises:
        FileUnreadable, NoDraft.
    """
    pairs = _paired(read, corrected_drafts(file))
    found = [one for known, right in pairs for one in differences(known, right)]
    if json:
        as_json([asdict(one) for one in found])
    elif found:
        table(difference_head(words), [difference_cells(one, words) for one in found])
    else:
        say(words.ui("compared_same"))
    return Exit.FINDINGS if found else 0


def corrected_drafts(file: Path) -> list[DraftJson]:
    """The draft in *file*, or all of them where it holds a list.

    Raises:
        FileUnreadable: it cannot be read.
        NoDraft: something in it is not of the form of a draft.
    """
    try:
        value = jsonlib.loads(content_of(file))
    except (ValueError, RecursionError) as error:
        raise NoDraft(path=str(file), trouble=str(error)) from error
    drafts = value if isinstance(value, list) else [value]
    places = [place for draft in drafts for place in misshapen(draft)]
    if places:
        raise NoDraft(path=str(file), trouble=", ".join(places))
    return drafts


def _paired(read: list[DraftJson], right: list[DraftJson]) -> Iterator[tuple[DraftJson, DraftJson]]:
    """One corrected draft is for the motion of its number; several are for all, in their order."""
    if len(right) == 1:
        number = right[0].get("motion_number")
        same = [draft for draft in read if draft.get("motion_number") == number]
        return iter([((same or read or [{}])[0], right[0])])
    return zip_longest(read, right, fillvalue={})


def corrections(
    context: typer.Context,
    out: Path | None = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """List what the secretariat corrected in what was read; for `read --compare`."""
    from workflow.views.misread import corrections as recorded

    office = opened(context)
    words = office.words
    with office.look() as session:
        found = list(recorded(session))
        writer = Writer.of(office.settings, words, force=force)
        written = 0 if out is None else sum(_write(session, writer, out, one) for one in found)
    if json:
        as_json([_as_json(one) for one in found])
    elif out is not None:
        say(words.ui("corrections_done", count=written, folder=out))
    elif found:
        head = [words.ui("reference"), *difference_head(words), words.ui("corrected_by")]
        table(head, [row for one in found for row in _rows(one, words)])
    else:
        say(words.ui("corrections_none"))


def _rows(one: Correction, words: Words) -> Iterable[list[str]]:
    for difference in one.differences:
        yield [one.reference, *difference_cells(difference, words), one.actor]


def _as_json(one: Correction) -> dict[str, Any]:
    told = {"reference": one.reference, "paper": one.paper, "sha256": one.sha256}
    told |= {"actor": one.actor, "at": one.at.isoformat()}
    rows = [asdict(difference) for difference in one.differences]
    return {**told, "read": one.read, "confirmed": one.confirmed, "differences": rows}


def _write(session: Session, writer: Writer, folder: Path, one: Correction) -> int:
    """Write a paper and its corrected draft, named by the register; return 1, without a paper 0."""
    from workflow.views.misread import content_of as paper_of

    content = paper_of(session, one)
    if content is None:
        return 0
    name = one.reference.replace("/", "-")
    writer.write(folder / f"{name}{one.suffix}", content)
    writer.write(folder / f"{name}.corrected.json", json_text(one.confirmed).encode())
    return 1
