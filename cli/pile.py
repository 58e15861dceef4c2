"""The papers of one call of read: what is read of them, told, collected and compared."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cli.errors import Unforeseen
from cli.files import Source, sources
from cli.misreadings import compare
from cli.shown.draft_lines import draft_lines, field_lines
from cli.shown.explained import explained, form_line
from cli.shown.say import as_json, fail, json_text, say
from cli.writing import Writer
from notifications.plain import one_line
from papers.draft.draft import ReadPaper, unread
from papers.marks import marks
from papers.reader import readings
from states.errors import RatswegError

if TYPE_CHECKING:
    from notifications.words import Words
    from papers.draft.comparison import DraftJson


def readings_of(source: Source) -> list[ReadPaper]:
    """The readings of one paper; raises as `reader.readings` and `Source.content`."""
    return readings(source.content(), source.name)


@dataclass
class Pile:
    """The papers of one call: what is read of them, told and collected; a bad one stops nothing."""

    words: Words
    writer: Writer
    explain: bool
    json: bool
    out: Path | None
    several: bool = False
    failed: bool = False
    found: list[DraftJson] = field(default_factory=list)
    written: set[Path] = field(default_factory=set)

    def sources(self, papers: list[str]) -> list[Source]:
        """The papers meant; of what cannot be opened a sentence is said."""
        found = []
        for name in papers:
            try:
                found += sources(name)
            except RatswegError as error:
                self._fail(error)
        self.writer.inputs.extend(one.path for one in found)
        return found

    def tell(self, source: Source) -> None:
        """Read one paper and tell what was read, or why it could not be."""
        try:
            read, legible = self._read(source), True
        except RatswegError as error:
            self._fail(error)
            read, legible = [_unread(source, error)], False
        drafts = [
            {"paper": _paper(source, reading), **draft.to_json()}
            for reading in read
            for draft in reading.drafts
        ]
        if self.out is not None:
            try:
                self._write(self.out, source, drafts)
            except RatswegError as error:
                self._fail(error)
        if self.json:
            self.found += [_explained(source, r) for r in read] if self.explain else drafts
        elif self.out is None and legible:
            self._say(source, read)

    def _read(self, source: Source) -> list[ReadPaper]:
        try:
            return readings_of(source)
        except RatswegError:
            raise
        except Exception as error:  # a mistake in the reader keeps no other paper from being read
            if not self.several or os.environ.get("RATSWEG_DEBUG"):
                raise
            raise Unforeseen(kind=type(error).__name__, trouble=one_line(str(error))) from error

    def close(self) -> None:
        """Tell what can be told at the end only."""
        if self.json:
            as_json(self.found[0] if len(self.found) == 1 and not self.several else self.found)
        elif self.out is not None:
            say(self.words.ui("read_done", count=len(self.written), folder=self.out))

    def _fail(self, error: RatswegError) -> None:
        self.failed = True
        fail(error, self.words)

    def _say(self, source: Source, read: list[ReadPaper]) -> None:
        for reading in read:
            if self.several or len(read) > 1:
                say(f"{_paper(source, reading)}:")
            if self.explain:
                for line in explained(reading, self.words):
                    typer.echo(line)
                continue
            for draft in reading.drafts:
                for line in draft_lines(draft, self.words):
                    say(line)

    def _write(self, folder: Path, source: Source, drafts: list[DraftJson]) -> None:
        """One file a draft; the first bears the paper's name, and none replaces another."""
        for number, draft in enumerate(drafts, start=1):
            while True:
                tail = "" if number == 1 else f"-{number}"
                target = folder / source.place.with_name(f"{source.place.stem}{tail}.pred.json")
                if target not in self.written:
                    break
                number += 1
            self.writer.write(target, json_text(draft).encode())
            self.written.add(target)


def _unread(source: Source, error: RatswegError) -> ReadPaper:
    return ReadPaper(source.name, "", (unread(error),))


def _paper(source: Source, reading: ReadPaper) -> str:
    """Where a draft comes from: the paper below its folder, and the attachment of a mail."""
    inside = "" if reading.name == source.name else f"/{reading.name}"
    return f"{source.place}{inside}"


def _explained(source: Source, reading: ReadPaper) -> DraftJson:
    """A reading for programs: its text, and each draft with its marks."""
    drafts = [
        {**draft.to_json(), "marks": [asdict(mark) for mark in own]}
        for draft, own in zip(reading.drafts, marks(reading), strict=True)
    ]
    return {"paper": _paper(source, reading), "text": reading.text, "drafts": drafts}


def write_page(source: Source, target: Path, pile: Pile) -> None:
    """Write the paper as a page for a browser, with what was read marked in it."""
    from notifications.marked import marked_page

    def told(draft: Any) -> list[str]:
        return [form_line(draft, pile.words), *field_lines(draft, pile.words)]

    page = marked_page(readings_of(source), pile.words, told).encode()
    pile.writer.write(target, page)
    say(pile.words.ui("page_done", path=target))


def compared(source: Source, corrected: Path, pile: Pile) -> int:
    """Show what differs from the corrected draft in a file; the exit code."""
    drafts = [draft.to_json() for reading in readings_of(source) for draft in reading.drafts]
    return compare(drafts, corrected, pile.words, json=pile.json)
