"""Days and periods of the calendar: how they are written, and which day ends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papers.draft.draft import Finding
from papers.duties.numerals import CLASSES
from papers.duties.phrases import PhraseTable, Row
from papers.duties.time_said import VAGUE, TimeSaid, end_of, fixed, iso, plain
from papers.duties.words import words

__all__ = ["DAYS", "Period", "impossible", "iso", "periods"]


def _figures(day: tuple[str, str, str]) -> TimeSaid:
    return fixed(*day)


def _yearless(day: tuple[str, str]) -> TimeSaid:
    return TimeSaid("fixed_date", yearless=(int(day[1]), int(day[0])))


def _named_yearless(day: int, month: int) -> TimeSaid:
    return TimeSaid("fixed_date", yearless=(month, day))


def _quarter_end(quarter: int, year: int) -> TimeSaid:
    return plain(end_of(quarter * 3, year))


def _quarter_begin(quarter: int, year: int) -> TimeSaid:
    return plain(fixed(1, quarter * 3 - 2, year))


def _half_end(half: int, year: int) -> TimeSaid:
    return plain(end_of(half * 6, year))


def _middle(month: int, year: int) -> TimeSaid:
    return TimeSaid("end_of_period", iso("15", str(month), str(year)), f"{year}-{month:02}")


def _year_begin(year: int) -> TimeSaid:
    return plain(fixed(1, 1, year))


def _year_middle(year: int) -> TimeSaid:
    return plain(end_of(6, year))


def _year_end(year: int) -> TimeSaid:
    return plain(end_of(12, year))


def _vague(*_: int) -> TimeSaid:
    return VAGUE


SEASONS = "frühjahr/frühling/sommer/herbst/winter/frühsommer/spätsommer/spätherbst/frühherbst"
# fmt: off
DAYS: tuple[Row, ...] = (
    # a phrase                                                  reads as          for example
    ("DAY",                                                     _figures,         "31.12.2026"),
    ("YEARLESS",                                                _yearless,        "30.06."),
    ("YEARLESS dieses/dieses/nächsten/kommenden/d. jahres",     _yearless,        "30.06. dieses Jahres"),
    ("ORDINAL MONTH YEAR",                                      fixed,            "31. Dezember 2026"),
    ("ORDINAL MONTH des jahres YEAR",                           fixed,            "31. Dezember des Jahres 2026"),
    ("ORDINAL MONTH",                                           _named_yearless,  "30. Juni"),
    ("MONTH YEAR",                                              end_of,           "Juni 2026"),
    ("MONTH des jahres YEAR",                                   end_of,           "Juni des Jahres 2026"),
    ("ende [des] [monats] MONTH YEAR",                          end_of,           "Ende Juni 2026"),
    ("mitte [des] [monats] MONTH YEAR",                         _middle,          "Mitte März 2026"),
    ("anfang/beginn [des] [monats] MONTH YEAR",                 _vague,           "Anfang März 2026"),
    ("MONTH",                                                   _vague,           "Juni"),
    ("ende/mitte/anfang/beginn [des] [monats] MONTH",           _vague,           "Ende Juni"),
    ("[ende/laufe/verlauf] [des] ORDINAL quartal~ [des] [jahres] YEAR",       _quarter_end,     "Ende des II. Quartals 2026"),
    ("[ende] [des] ORDINAL quartal~",                           _vague,           "Ende des 2. Quartals"),
    ("[ende] [des] ORDINAL quartal~ [des] dieses/kommenden/nächsten/laufenden jahres", _vague, "1. Quartal des kommenden Jahres"),
    ("bis [zum] beginn [des] ORDINAL quartal~ [des] [jahres] YEAR", _quarter_begin, "bis zum Beginn des 2. Quartals 2026"),
    ("beginn/anfang/mitte [des] ORDINAL quartal~ [des] [jahres] YEAR", _vague,    "Anfang des 2. Quartals 2026"),
    ("[quartal] ROMAN / YEAR",                                  _quarter_end,     "Quartal II/2026"),
    ("ORDINAL quartal~ / YEAR",                                 _quarter_end,     "II. Quartal/2026"),
    ("[ende/laufe/verlauf] [des/der] ORDINAL halbjahr~/jahreshälfte [des] [jahres] YEAR", _half_end, "2. Halbjahr 2026"),
    ("[ende] [des/der] ORDINAL hälfte [des] [jahres] YEAR",     _half_end,        "ersten Hälfte 2026"),
    ("[ende] [des/der] ORDINAL halbjahr~/jahreshälfte [des] [dieses/kommenden/nächsten] [jahres]", _vague, "ersten Halbjahr"),
    ("ende [des] [jahres/kalenderjahres/haushaltsjahres] YEAR", _year_end,        "Ende des Jahres 2026"),
    ("jahresende [des] [jahres] YEAR",                          _year_end,        "Jahresende 2026"),
    ("mitte [des] [jahres] YEAR",                               _year_middle,     "Mitte 2026"),
    ("jahresmitte YEAR",                                        _year_middle,     "Jahresmitte 2026"),
    ("bis [zum] beginn [des] [jahres] YEAR",                    _year_begin,      "bis zum Beginn des Jahres 2026"),
    ("anfang/beginn [des] [jahres] YEAR",                       _vague,           "Anfang 2026"),
    ("jahr/jahre/jahres/kalenderjahr/haushaltsjahr YEAR",       _year_end,        "Jahr 2026"),
    ("laufe [des] [jahres] YEAR",                               _year_end,        "Laufe des Jahres 2026"),
    ("verlauf [des] [jahres] YEAR",                             _year_end,        "Verlauf des Jahres 2026"),
    ("YEAR",                                                    _year_end,        "2026"),
    ("YEAR bis YEAR",                                           None,             "2024 bis 2026"),
    ("ende/mitte/anfang/laufe/beginn/verlauf [des/dieses/diesen] [laufenden/dieses/kommenden/nächsten/folgenden] jahres/kalenderjahres/quartals/halbjahres/monats", _vague, "Ende des laufenden Jahres"),
    ("diesem/laufenden/kommenden/nächsten/folgenden jahr/jahre/quartal/halbjahr/kalenderjahr/monat", _vague, "kommenden Jahr"),
    ("jahresende/jahresmitte/jahreswechsel/jahresbeginn/jahresanfang/monatsende/quartalsende", _vague, "Jahresende"),
    (f"{SEASONS} [des] [jahres] YEAR",                          _vague,           "Herbst 2026"),
    (f"{SEASONS}",                                              _vague,           "Herbst"),
)
# fmt: on
_TABLE = PhraseTable(DAYS, CLASSES)


@dataclass(frozen=True, slots=True)
class Period:
    """A day or the last day of a period, with the words it was read from and where."""

    start: int
    end: int
    rule: str  # fixed_date or end_of_period
    day: str | None  # ISO 8601; None if the calendar has no such day
    words: str


def periods(text: str) -> list[Period]:
    """Every day and period that *text* names with its year, in order."""
    every = list(words(text))
    found: list[Period] = []
    for phrase in _TABLE.find(every):
        said: TimeSaid = phrase.reads(*phrase.got) if phrase.reads else VAGUE
        if said.day or said.impossible:
            start, end = every[phrase.first].start, every[phrase.last - 1].end
            found.append(Period(start, end, said.rule, said.day, text[start:end]))
    return found


def days_from(text: str, first: date) -> list[Period]:
    """Every day that *text* names, also without its year: then the next from *first* on."""
    every = list(words(text))
    found: list[Period] = []
    for phrase in _TABLE.find(every):
        start, end = every[phrase.first].start, every[phrase.last - 1].end
        said: TimeSaid = phrase.reads(*phrase.got) if phrase.reads else VAGUE
        if said.day is None and not said.impossible:
            said = _next(text[start:end], said, first)
        if said.day:
            found.append(Period(start, end, said.rule, said.day, text[start:end]))
    return found


def _next(written: str, said: TimeSaid, first: date) -> TimeSaid:
    """*said* in the first year in which it does not lie before *first*."""
    for year in (first.year, first.year + 1):
        if said.yearless:
            dated = fixed(said.yearless[1], said.yearless[0], year)
        else:
            whole = [p for p in periods(f"{written} {year}") if p.start == 0]
            dated = TimeSaid(whole[0].rule, whole[0].day) if whole else VAGUE
        if dated.day and dated.day >= first.isoformat():
            return dated
    return VAGUE


def impossible(found: list[Period], place: str | None) -> list[Finding]:
    """A finding for every day that the calendar does not have."""
    return [Finding("impossible_date", {"raw": p.words}, place) for p in found if p.day is None]
