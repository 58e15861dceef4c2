"""What the shell proposes on TAB: references for which the event is possible, and events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cli.settings import Settings


def references(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """References that begin with *incomplete*; after `advance EVENT` only those it fits."""
    from cli import language

    words, event = language.words(), context.params.get("event")
    return [
        (reference, f"{words.label('kind', kind)}, {words.label(f'{kind}_state', state)}")
        for reference, kind, state in _known(incomplete)
        if event is None or _fits(kind, state, str(event))
    ]


def events(context: typer.Context, incomplete: str) -> list[str]:
    """The events of all charts that a person can cause."""
    from states.law import CHARTS
    from states.roles import Role

    found: list[str] = []
    for kind, chart in CHARTS.items():
        ours = {rule.event.value for rule in chart.rules if rule.by != (Role.SYSTEM,)}
        found += _named(f"{kind}_event", incomplete, ours)
    return sorted(dict.fromkeys(found))


def kinds(incomplete: str) -> list[str]:
    """The kinds of matter."""
    return _named("kind", incomplete)


def states(incomplete: str) -> list[str]:
    """The states of all kinds: behind an option that lacks its value, no kind is known yet."""
    from states.law import CHARTS

    found = (name for kind in CHARTS for name in _named(f"{kind}_state", incomplete))
    return sorted(dict.fromkeys(found))


def progress(incomplete: str) -> list[str]:
    """How far work may be."""
    return _named("progress", incomplete)


def answers(incomplete: str) -> list[str]:
    """What a department may answer."""
    return _named("answer_name", incomplete)


def _named(section: str, incomplete: str, known: set[str] | None = None) -> list[str]:
    """Names of *section* in the language that is spoken, and others that begin so."""
    from cli import language
    from notifications.names import offered

    found = offered(section, language.words().language, incomplete, known)
    return [name for name in found if name.startswith(incomplete)]


def _fits(kind: str, state: str, event: str) -> bool:
    from notifications.names import events
    from states.law import CHARTS

    meant = events(event).get(kind)
    return any(rule.event == meant for rule in CHARTS[kind].rules_in(state))


def _known(incomplete: str) -> list[tuple[str, str, str]]:
    """References and numbers in the register; nothing if it cannot be read: TAB never fails."""
    from cli.settings import read_settings
    from states.errors import RatswegError
    from workflow.store.at_once import begun_so

    try:
        settings = read_settings()
        found = begun_so(settings.database, incomplete)
        everything = all(public for *_, public in found) or _sees_all(settings)
        return [row[:3] for row in found if everything or row[3]]
    except (RatswegError, OSError):
        return []


def _sees_all(settings: Settings) -> bool:
    """Asked only where something is not public: it takes longer than all else."""
    from cli.office import Office
    from workflow.store.people.sight import sees_all

    with Office.open(settings).look() as session:
        return sees_all(session)
