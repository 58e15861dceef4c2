"""Cadences: the words that make a duty come again, and how often."""

from __future__ import annotations

import re

from papers.duties.numerals import number
from papers.duties.phrases import Row
from papers.duties.time_said import TimeSaid
from papers.duties.words import Word

_A_YEAR = {1: "P1Y", 2: "P6M", 3: "P4M", 4: "P3M", 6: "P2M", 12: "P1M"}
_STEMS = {"jährig": "Y", "jährlich": "Y", "monatig": "M", "monatlich": "M", "wöchig": "W", "wöchentlich": "W", "tägig": "D"} | {"jahres": "Y", "monats": "M", "wochen": "W"}
_COMPOUND = re.compile(
    r"([a-zäöüß]+?|[0-9]{1,2})-?(jähr(?:ig|lich)|monat(?:ig|lich)|wöch(?:ig|entlich)|tägig)(?:e[nmrs]?)?"
    r"|([a-zäöüß]+?|[0-9]{1,2})-?(jahres|monats|wochen)-?(?:rhythmus|turnus|abstand|takt|zyklus)"
)
_FOLD = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "acht": 8, "zehn": 10, "vierzehn": 14}


def every(duration: str) -> TimeSaid:
    """It comes again after *duration*."""
    return TimeSaid("recurring", recurrence=duration)


def _each(duration: str) -> object:
    return lambda *_: every(duration)


def _spaced(count: int, unit: str) -> TimeSaid:
    months = {12: "P1Y", 24: "P2Y"}
    return every(months.get(count, f"P{count}M") if unit == "M" else f"P{count}{unit}")


def _a_year(count: int) -> TimeSaid:
    return every(_A_YEAR.get(count, "irregular"))


def _a_month(count: int) -> TimeSaid:
    return every("P1M" if count == 1 else "P2W" if count == 2 else "irregular")


def times_a(word: Word) -> int | None:
    """How often, of words such as "zweimal", "2x" or "4-mal"."""
    match = re.fullmatch(r"([a-zäöüß]+?|[0-9]{1,2})-?(?:mal|x)", word.low)
    if match is None:
        return None
    return int(match[1]) if match[1].isdigit() else number(word._replace(low=match[1], kind="word"))


def compound(word: Word) -> str | None:
    """The ISO duration of words such as "zweijährlich", "14-tägig" or "dreimonatigen"."""
    match = _COMPOUND.fullmatch(word.low)
    if match is None:
        return None
    written, stem = match[1] or match[3], match[2] or match[4]
    count = int(written) if written.isdigit() else _FOLD.get(written)
    return f"P{count}{_STEMS[stem]}" if count else None


