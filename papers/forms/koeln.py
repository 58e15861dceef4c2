"""The form of the city of Köln: letter to the mayor, AN/0815/2022, Datum der Sitzung."""

from papers.forms import Form

FORM = Form(
    label="koeln",
    signs=(
        r"Stadt Köln|im Rat der Stadt Köln",
        r"\bAN/\d{3,5}/\d{4}",
        r"Datum der Sitzung",
        r"gem(?:\.|äß) § 3 der Geschäftsordnung",
    ),
    number=r"\bAN/\d{3,5}/\d{4}(?:/\d+)?",
)
