"""The form of the city of Zwickau: Antrag Nr. AN/031/23, the stations at the end."""

from papers.forms import Form

FORM = Form(
    label="zwickau",
    signs=(
        r"Stadt Zwickau|im Stadtrat der Stadt Zwickau",
        r"\bAN/\d{3}/\d{2}\b",
        r"\bBV/\d{3}/\d{2}\b",
        r"Oberbürgermeisterin der Stadt Zwickau",
    ),
    number=r"\bAN/\d{3}/\d{2}\b",
)
