"""Walks through the instructions of an amendment in order and gathers each with its wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

from papers.amendments.clauses import VeiledClause, clauses, words
from papers.amendments.grammar import AmendmentStep, doubted, steps
from papers.amendments.quotes import quotes, veiled
from papers.amendments.settle import settled
from papers.amendments.synopsis import synopsis
from papers.amendments.units import part, units
from papers.amendments.wording import laid, numbered
from papers.draft.amendment import WordedChange

_LIMIT = 100_000  # characters of instructions that are read; what follows is kept as one unclear change
_SILENT = re.compile(
    r"\bunverändert\b|\bbleib(?:t|en)\b.{0,60}\b(?:bestehen|erhalten|gültig)\b|[:,]\s*$|\b(?:fett|kursiv|unterstrichen|farblich|hervorgehoben|kenntlich)\b"
    r"|^\W*$|\b(?:möge|wolle)n?\b.{0,80}\bbeschließen\W*$|\bbeschließt\W*$|^\W*(?:Änderung(?:en)?|Ergänzung(?:en)?|Beschlussvorschlag|Synopse|Stadtrat|Rat)\W*$",
    re.DOTALL | re.IGNORECASE,
)
_ONE_SENTENCE = re.compile(r"\bfolgende[rnms]?\s+(?:neue[rnms]?\s+|weitere[rnms]?\s+)?(?:Halb|Teil)?[Ss]atz\b")
_ORDERS = re.compile(r"\b(?:wird|werden|ist|sind|soll|sollen|streichen|ersetzen|ergänzen|ändern)\b")


def changes(text: str, start: int, end: int, *, kind: str, labelled: bool) -> list[WordedChange]:
    """The changes between *start* and *end* in the order of the text; nothing there is passed over.

    *labelled*: a label opens the instructions, so that whatever stands there is one.
    """
    rest = []
    if end - start > _LIMIT:
        at = start + _LIMIT
        rest = [WordedChange("unclear", words(text[at:end]), at, end, certainty=0.0)]
        end = at
    shown, places = synopsis(text, start, end)
    walk = _Walk(text, start, end, places, labelled)
    found = walk.changes()
    told = any(change.action != "unclear" for change in (*shown, *found))
    if not told:
        found = _full_text(text, walk, kind) or found
    return sorted([*shown, *found, *rest], key=lambda change: change.start)


class _Walk:
    """One pass over the clauses: the steps that wait for their wording, and the point in force."""

    def __init__(self, text: str, start: int, end: int, shown: list[tuple[int, int]], strict: bool) -> None:
        self.text = text
        inside = [quote.moved(start) for quote in quotes(text[start:end])]
        cover = text[:start] + veiled(text, inside)[start:]
        for a, b in shown:
            cover = cover[:a] + "\n" * (b - a) + cover[b:]
        outside = [q for q in inside if not any(a < q.end and q.start < b for a, b in shown)]
        self.clauses = list(clauses(cover, outside, start, end))
        self.strict = strict
        self.waiting: list[AmendmentStep] = []
        self.head: VeiledClause | None = None
        self.wording: tuple[int, int] | None = None
        self.context: str | None = None
        self.found: list[WordedChange] = []

    def changes(self) -> list[WordedChange]:
        """Every change, and what was not understood."""
        for clause in self.clauses:
            found = steps(clause, self.text, self._in_force())
            if found and not self._is_wording(clause, found):
                self._finish(found)
                self._take(clause, found)
            elif self.waiting and self._goes_on(clause):
                first = self.wording[0] if self.wording else clause.outset
                self.wording = (first, clause.end)
                self.waiting = doubted(self.waiting, clause)
            else:
                self._finish([])
                self._other(clause)
        self._finish([])
        return self.found

    def _in_force(self) -> str | None:
        """The point that a clause means if it names none."""
        if self.waiting and self.wording is None:
            return self.waiting[0].point if len(self.waiting) == 1 else None
        return self.context

    def _is_wording(self, clause: VeiledClause, found: list[AmendmentStep]) -> bool:
        """Within an unquoted wording only what names a point or quotes words is an instruction."""
        if not self.waiting or self._closed():
            return False
        if clause.text.startswith("„") and not units(clause.text):
            return True
        names = units(clause.text) or clause.quotes or part(clause.text)[0] or found[0].action == "keep"
        return self.wording is not None and (found[0].whole or not names)

    def _closed(self) -> bool:
        return self.wording is not None and self.text[self.wording[0]] in "„“”\"»«‚‹›"

    def _goes_on(self, clause: VeiledClause) -> bool:
        if self.head and self.wording and _ONE_SENTENCE.search(self.head.text):
            return False
        return not self._closed() or clause.text.startswith("„")

    def _take(self, clause: VeiledClause, found: list[AmendmentStep]) -> None:
        named = units(clause.text)
        if any(step.awaits for step in found):
            self.waiting, self.head, self.wording = found, clause, None
            return
        self.context = None if named else self.context
        self.found += self._changes(found, clause.text, clause.start, clause.end, None)

    def _finish(self, following: list[AmendmentStep]) -> None:
        """The steps that waited get their wording; without one they were the heading of what follows."""
        head, waiting, wording = self.head, self.waiting, self.wording
        self.head, self.waiting, self.wording = None, [], None
        if head is None:
            return
        if wording is not None:
            said = self.text[wording[0] : wording[1]]
            self.context = None
            self.found += self._changes(waiting, head.text, head.start, wording[1], said)
        elif following:
            self.context = waiting[0].point if len(waiting) == 1 else None  # it was their heading
        else:
            self._unclear(head)

    def _changes(self, found: list[AmendmentStep], clause: str, start: int, end: int, said: str | None) -> Iterator[WordedChange]:
        evidence = words(self.text[start : start + len(clause)])
        for step in settled(found, clause, laid(said) if said is not None else None):
            yield WordedChange(
                step.action, evidence, start, end, step.point, step.part, step.old, step.new,
                step.place, step.beside, step.certainty,
            )  # fmt: skip

    def _other(self, clause: VeiledClause) -> None:
        """A clause that is no instruction and no wording: a lead-in, or something to ask about."""
        if units(clause.text) and clause.opens:
            named = units(clause.text)[0].numbers
            self.context = named[0] if len(named) == 1 else None
        elif not _SILENT.search(clause.text) and (self.strict or self.found or _ORDERS.search(clause.text)):
            self._unclear(clause)

    def _unclear(self, clause: VeiledClause) -> None:
        said = self.text[clause.start : clause.end]
        if self.found and self.found[-1].action == "unclear":
            last = self.found.pop()
            said, start = self.text[last.start : min(clause.end, last.start + 1200)], last.start
        else:
            start = clause.start
        named = [number for unit in units(said[:400]) for number in unit.numbers]
        point = named[0] if len(named) == 1 else None
        self.found.append(WordedChange("unclear", words(said), start, clause.end, point, certainty=0.0))


def _full_text(text: str, walk: _Walk, kind: str) -> list[WordedChange]:
    """An amendment without any instruction is the text as it shall read, or, as a supplement, what is added."""
    told = list(walk.clauses)
    while told and _SILENT.search(told[0].text):
        told.pop(0)
    if not walk.strict or not told:
        return []
    start, end = told[0].outset, told[-1].end
    wording = laid(text[start:end])
    points = numbered(wording)
    evidence = words(text[start:end])
    if kind == "supplement" or (points[0][0] or "1") not in ("1", "1a"):
        return [
            WordedChange("insert", evidence, start, end, number, new=said, place="end", certainty=0.7)
            for number, said in points
        ]
    sure = 0.85 if kind == "revision" else 0.7
    return [WordedChange("replace", evidence, start, end, new=wording, certainty=sure)]
