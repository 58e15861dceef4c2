"""The form of the city of Hannover: Antrag gemäß der Geschäftsordnung, Drucksache Nr. 15-1234/2021."""

from papers.forms import Form

FORM = Form(
    label="hannover",
    signs=(
        r"Landeshauptstadt Hannover|Stadt Hannover",
        r"Drucksache Nr\.\s*(?:\d{2}-)?\d{4}/\d{4}",
        r"^\W*In\s+(?:den|die|das)\s+[A-ZÄÖÜ].{2,60}",
        r"gem(?:\.|äß) §§? ?\d+.{0,40} der Geschäftsordnung",
    ),
    number=r"\b\d{2}-\d{4}/\d{4}(?: ?[NE]\d+)?",
)
