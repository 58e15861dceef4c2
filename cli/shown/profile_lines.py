"""How a profile's changes and mistakes are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.shown.say import as_json, remark, say, table

if TYPE_CHECKING:
    from notifications.words import Words
    from workflow.acts.profile_changes import Changed, Moved

SHOWN = 20  # matters; the rest is counted


def print_wrong(errors: list[Any], words: Words, *, json: bool) -> None:
    """Say everything that is wrong in a profile."""
    if json:
        rows = [
            {"place": e.fields["place"], "reason": words.value(e.fields["reason"])} for e in errors
        ]
        as_json({"wrong": rows})
        return
    for error in errors:
        say(f"{error.fields['place']}: {words.value(error.fields['reason'])}")
    remark(words.ui("profile_wrong", count=len(errors)))


def print_changes(changed: list[Changed], moved: list[Moved], words: Words) -> None:
    """Say what a changed profile changes, and what that does to which matters."""
    if not changed:
        say(words.ui("profile_same"))
        return
    head = [words.ui(name) for name in ("profile_place", "profile_before", "profile_after")]
    rows = [(one.place, _value(one.before, words), _value(one.after, words)) for one in changed]
    table(head, rows)
    say(words.ui("profile_moved", count=len(moved)))
    for one in moved[:SHOWN]:
        days = {"before": _value(one.before, words), "after": _value(one.after, words)}
        say(words.ui("profile_moves", reference=one.reference, **days))
    if len(moved) > SHOWN:
        say(words.ui("profile_more", count=len(moved) - SHOWN))


def _value(value: Any, words: Words) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return words.ui("none") if value is None else words.value(value)
