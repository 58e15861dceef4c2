"""The form of Berlin's district assemblies: Ursprung, Drucksachen-Nr. 0815/VI, Betr."""

from papers.forms import Form

FORM = Form(
    label="berlin_bvv",
    signs=(
        r"Bezirksverordnetenversammlung",
        r"^\W*Ursprung\s*:",
        r"\b\d{4}/[IVX]{1,4}\b",
        r"[IVX]{1,4}\. Wahlperiode",
        r"\b(?:Die )?BVV\b",
        r"\bBezirksamt\b",
    ),
    number=r"\b(?:DS/)?\d{4}/[IVX]{1,4}\b",
)
