"""What a clause hands over: its nouns of information and of work, by how they stand in it."""

from __future__ import annotations

from dataclasses import dataclass

from papers.duties.products import REPORT, product
from papers.duties.words import Sentence, lexicon

_PREPOSITIONS = lexicon(
    "zum zur im in für über von vom mit auf aus bei beim nach vor an am um durch unter zu gegen ohne laut gemäß "
    "hinsichtlich bezüglich einschließlich inklusive samt nebst anhand"
)
_GENITIVE = lexicon("des eines")
_HANDING = lexicon("vorstellung vorlage präsentation vorlegung übermittlung übergabe")
_AS_FORM = lexicon("in im mit als per mittels")
# Two things of different kinds are two duties only if both are papers of their own.
_PAPERS = tuple(
    lexicon("bericht berichte ergebnis ergebnisse auswertung evaluation sachstand informationsvorlage übersicht konzept konzepte konzeption "
    "plan satzung entwurf beschlussvorlage vorschlag vorschläge richtlinie strategie liste satzungsentwurf maßnahmenplan")
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun of information or work: its place, its kind, and whether it is the object itself."""

    place: int
    kind: str
    object: bool
    paper: bool


def things(sentence: Sentence) -> list[Thing]:
    """The things in a sentence that can be handed over, in order.

    Nouns in the genitive or after a preposition are left out: "zur Umsetzung des Konzeptes".
    "in einer Informationsvorlage" is kept as the form in which something is told.
    """
    found: list[Thing] = []
    for place, word in enumerate(sentence):
        kind = product(word.low) if word.capital else None
        if kind is None:
            continue
        standing = _standing(sentence, place)
        if standing != "none":
            paper = word.low.endswith(tuple(_PAPERS))
            found.append(Thing(place, kind, standing == "object", paper))
    return found


def _standing(sentence: Sentence, place: int) -> str:
    """object, form or none, by the words before the noun."""
    for before in range(place - 1, max(-1, place - 5), -1):
        word = sentence[before]
        if word.low in _PREPOSITIONS:
            form = word.low in _AS_FORM and product(sentence[place].low) == REPORT
            return "form" if form and place - before <= 3 else "none"
        if word.low in _GENITIVE | {"der"} and before and sentence[before - 1].low in _HANDING:
            return "object"
        if word.low in _GENITIVE or (word.low == "der" and before and sentence[before - 1].capital):
            return "form" if before and sentence[before - 1].low in ("form", "rahmen") else "none"
        if word.capital or word.kind == "mark" or word.low in ("und", "sowie", "ein", "eine", "einen", "das", "die", "den", "der"):
            return "object"
    return "object"
