"""The grammar of duties, phrase by phrase."""

from __future__ import annotations

import pytest

from workflow.intake.duties import Place, duties

STADTRAT, VFA = "Stadtrat", "Verwaltungs- und Finanzausschuss"
PLACE = Place("1", 0)

# words, kind, recipient, due rule, first day, recurrence
TABLE = [
    ("dem Stadtrat bis zum 31.12.2026 zu berichten", "report", STADTRAT, "fixed_date", "2026-12-31", None),
    ("dem Stadtrat bis Ende des II. Quartals 2026 das Konzept vorzulegen", "deliver", STADTRAT, "end_of_period", "2026-06-30", None),
    ("im Stadtrat im 2. Halbjahr 2026 über das Ergebnis zu berichten", "report", STADTRAT, "end_of_period", "2026-12-31", None),
    ("den Stadtrat bis Juni 2026 zu informieren", "report", STADTRAT, "end_of_period", "2026-06-30", None),
    ("dem Stadtrat bis Ende 2026 einen Bericht vorzulegen", "report", STADTRAT, "end_of_period", "2026-12-31", None),
    ("dem Stadtrat bis Mitte 2026 einen Bericht vorzulegen", "report", STADTRAT, "end_of_period", "2026-06-30", None),
    ("im Verwaltungs- und Finanzausschuss halbjährlich zu berichten", "report", VFA, "recurring", None, "P6M"),
    ("dem Stadtrat vierteljährlich zu berichten", "report", STADTRAT, "recurring", None, "P3M"),
    ("dem Stadtrat quartalsweise zu berichten", "report", STADTRAT, "recurring", None, "P3M"),
    ("dem Stadtrat monatlich zu berichten", "report", STADTRAT, "recurring", None, "P1M"),
    ("dem Stadtrat zweimonatlich zu berichten", "report", STADTRAT, "recurring", None, "P2M"),
    ("dem Stadtrat alle 6 Monate einen Sachstandsbericht zu geben", "report", STADTRAT, "recurring", None, "P6M"),
    ("mindestens zweimal im Jahr im Stadtrat zu berichten", "report", STADTRAT, "recurring", None, "P6M"),
    ("dem Stadtrat einmal jährlich zu berichten", "report", STADTRAT, "recurring", None, "P1Y"),
    ("dem Stadtrat jährlich, erstmals zum 31.03.2027, zu berichten", "report", STADTRAT, "fixed_date", "2027-03-31", "P1Y"),
    ("regelmäßig im Stadtrat zu berichten", "report", STADTRAT, "recurring", None, "irregular"),
    ("in jeder Sitzung des Stadtrates zu berichten", "report", "Stadtrates", "recurring", None, "each_session"),
    ("dem Stadtrat innerhalb von drei Monaten zu berichten", "report", STADTRAT, "relative_to_resolution", None, None),
    ("nach Abschluss der Maßnahme dem Stadtrat zu berichten", "report", STADTRAT, "on_completion", None, None),
    ("den Stadtrat unverzüglich zu unterrichten", "report", STADTRAT, "immediately", None, None),
    ("dem Stadtrat in der nächsten Sitzung zu berichten", "report", STADTRAT, "council_session", None, None),
    ("dem Stadtrat bis zum 31.02.2026 zu berichten", "report", STADTRAT, "fixed_date", None, None),
    ("dem Stadtrat bis zum 30. Juni zu berichten", "report", STADTRAT, "fixed_date", None, None),
    ("dem Stadtrat ist bis zum 01.02.2027 Bericht zu erstatten", "report", STADTRAT, "fixed_date", "2027-02-01", None),
]

NO_DUTY = [
    "den Spielplatz monatlich zu reinigen",
    "die Anwohner schriftlich zu informieren",
    "die Öffentlichkeit regelmäßig auf der Internetseite zu informieren",
    "den Behindertenbeirat zu beteiligen",
    "den Ortschaftsrat vor der Entscheidung anzuhören",
    "die Uferbereiche bis zum 31.10.2023 zu sichern",
    "die dafür notwendigen Mittel im Haushalt 2023/2024 einzustellen",
    "die Teiche regelmäßig, mindestens jedoch zweimal im Jahr, zu reinigen",
    "einen jährlichen Betrag von 15.000 EUR bereitzustellen",
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0][:60])
def test_a_duty_is_read(row: tuple[str | None, ...]) -> None:
    (duty,) = duties(f"{row[0]}.", PLACE)
    read = (duty.kind, duty.recipient, duty.due_rule, duty.first_due, duty.recurrence)
    assert read == row[1:]
    assert duty.evidence == row[0]


@pytest.mark.parametrize("text", NO_DUTY)
def test_no_duty_is_read_where_there_is_none(text: str) -> None:
    assert duties(f"{text}.", PLACE) == []


def test_two_dates_for_two_things_are_two_duties() -> None:
    words = "dem Stadtrat bis zum 31.03.2023 einen Zwischenbericht und bis zum 31.10.2023 das Konzept vorzulegen."
    found = [(d.kind, d.first_due) for d in duties(words, PLACE)]
    assert found == [("report", "2023-03-31"), ("deliver", "2023-10-31")]
