"""Which file holds which command: it is imported when the command is called or asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.main import get_group

from cli.usage import Group, speak

# In the order of `ratsweg --help`: a function is a command, an app has others below it.
COMMANDS = {
    "register": "cli.register:register",
    "read": "cli.read:read",
    "corrections": "cli.misreadings:corrections",
    "show": "cli.show:show",
    "list": "cli.show:list_",
    "next": "cli.show:next_",
    "advance": "cli.advance:advance",
    "vote": "cli.vote:vote",
    "answer": "cli.answers:answer",
    "init": "cli.administration:init",
    "backup": "cli.administration:backup",
    "upgrade": "cli.administration:upgrade",
    "check": "cli.check:check",
    "remind": "cli.serving:remind",
    "serve": "cli.serving:serve",
    "health": "cli.health:health",
    "states": "cli.administration:states",
    "forecast": "cli.forecast:forecast",
    "fetch": "cli.outbox:fetch",
    "outbox": "cli.outbox:app",
    "meeting": "cli.meetings:app",
    "duty": "cli.duties:duty",
    "report": "cli.duties:report",
    "replies": "cli.replies:app",
    "absence": "cli.absences:app",
    "profile": "cli.profiles:app",
    "people": "cli.people:app",
    "mail": "cli.mailing:app",
}


class Commands(Mapping[str, Any]):
    """The commands by their names; to take one out imports its file."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name, COMMANDS[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _made(name: str, place: str) -> Any:
    """The command *name*, out of its *place* "file:function" or "file:app"."""
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    around = typer.Typer(rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        around.add_typer(found, name=name)
    else:
        around.command(name)(found)
    speak(around)
    return get_group(around).commands[name]


class Root(Group):
    """The command `ratsweg` itself, with all others below it."""

    def __init__(self, **told: Any) -> None:
        super().__init__(**told)
        self.commands = Commands()  # type: ignore[assignment]
