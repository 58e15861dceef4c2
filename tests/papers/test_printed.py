"""A paper that was printed, and one that was scanned, is read as its text is.

The whole comparison, with scores, is `benchmarks/media.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.printing import as_docx, as_pdf, as_scan
from benchmarks.setting import Table, blocks
from benchmarks.tesseract import available
from papers.draft.draft import Draft
from papers.formats import sheets
from papers.parts.places import folded
from papers.reader import read_paper

PAPERS = Path(__file__).parent / "papers"
PRINTED = ["d01", "d14", "d20", "d27"]  # cells of tabs; fixed columns, two pages; letters under numbers; a letter


def bare(words: str | None) -> str:
    """Letters and digits: hyphens and spaces at the ends of lines are the typesetter's."""
    return "".join(filter(str.isalnum, (words or "").casefold()))


def told(draft: Draft) -> dict[str, Any]:
    """What a draft says, without what a typesetter may change."""
    return {
        "form": draft.form,
        "numbers": (draft.receipt_number, draft.motion_number, draft.received_on),
        "subject": bare(draft.subject),
        "cost": bare(draft.cost_proposal),
        "people": ([*map(bare, draft.submitters)], [*map(bare, draft.signatories)]),
        "stations": [(bare(s.body), s.date, s.public, s.outcome) for s in draft.consultations],
        "points": [(p.number, bare(p.text)) for p in draft.resolution_items],
        "duties": [(d.item, d.kind, bare(d.recipient), d.due_rule, d.first_due, d.recurrence) for d in draft.obligations],
        "reasoning": bare(draft.reasoning)[:40],
    }


def text(name: str) -> bytes:
    return (PAPERS / f"{name}.txt").read_bytes()


def only(content: bytes) -> Draft:
    (draft,) = read_paper(content, "paper")
    return draft


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("number", [0, 1], ids=["one face", "another"])
def test_a_printed_paper_is_read_as_its_text(name: str, number: int) -> None:
    set_ = blocks(sheets(text(name), name)[0].text)
    wanted = told(only(text(name)))
    assert told(only(as_pdf(set_, number))) == wanted
    assert told(only(as_docx(set_, counted=number == 0))) == wanted


@pytest.mark.parametrize("name", PRINTED)
def test_nothing_of_a_paper_is_lost_when_it_is_set(name: str) -> None:
    written = sheets(text(name), name)[0].text
    set_ = blocks(written)
    assert any(isinstance(block, Table) for block in set_), "the stations stand in a ruled table"
    printed = sheets(as_docx(set_, counted=False), name)[0].text
    assert sorted(bare(printed)) == sorted(bare(written)), folded(printed)


@pytest.mark.skipif(not available(), reason="tesseract with its German is not there")
def test_a_scanned_paper_is_read_as_its_text() -> None:
    set_ = blocks(sheets(text("d01"), "d01")[0].text)
    found, wanted = told(only(as_scan(as_pdf(set_, 0), seed=1))), told(only(text("d01")))
    assert [name for name in wanted if found[name] != wanted[name]] == []
