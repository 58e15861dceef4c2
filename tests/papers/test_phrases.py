"""The 62 phrase forms met in the papers of councils, and nine that are common beside them.

Each stands in a sentence in which it could bind a duty; where it is no time of a duty, no duty or no
time is read. The numbers are those of the collection of phrase forms.
"""

from __future__ import annotations

import pytest

from papers.duties.duty import PlaceOfDuty, duties

NOTHING = ("unspecified", None, None)
# number, words, due rule, first day, recurrence; other fields that matter
TABLE_OF_FORMS: list[tuple[int, str, tuple[str, str | None, str | None], dict[str, str]]] = [
    (1, "regelmäßig über den Fortschritt der Arbeiten zu berichten", ("recurring", None, "irregular"), {}),
    (2, "bis zur Stadtratssitzung am 11. Dezember 2024 im Rahmen einer Informationsvorlage zu berichten", ("council_session", "2024-12-11", None), {"recipient": "Stadtrat"}),
    (3, "den Ausschuss spätestens in der Sitzung im Dezember 2024 zu informieren", ("council_session", None, None), {"meeting_month": "2024-12"}),
    (4, "dem Stadtrat bis Ende des Jahres 2024 abschließend zu berichten", ("end_of_period", "2024-12-31", None), {}),
    (6, "dem Stadtrat bis zum 31.12.2020 zu berichten", ("fixed_date", "2020-12-31", None), {}),
    (7, "den Stadtrat frühzeitig (quartalsweise) zu informieren", ("recurring", None, "P3M"), {}),
    (8, "Die Stadtverwaltung informiert den Stadtrat halbjährlich über den aktuellen Stand der Umsetzung", ("recurring", None, "P6M"), {"recipient": "Stadtrat"}),
    (9, "Der Verbrauch ist halbjährlich in einer Informationsvorlage darzustellen", ("recurring", None, "P6M"), {}),
    (12, "dem Stadtrat ab 2026 einmal im Jahr, möglichst im Januar, zu berichten", ("recurring", None, "P1Y"), {"starts": "2026-12"}),
    (13, "dem Stadtrat eine Übersicht aus den Beschlüssen der vergangenen zwei Jahre vorzulegen", NOTHING, {}),
    (14, "im Rat alle 6 Monate einen Sachstandsbericht zu geben", ("recurring", None, "P6M"), {"recipient": "Rat"}),
    (15, "dem Rat mindestens zweimal im Jahr zu berichten", ("recurring", None, "P6M"), {}),
    (16, "Erstmalig ab der nächsten Sitzung ist dem Rat zu berichten", ("council_session", None, None), {}),
    (17, "zur fortlaufenden Information den Rat regelmäßig und strukturiert zu unterrichten", ("recurring", None, "irregular"), {}),
    (18, "Es wird ein Tagesordnungspunkt eingerichtet, unter dem dem Rat zu einem vorab benannten konkreten Thema berichtet wird", NOTHING, {}),
    (19, "dem Stadtrat bis zur Stadtratssitzung im Juli 2018 zu berichten", ("council_session", None, None), {"meeting_month": "2018-07"}),
    (20, "dem Rat spätestens bis zu den Haushaltsberatungen zu berichten", NOTHING, {"anchor": "spätestens bis zu den Haushaltsberatungen"}),
    (22, "dem Rat in einer der nächsten Sitzungen zu berichten", ("council_session", None, None), {}),
    (23, "dem Rat in einer Sitzung Ende des Jahres zu berichten", ("council_session", None, None), {}),
    (24, "dem Rat in Form eines Jahresberichtes zu berichten", ("recurring", None, "P1Y"), {}),
    (25, "dem Rat zeitnah eine dezidierte Übersicht vorzulegen", ("immediately", None, None), {}),
    (26, "dem Rat einen jährlichen Bericht über den Sachstand zur Umsetzung vorzulegen", ("recurring", None, "P1Y"), {}),
    (27, "Dem Rat ist ein erster Sachstandsbericht spätestens in der Sommerpause 2023 vorzulegen", NOTHING, {"anchor": "spätestens in der Sommerpause 2023"}),
    (28, "dem Rat spätestens in der Sitzungsperiode nach der Sommerpause 2023 zu berichten", ("council_session", None, None), {}),
    (29, "dem Rat mit den jeweiligen Haushaltsplanentwürfen zu berichten", ("recurring", None, "P1Y"), {}),
    (31, "dem Rat ab dem Frühjahr 2012 vierteljährlich zu berichten", ("recurring", None, "P3M"), {}),
    (33, "dem Rat im zeitlichen Abstand von sechs Monaten zu berichten", ("recurring", None, "P6M"), {}),
    (34, "in einer halbjährlich wiederkehrenden Informationsdrucksache ist dem Rat zu berichten", ("recurring", None, "P6M"), {}),
    (35, "der BVV innerhalb der geltenden Frist von neun Monaten zu berichten", ("relative_to_resolution", None, None), {"relative": "P9M"}),
    (36, "der BVV nunmehr bis zum 31.07.2011 einen Plan vorzulegen", ("fixed_date", "2011-07-31", None), {}),
    (38, "dem Ausschuss in ca. 4 bis 6 Wochen einen Bericht vorzulegen", ("relative_to_resolution", None, None), {"relative": "P6W"}),
    (39, "Sobald der Bericht vorliegt, erhalten ihn die Ausschussmitglieder", ("on_completion", None, None), {}),
    (40, "dem Rat in der Januar-Sitzung zu berichten", ("council_session", None, None), {}),
    (42, "dem Rat nach den Sommerferien eine Satzung vorzulegen", NOTHING, {"anchor": "nach den Sommerferien"}),
    (44, "dem Rat in der kommenden Sitzung zu berichten", ("council_session", None, None), {}),
    (45, "dem Rat erst nach dem Abschluss der Fachgespräche zu berichten", ("on_completion", None, None), {}),
    (46, "dem Rat bis zur Sitzung am 09.12.2019 zu berichten", ("council_session", "2019-12-09", None), {}),
    (47, "dem Rat bis zur nächsten Sitzung zu berichten", ("council_session", None, None), {}),
    (50, "dem Rat in den anstehenden Haushaltsberatungen zu berichten", NOTHING, {"anchor": "in den anstehenden Haushaltsberatungen"}),
    (51, "dem Rat schnellstmöglich zu berichten", ("immediately", None, None), {}),
    (53, "dem Rat jährlich einen Bericht über alle Beschlüsse vorzulegen, deren Umsetzungstermin überschritten wurde", ("recurring", None, "P1Y"), {}),
    (54, "dem Rat in der Regel innerhalb von 14 Tagen zu berichten", ("relative_to_resolution", None, None), {"relative": "P14D"}),
    (55, "dem Rat innerhalb einer Frist von zehn Tagen schriftlich zu berichten", ("relative_to_resolution", None, None), {"relative": "P10D"}),
    (57, "innerhalb von drei Monaten dem Rat das Ergebnis mitzuteilen", ("relative_to_resolution", None, None), {"relative": "P3M"}),
    (58, "dem Gemeinderat innert 6 Monaten ab ihrer Eingabe zu berichten", ("on_completion", None, None), {"relative": "P6M"}),
    (59, "dem Gemeinderat innert dreier Monate nach der Zustellung zu berichten", ("on_completion", None, None), {"relative": "P3M"}),
    (60, "In der Regel zweimal jährlich ist dem Rat zu berichten", ("recurring", None, "P6M"), {}),
    (61, "dem Rat binnen zwei Wochen nach der Beschlussfassung zu berichten", ("relative_to_resolution", None, None), {"relative": "P2W"}),
    (62, "dem Rat spätestens am dritten Tag nach der Beschlussfassung zu berichten", ("relative_to_resolution", None, None), {"relative": "P3D"}),
    # common forms beside them
    (63, "dem Rat monatlich zu berichten", ("recurring", None, "P1M"), {}),
    (64, "dem Rat vierteljährlich zu berichten", ("recurring", None, "P3M"), {}),
    (65, "dem Rat in jeder Sitzung zu berichten", ("recurring", None, "each_session"), {}),
    (66, "dem Rat bis Ende des II. Quartals zu berichten", ("end_of_period", None, None), {}),
    (67, "dem Rat zum 30.06. eines jeden Jahres zu berichten", ("recurring", None, "P1Y"), {}),
    (68, "dem Rat nach Abschluss der Maßnahme zu berichten", ("on_completion", None, None), {"anchor": "nach Abschluss der Maßnahme"}),
    (69, "dem Rat mit dem Jahresabschluss zu berichten", NOTHING, {"anchor": "mit dem Jahresabschluss"}),
    (70, "dem Rat bis auf Weiteres zu berichten", NOTHING, {}),
    (71, "dem Rat unaufgefordert zu berichten", NOTHING, {}),
]  # fmt: skip
# The forms that say something of a matter, a station or a service, and nothing of a duty.
NO_DUTY = [
    (5, "Der Betrieb ist ab Januar 2025 sichergestellt"),
    (10, "Die Stellen werden ab 2018 etappenweise besetzt"),
    (11, "Die Mittel sind ab 2019/20 finanziell einzuplanen"),
    (21, "Die Maßnahme ist in die Haushaltsberatungen für 2025 aufzunehmen"),
    (30, "Der Rat legt Wert auf die unverzügliche Umsetzung"),
    (32, "Seit 2009 ist kein weiterer Bericht erschienen"),
    (37, "Die Umsetzung wurde nicht erkennbar begonnen"),
    (41, "Zur heutigen Sitzung sollte der Entwurf fertig sein"),
    (43, "Der Antrag kommt auf die Tagesordnung der nächsten Sitzung"),
    (48, "Der Antrag wird um einen Sitzungsturnus vertagt"),
    (49, "Vorher sollen alle Ortsräte angehört werden. Anschließend entscheidet der Rat erneut."),
    (52, "Ist ein Beschluss länger als ein Jahr nicht vollständig umgesetzt, ist die Begründung zu veröffentlichen"),
    (56, "Anträge sind bis spätestens 17 Arbeitstage vor der jeweiligen Sitzung zu stellen"),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE_OF_FORMS, ids=lambda row: f"{row[0]} {row[1][:40]}")
def test_a_phrase_form_is_read(
    row: tuple[int, str, tuple[str, str | None, str | None], dict[str, str]],
) -> None:
    (duty,) = duties(f"{row[1]}.", PlaceOfDuty("1", 0))
    assert (duty.due_rule, duty.first_due, duty.recurrence) == row[2]
    assert {name: getattr(duty, name) for name in row[3]} == row[3]


@pytest.mark.parametrize("row", NO_DUTY, ids=lambda row: f"{row[0]} {row[1][:40]}")
def test_a_phrase_form_that_is_none_of_a_duty(row: tuple[int, str]) -> None:
    assert duties(f"{row[1]}.", PlaceOfDuty("1", 0)) == []


def test_every_form_is_there() -> None:
    assert sorted([row[0] for row in TABLE_OF_FORMS] + [number for number, _ in NO_DUTY]) == list(range(1, 72))
