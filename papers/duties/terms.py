"""Terms, meetings and events that a duty waits for, and the words for "at once"."""

from __future__ import annotations

from papers.duties.bodies import body_gender
from papers.duties.numerals import MONTHS, month, unit
from papers.duties.phrases import Row
from papers.duties.time_said import TimeSaid, fixed
from papers.duties.words import Word, lexicon

_MEETINGS = tuple(
    lexicon("sitzung sitzungen sitzungsturnus sitzungsrunde sitzungsperiode sitzungswoche sitzungszyklus beratungsfolge")
)
_EVENTS = tuple(
    lexicon("abschluss abschluß abschlusses vorliegen fertigstellung baubeginn inkrafttreten ablauf beendigung "
    "inbetriebnahme durchführung auswertung eingang erhalt erteilung genehmigung eröffnung umsetzung einführung "
    "realisierung klärung prüfung vergabe veröffentlichung bekanntwerden auslaufen rückkehr sanierung "
    "phase probezeit erprobung erprobungszeit laufzeit probebetrieb probebetriebs testbetrieb versuchs versuch pilotprojekt pilotprojektes projekt projektes projekts veranstaltung entscheidung ausschreibung abnahme einweihung "
    "erarbeitung erstellung abstimmung ermittlung erhebung beteiligung untersuchung kenntnisnahme zustimmung "
    "evaluierung evaluation anhörung gespräche gesprächen verhandlungen unterzeichnung besetzung ausarbeitung "
    "überprüfung bewertung planung planungen messungen messung zählung verkehrszählung befragung wahl")
)
_CALENDAR = tuple(
    lexicon("sommerpause winterpause sitzungspause ferien sommerferien herbstferien winterferien osterferien "
    "weihnachtsferien haushaltsberatung haushaltsberatungen haushaltsplanberatung haushaltsplanberatungen "
    "etatberatungen haushaltsverhandlungen haushaltsentwurf haushaltsplanentwurf haushaltsplanung haushaltsplan "
    "haushaltsaufstellung haushaltsverabschiedung haushaltsbeschluss doppelhaushalt haushalt haushaltes haushalts "
    "jahresabschluss nachtragshaushalt wahlperiode legislaturperiode legislatur "
    "ostern pfingsten weihnachten kommunalwahl schuljahresbeginn schuljahresende schulbeginn "
    "schuljahr schuljahres sommersaison badesaison heizperiode frostperiode")
)
_RESOLUTION = ("beschluss", "beschlussfassung", "beschlusses", "annahme", "verabschiedung", "beschlußfassung", "ratsbeschluss")


def meeting(word: Word) -> str | None:
    """A meeting: any word that ends so."""
    return word.low if word.capital and word.low.endswith(tuple(_MEETINGS)) else None


def month_meeting(word: Word) -> int | None:
    """The month in words such as "Novembersitzung" or "Mai-Sitzung"."""
    if not (word.capital and word.low.endswith(("sitzung", "turnus"))):
        return None
    return next((n for name, n in MONTHS.items() if word.low.startswith(name)), None)


def event(word: Word) -> str | None:
    """A thing that happens and then is over, alone or as the end of a compound."""
    if not word.capital or word.low.endswith(_RESOLUTION) or word.low in _NO_EVENTS:
        return None
    return word.low if word.low.endswith(tuple(_EVENTS)) else None


def calendar_event(word: Word) -> str | None:
    """A thing that returns with the year, whose day the paper does not know."""
    return word.low if word.capital and word.low in _CALENDAR_SET else None


def resolution(word: Word) -> str | None:
    """The resolution itself."""
    return word.low if word.capital and word.low.endswith(_RESOLUTION) else None


def thing(word: Word) -> str | None:
    """Any noun that a term can be counted from."""
    period = word.low.startswith(("quartal", "halbjahr", "monat")) or month(word) is not None
    other = period or meeting(word) or resolution(word) or body_noun(word) or unit(word) or word.low in ("ende", "beginn")
    return word.low if word.capital and not other else None


def years(word: Word) -> str | None:
    """A year or a pair of years, as budgets have them."""
    plain = word.text.replace("/", "")
    return word.text if word.kind == "number" and plain.isdigit() and len(plain) in (4, 6, 8) else None


def body_noun(word: Word) -> str | None:
    """A body in the singular, which stands for its meeting in "im nächsten Stadtrat"."""
    return word.low if word.capital and body_gender(word.low) in ("m", "f") else None


