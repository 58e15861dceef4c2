"""The form of the city of Leipzig: Antrag-Nr. VII-A-07311, Eingereicht von, Ratsversammlung."""

from papers.forms import Form

FORM = Form(
    label="leipzig",
    signs=(
        r"\b[IVX]{1,4}-[A-Z]{1,3}-\d{5}",
        r"Beratungsfolge \(Änderungen vorbehalten\)",
        r"Stadt Leipzig|im Leipziger Stadtrat",
        r"\bRatsversammlung\b",
        r"^\W*Eingereicht von",
        r"Eingang BfR|\bFA [A-ZÄÖÜ]|Verweisung in die Gremien",
    ),
    number=r"\b[IVX]{1,4}-[A-Z]{1,3}-\d{5}(?:-[A-ZÄÖÜ]{1,3}-\d{2})*",
)
