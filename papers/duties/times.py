"""The phrases of time in a sentence, what each is for, and which of them binds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from papers.duties import cadences, numerals, terms
from papers.duties.days import DAYS
from papers.duties.phrases import Found, PhraseTable, WordClass
from papers.duties.time_said import TimeSaid
from papers.duties.words import Sentence, lexicon

_CLASSES: dict[str, WordClass] = {**numerals.CLASSES, **cadences.CLASSES, **terms.CLASSES}
TABLE = PhraseTable((*DAYS, *cadences.CADENCES, *terms.TERMS), _CLASSES)
DEADLINE, LATEST, FIRST, START, END, OTHER = "deadline", "latest", "first", "start", "end", "other"
_PREPOSITIONS = lexicon("bis zum zur zu am im in auf mit noch an vor binnen innerhalb gegen")
_ARTICLES = lexicon("der die das den dem des eine einen einer einem diese dieser seiner ihrer seine ihre jeder dessen deren")
_LATEST = lexicon("spätestens längstens allerspätestens")
_END = lexicon("letztmalig letztmals letztmalige zuletzt")  # of a cycle
_FIRST = lexicon("erstmals erstmalig erstmalige beginnend startend zuerst erstmaliger erstmaligen anfangend")
_PAST = lexicon("vom von seit aus zwischen stand stichtag für gegenüber")
_FILL = lexicon("aber jedoch möglichst jeweils bereits schon dann ca. zwar")


@dataclass(frozen=True, slots=True)
class Time:
    """A phrase of time: words *first* up to *last*, what it says and what it is for."""

    first: int
    last: int
    said: TimeSaid
    role: str


def times(sentence: Sentence) -> list[Time]:
    """Every phrase of time in *sentence* that may bind a duty, in order."""
    found: list[Time] = []
    for phrase in TABLE.find(sentence):
        if phrase.reads is None:
            continue
        said: TimeSaid = phrase.reads(*phrase.got)
        first, role = _role(sentence, phrase, said)
        if role == OTHER and found and found[-1].role != OTHER and _joined(sentence, found[-1], first):
            role = found[-1].role
        found.append(Time(first, phrase.last, said, role))
    return [time for time in found if time.role != OTHER]


def _role(sentence: Sentence, phrase: Found, said: TimeSaid) -> tuple[int, str]:
    """The words that lead in to the phrase, and what they make of it."""
    lead = list(_lead(sentence, phrase.first))
    first = phrase.first - len(lead)
    low = {sentence[place].low for place in range(first, phrase.last)}
    before = sentence[first - 1] if first else None
    if said.recurrence:
        attribute = _attribute(sentence, phrase, before.low if before else "")
        return first, OTHER if attribute else DEADLINE
    if set(lead) & _FIRST:
        return first, FIRST
    if set(lead) & _PAST or (before and before.low in _PAST):
        return first, OTHER
    if set(lead) & _END:
        return first, END
    if low & _LATEST:
        return first, LATEST
    if "ab" in lead:
        return first, START
    begins = sentence[phrase.first]
    counted = said.rule == "council_session" and not begins.capital
    led = counted or said.rule not in ("fixed_date", "end_of_period", "council_session") or _prepared(lead, begins.low)
    attributive = before is not None and before.low in _ARTICLES and bool(set(lead) & _PREPOSITIONS)
    return first, DEADLINE if led and not attributive else OTHER


def _prepared(lead: list[str], begins: str) -> bool:
    return bool(set(lead) & _PREPOSITIONS) or begins in ("ende", "mitte", "anfang", "bis", "auf", "beginn")


def _lead(sentence: Sentence, at: int) -> Iterator[str]:
    """The words before the phrase that lead in to it, from the nearest on."""
    passed = False
    for place in range(at - 1, max(-1, at - 8), -1):
        low = sentence[place].low
        article = low in _ARTICLES or low in terms_of_meeting
        if passed and article and low not in _FIRST:
            return
        if low in _PREPOSITIONS or low == "ab":
            passed = True
        elif not (article or low in _LATEST | _FIRST | _END | _PAST | _FILL):
            return
        yield low


terms_of_meeting = lexicon(
    "nächsten kommenden übernächsten folgenden ersten letzten zweiten dritten darauffolgenden jeweiligen turnusmäßigen nächste "
    "kommende nächstfolgenden nächstmöglichen nächsterreichbaren außerordentlichen konstituierenden ordentlichen regulären öffentlichen gemeinsamen anstehenden heutigen planmäßigen jeweils öffentlicher nichtöffentlicher nicht-öffentlicher gemeinsamer"
)


def _attribute(sentence: Sentence, phrase: Found, before: str) -> bool:
    """ "die jährlichen Kosten", "die jährlich anfallenden Kosten" are no cadence of a report."""
    word, after = sentence[phrase.last - 1], sentence[phrase.last : phrase.last + 3]
    inflected = not word.low.endswith("weise") and word.low.endswith(("e", "en", "er", "es", "em")) and not word.capital and phrase.last - phrase.first == 1
    if inflected and word.low not in ("laufend",):
        nouns = [w for w in after if w.capital]
        return not any(w.low.endswith(_TELLING) or w.low in _RHYTHM for w in nouns)
    adverb = phrase.last - phrase.first == 1 and before in _ARTICLES
    return adverb and bool(after) and not after[0].capital and after[0].low.endswith(("en", "e", "er", "es", "em"))


_TELLING = (
    "bericht", "berichte", "berichts", "berichtes", "berichten", "berichterstattung", "information", "informationen", "auswertung",
    "evaluation", "evaluierung", "übersicht", "statistik", "bilanz", "sachstand", "informationsvorlage", "mitteilung", "unterrichtung",
    "rückmeldung", "informationsdrucksache", "berichtspflicht", "berichtswesen", "zwischenstand", "vorlage", "monitoring", "auskunft",
)  # fmt: skip
_RHYTHM = lexicon("turnus abstand abständen rhythmus intervall intervallen abstände takt zyklus zeitabständen")


def _joined(sentence: Sentence, earlier: Time, first: int) -> bool:
    between = [sentence[place].low for place in range(earlier.last, first)]
    return 0 < len(between) <= 2 and set(between) <= {"und", ",", "sowie", "bzw.", "oder"}