_CALENDAR_SET = frozenset(_CALENDAR)
_NO_EVENTS = _CALENDAR_SET | lexicon("jahresende monatsende quartalsende wochenende jahresbeginn auswahl vielzahl")
CLASSES = {
    **{"MEETING": meeting, "MONTHMEETING": month_meeting, "EVENT": event, "CALENDAR": calendar_event},
    **{"RESOLUTION": resolution, "YEARS": years, "BODY": body_noun, "THING": thing},
}


def _within(count: int, unit: str) -> TimeSaid:
    return TimeSaid("relative_to_resolution", relative=f"P{count}{unit}")


def _counted(count: int, unit: str, *_: str) -> TimeSaid:
    return TimeSaid("on_completion", relative=f"P{count}{unit}", event=True)


def _from_resolution(*_: str) -> TimeSaid:
    return TimeSaid("relative_to_resolution")


def _term(duration: str) -> object:
    return lambda *_: TimeSaid("relative_to_resolution", relative=duration)


def _at_once(*_: str) -> TimeSaid:
    return TimeSaid("immediately")


def _completed(*_: str) -> TimeSaid:
    return TimeSaid("on_completion", event=True)


def _waits(*_: str) -> TimeSaid:
    return TimeSaid("unspecified", event=True)


def _meeting(*_: object) -> TimeSaid:
    return TimeSaid("council_session")


def _meeting_on(_: str, day: tuple[str, str, str]) -> TimeSaid:
    said = fixed(*day)
    return TimeSaid("council_session", said.day, impossible=said.impossible)


def _meeting_on_named(_: str, day: int, month: int, year: int) -> TimeSaid:
    return _meeting_on("", (str(day), str(month), str(year)))


def _meeting_in(_: str, month: int, year: int) -> TimeSaid:
    return TimeSaid("council_session", month=f"{year}-{month:02}")


def _meeting_of_month(month: int, year: int) -> TimeSaid:
    return TimeSaid("council_session", month=f"{year}-{month:02}")


