"""The grammar of duties, sentence by sentence."""

from __future__ import annotations

import pytest
from support.examples_of_duties import DUTIES, NO_DUTY, Owed
from support.growth import BOUND, grows

from papers.draft.draft import DutyRead
from papers.duties import cadences, days, terms
from papers.duties.duty import ASK_BELOW, PlaceOfDuty, duties
from papers.duties.times import TABLE
from papers.duties.words import words

PLACE = PlaceOfDuty("1", 0)


def read(text: str) -> list[DutyRead]:
    return duties(text if text.endswith(".") else f"{text}.", PLACE)


def owed(duty: DutyRead) -> Owed:
    return duty.kind, duty.recipient, duty.due_rule, duty.first_due, duty.recurrence


@pytest.mark.parametrize("row", DUTIES, ids=lambda row: row[0][:60])
def test_a_duty_is_read(row: tuple[str, list[Owed]]) -> None:
    assert [owed(duty) for duty in read(row[0])] == row[1]


@pytest.mark.parametrize("text", NO_DUTY)
def test_no_duty_is_read_where_there_is_none(text: str) -> None:
    assert read(text) == []


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(DUTIES) >= 150
    assert len(NO_DUTY) >= 60


@pytest.mark.parametrize("row", DUTIES, ids=lambda row: row[0][:60])
def test_the_evidence_is_the_very_words_at_its_place(row: tuple[str, list[Owed]]) -> None:
    for duty in read(row[0]):
        assert f"{row[0]}."[duty.start : duty.end] == duty.evidence
        assert (duty.item, duty.item_index) == ("1", 0)


@pytest.mark.parametrize("row", [*days.DAYS, *cadences.CADENCES, *terms.TERMS], ids=lambda row: row[0][:60])
def test_every_phrase_of_the_tables_reads_its_example(row: tuple[str, object, str]) -> None:
    found = [phrase.reads for phrase in TABLE.find(list(words(row[2])))]
    assert row[1] in found, "another row takes the words of the example"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dem Rat innerhalb von sechs Monaten zu berichten", {"relative": "P6M"}),
        ("dem Rat zwei Jahre nach Inbetriebnahme zu berichten", {"relative": "P2Y", "anchor": "zwei Jahre nach Inbetriebnahme"}),
        ("dem Rat ab Januar 2027 monatlich zu berichten", {"starts": "2027-01"}),
        ("dem Rat in der Sitzung im Dezember 2026 zu berichten", {"meeting_month": "2026-12"}),
        ("dem Rat in der Novembersitzung 2026 zu berichten", {"meeting_month": "2026-11"}),
        ("dem Rat vor den Haushaltsberatungen 2027 zu berichten", {"anchor": "vor den Haushaltsberatungen 2027"}),
        ("Sofern Mehrkosten entstehen, ist dem Rat zu berichten", {"conditional": True}),
        ("Überschreiten die Kosten den Ansatz, ist der Rat zu unterrichten", {"conditional": True}),
        ("dem Rat zu berichten", {"conditional": False, "anchor": None, "starts": None}),
    ],
)
def test_what_else_a_duty_names(text: str, names: dict[str, object]) -> None:
    (duty,) = read(text)
    assert {name: getattr(duty, name) for name in names} == names


def test_what_leans_on_little_is_asked_about() -> None:
    (plain,) = read("dem Stadtrat bis zum 31.12.2026 zu berichten")
    (genitive,) = read("Über die Beschlüsse der Bezirksvertretung ist regelmäßig zu berichten")
    assert plain.certainty == 1
    assert genitive.certainty < ASK_BELOW


def test_a_word_broken_at_a_line_end_is_one_word() -> None:
    (duty,) = read("dem Verwaltungs- und Finanzaus- schuss bis zum 31.12.2026 zu be- richten")
    assert duty.recipient == "Verwaltungs- und Finanzausschuss"
    assert duty.first_due == "2026-12-31"


@pytest.mark.parametrize(
    "piece",
    ["dem Stadtrat ist bis zum 31.12.2026 zu berichten und ", "zu berichten ", "vorzulegen, ", "legt ", "(Bericht ", "(", "x", "Ver- ", "bis zum "],
)
def test_a_point_of_any_length_takes_time_in_proportion(piece: str) -> None:
    def of_length(length: int) -> str:
        return (piece * (length // len(piece) + 1))[:length]

    assert grows(of_length, lambda text: duties(text, PLACE)) <= BOUND**2
