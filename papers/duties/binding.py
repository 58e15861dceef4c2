"""Which of the times in a clause binds its duty: day, latest day, first day, cadence, event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from papers.duties.time_said import TimeSaid, fixed
from papers.duties.times import DEADLINE, END, FIRST, LATEST, START, Time
from papers.duties.words import Sentence, lexicon

_THEN = lexicon("dann danach anschließend fortan folgend sodann darauf danach, hiernach künftig sowie")
# Of several times the more exact binds; the labelling guide's "the date wins".
_RANK = {"fixed_date": 0, "end_of_period": 0, "council_session": 1, "relative_to_resolution": 2, "on_completion": 2, "unspecified": 3, "immediately": 4}


@dataclass(frozen=True, slots=True)
class When:
    """When a duty is due, in the fields of `DutyRead`."""

    due_rule: str = "unspecified"
    first_due: str | None = None
    relative: str | None = None
    recurrence: str | None = None
    meeting_month: str | None = None
    starts: str | None = None
    anchor: str | None = None
    impossible: bool = False

    @property
    def open(self) -> bool:
        """Whether nothing was said about the time."""
        return self.due_rule == "unspecified" and not (self.anchor or self.recurrence or self.starts)


def when(sentence: Sentence, times: Sequence[Time]) -> When:
    """What the *times* of one clause come to."""
    cycles = [time for time in times if time.said.recurrence]
    others = [time for time in times if not time.said.recurrence and not (cycles and time.role == END)]
    if not cycles:
        return _once(sentence, [time for time in others if time.role != START])
    cycle = next((time for time in cycles if time.said.recurrence != "irregular"), cycles[0])
    first = _first(sentence, others, cycle)
    first = first and _completed(first, times)
    start = next((time for time in others if time.role == START), None)
    if first is not None:
        return replace(_said(sentence, first), recurrence=cycle.said.recurrence)
    starts = (start.said.month or (start.said.day or "")[:7] or None) if start else None
    anchor = next((_anchor(sentence, time) for time in others if time.said.event), None)
    return When("recurring", recurrence=cycle.said.recurrence, starts=starts, anchor=anchor)


def _once(sentence: Sentence, times: Sequence[Time]) -> When:
    """The latest day, else the first, else the most exact."""
    if not times:
        return When()
    latest = [time for time in times if time.role == LATEST]
    firsts = [time for time in times if time.role == FIRST]
    among = latest or firsts or times
    best = min(among, key=lambda time: _rank(time.said))
    merged = _with_day(best, times) if best.said.rule == "council_session" else best
    return _said(sentence, merged)


def _rank(said: TimeSaid) -> float:
    """How exact the time is; a period without its year is less so than a meeting."""
    vague = said.rule == "end_of_period" and not (said.day or said.impossible)
    return 1.5 if vague else _RANK[said.rule]


def _with_day(meeting: Time, times: Sequence[Time]) -> Time:
    """The meeting with the month that stands right before it: "im Mai 2026 in der Sitzung"."""
    beside = next((t for t in times if t.said.month and t.last == meeting.first), None)
    if beside is None or meeting.said.month or meeting.said.day:
        return meeting
    return replace(meeting, said=replace(meeting.said, month=beside.said.month))


def _first(sentence: Sentence, others: Sequence[Time], cycle: Time) -> Time | None:
    """The time of the first report of a cycle; "bis …" alone is the end of the cycle."""
    named = next((time for time in others if time.role == FIRST), None)
    if named is not None:
        return named
    for time in others:
        if time.role == LATEST and time.said.rule != "immediately":
            return time
        if time.role == DEADLINE and _then(sentence, time, cycle):
            return time
    until = [t for t in others if t.role == DEADLINE and t.said.day and sentence[t.first].low != "bis"]
    return until[0] if until and _names_day(until[0]) else None


def _names_day(time: Time) -> bool:
    return time.said.rule in ("fixed_date", "council_session")


def _then(sentence: Sentence, time: Time, cycle: Time) -> bool:
    """Whether words such as "danach" stand between the time and the cycle that follows it."""
    if time.first > cycle.first:
        return False
    return bool({sentence[place].low for place in range(time.last, cycle.first)} & (_THEN | {"und"}))


def _completed(time: Time, times: Sequence[Time]) -> Time:
    """A first year completes the day of the cycle: "jährlich zum 31.03., erstmals 2026"."""
    month_day = next((t.said.yearless for t in times if t.said.yearless), None)
    day = time.said.day or ""
    if month_day is None or time.said.rule != "end_of_period" or not day.endswith("-12-31"):
        return time
    return replace(time, said=fixed(month_day[1], month_day[0], day[:4]))


def _said(sentence: Sentence, time: Time) -> When:
    said: TimeSaid = time.said
    at_meeting = said.rule == "council_session"
    return When(
        said.rule,
        said.day,
        relative=said.relative,
        meeting_month=said.month if at_meeting else None,
        anchor=_anchor(sentence, time) if said.event else None,
        impossible=said.impossible,
    )


def _anchor(sentence: Sentence, time: Time) -> str:
    """The event as written, with the genitive that belongs to it."""
    last = time.last
    if last < len(sentence) and sentence[last].low in ("der", "des", "dieser", "dieses", "von"):
        for place in range(last + 1, min(last + 4, len(sentence))):
            if sentence[place].capital:
                last = place + 1
                break
    return " ".join(word.text for word in sentence[time.first : last])
