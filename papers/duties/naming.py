"""How the names of bodies are written: with article, adjectives, topics and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from papers.duties.bodies import body_gender
from papers.duties.complements import complement
from papers.duties.words import Sentence, Word, lexicon, sentences

_MEETING = ("sitzung", "sitzungen")
_ABBREVIATED = lexicon("VFA HFA ASM BVV StVV SVV StR JHA PA KT UVA SGA SKA BPA PUA HA VA ABU ASU UA")
_ENTER = lexicon(  # adjectives that belong to the name of a body as it is written
    "zuständigen zuständige zuständiger jeweiligen jeweilige jeweils betroffenen betroffene beteiligten "
    "entsprechenden entsprechende örtlichen politischen politische federführenden städtischen kommunalen "
    "gewählten neuen fachlich einzelnen anderen weiteren beratenden parlamentarischen demokratischen "
    "zuständigem ständigen gemeinsamen gesamten"
)
_SKIP = lexicon(  # these say which meeting, and belong to no name
    "nächsten kommenden übernächsten folgenden ersten letzten nächste kommende ordentlichen"
)


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body named in a sentence: its words, from the article or preposition on, and its grammar."""

    first: int
    head: int  # the word that names it
    last: int  # the word after its name
    name: str
    gender: str  # m, f, n, or p for the plural
    article: str  # as written, lower case; "" without one
    preposition: str  # "" without one
    meeting: bool = False  # named by its meeting, as in "Stadtratssitzung"


def bodies(sentence: Sentence) -> Iterator[NamedBody]:
    """Every body that *sentence* names, in order."""
    last = 0
    for at, word in enumerate(sentence):
        if at < last or word.kind != "word":
            continue
        body = _named(sentence, at, word)
        if body is not None:
            yield body
            last = body.last


def bodies_in(text: str) -> list[str]:
    """The names of the bodies in *text*, each once, in order, whatever it says of them."""
    named = (body.name for sentence in sentences(text) for body in bodies(sentence))
    return list(dict.fromkeys(named))


def _named(sentence: Sentence, at: int, word: Word) -> NamedBody | None:
    if word.text in _ABBREVIATED:
        return _phrase(sentence, at, at + 1, gender="f" if word.text.endswith("V") else "m")
    if not word.capital or (word.low.endswith("fraktion") and not _common(word)):
        return None
    bare = _without_meeting(word)
    if bare is not None:
        gender = body_gender(bare.low)
        named = _phrase(sentence, at, at + 1, gender=gender or "f")
        return _as_meeting(named, bare.text) if gender else None
    if word.low in _PEOPLE:
        return _members(sentence, at)
    gender = body_gender(word.low)
    return _phrase(sentence, at, complement(sentence, at), gender=gender) if gender else None


_PEOPLE = lexicon(
    "mitglied mitglieder mitgliedern vorsitzenden vorsitzende vorsitz sprecher sprecherinnen sprechern vertreter vertreterinnen "
    "vertretern obleute obleuten"
)


def _common(word: Word) -> bool:
    """A faction as such and not a party's, whose name is a submitter's."""
    return word.low in ("fraktion", "ratsfraktion", "stadtratsfraktion")


def _without_meeting(word: Word) -> Word | None:
    """The body in words such as "Stadtratssitzung"; None for other words."""
    for ending in _MEETING:
        if word.low.endswith(ending) and len(word.low) > len(ending):
            text = word.text[: -len(ending)].rstrip("-")
            for cut in (text.removesuffix("s"), text.removesuffix("es"), text):
                if body_gender(cut.lower()):
                    return word._replace(text=cut, low=cut.lower())
    return None


def _as_meeting(body: NamedBody, name: str) -> NamedBody:
    return NamedBody(body.first, body.head, body.last, name, body.gender, body.article, body.preposition, True)


def _members(sentence: Sentence, at: int) -> NamedBody | None:
    """ "Mitglieder des Stadtrates": the members of the body that follows in the genitive."""
    if at + 2 >= len(sentence) or sentence[at + 1].low not in ("des", "der", "aller"):
        return None
    head = at + 3 if sentence[at + 2].low in _ENTER and at + 3 < len(sentence) else at + 2
    owner = sentence[head]
    if body_gender(owner.low) is None and owner.text not in _ABBREVIATED:
        return None
    return _phrase(sentence, at, complement(sentence, head), gender="p")


def _phrase(sentence: Sentence, at: int, last: int, gender: str) -> NamedBody:
    """The body with what stands before its head: coordinated stems, adjectives, article, preposition."""
    first = at
    while first and (enters := _enters(sentence, first)):
        first -= enters
    name = " ".join(w.text for w in sentence[first:last]).replace(" ,", ",").replace(" -", "-")
    while first and sentence[first - 1].low in _SKIP:
        first -= 1
    article = preposition = ""
    if first and sentence[first - 1].low in _ARTICLES:
        first, article = first - 1, sentence[first - 1].low
    if first and sentence[first - 1].low in _PREPOSITIONS:
        first, preposition = first - 1, sentence[first - 1].low
    return NamedBody(first, at, last, name, gender, article, preposition)


_ARTICLES = lexicon("dem den der die das des allen alle aller jedem jeder beiden einem einer einen ihrem ihren seinem "
                      "diesem dieser dieses diesen keinem deren dessen"
)
_PREPOSITIONS = lexicon(
    "im in vor an ans beim bei mit durch von vom für zum zur nach aus gegenüber zwischen unter auf über am seitens "
    "gegen ohne wegen zu bis"
)


def _enters(sentence: Sentence, at: int) -> int:
    """How many words before *at* belong to the name: an adjective, or the stem of a compound."""
    before = sentence[at - 1]
    proper = at > 1 and before.capital and before.low in _PROPER
    if sentence[at].low in _PEOPLE and at > 1 and before.low == "und" and sentence[at - 2].low in _PEOPLE:
        return 2  # "Sprecherinnen und Sprecher der Fraktionen"
    entering = before.low in _ENTER or before.low.endswith("politischen") or proper
    return 1 if entering else _stem_before(sentence, at)


_PROPER = frozenset(  # adjectives with a capital, that are the name itself
    f"{stem}e{end}" for stem in lexicon("technisch sozial beschließend gemeinsam beratend ständig zentral europäisch") for end in ("", "n", "r", "m")
)


def _stem_before(sentence: Sentence, at: int) -> int:
    """How many words before *at* are stems of the same name, as in "Verwaltungs- und Finanzausschuss"."""
    for words in (2, 3):
        if at < words or not sentence[at - words].text.endswith("-"):
            continue
        between = sentence[at - words + 1].low
        if between in ("und", "sowie", "oder", ",", "/") and words == 2:
            return 2
        if between == "," or (between in ("und", "sowie") and sentence[at - 1].low in _ARTICLES):
            return 0
    return 0
