"""Those who are told or handed something and are no body of the municipality: no duty is owed to them."""

from __future__ import annotations

from collections.abc import Sequence

from papers.duties.naming import NamedBody
from papers.duties.products import product
from papers.duties.verbs import ACCUSATIVE, DATIVE, HAND, TELL, Head
from papers.duties.words import Sentence, lexicon

TOLD_IN = lexicon("in im vor an ans gegenüber")
ACTORS = ("verwaltung", "bürgermeister", "bürgermeisterin", "bezirksamt", "landrat", "landrätin", "amt", "dezernat", "magistrat", "senat")
ARTICLES = lexicon("der die das den dem")
_DETERMINERS = ARTICLES | {"alle", "allen"}
# fmt: off
_OUTSIDERS = tuple(
    lexicon(# those who may be told and are no body of the municipality: a word, or its end after "~"
    "~bürger ~bürgern ~bürgerinnen ~einwohner ~einwohnern ~einwohnerinnen ~anwohner ~anwohnern ~anwohnerinnen ~anlieger ~anliegern "
    "~anwohnerschaft ~bürgerschaften ~öffentlichkeit presse medien ~eltern familien ~schüler ~schülern ~schülerinnen ~bevölkerung "
    "~verein ~vereine ~vereinen ~vereins ~verband ~verbände ~verbänden initiative initiativen bürgerinitiative nutzer nutzern nutzerinnen "
    "betroffene betroffenen ~beschäftigte ~beschäftigten ~mitarbeiter ~mitarbeitern ~mitarbeitenden personalrat betriebsrat unternehmen "
    "gewerbetreibende gewerbetreibenden händler händlern ~ministerium ~ministerien ~landesregierung ~landtag ~bundestag bundesregierung "
    "staatsregierung ~aufsicht landesdirektion regierungspräsidium bezirksregierung ~senatsverwaltung polizei feuerwehr feuerwehren ~schulen "
    "~schulleitungen ~träger ~trägern eigentümer eigentümern eigentümerinnen ~mieter ~mietern kunden ~gäste ~gästen homepage "
    "website internetauftritt amtsblatt land bund ~elternbeirat ~elternbeiräte ~eigentümer ~behörde ~behörden ~antragsteller ~antragstellern "
    "~einwohnerversammlung ~bürgerversammlung ~kirchen ~mitgliederversammlung ~hauptversammlung ~vorstand gäste touristen besucher besuchern besucherinnen fahrgäste fahrgästen ~gesellschafter "
    "~aufsichtsrat ~aufsichtsrates ~verwaltungsrat ~verwaltungsrates ~gesellschafterversammlung jugendlichen seniorinnen senioren kita-leitungen "
    "~internetseite ~internetseiten ~webseite internet stadtgesellschaft nachbarschaft gäste-information")
)
# fmt: on
_OUTSIDE_WORDS = frozenset(one for one in _OUTSIDERS if not one.startswith("~"))
_OUTSIDE_ENDS = tuple(one[1:] for one in _OUTSIDERS if one.startswith("~"))


def outsider(sentence: Sentence, places: Sequence[int], head: Head, named: Sequence[NamedBody], *, passive: bool) -> bool:
    """Whether the clause tells somebody who is no body of the municipality."""
    if head.verb.case == ACCUSATIVE and passive and any(sentence[p].low in ("sind", "werden") for p in places):
        return True  # a plural that is told, and no body
    taken = {place for body in named for place in range(body.first, body.last)}
    for place in places:
        word = sentence[place]
        if place in taken or not word.capital:
            continue
        if head.verb.case == ACCUSATIVE and head.form == "finite" and place == head.last:
            return not word.low.endswith(ACTORS)  # "informiert Eltern über …"
        if _is_outside(word.low) and _addressed(sentence, place):
            return True
        if _plural_dative(sentence, place, places, head):
            return True
        if _by_article(sentence, place, head, passive=passive, begins=places[0]):
            return True
    return False


def _is_outside(low: str) -> bool:
    return low in _OUTSIDE_WORDS or low.endswith(_OUTSIDE_ENDS)


_NOT_TO = lexicon("von vom mit für über durch aus bei beim zur zum um nach zu des unter gegen wegen")


def _addressed(sentence: Sentence, place: int) -> bool:
    """Whether no preposition or genitive before the noun at *place* says that it is not addressed."""
    low = [sentence[p].low for p in range(max(0, place - 3), place)]
    noun = place > 1 and sentence[place - 2].capital and sentence[place - 1].low in ("der", "des")
    return not noun and not set(low) & _NOT_TO


_PEOPLE = ("ern", "innen", "enden", "igten", "enen", "schaften")  # ends of those who are many: "den Antragstellenden"


def _plural_dative(sentence: Sentence, place: int, places: Sequence[int], head: Head) -> bool:
    """ "den Kommunen einen Entwurf vorlegen": a plural after "den" beside another thing as object."""
    low, before = sentence[place].low, sentence[place - 2].low if place > 1 else ""
    dative = sentence[place - 1].low == "den" and low.endswith(("en", "ern", "eln")) and not product(low)
    if head.verb.does == TELL:
        return dative and head.verb.case == DATIVE and low.endswith(_PEOPLE) and before not in _NOT_TO | TOLD_IN
    if not dative or head.verb.does != HAND or before in _NOT_TO | TOLD_IN | {"und", "auf", "am", "bis"}:
        return False
    return any(product(sentence[p].low) for p in places if sentence[p].capital and p > place)


def _by_article(sentence: Sentence, place: int, head: Head, *, passive: bool, begins: int) -> bool:
    """Whether the noun at *place* is, by its article, the one the verb is done to."""
    article = place - 1 if sentence[place - 1].low in _DETERMINERS else place - 2
    if article < 0 or sentence[article].low not in _DETERMINERS:
        return False
    low, before = sentence[article].low, sentence[article - 1] if article else None
    opens = article - 1 <= begins and before is not None and before.low in ("und", "sowie", "oder")
    led = before is not None and not opens and (before.low in _NOT_TO | TOLD_IN | {"und", "sowie", "oder", "auf", "am", "ab", "bis"} or before.capital)
    if led:
        return False
    if head.verb.case == DATIVE:
        told_woman = low == "der" and sentence[place].low.endswith(("verwaltung", "behörde", "geschäftsführung", "leitung", "stadt", "gemeinde"))
        return head.form != "finite" and (low == "dem" or told_woman)
    if head.verb.case != ACCUSATIVE or low not in ("den", "die", "das", "alle", "der"):
        return False
    if head.form == "finite" and not passive:
        return place > head.last and not sentence[place].low.endswith(ACTORS) and head.first > 0
    return head.form != "bare" or passive
