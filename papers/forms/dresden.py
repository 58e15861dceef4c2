"""The form of the city of Dresden: Antrag Nr. A0231/21, Gegenstand, Plandatum."""

from papers.forms import Form

FORM = Form(
    label="dresden",
    signs=(
        r"im Stadtrat Dresden|Landeshauptstadt Dresden",
        r"Antrag Nr\.:?\s*A\d{4}/\d{2}",
        r"\bPlandatum\b",
        r"beratend \(federführend\)|beschließend",
        r"\bStadtbezirksbeirat\b",
    ),
    number=r"\bA\d{4}/\d{2}\b",
)
