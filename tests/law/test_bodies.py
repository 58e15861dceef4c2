"""A body is known by its name in every case that German puts it in."""

import pytest

from states.law import Body

CASES = {
    "Technischer Ausschuss": ("im Technischen Ausschuss", "der Technische Ausschuss", "dem Technischen Ausschusse", "des Technischen Ausschusses"),
    "Verwaltungs- und Finanzausschuss": ("des Verwaltungs- und Finanzausschusses", "der Verwaltungs- und Finanzausschuß"),
    "Ausschuss für Soziales und Kultur": ("des Ausschusses für Soziales und Kultur", "dem Ausschuss für Soziales und Kultur"),
    "Zeitweiliger beratender Ausschuss Kita": ("der Zeitweilige beratende Ausschuss Kita", "des zeitweiligen beratenden Ausschusses Kita"),
    "Städtische Kommission": ("der Städtischen Kommission", "die Städtische Kommission"),
    "Kreistag": ("des Kreistages", "dem Kreistage", "des Kreistags"),
    "Rat der Stadt": ("des Rates der Stadt", "dem Rate der Stadt"),
    "Jugendparlament": ("des Jugendparlaments", "des Jugendparlamentes"),
    "Ortschaftsrat Grüna": ("des Ortschaftsrates Grüna", "dem Ortschaftsrat Grüna"),
}
OTHERS = {
    "Technischer Ausschuss": ("Ausschuss", "Technik", "Technischer Beirat", "Sozialausschuss"),
    "Ausschuss für Soziales": ("Ausschuss für Sozial", "Ausschuss für Soziale Arbeit"),
    "Stadtrat": ("Stadt", "Rat", "Stadtbezirksrat"),
    "Erster Beirat": ("Zweiter Beirat",),
}


@pytest.mark.parametrize("name", CASES)
def test_a_body_is_known_in_every_case(name: str) -> None:
    body = Body(name, "XY", "committee", decides=True)
    assert body.named(name) and body.named("xy")
    for text in CASES[name]:
        assert body.named(text.partition(" ")[2]), text  # as the reader gives it: without the article


@pytest.mark.parametrize("name", OTHERS)
def test_another_body_is_not_taken_for_it(name: str) -> None:
    body = Body(name, "XY", "committee", decides=True)
    assert [text for text in OTHERS[name] if body.named(text)] == []
