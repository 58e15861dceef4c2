"""A sheet: one paper as clean text."""

from __future__ import annotations

from dataclasses import dataclass, field

from papers.draft.draft import Finding


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one paper, with what was noticed on the way.

    *text* is NFC with plain line ends; pages are parted by a form feed, cells of a table by a
    tab, columns without rules by two or more spaces. *name* is the file's or the attachment's, *took*
    the seconds in which it was opened.
    """

    name: str
    text: str
    findings: tuple[Finding, ...] = ()
    took: float = field(default=0.0, compare=False)
