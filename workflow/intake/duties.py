"""Finds the duties in a resolution: to report or hand over, to whom, when, how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.intake.dates import Period, cadence, periods, term
from workflow.intake.draft import DutyRead
from workflow.intake.recipients import recipients

_TELL = re.compile(
    r"\b(?:zu\s+)?(?:berichten|berichtet|informieren|informiert|unterrichten|unterrichtet)\b"
    r"|\bzu\s+erstatten\b|\bBericht\s+erstatte[nt]\b|\bmit(?:zu)?teilen\b|\bmitgeteilt\b|\bteilt\b.{0,200}\bmit\b"
    r"|\bin\s+Kenntnis\s+zu\s+setzen\b|\bRechenschaft\s+ab(?:zu)?legen\b"
    r"|(?<!nimmt )\bzur\s+Kenntnis\s+(?:zu\s+)?(?:geben|gegeben|gebracht|bringen)\b|\b(?:zu\s+)?erläutern\b",
    re.IGNORECASE,
)
_HAND = re.compile(
    r"\b(?:vor(?:zu)?legen|vorgelegt|legt\b.{0,300}\bvor|vor(?:zu)?stellen|vorgestellt|stellt\b.{0,300}\bvor"
    r"|(?:zu\s+)?unterbreiten|unterbreitet|(?:zu\s+)?übergeben|zu(?:zu)?leiten|zugeleitet|dar(?:zu)?stellen"
    r"|dargestellt|(?:zu\s+)?übermitteln|ein(?:zu)?bringen|zur\s+Verfügung\s+(?:zu\s+)?stellen"
    r"|zu\s+geben|vorliegen)\b",
    re.IGNORECASE,
)
_REPORT_NOUN = re.compile(
    r"\b\w*(?:bericht|ergebnis|auswertung|sachstand|übersicht|informationsvorlage|evaluation|bilanz"
    r"|statistik|zwischenstand|stand\b|stellungnahme|information(?:en)?)\w{0,4}\b|\bVerbrauch\b",
    re.IGNORECASE,
)
_WORK_NOUN = re.compile(
    r"\b\w*(?:konzept|konzeption|plan|satzung|entwurf|richtlinie|beschlussvorlage|vorschlag|liste"
    r"|vergleich|paket|leitlinien|vorlage|angebot|strategie|programm|varianten?)\w{0,4}\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:Anwohner\w*|Einwohner\w*|Bürger(?!meister|amt|haus)\w*|Öffentlichkeit|Presse|Eltern\w*|Vereine?n?"
    r"|Internet\w*|Homepage|Webseite|Ministeri\w+|Landtag\w*|Landesregierung|Bevölkerung)\b"
)
_NOW = re.compile(
    r"\b(?:unverzüglich|umgehend|sofort|kurzfristig|schnellstmöglich|zeitnah)\w*", re.IGNORECASE
)
_AFTER = re.compile(
    r"\b(?:nach|mit|ab)\s+(?:dem\s+|der\s+)?(?:Abschluss|Vorliegen|Fertigstellung|Beginn|Inkrafttreten"
    r"|Ablauf|Beendigung|Inbetriebnahme|Durchführung)\b|\bsobald\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:[Ii]n|[Zz]u)\s+(?:der|seiner|ihrer|einer|die|zur)?\s*(?:\w+\s+){0,2}\w*[Ss]itzung\w*")
_NEAR_MEETING = re.compile(r"[Ss]itzung\w*(?:\s+des\s+[\w\s-]{3,60}?)?\s+(?:am|im|vom)\s*$")
_IF = re.compile(r"\b(?:sofern|falls|bei\s+Überschreitung|wenn|Überschreite[nt])\b", re.IGNORECASE)
_BINDING = re.compile(r"spätestens(?:\s+\w+)?(?:\s+bis)?(?:\s+zum)?\s*$", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:erstmals|erstmalig|beginnend)\b", re.IGNORECASE)
_FROM = re.compile(r"\bab\s+(?:dem\s+)?$", re.IGNORECASE)
_HELD = re.compile(r"\b(?:vom|am|seit|in der Fassung vom)\s+$")
_SENTENCE = re.compile(r"(?<=[a-zäöüß)\]“\"])[.;](?=\s+[A-ZÄÖÜ„]|\s*$)|(?<=\d{4})\.(?=\s+[A-ZÄÖÜ]|\s*$)")
_SPLIT = re.compile(r"\s+und\s+(?=(?:bis|zum|am)\b)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a duty stands: number and index of its point; both None for a lead-in."""

    item: str | None
    index: int | None


def duties(text: str, place: Place) -> list[DutyRead]:
    """The duties in the words of one point or lead-in."""
    found: list[DutyRead] = []
    for sentence in sentences(text):
        bodies = "; ".join(recipients(sentence)) or None
        for clause in _clauses(sentence):
            duty = _duty(clause, sentence, bodies, place)
            if duty is not None:
                found.append(duty)
    return found


