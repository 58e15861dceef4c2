"""Sentences are counted as people count them."""

import pytest

from states.sentences import sentences


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Es geht voran.", 1),
        ("Es geht voran", 1),
        ("Bis zum 31.12.2020 wurden z. B. 3.500 Euro ausgegeben. Mehr folgt.", 2),
        ("Am 3. Mai 2021 war Abnahme. Danach begann der Betrieb.", 2),
        ("Fertig seit 2020. Danach kam nichts.", 2),
        ("Kosten: 1,2 Mio. Euro nach § 3 Abs. 2 Nr. 4 der Satzung.", 1),
        ("Wird es fertig? Ja! Gut…", 3),
        ("Der Rat fragte: „Wann?“ Die Antwort steht aus.", 2),
        ("Zwölf Dienste\nsind online.\n\nSieben folgen.", 2),
        ("It is done. It works.", 2),
    ],
)
def test_sentences_are_counted(text: str, number: int) -> None:
    assert sentences(text) == number
