"""What follows the name of a body and belongs to it: the topics of a committee, the place of a board."""

from __future__ import annotations

from papers.duties.bodies import body_gender
from papers.duties.products import product
from papers.duties.words import Sentence, lexicon

_TOPIC_ADJECTIVES = lexicon(
    "soziale sozialen öffentliche öffentlichen kommunale allgemeine allgemeinen digitale nachhaltige besondere "
    "europäische internationale städtische regionale ländliche ländlichen zentrale kulturelle wirtschaftliche "
    "bürgerschaftliches bürgerschaftlichen demografischen strategische lokale"
)
_PLACES = ("bezirksbeirat", "bezirksrat", "bezirksrates", "bezirksbeirates", "ortsrat", "ortsbeirat", "ortschaftsrat", "ortsteilrat",
           "bezirksvertretung", "bezirksausschuss", "bezirksversammlung", "ortsrates", "ortschaftsrates", "ortsbeirates", "ortsbeirats",
           "ortsrats", "ortschaftsrats", "stadtteilbeirat", "bezirksausschusses", "ortsgemeinderat", "ortsteilrates", "bezirksrats")
_NO_TOPIC = lexicon("auskunft rechenschaft kenntnis januar februar märz april mai juni juli august september "
                      "oktober november dezember ende mitte anfang punkt rat stadtrat verwaltung"
)
_WITHOUT_TOPIC = lexicon(
    "ausschuss fachausschuss fachbereichsausschuss unterausschuss betriebsausschuss werkausschuss sonderausschuss dezernatsausschuss")
_REPRESENTED = lexicon("menschen senioren seniorinnen jugendlichen kinder ausländer migranten migrantinnen")


def complement(sentence: Sentence, head: int) -> int:
    """The word after the name that begins with the head: topics of a committee, the place of a board."""
    low, after = sentence[head].low, head + 1
    committee = low.endswith(("ausschuss", "ausschusses", "beirat", "beirates", "beirats", "kommission", "ausschüsse", "ausschüssen"))
    if committee and after + 1 < len(sentence) and (sentence[after].low == "für" or _of_people(sentence, after)):
        return _topics(sentence, after + 1, head + 1)
    if low.removesuffix("es") in _WITHOUT_TOPIC:
        return _topics(sentence, after, after)
    if low.endswith(_PLACES) or low == "beirat":
        return _place(sentence, after)
    return after


def _of_people(sentence: Sentence, at: int) -> bool:
    """ "Beirat der Menschen mit Behinderungen": whom a board speaks for."""
    return sentence[at].low in ("der", "von") and sentence[at + 1].low in _REPRESENTED



def _topics(sentence: Sentence, at: int, otherwise: int) -> int:
    """The word after a list of topics that begins at *at*; *otherwise* if there is none."""
    end = _topic(sentence, at)
    if end is None:
        return otherwise
    while end < len(sentence) and sentence[end].low in (",", "und", "sowie", "/", "mit", "&"):
        again = end + 1 < len(sentence) and sentence[end + 1].low == "für"
        following = _topic(sentence, end + 2 if again else end + 1)
        if following is None or _begins_other(sentence, end, following):
            return end
        end = following
    return end


def _topic(sentence: Sentence, at: int) -> int | None:
    if at < len(sentence) and sentence[at].low in ("die", "das", "den") and sentence[at - 1].low == "für":
        at += 1
    if at < len(sentence) and sentence[at].low in _TOPIC_ADJECTIVES:
        at += 1
    if at >= len(sentence) or not sentence[at].capital:
        return None
    word = sentence[at]
    field = word.low.endswith(("planung", "ordnung", "entwicklung", "finanzierung"))
    handed = product(word.low) is not None and not field
    return None if handed or body_gender(word.low) or word.low in _NO_TOPIC else at + 1


def _begins_other(sentence: Sentence, joint: int, end: int) -> bool:
    """Whether what follows the comma is the next thing and not the next topic: no "und" comes."""
    if sentence[joint].low != ",":
        return False
    ahead = sentence[end : end + 8]
    return not any(word.low in ("und", "sowie", "&") for word in ahead)


def _place(sentence: Sentence, at: int) -> int:
    """The word after the place of a district's board: its number or its name."""
    while at < len(sentence) and sentence[at].kind == "number" and len(sentence[at].text) < 4:
        at += 1
    named = at < len(sentence) and sentence[at].capital and not product(sentence[at].low)
    if named and sentence[at].low not in _NO_TOPIC and not body_gender(sentence[at].low):
        at += 1
        while at + 1 < len(sentence) and sentence[at].low in ("-", "/") and sentence[at + 1].capital:
            at += 2
    return at
