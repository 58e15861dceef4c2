"""The slips of a scan: letters and figures that were taken for one another.

A paper may bring along the text of a scan that was read elsewhere. Only what can be nothing else in
German is put right, so that a paper that was typed is never changed.
"""

from __future__ import annotations

import re

_EL, _AI, _ONE = str.maketrans("I", "l"), str.maketrans("l", "I"), str.maketrans("l", "1")
_FIGURES, _SHARP = str.maketrans("OolI", "0011"), str.maketrans("B", "ß")
# Without one of these a text has no slip; most have none, and one look is quicker than seven.
_SUSPECT = re.compile(r"[a-zäöüß][IB]|\bl[^aeiouyäöü]|[0-9][OolI]|[OolI][0-9]")
# fmt: off
_SLIPS = (
    # read                                                               meant     for example
    (re.compile(r"(?<=[a-zäöüß])I+(?=[a-mo-zäöüß])"),                    _EL),      # vorzuIegen, but BürgerInnen
    (re.compile(r"\bl(?=[bcghjkmnpqrsvwz]|[dt][a-zäöüß]{2})(?!fm\b)"),   _AI),      # lnformation: no word begins so
    (re.compile(r"\bl(?=\.\s?(?:Quartal|Halb|[A-Z][a-zä]+ [0-9OolI]{4}\b))"), _ONE),  # l. Quartal, l. Mai 2026
    (re.compile(r"(?<=[a-zäöü])B\b"),                                     _SHARP),   # AusschuB
    (re.compile(r"\b[0-9OolI]{1,2}\.\s?[0-9OolI]{1,2}\.\s?[0-9OolI]{4}\b"), _FIGURES),  # Il.O6.2O26
    (re.compile(r"\b(?:[0-3][OolI]|[OolI][0-9])(?=\.)"),                 _FIGURES),  # 3O. Juni, O1.10.
    (re.compile(r"\b(?:[12][0OolI9])[0-9OolI]{2}\b"),                    _FIGURES),  # 2O26
)
# fmt: on
# Words of duties, most of them small ones that lead in to times and bodies, with "rn" read for their "m".
_SMALL = {
    meant.replace("m", "rn"): meant
    for meant in ("mit", "im", "am", "zum", "dem", "beim", "ihm", "ihrem", "seinem", "jedem", "einem", "diesem")
    + ("kommenden", "nächstem", "monat", "monate", "monaten", "monatlich", "september", "november", "dezember")
    + ("informieren", "informiert", "mitzuteilen", "mitgeteilt", "übermitteln", "übermittelt")
}


def without_slips(text: str) -> str:
    """*text* with the slips of a scan put right; every character stays at its place."""
    if _SUSPECT.search(text) is None:
        return text
    for read, meant in _SLIPS:
        text = read.sub(lambda found, meant=meant: found[0].translate(meant), text)  # type: ignore[misc]
    return text


def small_word(low: str) -> str:
    """The small word that *low* was read from, or *low* itself."""
    return _SMALL.get(low, low)
