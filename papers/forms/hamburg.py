"""The form of Hamburg's district assemblies: Drucksachen-Nr. 21-4711, Petitum."""

from papers.forms import Form

FORM = Form(
    label="hamburg",
    signs=(
        r"Freie und Hansestadt Hamburg|Hamburg",
        r"Bezirksversammlung",
        r"\b2[0-9]-\d{4}(?:\.\d)?\b",
        r"\bPetitum",
    ),
    needs=3,
    number=r"\b2[0-9]-\d{4}(?:\.\d{1,2})?\b",
)