_ABOUT = "[spätestens/ca./etwa/rund/jeweils/längstens/höchstens/maximal]"
_DET = "[dem/der/den/des/einem/einer/deren/dessen/diesem/dieser/ihrer/seiner/ihrem/seinem]"
_ADJ = "[vollständiger/erfolgter/erfolgtem/erfolgreichem/erfolgreicher/endgültiger/positiver/vollständigem/jeweiligen/jeweiliger]"
# fmt: off
TERMS: tuple[Row, ...] = (
    # a phrase                                                        reads as           for example
    (f"innerhalb/binnen/innert [von] [der] [nächsten/kommenden/ersten] {_ABOUT} NUMBER UNIT", _within, "innerhalb von drei Monaten"),
    ("innerhalb/binnen/in einer frist von NUMBER UNIT",               _within,           "innerhalb einer Frist von zehn Tagen"),
    ("innerhalb/binnen der ..2 frist von NUMBER UNIT",                _within,           "innerhalb der gesetzlichen Frist von neun Monaten"),
    (f"in {_ABOUT} NUMBER UNIT",                                      _within,           "in drei Monaten"),
    (f"in {_ABOUT} NUMBER bis NUMBER UNIT",                           lambda _, n, u: _within(n, u), "in ca. 4 bis 6 Wochen"),
    ("innerhalb/binnen [von] NUMBER bis NUMBER UNIT",                 lambda _, n, u: _within(n, u), "innerhalb von 4 bis 6 Wochen"),
    (f"nach {_ABOUT} NUMBER UNIT",                                    _within,           "nach einem Jahr"),
    ("nach/vor ablauf von/der/eines NUMBER UNIT",                     _within,           "nach Ablauf von zwei Jahren"),
    ("nach/vor ablauf NUMBER UNIT",                                   _within,           "nach Ablauf eines Jahres"),
    ("in den nächsten/kommenden/folgenden NUMBER UNIT",               _within,           "in den nächsten drei Monaten"),
    (f"NUMBER UNIT nach/ab {_DET} {_ADJ} RESOLUTION",                 lambda n, u, _: _within(n, u), "drei Monate nach Beschlussfassung"),
    (f"[innerhalb/binnen/innert/bis/in] [von] {_ABOUT} NUMBER UNIT nach/ab/seit {_DET} {_ADJ} [ende/beginn/abschluss] [der/des] THING", _counted, "sechs Monate nach Inbetriebnahme"),
    (f"NUMBER UNIT vor {_DET} {_ADJ} [ende/beginn/abschluss] [der/des] THING",                          _counted,          "zwei Wochen vor Baubeginn"),
    (f"[innerhalb/binnen/nach] [von] {_ABOUT} eines/einem halben jahres/jahr", _term("P6M"), "innerhalb eines halben Jahres"),
    ("halbes jahr nach",                                              _term("P6M"),      "ein halbes Jahr nach"),
    ("innerhalb/binnen/in/nach eines/einem vierteljahres/vierteljahr/quartals/quartal", _term("P3M"), "binnen eines Vierteljahres"),
    ("innerhalb/binnen jahresfrist",                                  _term("P1Y"),      "binnen Jahresfrist"),
    ("innerhalb/binnen monatsfrist",                                  _term("P1M"),      "binnen Monatsfrist"),
    (f"am/spätestens/bis [spätestens] [am] ORDINAL UNIT nach {_DET} RESOLUTION", lambda n, u, _: _within(n, u), "spätestens am dritten Tag nach der Beschlussfassung"),
    (f"nach/mit/ab {_DET} {_ADJ} RESOLUTION",                         _from_resolution,  "nach Beschlussfassung"),
    # at once
    ("unverzüglich~/umgehend~/sofort~/kurzfristig~/schnellstmöglich~/zeitnah~", _at_once, "unverzüglich"),
    ("baldmöglichst~/baldigst~/alsbald/schnellstens/ehestmöglich~/frühestmöglich~/zügig", _at_once, "baldmöglichst"),
    ("so schnell/bald/zeitnah/rasch wie möglich",                     _at_once,          "so schnell wie möglich"),
    ("ohne [schuldhaftes/weiteres] zögern/verzug",                    _at_once,          "ohne Verzug"),
    # a meeting
    ("MONTHMEETING [des] [jahres] YEAR",                              _meeting_of_month, "der Novembersitzung 2026"),
    ("NUMBER UNIT vor der/den [nächsten/jeweiligen] MEETING",         _meeting,          "zehn Tage vor der Sitzung"),
    ("MEETING",                                                       _meeting,          "der nächsten Sitzung"),
    ("MEETING ..7 am DAY",                                            _meeting_on,       "der Sitzung am 13.03.2026"),
    ("MEETING ..7 am ORDINAL MONTH YEAR",                             _meeting_on_named, "der Sitzung am 13. März 2026"),
    ("MEETING ..7 im MONTH YEAR",                                     _meeting_in,       "der Sitzung im Dezember 2026"),
    ("MEETING MONTH YEAR",                                            _meeting_in,       "der Sitzung Dezember 2026"),
    ("MEETING ..7 im [monat] MONTH",                                  _meeting,          "der Sitzung im Dezember"),
    ("MEETING ..7 am YEARLESS",                                       _meeting,          "der Sitzung am 13.03."),
    ("MEETING ..7 im ORDINAL quartal~/halbjahr~ [YEAR]",              _meeting,          "der ersten Sitzung im 2. Quartal 2026"),
    ("MEETING nach/vor der CALENDAR [YEAR]",                          _meeting,          "der ersten Sitzung nach der Sommerpause 2026"),
    ("MEETING [ende] [des] [jahres] YEAR",                            _meeting,          "der letzten Sitzung des Jahres 2026"),
    ("MEETING ende des jahres",                                       _meeting,          "einer Sitzung Ende des Jahres"),
    ("nächsten/kommenden/übernächsten/nächste/kommende BODY",         _meeting,          "im nächsten Stadtrat"),
    ("auf [die] [der] tagesordnung",                                  _meeting,          "auf die Tagesordnung"),
    # an event
    (f"nach/mit {_DET} {_ADJ} [..1] EVENT",                           _completed,        "nach Abschluss"),
    ("bei vorliegen/abschluss/fertigstellung/eintritt/bekanntwerden", _completed,        "bei Vorliegen"),
    ("nach der hälfte der/des THING",                                 _completed,        "nach der Hälfte der Laufzeit"),
    ("nach/mit [dem] ende/beginn/start der/des/dieser/dieses THING",  _completed,        "nach Ende der Bauarbeiten"),
    ("sobald/nachdem",                                                _completed,        "sobald"),
    ("im anschluss an",                                               _completed,        "im Anschluss an"),
    (f"bis [zu] [zum/zur] {_DET} {_ADJ} EVENT",                       _waits,            "bis zum Abschluss"),
    ("bis/vor/zu [zum/dem] ende/beginn/start der/des/dieser/dieses [laufenden] THING", _waits, "vor Beginn der Bauarbeiten"),
    (f"vor {_DET} {_ADJ} EVENT",                                      _waits,            "vor Baubeginn"),
    ("bis/vor/nach/zu/zur/zum/mit/in/während/im [beginn/ende/ablauf] [rahmen] [zu] [zum/zur/dem/der/den/des/die] [nächsten/kommenden/anstehenden/laufenden/jeweiligen] CALENDAR [für] [das/den] [jahr] [YEARS]", _waits, "vor den Haushaltsberatungen 2025/2026"),
)
# fmt: on
