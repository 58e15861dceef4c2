"""A paper on the terminal with what was read marked in it, names and findings in the margin."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from cli.shown.draft_lines import field_lines
from cli.shown.finding_lines import finding_lines
from cli.shown.fitting import MARGIN, cut, fitted
from cli.shown.say import coloured, padded
from notifications.plain import one_line, plain
from notifications.words import Words
from papers.draft.severity import Severity, severity
from papers.marked_rows import MarkedRow, Segment, rows
from papers.marks import FIELDS, Mark, marks, placed

if TYPE_CHECKING:
    from papers.draft.draft import Draft, Finding, ReadPaper

LOOKS: dict[str, dict[str, Any]] = {
    "receipt_number": {"fg": "yellow"},
    "motion_number": {"fg": "yellow", "bold": True},
    "received_on": {"fg": "yellow"},
    "submitters": {"fg": "magenta"},
    "subject": {"fg": "cyan", "bold": True},
    "cost_proposal": {"fg": "bright_blue"},
    "consultations": {"fg": "blue"},
    "resolution_items": {"fg": "green"},
    "amendment": {"fg": "bright_yellow"},
    "obligations": {"fg": "red", "underline": True},
    "signatories": {"fg": "magenta"},
    "reasoning": {"dim": True},
}
GRADES: dict[Severity, dict[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "red"},
    Severity.QUESTION: {"fg": "magenta"},
    Severity.NOTE: {"dim": True},
}


def explained(reading: ReadPaper, words: Words) -> Iterator[str]:
    """The lines of a reading: what was read, a legend, the text with its marks and findings.

    They are ready for `typer.echo`: whatever comes from the paper is plain. Without colours
    marks stand in brackets.
    """
    found = marks(reading)
    notes: list[tuple[int, Finding]] = []
    for draft, own in zip(reading.drafts, found, strict=True):
        yield from _head(draft, own, words, notes)
    own = [mark for marked in found for mark in marked]
    yield ""
    yield from _legend(own, words)
    width = max(20, shutil.get_terminal_size().columns - MARGIN - 3)
    for row in rows(reading.text, own, notes, lambda line: fitted(line, width)):
        yield from _row(row, reading.text, words)


def _head(
    draft: Draft, own: list[Mark], words: Words, notes: list[tuple[int, Finding]]
) -> Iterator[str]:
    """What was read; findings with a place in the text are put on *notes* instead."""
    yield plain(form_line(draft, words))
    yield from (plain(line) for line in field_lines(draft, words))
    homeless = []
    for place, finding in placed(draft, own):
        if place is None:
            homeless.append(finding.to_json())
        else:
            notes.append((place, finding))
    yield from (plain(line) for line in finding_lines(homeless, words))


def form_line(draft: Draft, words: Words) -> str:
    """Which form was recognised, and by what."""
    if draft.form is None:
        return words.ui("form_unknown")
    if not draft.form_signs:
        return words.ui("form_bare", form=draft.form)
    return words.ui("form_known", form=draft.form, signs=draft.form_signs)


def _legend(own: list[Mark], words: Words) -> Iterator[str]:
    seen = {mark.field for mark in own}
    names = [_styled(words.label("field", f), LOOKS[f]) for f in FIELDS if f in seen]
    yield f"{words.ui('legend')}: {', '.join(names) or words.ui('none')}"
    yield ""


def _row(row: MarkedRow, text: str, words: Words) -> Iterator[str]:
    names = list(dict.fromkeys(mark_name(mark, words) for mark in row.begins)) or [""]
    shown = "".join(_segment(segment, text) for segment in row.segments)
    yield f"{padded(cut(names[0]), MARGIN)} │ {shown}".rstrip()
    for name in names[1:]:
        yield f"{padded(cut(name), MARGIN)} │"
    for finding in row.findings:
        yield from _note(finding, words)


def mark_name(mark: Mark, words: Words) -> str:
    """What a mark is called in the margin: its field, and which of several."""
    return f"{words.label('field', mark.field)} {one_line(mark.label)}".rstrip()


def _note(finding: Finding, words: Words) -> Iterator[str]:
    grade = severity(finding.code)
    sentence, hint = words.finding(finding.code, finding.fields)
    label = padded(f"! {words.label('severity', grade)}", MARGIN)
    yield f"{_styled(label, GRADES[grade])} │   {_styled(one_line(sentence), GRADES[grade])}"
    if hint:
        yield f"{'':{MARGIN}} │   → {one_line(hint)}"


def _segment(segment: Segment, text: str) -> str:
    """A piece of the text in the look of the innermost mark; the outer ones stay in the margin."""
    piece = plain(text[segment.start : segment.end]).replace("\t", "  ")
    if segment.marks and coloured():
        return typer.style(piece, **LOOKS[segment.marks[-1].field])
    opening = (_brackets(m)[0] for m in segment.marks if m.start == segment.start)
    closing = (_brackets(m)[1] for m in reversed(segment.marks) if m.end == segment.end)
    return "".join((*opening, piece, *closing))


def _brackets(mark: Mark) -> str:
    return "⟪⟫" if mark.field == "obligations" else "⟦⟧"


def _styled(piece: str, look: dict[str, Any]) -> str:
    return typer.style(piece, **look) if coloured() else piece
