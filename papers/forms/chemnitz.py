"""The form of the city of Chemnitz: Beschlussantrag with stamp, table of stations and ticks."""

from papers.forms import Form

FORM = Form(
    label="chemnitz",
    signs=(
        r"Beschlussantrag",
        r"Eingegangen im Sekretariat",
        r"^\W*Einreicher\w*\s*:",
        r"Kostendeckungsvorschlag",
        r"\(?Produktuntergruppe\)?",
        r"Beiräte, Ortschaftsräte",
        r"\bBA-\d{1,5}/\d{4}",
    ),
    needs=3,
    labels={"cost": ("Kostendeckungsvorschlag (Produktuntergruppe)",)},
    number=r"\bBA-\d{1,5}/\d{4}(?:/\d+)?",
)
