"""Amendments become structured proposals; an ordinary motion is none; nothing in one is passed over."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from papers.amendments import amendment
from papers.draft.amendment import Amendment
from papers.draft.draft import Finding
from papers.draft.stored import plain
from papers.formats import sheets

FOLDER = Path(__file__).parent
AMENDMENTS = sorted((FOLDER / "amendments").glob("*.txt"))
MOTIONS = sorted([*(FOLDER / "papers").glob("*.txt"), *(FOLDER / "broken").glob("b0[3-9]*.txt")])
HEAD = "Änderungsantrag zum Antrag BA-041/2021\n\nDer Stadtrat möge beschließen:\n\n"


def read(paper: Path) -> tuple[str, Amendment, tuple[Finding, ...]]:
    text = sheets(paper.read_bytes(), paper.name)[0].text
    found = amendment(text)
    assert found is not None, f"{paper.name} was not taken as an amendment"
    return text, *found


def only(instruction: str) -> dict[str, Any]:
    """The single change of an instruction, without what is None and where it stands."""
    found = amendment(HEAD + instruction + "\n\nBegründung:\nDarum.")
    assert found is not None
    (change,) = found[0].changes
    left_out = ("evidence", "start", "end", "certainty")
    return {k: v for k, v in plain(change).items() if v is not None and k not in left_out}


def bare(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


@pytest.mark.parametrize("paper", AMENDMENTS, ids=lambda p: p.stem)
def test_an_amendment_is_read_as_its_right_answer_says(paper: Path) -> None:
    _, found, findings = read(paper)
    wanted = json.loads(paper.with_suffix(".json").read_text("utf-8"))
    told = json.loads(json.dumps(plain(found)))
    for change in told["changes"]:
        for name in ("evidence", "start", "end", "certainty"):
            del change[name]
    told["changes"] = [{k: v for k, v in c.items() if v is not None} for c in told["changes"]]
    assert told == wanted["amendment"]
    assert sorted(finding.code for finding in findings) == sorted(wanted["findings"])
    assert {finding.place for finding in findings} <= {"amendment"}


@pytest.mark.parametrize("paper", AMENDMENTS, ids=lambda p: p.stem)
def test_every_change_says_where_it_stands(paper: Path) -> None:
    text, found, _ = read(paper)
    for change in found.changes:
        place = bare(text[change.start : change.end])
        for words in (change.old, change.new):
            for word in (words or "").split():  # columns lie between one another: word by word
                known = bare(word) in place or change.action == "renumber"
                assert known, f"{word!r} is not between {change.start} and {change.end}"


@pytest.mark.parametrize("paper", MOTIONS, ids=lambda p: p.stem)
def test_an_ordinary_motion_is_no_amendment(paper: Path) -> None:
    text = sheets(paper.read_bytes(), paper.name)[0].text
    assert amendment(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Antrag\n\nBetreff: Änderung der Hundesteuersatzung\n\nBeschlussvorschlag:\nDie Satzung wird in § 2 geändert.",
        "Beschlussantrag BA-001/2024\n\nBeschlussvorschlag:\n1. Der Beschluss BA-010/2019 wird aufgehoben.\n2. Punkt 3 des Beschlusses entfällt.",
        "Antrag\n\nGegenstand: Umgang mit Änderungsanträgen\n\nBeschlussvorschlag:\nÄnderungsanträge sind zu veröffentlichen.",
        "Antrag\n\nGegenstand: Ergänzungsantrag zum Förderprogramm Stadtgrün stellen\n\nBeschlussvorschlag:\nEr ist zu stellen.",
        "Antrag\n\nGegenstand: Neufassung der Hauptsatzung\n\nBeschlussvorschlag:\nDie Hauptsatzung wird neu gefasst.",
        "Stellungnahme der Verwaltung zum Änderungsantrag ÄA-012/2021\n\nSachverhalt:\nPunkt 2 wird gestrichen.",
        "Antrag\n\nBeschlussvorschlag:\nDie Bank wird versetzt.\n\nBegründung:\nÄnderungsantrag zum Antrag BA-041/2021: Punkt 2 wird gestrichen.",
        "Antrag zur Drucksache 12/2024\n\nDer Rat möge beschließen:\nDie Verwaltung berichtet im Mai.",
    ],
)
def test_what_speaks_of_changes_is_no_amendment(text: str) -> None:
    assert amendment(text) is None


@pytest.mark.parametrize(
    ("title", "kind", "targets", "own"),
    [
        ("Änderungsantrag zum Antrag BA-041/2021", "amendment", ("BA-041/2021",), False),
        ("Ergänzungsantrag zur Vorlage B-120/2022", "supplement", ("B-120/2022",), False),
        ("Ersetzungsantrag zu V1234/22", "substitute", ("V1234/22",), False),
        ("Gemeinsamer Änderungsantrag der Fraktionen SPD und BÜNDNIS 90/DIE GRÜNEN zur Drucksache 15-1234/2021", "amendment", ("15-1234/2021",), False),
        ("Austauschblatt zur Drucksache IX/416/1", "revision", ("IX/416/1",), True),
        ("Neufassung durch den Einreicher zum Antrag VII-A-07311", "revision", ("VII-A-07311",), True),
        ("Änderungsantrag des Einreichers zu BA-7/2024 durch die Einreicherin", "amendment", ("BA-7/2024",), True),
        ("1. Änderungs- und Ergänzungsantrag zur Beschlussvorlage Nr. 88/2023 vom 12.05.2023", "amendment", ("88/2023",), False),
        ("Antrag auf Änderung der Beschlussvorlage SV 0123/2021", "amendment", ("SV 0123/2021",), False),
        ("**Alternativantrag** zum Antrag 0815/VI", "substitute", ("0815/VI",), False),
    ],
)  # fmt: skip
def test_the_title_says_kind_and_motion(title: str, kind: str, targets: tuple[str, ...], own: bool) -> None:
    found = amendment(f"Stadt Musterstadt\n\n{title}\n\nDer Rat möge beschließen:\n\nPunkt 2 wird gestrichen.\n")
    assert found is not None
    assert (found[0].kind, found[0].targets, found[0].submitters_revision) == (kind, targets, own)
    assert not found[1]


@pytest.mark.parametrize(
    ("instruction", "wanted"),
    [
        ("In Punkt 2 wird das Wort rot durch grün ersetzt.", {"action": "amend", "point": "2", "old": "rot", "new": "grün"}),
        ("In Punkt 2 wird die Angabe “5 %” durch “7 %” ersetzt.", {"action": "amend", "point": "2", "old": "5 %", "new": "7 %"}),
        ("Statt «rot» heißt es in Nr. 3 «grün».", {"action": "amend", "point": "3", "old": "rot", "new": "grün"}),
        ("In Ziff. 1 Buchstabe b werden die Worte \"bis zum 31.03.\" gestrichen.", {"action": "amend", "point": "1b", "old": "bis zum 31.03."}),
        ("Im zweiten Beschlusspunkt wird nach dem Wort „Schule“ das Wort „und“ eingefügt.", {"action": "amend", "point": "2", "new": "und", "place": "after", "beside": "Schule"}),
        ("Punkt 3 entfällt ersatzlos.", {"action": "strike", "point": "3"}),
        ("Punkt 2a streichen", {"action": "strike", "point": "2a"}),
        ("Streichung von Punkt 4", {"action": "strike", "point": "4"}),
        ("Der dritte Punkt ist zu streichen.", {"action": "strike", "point": "3"}),
        ("Satz 2 in Ziffer 1 wird gestrichen.", {"action": "strike", "point": "1", "part": "Satz 2"}),
        ("In Punkt 1.2 entfällt der letzte Satz.", {"action": "strike", "point": "1.2", "part": "letzter Satz"}),
        ("Im Beschlussvorschlag erhält Punkt 2 folgenden Wortlaut:\n\nDie Bank bleibt.\n\nSie wird gestrichen.", {"action": "replace", "point": "2", "new": "Die Bank bleibt.\nSie wird gestrichen."}),
        ("Punkt II lautet wie folgt: »Die Bank bleibt.«", {"action": "replace", "point": "II", "new": "Die Bank bleibt."}),
        ("Punkt 2 ist durch folgenden Text zu ersetzen:\n„2. Die „Rote Bank“ bleibt.“", {"action": "replace", "point": "2", "new": "Die „Rote Bank“ bleibt."}),
        ("§ 3 Abs. 2 der Satzung erhält folgende Fassung:\n„Der Beitrag beträgt 5 Euro.“", {"action": "replace", "point": "§ 3 Abs. 2", "new": "Der Beitrag beträgt 5 Euro."}),
        ("Nach Punkt 2 wird ein neuer Punkt 2a eingefügt: „Die Bank bleibt.“", {"action": "insert", "point": "2a", "new": "Die Bank bleibt.", "place": "after", "beside": "2"}),
        ("Zwischen Ziffer 2 und 3 wird folgende Ziffer eingefügt:\nDie Bank bleibt.", {"action": "insert", "new": "Die Bank bleibt.", "place": "after", "beside": "2"}),
        ("Vor Punkt 1 wird eingefügt: „Die Bank bleibt.“", {"action": "insert", "new": "Die Bank bleibt.", "place": "before", "beside": "1"}),
        ("Es wird folgender Punkt 6 angefügt: Die Bank bleibt.", {"action": "insert", "point": "6", "new": "Die Bank bleibt.", "place": "end"}),
        ("Der Beschlussvorschlag wird um einen Punkt 6 ergänzt:\n6. Die Bank bleibt.", {"action": "insert", "point": "6", "new": "Die Bank bleibt.", "place": "end"}),
        ("Neuer Punkt 5: Die Bank bleibt.", {"action": "insert", "point": "5", "new": "Die Bank bleibt.", "place": "end"}),
        ("Punkt 2 wird wie folgt ergänzt: „Sie ist rot.“", {"action": "amend", "point": "2", "new": "Sie ist rot.", "place": "end"}),
        ("In Punkt 2 wird nach Satz 1 folgender Satz eingefügt: „Sie ist rot.“", {"action": "amend", "point": "2", "new": "Sie ist rot.", "place": "after", "beside": "Satz 1"}),
        ("Die Nummerierung der folgenden Punkte wird entsprechend angepasst.", {"action": "renumber"}),
        ("Punkt 4 wird Punkt 5.", {"action": "renumber", "point": "4", "new": "5"}),
        ("Die Farbe der Bank wird rot.", {"action": "replace", "new": "Die Farbe der Bank wird rot."}),
        ("Punkt 2 wird wie folgt neu gefasst:", {"action": "unclear", "point": "2"}),
    ],
)  # fmt: skip
def test_an_instruction_is_a_change(instruction: str, wanted: dict[str, str]) -> None:
    assert only(instruction) == wanted


def test_two_orders_in_one_sentence_are_two_changes() -> None:
    found = amendment(HEAD + "Punkt 3 wird gestrichen, die bisherigen Punkte 4 und 5 werden zu 3 und 4.")
    assert found is not None
    read = [(change.action, change.point, change.new) for change in found[0].changes]
    assert read == [("strike", "3", None), ("renumber", "4", "3"), ("renumber", "5", "4")]


def test_what_is_not_understood_keeps_its_words() -> None:
    found = amendment(HEAD + "1. Punkt 2 wird gestrichen.\n2. Die Farbe der Bank wird rot.\n3. Punkt 4 entfällt.")
    assert found is not None
    unclear = found[0].changes[1]
    assert (unclear.action, unclear.evidence) == ("unclear", "Die Farbe der Bank wird rot.")
    assert found[1] == (Finding("amendment_unclear", {"words": unclear.evidence}, "amendment"),)


def test_a_quotation_without_an_end_ends_with_its_paragraph_and_is_asked_about() -> None:
    found = amendment(HEAD + "Punkt 2 erhält folgende Fassung:\n„Die Bank bleibt.\n\nPunkt 3 entfällt.")
    assert found is not None
    read = [(change.action, change.point, change.new) for change in found[0].changes]
    assert read == [("replace", "2", "Die Bank bleibt."), ("strike", "3", None)]
    assert [finding.code for finding in found[1]] == ["amendment_assumed"]


def test_offsets_count_the_whole_text() -> None:
    before = "Ein anderes Papier.\n\n"
    paper = before + HEAD + "Punkt 2 wird gestrichen.\n"
    found = amendment(paper, start=len(before))
    assert found is not None
    (change,) = found[0].changes
    assert paper[change.start : change.end] == change.evidence == "Punkt 2 wird gestrichen."


@pytest.mark.parametrize("filling", ["„", "»x ", "1. ", "Punkt 2 ", "\n", "alt: ", "Punkt 2: ", "wird ", "- \n", "Punkt 2, ", "a\t", "„x“ durch "])
def test_a_flood_is_read_in_linear_time(filling: str) -> None:
    began = time.perf_counter()
    found = amendment(HEAD + filling * (1_000_000 // len(filling)))
    assert time.perf_counter() - began < 60
    assert found is not None