def sentences(text: str) -> Iterator[str]:
    """The sentences of *text*; dates, numbers and abbreviations do not end one."""
    start = 0
    for match in _SENTENCE.finditer(text):
        yield text[start : match.start()].strip()
        start = match.end()
    if text[start:].strip():
        yield text[start:].strip().rstrip(".;,")


def _clauses(sentence: str) -> list[str]:
    """A sentence that names two dates for two things is two clauses."""
    parts = _SPLIT.split(sentence)
    dated = [part for part in parts if periods(part)]
    return parts if len(parts) == len(dated) > 1 else [sentence]


def _duty(clause: str, sentence: str, bodies: str | None, place: Place) -> DutyRead | None:
    kind = _kind(clause, sentence)
    if kind is None:
        return None
    if bodies is None and (_PUBLIC.search(sentence) or not _names_duty(sentence)):
        return None
    when = _when(clause)
    if re.search(r"\bStadtratssitzung|\bRatssitzung", clause) and when["due_rule"] == "fixed_date":
        when["due_rule"] = "council_session"
    evidence = clause.strip(" ,")
    return DutyRead(place.item, place.index, kind, bodies, evidence=evidence, **when)  # type: ignore[arg-type]


def _kind(clause: str, sentence: str) -> str | None:
    if _HAND.search(sentence) and not _TELL.search(sentence):
        work, report = _WORK_NOUN.search(clause), _REPORT_NOUN.search(clause)
        if work and (not report or work.start() <= report.start()):
            return "deliver"
        return "report" if report else "deliver" if recipients(sentence) else None
    return "report" if _TELL.search(sentence) else None


def _names_duty(sentence: str) -> bool:
    """Without a body named only the plain forms count; "erläutern" or "einbringen" may be anything."""
    return bool(
        re.search(r"\b(?:zu\s+berichten|berichtet|zu\s+informieren|zu\s+unterrichten)\b", sentence)
        or (_HAND.search(sentence) and _REPORT_NOUN.search(sentence))
    )


def _when(clause: str) -> dict[str, object]:
    """Due rule, first day, recurrence and what belongs to them."""
    rhythm = cadence(clause)
    told: dict[str, object] = {"recurrence": rhythm, "conditional": bool(_IF.search(clause))}
    named = [p for p in periods(clause) if not _HELD.search(clause[: p.start]) or _due_am(clause, p)]
    starts = next((p for p in named if _FROM.search(clause[: p.start])), None)
    if starts is not None and rhythm:
        named.remove(starts)
        told["starts"] = starts.month or (starts.day or "")[:7] or None
    period = _binding(clause, named)
    if period is not None:
        return told | _dated(clause, period)
    if rhythm is not None:
        return told | {"due_rule": "recurring"}
    return told | _undated(clause)


def _due_am(clause: str, period: Period) -> bool:
    before = clause[: period.start]
    return bool(re.search(r"\bam\s+$", before)) and not re.search(r"\bvorgestellte|\bbeschlossene", clause)


def _binding(clause: str, named: list[Period]) -> Period | None:
    """The date that binds: the one after "spätestens", else after "erstmals", else the first."""
    if not named:
        return None
    for period in named:
        if _BINDING.search(clause[: period.start]):
            return period
    first = _FIRST.search(clause)
    later = [p for p in named if first and p.start > first.end()]
    return later[0] if later else named[0]


def _dated(clause: str, period: Period) -> dict[str, object]:
    before = clause[: period.start]
    if _NEAR_MEETING.search(before):
        if period.month:
            return {"due_rule": "council_session", "session_month": period.month}
        return {"due_rule": "council_session", "first_due": period.day}
    if re.search(r"\b(?:Anfang|Beginn)\s+(?:des\s+)?$", before):
        return {"due_rule": "end_of_period", "first_due": None}
    return {"due_rule": period.rule, "first_due": period.day}


def _undated(clause: str) -> dict[str, object]:
    limit = term(clause)
    if _AFTER.search(clause):
        return {"due_rule": "on_completion", "relative": limit[0] if limit else None}
    if limit is not None:
        return {"due_rule": "relative_to_resolution", "relative": limit[0]}
    if re.search(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[A-ZÄ][a-zä]+)(?!\s*\d)", clause):
        return {"due_rule": "fixed_date"}
    if _MEETING.search(clause):
        return {"due_rule": "council_session"}
    if re.search(r"\b(?:Jahresende|Ende\s+(?:des|dieses)\s+Jahres|Monatsende)", clause):
        return {"due_rule": "end_of_period"}
    return {"due_rule": "immediately" if _NOW.search(clause) else "unspecified"}
