"""A paper as a page for a browser, with what was read marked in it; all of it is text, escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from notifications.plain import one_line, plain
from notifications.words import Words
from papers.draft.severity import Severity, severity
from papers.marked_rows import MarkedRow, rows
from papers.marks import FIELDS, Mark, marks, placed

if TYPE_CHECKING:
    from papers.draft.draft import Draft, Finding, ReadPaper


_GRADES = [grade.value for grade in Severity]  # the gravest first


@cache
def _pages() -> Environment:
    return ImmutableSandboxedEnvironment(
        loader=PackageLoader("notifications", "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def marked_page(
    readings: list[ReadPaper], words: Words, told: Callable[[Draft], list[str]]
) -> str:
    """An HTML page that needs nothing beside it and runs nothing.

    *told* gives the lines that sum a draft up. The page's own policy forbids scripts, frames,
    forms, pictures and every address; the one style sheet is named by its digest.
    """
    style = files("notifications").joinpath("templates", "marked.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    known = {
        **{"language": words.language, "style": style, "digest": digest},
        "words": words,
        "papers": [_paper(reading, words, told) for reading in readings],
    }
    return _pages().get_template("marked.html").render(known)


def _paper(
    reading: ReadPaper, words: Words, told: Callable[[Draft], list[str]]
) -> dict[str, Any]:
    found, notes, drafts = marks(reading), [], []
    for draft, own in zip(reading.drafts, found, strict=True):
        settled = placed(draft, own)
        notes += [(place, finding) for place, finding in settled if place is not None]
        elsewhere = [_note(finding, words) for place, finding in settled if place is None]
        elsewhere.sort(key=lambda note: _GRADES.index(note["grade"]))
        drafts.append({"lines": [plain(line) for line in told(draft)], "notes": elsewhere})
    marked = [mark for own in found for mark in own]
    return {
        "name": one_line(reading.name),
        "drafts": drafts,
        "legend": [field for field in FIELDS if any(mark.field == field for mark in marked)],
        "rows": [_row(row, reading.text, words) for row in rows(reading.text, marked, notes)],
    }


def _row(row: MarkedRow, text: str, words: Words) -> dict[str, Any]:
    """A row: names of the marks that begin, pieces of text with their classes, findings."""
    return {
        "names": list(dict.fromkeys(_name(mark, words) for mark in row.begins)),
        "pieces": [
            (" ".join(dict.fromkeys(mark.field for mark in s.marks)), plain(text[s.start : s.end]))
            for s in row.segments
        ],
        "notes": [_note(finding, words) for finding in row.findings],
    }


def _name(mark: Mark, words: Words) -> str:
    return f"{words.label('field', mark.field)} {one_line(mark.label)}".rstrip()


def _note(finding: Finding, words: Words) -> dict[str, str]:
    sentence, hint = words.finding(finding.code, finding.fields)
    grade = severity(finding.code)
    label = words.label("severity", grade)
    return {"grade": grade, "label": label, "sentence": plain(sentence), "hint": plain(hint)}
