"""Forms of paper: known by their signs, found by themselves; and motions told apart in one file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from papers import forms
from papers.formats import Sheet
from papers.reader import read_paper, reading_of

HERE = Path(__file__).parent
LETTER = """Fraktion der Gärtner
im Gemeinderat Kleinhausen

Antrag: {subject}

Sehr geehrter Herr Bürgermeister,

der Gemeinderat möge beschließen:

1. {first}
2. {second}

Begründung:

{reasoning}

Mit freundlichen Grüßen

{name}
"""
FIRST = LETTER.format(
    subject="Bäume am Markt",
    first="Am Markt werden drei Linden gepflanzt.",
    second="Dem Bauausschuss ist bis zum 31.05.2026 zu berichten.",
    reasoning="Es ist heiß. Der Rat hat 2019 beschlossen: mehr Schatten.",
    name="Rosa Linde",
)
SECOND = LETTER.format(
    subject="Bänke am Bach",
    first="Am Bach werden zwei Bänke aufgestellt.",
    second="Die Verwaltung wirbt um Spenden.",
    reasoning="Man will sitzen.",
    name="Karl Erle",
)


@pytest.mark.parametrize(
    ("paper", "label", "sign"),
    [
        ("d01", "chemnitz", "Beschlussantrag"),
        ("d19", "dresden", "Plandatum"),
        ("d22", "leipzig", "VII-A-07311"),
        ("d25", "berlin_bvv", "Bezirksverordnetenversammlung"),
        ("d27", "koeln", "AN/0815/2022"),
        ("d29", "hannover", "Drucksache Nr. 15-1234/2021"),
        ("d30", "generic", "Beschlussvorschlag"),
    ],
)
def test_the_reader_says_which_form_it_knows_and_why(paper: str, label: str, sign: str) -> None:
    (draft,) = read_paper((HERE / "papers" / f"{paper}.txt").read_bytes(), paper)
    assert draft.form == label
    assert sign in draft.form_signs


def test_a_new_form_is_one_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = 'from papers.forms import Form\nFORM = Form("kleinhausen", (r"Kleinhausen", r"Gärtner"))\n'
    (tmp_path / "kleinhausen.py").write_text(source, "utf-8")
    monkeypatch.setattr(forms, "__path__", [*forms.__path__, str(tmp_path)])
    forms.forms.cache_clear()
    try:
        (draft,) = reading_of(Sheet("brief.txt", FIRST)).drafts
    finally:
        forms.forms.cache_clear()
        sys.modules.pop("papers.forms.kleinhausen", None)
    assert (draft.form, draft.form_signs) == ("kleinhausen", ("Kleinhausen", "Gärtner"))


@pytest.mark.parametrize("between", ["\f", "\n\n", "\n\n\n\n- 2 -\n\n"], ids=["page", "lines", "number"])
def test_two_letters_in_one_file_are_two_motions(between: str) -> None:
    first, second = read_paper(f"{FIRST}{between}{SECOND}".encode(), "zwei.txt")
    assert (first.subject, second.subject) == ("Bäume am Markt", "Bänke am Bach")
    assert [len(d.resolution_items) for d in (first, second)] == [2, 2]
    assert [len(d.obligations) for d in (first, second)] == [1, 0]
    assert (first.signatories, second.signatories) == (("Rosa Linde",), ("Karl Erle",))
    assert "second_motion" in [finding.code for finding in first.findings]


def test_a_resolution_that_the_reasoning_quotes_is_no_second_motion() -> None:
    (draft,) = read_paper(FIRST.replace("mehr Schatten.", "\n\nBeschluss:\n\n1. Mehr Schatten.").encode(), "x")
    assert [point.number for point in draft.resolution_items] == ["1", "2"]


def test_what_is_left_out_after_the_last_point_is_said() -> None:
    told = "Im vorigen Jahr wurde darüber schon einmal gesprochen."
    paper = FIRST.replace("zu berichten.\n", f"zu berichten.\n\n{told}\n")
    (draft,) = read_paper(paper.encode(), "x")
    assert [point.number for point in draft.resolution_items] == ["1", "2"]
    assert [f.fields["words"] for f in draft.findings if f.code == "text_left_out"] == [told]


@pytest.mark.parametrize("said", ["der Technische Ausschuss", "der Zeitweilige Ausschuss Kita"])
def test_a_committee_of_the_route_is_known_in_the_text_whatever_its_case(said: str) -> None:
    named = said.partition(" ")[2].replace("Ausschuss", "r Ausschuss", 1).replace(" r", "r")
    paper = f"Fraktion Grün\n\nANTRAG\n\nBetreff: Weg\n\nBeratungsfolge:\n{named}      24.11.2026     öffentlich\n\nDer Stadtrat möge beschließen:\n\n"
    for point, outside in ((f"Halbjährlich ist {said} zu unterrichten.", []), ("Der Sozialausschuss ist zu unterrichten.", ["1"])):
        (draft,) = read_paper(f"{paper}1. {point}\n\nBegründung:\nWeil.\n".encode(), "x")
        assert [row.body for row in draft.consultations] == [named]
        assert [f.place for f in draft.findings if f.code == "committee_outside_route"] == outside
