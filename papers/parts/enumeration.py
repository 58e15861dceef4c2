"""The labels of points: numbers, letters, decimals, roman ones; only those of a sequence count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from papers.parts.places import Line

# kind of label, how it is written, an example; the first that fits counts
_LABELS: tuple[tuple[str, str, str], ...] = (
    ("decimal", r"(?:(?:Punkt|Ziffer|Nr\.|Zu)\s+)?(?P<name>\d{1,2}(?:\.\d{1,2})+)[.)]*:?(?=\s|$)", "1.1"),
    ("number", r"(?:(?:Punkt|Ziffer|Nr\.)\s+)?(?P<name>\d{1,2})(?:[.)]{1,2}|\.\)):?(?=\s|$|[A-Za-zÄÖÜäöü])", "1.)"),
    ("number", r"(?:Punkt|Ziffer|Nr\.)\s+(?P<name>\d{1,2})\s*[:–-]?(?=\s|$)", "Punkt 1:"),
    ("number", r"\((?P<name>\d{1,2})\)(?=\s|$)", "(1)"),
    ("number", r"(?P<name>0\d|1\d)(?=\s*$)", "01"),
    ("number", r"(?P<name>\d{1,2})\s+[–-]\s+(?=[A-ZÄÖÜ])", "1 - Städtische"),
    ("number", r"§\s*(?P<name>\d{1,2})[.:)]?(?=\s)", "§ 1"),
    ("number", r"(?P<name>Erst|Zweit|Dritt|Viert|Fünft|Sechst)ens[.:,]?(?=\s)", "Erstens."),
    ("roman", r"(?P<name>[IVX]{1,4})[.)]{1,2}(?=\s|$)", "IV."),
    ("letter", r"\(?(?P<name>([a-z])\2)\)(?=\s)", "aa)"),
    ("letter", r"\(?(?P<name>[a-z])[.)]{1,2}(?=\s|$)", "a)"),
    ("capital", r"\(?(?P<name>[A-H])[.)]{1,2}(?=\s|$)", "A."),
)
_RULES = tuple((kind, re.compile(rf"[ \t]*{rule}[ \t]*")) for kind, rule, _ in _LABELS)
_ORDINALS = {"Erst": "1", "Zweit": "2", "Dritt": "3", "Viert": "4", "Fünft": "5", "Sechst": "6"}
_BELOW = {"number": ("letter",), "decimal": ("letter",), "roman": ("number", "letter", "capital"), "capital": ("number", "letter")}
_FIRST = {"letter": ("a", "aa"), "capital": ("A",), "roman": ("I", "II", "III", "IV", "V")}
# what follows a number that is no label: "31. März", "2. Quartal", "3. Lesung"
_COUNTED = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Quartals?|Halbjahr\w*|Jahrhundert\w*"
    r"|Lesung|Wahlperiode|Sitzung|Stock\w*|Klasse\w*|Obergeschoss|Bauabschnitt\w*|Änderungs\w+|Fortschreibung|Rate|Stufe)\b|\d"
)
# how a line ends whose next line begins with a number that is no label
_OPEN = re.compile(r"(?:\b(?:bis|zum|vom|am|ab|im|der|die|das|den|dem|des|Punkt|Punkte|Nr\.|§|Abs\.|Artikel|Ziffer)|[-/])\s*$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label that counts: its place, what it is called ("2", "2a", "1.1", "I"), what it stands below."""

    start: int
    end: int
    name: str
    parent: str | None


@dataclass(slots=True)
class _Sequence:
    """How far the labels have come: the kind of the first level, and the last name of each kind."""

    top: str = ""
    parent: str | None = None
    last: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def level(self, kind: str, name: str) -> int | None:
        """0 for a label of the first level, 1 for one below it, None for what is no label."""
        if not self.top:
            begins = name.endswith((".1", ".0")) if kind == "decimal" else name in _FIRST.get(kind, (name,))
            return 0 if begins else None
        if kind == self.top:
            return 0 if _follows(kind, name, self.last.get(kind)) else None
        if kind == "decimal":
            below = self.top == "number" and name.count(".") == 1 and name.split(".")[0] == self.last.get("number")
            return 1 if below else None
        if self.top == "decimal" and kind == "number":  # "1.1, 1.2, 2."
            return 0 if int(name) == int(self.last["decimal"].split(".")[0]) + 1 else None
        kinds = _BELOW.get(self.top, ())
        if kind not in kinds or any(other in self.last for other in kinds if other != kind):
            return None
        return 1 if _follows(kind, name, self.last.get(kind)) else None

    def take(self, kind: str, name: str, level: int) -> tuple[str, str | None]:
        """Go on to this label: what it is called, and what it stands below."""
        if level == 0:
            self.top, self.parent, self.last = kind, name, {kind: name}
            return name, name.rpartition(".")[0] or None if kind == "decimal" else None
        self.last[kind] = name
        if kind == "decimal":
            return name, self.parent
        return f"{self.parent}{'.' if kind == 'number' else ''}{name}", self.parent


def labels(own: list[Line]) -> Iterator[Label]:
    """The labels of these lines that begin a sequence or go on with it, each name once."""
    sequence = _Sequence()
    before = ""
    for line in own:
        found = _label(sequence, line, before)
        if found is not None and found.name not in sequence.seen:
            sequence.seen.add(found.name)
            yield found
        before = line.words


def _label(sequence: _Sequence, line: Line, before: str) -> Label | None:
    for kind, rule in _RULES:
        found = rule.match(line.text)
        if found is None or kind in ("number", "decimal") and _runs_on(before, line.text, found.end()):
            continue
        name = _ORDINALS.get(found["name"], found["name"])
        level = sequence.level(kind, name)
        if level is not None:
            name, parent = sequence.take(kind, name, level)
            indent = len(line.text) - len(line.text.lstrip())
            return Label(line.start + indent, line.start + found.end(), name, parent)
    return None


def _runs_on(before: str, text: str, end: int) -> bool:
    """Whether a number at a line's beginning goes on with the line before: "bis zum / 31. März"."""
    return bool(_OPEN.search(before) or before and _COUNTED.match(text, end))


def _follows(kind: str, name: str, last: str | None) -> bool:
    """Whether *name* begins a sequence or goes on with it; one label may be missing."""
    if last is None:
        return _count(kind, name) == 1
    if kind == "decimal":
        old, new = [int(n) for n in last.split(".")], [int(n) for n in name.split(".")]
        return old < new and new[0] - old[0] <= 1
    return 0 < _count(kind, name) - _count(kind, last) <= 2


def _count(kind: str, name: str) -> int:
    if kind in ("letter", "capital"):
        return ord(name[0].casefold()) - ord("a") + 1
    if kind == "roman":
        digits = [{"I": 1, "V": 5, "X": 10}[c] for c in name]
        return sum(-d if d < after else d for d, after in pairwise([*digits, 0]))
    return int(name.split(".")[0])