CLASSES = {"TIMES": times_a, "COMPOUND": compound}
_YEARS = "schuljahr~/kalenderjahr~/haushaltsjahr~/geschäftsjahr~/kindergartenjahr~/jahr~"
_SEASONS = "frühjahr/sommer/herbst/winter/sommers/winters/saison/badesaison/wintersaison"
# fmt: off
CADENCES: tuple[Row, ...] = (
    # a phrase                                                  comes again        for example
    ("täglich~",                                                _each("P1D"),      "täglich"),
    ("wöchentlich~",                                            _each("P1W"),      "wöchentlich"),
    ("monatlich~/allmonatlich/monatsweise",                     _each("P1M"),      "monatlich"),
    ("[zu] [zum] jeden/jedem/jedes monat/monats",               _each("P1M"),      "jeden Monat"),
    ("zum/am/bis ende/anfang [eines] jeden/jedes monats",       _each("P1M"),      "zum Ende eines jeden Monats"),
    ("[einmal] pro/je monat",                                   _each("P1M"),      "einmal pro Monat"),
    ("TIMES im/pro/je monat",                                   _a_month,          "einmal im Monat"),
    ("TIMES monatlich",                                         _a_month,          "einmal monatlich"),
    ("quartalsweise~/quartalsmäßig~/vierteljährlich~/vierteljährig~/quartalsbezogen", _each("P3M"), "quartalsweise"),
    ("[einmal] [im] [zu] [zum] jeden/jedem/jedes/pro/je quartal~", _each("P3M"),   "in jedem Quartal"),
    ("einmal im quartal",                                       _each("P3M"),      "einmal im Quartal"),
    ("im quartal",                                              _each("P3M"),      "im Quartal"),
    ("ende/anfang/beginn [eines] jeden/jedes quartals",         _each("P3M"),      "zum Ende eines jeden Quartals"),
    ("jeweils [bis] [zum/am/zu] [ende/anfang/beginn] [des/eines] quartals/quartalsende", _each("P3M"), "jeweils zum Ende des Quartals"),
    ("halbjährlich~/halbjährig~/halbjahresweise/halbjahrlich~", _each("P6M"),      "halbjährlich"),
    ("einmal im halbjahr",                                      _each("P6M"),      "einmal im Halbjahr"),
    ("[zu/zum] [beginn/ende] [eines] jeden/jedem/jedes/pro/je halbjahr~/schulhalbjahr~",            _each("P6M"),      "jedes Halbjahr"),
    ("jährlich~/alljährlich~/jahrlich",                         _each("P1Y"),      "jährlich"),
    (f"[in] [einmal] jeden/jedem/jedes/pro/je {_YEARS}",        _each("P1Y"),      "einmal pro Schuljahr"),
    ("jeweils in der ersten/letzten MEETING [des/eines] [jeden] [jahres/kalenderjahres/halbjahres]", _each("P1Y"), "jeweils in der ersten Sitzung des Jahres"),
    ("im/pro jahresturnus/jahresrhythmus",                      _each("P1Y"),      "im Jahresturnus"),
    ("TIMES im/pro/je jahr/kalenderjahr",                       _a_year,           "mindestens zweimal im Jahr"),
    ("TIMES jährlich",                                          _a_year,           "viermal jährlich"),
    ("NUMBER mal im/pro/je jahr",                                  _a_year,           "zwei Mal im Jahr"),
    ("NUMBER mal jährlich",                                     _a_year,           "zwei Mal jährlich"),
    ("alle/aller NUMBER UNIT",                                  _spaced,           "alle 6 Monate"),
    ("alle halbe/halben jahr/jahre",                            _each("P6M"),      "alle halbe Jahre"),
    ("abstand/turnus/rhythmus/intervall/abständen/intervallen von [je/jeweils] NUMBER UNIT", _spaced, "im Abstand von zwei Jahren"),
    ("COMPOUND",                                                every,             "zweijährlich"),
    # the day without its year, that comes back with every year
    ("jeweils [bis] [spätestens] [zum/am] YEARLESS",            lambda *_: every("P1Y"), "jeweils zum 31.03."),
    ("jeweils [bis] [spätestens] [zum/am] ORDINAL MONTH",       lambda *_: every("P1Y"), "jeweils zum 31. März"),
    ("jeweils [bis] [im/zum/ende/anfang] [ende] [des] MONTH",   lambda *_: every("P1Y"), "jeweils im März"),
    ("jeweils [im/bis] [zum] ORDINAL quartal~ [des] [jahres]",  lambda *_: every("P1Y"), "jeweils im ersten Quartal"),
    (f"jeweils im {_SEASONS} und [im] {_SEASONS}",              _each("P6M"),      "jeweils im Frühjahr und im Herbst"),
    (f"jeweils im/zum/nach/vor [dem/der] {_SEASONS}",           _each("P1Y"),      "jeweils im Herbst"),
    ("YEARLESS eines jeden jahres",                             lambda *_: every("P1Y"), "30.06. eines jeden Jahres"),
    ("YEARLESS jedes/jeden jahres",                             lambda *_: every("P1Y"), "30.06. jeden Jahres"),
    ("YEARLESS des jeweiligen/jeweils jahres/folgejahres",      lambda *_: every("P1Y"), "30.06. des jeweiligen Jahres"),
    ("ORDINAL MONTH [eines] jeden/jedes jahres",                lambda *_: every("P1Y"), "30. Juni eines jeden Jahres"),
    ("ende/anfang/beginn [eines] jeden/jedes jahres/haushaltsjahres", _each("P1Y"), "Ende eines jeden Jahres"),
    ("MONTH [eines] jeden/jedes jahres",                        lambda *_: every("P1Y"), "März eines jeden Jahres"),
    ("[eines] jeden/jedes jahres",                              _each("P1Y"),      "eines jeden Jahres"),
    ("ORDINAL quartal~ [eines] jeden/jedes jahres",             lambda *_: every("P1Y"), "ersten Quartal eines jeden Jahres"),
    ("[jeweils] [bis] [zum] YEARLESS und [bis] [zum] YEARLESS [eines] [jeden/jedes/des] [jeden] [jahres]", lambda *_: every("P6M"), "zum 30.06. und 31.12."),
    ("[jeweils] [bis] [spätestens] [zum/am] ORDINAL MONTH und [bis] [zum/am] ORDINAL MONTH [eines] [jeden/jedes/des] [jeden] [jahres]", lambda *_: every("P6M"), "zum 1. April und 1. Oktober"),
    ("jeweils im/bis MONTH und [im] MONTH",                     lambda *_: every("P6M"), "jeweils im März und September"),
    ("YEARLESS , YEARLESS und [zum] YEARLESS",                  lambda *_: every("P4M"), "30.04., 31.08. und 31.12."),
    ("YEARLESS , YEARLESS , YEARLESS und [zum] YEARLESS",       lambda *_: every("P3M"), "31.03., 30.06., 30.09. und 31.12."),
    (f"jeweils ..2 jahresende/jahresbeginn/jahresanfang/{_YEARS}", _each("P1Y"),   "jeweils zum Jahresende"),
    (f"jeweils zu/zum/nach/bis/vor beginn/ende/ablauf/abschluss [des/eines] {_YEARS}", _each("P1Y"), "jeweils zu Beginn eines Schuljahres"),
    (f"[nach/vor/zu] [beginn/ende/ablauf/abschluss] [eines] jedem/jeder/jeden/jedes {_YEARS}", _each("P1Y"), "zu Beginn eines jeden Schuljahres"),
    (f"nach/vor jedem/jeder {_SEASONS}",                        _each("P1Y"),      "nach jedem Sommer"),
    ("jeweils ..3 haushaltsberatung~/haushaltsplanberatung~/haushaltsentwurf~/haushaltsplanentwurf~", _each("P1Y"), "jeweils im Rahmen der Haushaltsberatungen"),
    ("mit den jeweiligen haushaltsplanentwürfen/haushaltsentwürfen/haushaltsberatungen", _each("P1Y"), "mit den jeweiligen Haushaltsplanentwürfen"),
    # the report that has its cadence in its name; with a year it is one report
    ("jahresbericht~/jahresberichte~",                          _each("P1Y"),      "in Form eines Jahresberichtes"),
    ("halbjahresbericht~",                                      _each("P6M"),      "mit einem Halbjahresbericht"),
    ("quartalsbericht~/vierteljahresbericht~",                  _each("P3M"),      "einen Quartalsbericht"),
    ("monatsbericht~",                                          _each("P1M"),      "einen Monatsbericht"),
    ("jahresbericht~/halbjahresbericht~/quartalsbericht~ [des] [jahres] YEAR", None, "den Jahresbericht 2025"),
    ("jahresbericht~ für [das] [jahr] YEAR",                    None,              "den Jahresbericht für das Jahr 2025"),
    # every meeting
    ("jeder/jede [ordentlichen/regulären/öffentlichen/turnusmäßigen/planmäßigen] [der/seiner/ihrer/deren/dessen] MEETING", _each("each_session"), "in jeder Sitzung"),
    ("allen [ordentlichen/regulären] ~sitzungen",               _each("each_session"), "in allen Sitzungen"),
    ("sitzungsweise",                                           _each("each_session"), "sitzungsweise"),
    ("jeder zweiten/dritten/vierten [ordentlichen] MEETING",    _each("irregular"), "in jeder zweiten Sitzung"),
    # again and again, and nobody knows when
    ("regelmäßig~/turnusmäßig~/turnusgemäß~/fortlaufend~/laufend/kontinuierlich~/periodisch~/wiederkehrend~/stetig/regelmässig~", _each("irregular"), "regelmäßig"),
    ("in regelmäßigen/angemessenen/bestimmten/kurzen/gewissen/festen abständen/intervallen/zeitabständen/turnus", _each("irregular"), "in regelmäßigen Abständen"),
    ("bei/nach/vor/mit jeder/jedem ..1",                        _each("irregular"), "bei jeder Änderung"),
)
# fmt: on
