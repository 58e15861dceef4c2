"""The form of the city of München and its district committees: Antrag Nr. 20-26 / A 01234."""

from papers.forms import Form

FORM = Form(
    label="muenchen",
    signs=(
        r"Landeshauptstadt München|Stadt München|Rathaus München",
        r"\b\d{2}-\d{2} ?/ ?[A-Z] ?\d{5}",
        r"Bezirksausschuss (?:des \d+\. Stadtbezirkes|\d+)|\bBA \d+",
        r"An Herrn Oberbürgermeister|Herrn Oberbürgermeister",
        r"Stadtratsfraktion|im Stadtrat München",
    ),
    number=r"\b\d{2}-\d{2} ?/ ?[A-Z] ?\d{5}\b",
)
