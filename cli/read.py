"""The command that only reads papers: what the form says, and what is missing."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.errors import OnePaper, Unforeseen
from cli.files import Source, sources
from cli.options import Force, Json
from cli.shown.say import as_json, fail, json_text, say, settings_of, words_of
from cli.writing import Writer
from notifications.plain import one_line
from states.errors import Exit, RatswegError

if TYPE_CHECKING:
    from notifications.words import Words
    from papers.draft.draft import ReadPaper

Draft = dict[str, Any]


def read(
    context: typer.Context,
    papers: Annotated[
        list[str],
        typer.Argument(metavar="PAPER..."),
    ],
    out: Path | None = None,
    explain: Annotated[bool, typer.Option("--explain")] = False,
    html: Path | None = None,
    compare: Path | None = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Only read papers: what the form says, and what is missing. Needs no register.

    Exit 0: all read, with findings too; 1: --compare found a difference; 2: one cannot be read.
    """
    settings = settings_of(context)
    writer = Writer.of(settings, words_of(settings), force=force)
    pile = _Pile(words_of(settings), writer, explain=explain, json=json, out=out)
    given = pile.sources(papers)
    for option, value in (("--html", html), ("--compare", compare)):
        if value is not None and (len(given) != 1 or pile.failed):
            raise OnePaper(option=option, count=len(papers) if pile.failed else len(given))
    if compare is not None:
        raise typer.Exit(_compared(given[0], compare, pile))
    if html is not None:
        _page(given[0], html, pile)
        raise typer.Exit(0)
    pile.several = len(given) > 1
    hidden = not (pile.several and (out or json) and sys.stderr.isatty())
    with typer.progressbar(given, file=sys.stderr, hidden=hidden) as bar:
        for source in bar:
            pile.tell(source)
    pile.close()
    raise typer.Exit(Exit.INPUT if pile.failed else 0)


def readings_of(source: Source) -> list[ReadPaper]:
    """The readings of one paper; raises as `reader.readings` and `Source.content`."""
    from papers.reader import readings

    return readings(source.content(), source.name)


@dataclass
class _Pile:
    """The papers of one call: what is read of them, told and collected; a bad one stops nothing."""

    words: Words
    writer: Writer
    explain: bool
    json: bool
    out: Path | None
    several: bool = False
    failed: bool = False
    found: list[Draft] = field(default_factory=list)
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
        from cli.shown.draft_lines import draft_lines
        from cli.shown.explained import explained

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

    def _write(self, folder: Path, source: Source, drafts: list[Draft]) -> None:
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
    from papers.draft.draft import ReadPaper, unread

    return ReadPaper(source.name, "", (unread(error),))


def _paper(source: Source, reading: ReadPaper) -> str:
    """Where a draft comes from: the paper below its folder, and the attachment of a mail."""
    inside = "" if reading.name == source.name else f"/{reading.name}"
    return f"{source.place}{inside}"


def _explained(source: Source, reading: ReadPaper) -> Draft:
    """A reading for programs: its text, and each draft with its marks."""
    from dataclasses import asdict

    from papers.marks import marks

    drafts = [
        {**draft.to_json(), "marks": [asdict(mark) for mark in own]}
        for draft, own in zip(reading.drafts, marks(reading), strict=True)
    ]
    return {"paper": _paper(source, reading), "text": reading.text, "drafts": drafts}


def _page(source: Source, target: Path, pile: _Pile) -> None:
    from cli.shown.draft_lines import field_lines
    from cli.shown.explained import form_line
    from notifications.marked import marked_page

    def told(draft: Any) -> list[str]:
        return [form_line(draft, pile.words), *field_lines(draft, pile.words)]

    page = marked_page(readings_of(source), pile.words, told).encode()
    pile.writer.write(target, page)
    say(pile.words.ui("page_done", path=target))


def _compared(source: Source, corrected: Path, pile: _Pile) -> int:
    from cli.misreadings import compare

    drafts = [draft.to_json() for reading in readings_of(source) for draft in reading.drafts]
    return compare(drafts, corrected, pile.words, json=pile.json)
