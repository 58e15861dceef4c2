"""What an amendment wants: the motion it means, and each change to the points of that motion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("amendment", "supplement", "substitute", "revision")
ACTIONS = ("replace", "strike", "insert", "amend", "renumber", "unclear")
PLACES = ("after", "before", "start", "end")


@dataclass(frozen=True, slots=True)
class WordedChange:
    """One change to a motion, as the paper words it; nothing is applied by it.

    *action* is one of

    * replace: *point* (or its *part*) reads *new* from now on; *point* None is the whole resolution
    * strike: *point* (or its *part*) goes
    * insert: a new point, numbered *point* if the paper numbers it, with the wording *new*
    * amend: words within *point*: *old* becomes *new*; *old* None adds words, *new* None takes them out
    * renumber: *point* becomes number *new*; both None: whatever follows moves up or down
    * unclear: an instruction that was not understood; *evidence* keeps its words

    *place* (after, before, start, end) says where something new goes; *beside* is the number, part or
    words it goes next to. *start* and *end* count characters of the text that was read and span
    the instruction with its wording. *certainty* is 0 to 1.
    """

    action: str
    evidence: str = ""
    start: int = 0
    end: int = 0
    point: str | None = None
    part: str | None = None  # Satz 2, Absatz 1, letzter Satz
    old: str | None = None
    new: str | None = None
    place: str | None = None
    beside: str | None = None
    certainty: float = 1.0
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment as read.

    *kind* is amendment (Änderungsantrag), supplement (Ergänzungsantrag), substitute (Ersetzungsantrag)
    or revision (Neufassung, Austauschblatt). *targets* are the numbers of the motions it means, as
    written; *agenda_item* is the item of the agenda it names. *submitters_revision*: those who
    submitted the motion change it themselves, so that no vote on the change is needed.
    """

    kind: str = "amendment"
    targets: tuple[str, ...] = ()
    agenda_item: str | None = None
    submitters_revision: bool = False
    changes: tuple[WordedChange, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict, compare=False)  # what nobody here knows
