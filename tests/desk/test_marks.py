"""What was read is marked where it stands: on a terminal, on a page, for programs."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.growth import BOUND, grows
from support.pages import Page

from cli.shown.explained import LOOKS, explained
from cli.shown.fitting import fitted
from notifications.marked import marked_page
from notifications.plain import cells
from notifications.words import Words
from papers.draft.draft import (
    Draft,
    DutyRead,
    FieldPlace,
    Finding,
    PointRead,
    ReadPaper,
    StationRead,
)
from papers.marked_rows import rows, segments
from papers.marks import FIELDS, Mark, marks
from papers.parts.wording import Wordings, bare
from papers.reader import readings

PAPERS = sorted((Path(__file__).parents[1] / "papers/papers").glob("*.txt"))
WORDS = Words("de")
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30))
EVIDENCE = "dem Stadtrat jährlich zu berichten"
TEXT = f"""Antrag BA-1/2026
Gegenstand: Brunnen

1. den Brunnen zu
reparieren und {EVIDENCE}.
"""


def small(*findings: Finding, **more: object) -> ReadPaper:
    """A paper of one point with a duty inside it."""
    point = PointRead("1", f"den Brunnen zu reparieren und {EVIDENCE}.")
    duty = DutyRead("1", 0, "report", "Stadtrat", "recurring", EVIDENCE, recurrence="P1Y")
    draft = Draft(
        form="generic",
        form_signs=("Antrag", "Gegenstand:"),
        motion_number="BA-1/2026",
        subject="Brunnen",
        resolution_items=(point,),
        obligations=(duty,),
        findings=findings,
        **more,  # type: ignore[arg-type]
    )
    return ReadPaper("antrag.txt", TEXT, (draft,))


def lines(reading: ReadPaper) -> list[str]:
    return list(explained(reading, WORDS))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_every_point_and_duty_of_a_paper_is_marked_where_it_stands(paper: Path) -> None:
    (reading,) = readings(paper.read_bytes(), paper.name)
    (draft,) = reading.drafts
    (found,) = marks(reading)
    for field, wordings in (
        ("resolution_items", [point.text for point in draft.resolution_items]),
        ("obligations", [duty.evidence for duty in draft.obligations]),
    ):
        shown = [reading.text[m.start : m.end] for m in found if m.field == field]
        assert sorted(map(bare, shown)) == sorted(map(bare, wordings))


def test_a_known_place_is_taken_before_a_search() -> None:
    start = TEXT.index("Brunnen zu")
    place = FieldPlace("subject", start, start + 7)
    (found,) = marks(small(places=(place,)))
    assert [(m.start, m.end) for m in found if m.field == "subject"] == [(start, start + 7)]


def test_spaces_at_the_edge_of_a_place_are_not_marked() -> None:
    end = TEXT.index("\n1.") + 1
    places = (FieldPlace("subject", TEXT.index(" Brunnen"), end), FieldPlace("reasoning", end - 1, end))
    (found,) = marks(small(places=places))
    assert [TEXT[m.start : m.end] for m in found if m.field == "subject"] == ["Brunnen"]
    assert "reasoning" not in {m.field for m in found}


def test_the_second_motion_of_a_text_is_searched_behind_the_first() -> None:
    text = "Antrag A\n1. gleiche Worte\n\nAntrag B\n1. gleiche Worte\n"
    draft = Draft(resolution_items=(PointRead("1", "gleiche Worte"),))
    first, second = marks(ReadPaper("zwei.txt", text, (draft, draft)))
    assert [m.start for m in first] == [text.index("gleiche")]
    assert [m.start for m in second] == [text.rindex("gleiche")]


@pytest.mark.parametrize(
    ("text", "wording", "found"),
    [
        ("die Stadt-\nverwaltung wird", "Stadt- verwaltung", "Stadt-\nverwaltung"),
        ("die STADT\tverwaltung", "Stadtverwaltung", "STADT\tverwaltung"),
        ("(siehe Anlage) und", "(siehe Anlage)", "(siehe Anlage)"),
        ("İstanbul, Straße", "straße", "Straße"),
        ("nichts davon", "…", None),
        ("nichts davon", "", None),
        ("nichts davon", "alles", None),
    ],
)
def test_a_wording_is_found_whatever_its_line_ends(text: str, wording: str, found: str | None) -> None:
    place = Wordings(text).find(wording)
    assert (text[slice(*place)] if place else None) == found


@given(st.lists(SPANS, max_size=8), st.integers(0, 30), st.integers(1, 60))
@settings(max_examples=150, deadline=None)
def test_segments_cover_the_text_and_know_all_their_marks(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    own = [Mark("subject", a, a + n, str(i)) for i, (a, n) in enumerate(spans)]
    end = start + length
    cut = list(segments(own, start, end))
    assert (cut[0].start, cut[-1].end) == (start, end)
    assert all(one.end == following.start for one, following in pairwise(cut))
    for segment in cut:
        for place in range(segment.start, segment.end):
            covering = {m for m in own if m.start <= place < m.end}
            assert set(segment.marks) == covering
        sizes = [m.end - m.start for m in segment.marks]
        assert sizes == sorted(sizes, reverse=True), "the outer mark stands before the inner"


@given(st.text(alphabet="ab \t漢é", max_size=80), st.integers(4, 20))
@example(" a漢\t", 4)
@settings(max_examples=150, deadline=None)
def test_a_fitted_line_loses_nothing_and_fits(line: str, width: int) -> None:
    spans = list(fitted(line, width))
    kept = "".join(line[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(line.split())
    assert all(cells(line[a:b].replace("\t", "  ")) <= width for a, b in spans)


def test_every_mark_begins_in_one_row_and_every_finding_is_told_once() -> None:
    reading = small(Finding("end_missing", {}, "1"))
    (found,) = marks(reading)
    notes = [(found[-1].end - 1, reading.drafts[0].findings[0])]
    told = list(rows(reading.text, found, notes, lambda line: fitted(line, 20)))
    assert [m for row in told for m in row.begins] == found
    assert [f.code for row in told for f in row.findings] == ["end_missing"]


def test_a_duty_inside_a_point_shows_both_without_colours() -> None:
    told = "\n".join(lines(small()))
    assert "⟦den Brunnen zu\n" in told
    assert f"reparieren und ⟪{EVIDENCE}⟫.⟧" in told
    assert "Punkt 1 " in told and "Pflicht 1 " in told
    assert "Form: generic; erkannt an: Antrag, Gegenstand:" in told


def test_a_finding_stands_below_what_it_speaks_of_and_others_at_the_head() -> None:
    evidence = {"evidence": EVIDENCE}
    told = lines(small(Finding("interval_missing", evidence, "1"), Finding("no_receipt", {}, "received_on")))
    place = next(n for n, line in enumerate(told) if "⟫.⟧" in line)
    assert told[place + 1].startswith("! Frage")
    assert next(n for n, line in enumerate(told) if "Eingangsdatum" in line) < told.index("")


def test_a_paper_cannot_steer_the_terminal_it_is_shown_on() -> None:
    hostile = "Brunnen\x1b[2J\x07\x9b31m\u202e\rX\u2028Y"
    draft = Draft(subject=hostile, motion_number="\x1b]0;x\x07", submitters=("\u2066a",))
    told = lines(ReadPaper("a\x1b.txt", f"Gegenstand: {hostile}\n", (draft,)))
    assert all(line.isprintable() for line in told)


def test_the_page_holds_the_paper_as_text_and_nothing_that_runs() -> None:
    hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"\'&amp;\x1b\u202e'
    draft = Draft(subject=hostile, submitters=(hostile,), findings=(Finding("impossible_date", {"raw": hostile}, "1"),))
    reading = ReadPaper(hostile, f"{hostile}\n</div></body>", (draft,))
    page = marked_page([reading], WORDS, lambda draft: [draft.subject or ""])
    seen = Page(page)
    assert seen.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "p", "div", "span", "mark", "strong"}
    assert seen.names <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert seen.text.count("<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}") >= 4
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page)


def test_the_policy_of_the_page_allows_its_one_style_sheet_only() -> None:
    page = marked_page([small()], WORDS, lambda draft: [])
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page
    assert not re.search(r"url\(|@import|https?:", style)
    assert all(f".{field}" in style for field in FIELDS) and set(LOOKS) == set(FIELDS)


def test_overlapping_marks_are_cut_and_never_cross_on_the_page() -> None:
    page = marked_page([small()], WORDS, lambda draft: [])
    assert f'<mark class="resolution_items obligations">{EVIDENCE}</mark>' in page
    assert '<mark class="resolution_items">.</mark>' in page


def test_what_has_no_words_is_left_unmarked() -> None:
    station = StationRead("Stadtrat", None, None, None)
    reading = ReadPaper("x.txt", "Antrag\n", (Draft(subject="steht nicht da", consultations=(station,)),))
    assert marks(reading) == [[]]
    assert any("Antrag" in line for line in lines(reading))


def test_a_large_paper_is_marked_in_linear_time() -> None:
    def of_size(size: int) -> ReadPaper:
        reading = small()
        text = reading.text + "Am 31.12. berichtet (((1. monatlich\n" * (size // 4) + "x" * size
        return ReadPaper("groß.txt", text, reading.drafts)

    assert grows(of_size, lambda paper: list(explained(paper, WORDS))) <= BOUND**2
