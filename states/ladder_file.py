"""Reads the file of a ladder, and says of a wrong row what is wrong, with place and reason."""

from __future__ import annotations

from importlib.resources import files

from states.law import CHARTS, SETS
from states.profile_people import BODIES
from states.reading import ProfileTable, opened
from states.rungs import Post, Rung

# The days of a page, or of where it stands, that a rung may count from.
FIELDS = {
    "motion": ("latest_meeting", "objection_safe", "stands_since", "idle_since"),
    "station": ("waiting_since", "day"),
    "task": ("due", "resolved_on", "stands_since", "unassigned_since", "undated_since"),
    "duty": ("asked_from", "stands_since", "unassigned_since"),
    "report": ("office_due", "due", "cut_off", "submitted_on"),
    "meeting": ("day",),
}


def ladder_of(name: str, top: ProfileTable) -> tuple[tuple[Rung, ...], str]:
    """The rungs of the ladder that the profile *top* names, and the text of its file."""
    path = files("states.ladders").joinpath(f"{name}.toml")
    if not path.is_file():
        top.refuse("ladder", "no_ladder", name=name)
        return (), ""
    text = path.read_text("utf-8")
    return read_ladder(opened(text, f"states/ladders/{name}.toml")), text


def read_ladder(top: ProfileTable) -> tuple[Rung, ...]:
    """The rungs of a ladder's file, lowest first.

    Raises:
        BadProfile: a row says something the ladder does not know.
    """
    top.text("source")
    top.flag("verified")
    groups, rungs = top.table("groups"), top.table("rungs")
    found = tuple(_rung(name, rungs.table(name), groups) for name in rungs.keys())  # noqa: SIM118
    top.finished()
    top.sound()
    return found


def _rung(name: str, row: ProfileTable, groups: ProfileTable) -> Rung:
    kind = row.one_of("on", tuple(CHARTS))
    states = _states(kind, row.one_of("while", tuple(groups.keys())), groups)
    fields = FIELDS.get(kind, ())
    return Rung(
        name=name,
        kind=kind,
        states=states,
        field=row.one_of("from", fields),
        after=row.whole("after"),
        tell=tuple(map(Post, row.several("tell", tuple(Post)))),
        unit=row.one_of("unit", ("day", "working", "month")) if row.has("unit") else "working",
        by_months=row.pairs("by_months") if row.has("by_months") else (),
        least_months=row.whole("least_months", least=1) if row.has("least_months") else 0,
        sooner=row.one_of("sooner", fields) if row.has("sooner") else None,
        every=row.whole("every", least=1) if row.has("every") else None,
        at_meeting=row.has("at_meeting") and row.flag("at_meeting"),
        weekday=row.whole("weekday", least=1, most=5) if row.has("weekday") else None,
        escalates=row.has("escalates") and row.flag("escalates"),
        months=row.wholes("months") if row.has("months") else (),
        of=row.several("of", BODIES) if row.has("of") else (),
        in_turn=row.has("in_turn") and row.flag("in_turn"),
    )


def _states(kind: str, group: str, groups: ProfileTable) -> tuple[str, ...]:
    """The states of a group, which names them one by one or by a set of the chart of *kind*."""
    sets = SETS[kind]
    words = groups.several(group, (*CHARTS[kind].states, *sets))
    return tuple(dict.fromkeys(state for word in words for state in sets.get(word, (word,))))
