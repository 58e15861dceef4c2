"""Commands that speak our words: their help, and what is refused before they begin."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cli import language
from cli.help import described, page, path, purpose
from cli.refusals import refuse_huge, refusing
from cli.usage_errors import (
    MissingArgument,
    NoSuchCommand,
    TooMuchGiven,
)


def speak(app: typer.Typer) -> None:
    """Have every command below *app* print its help, and take its arguments, in our words."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        if group.typer_instance is not None:
            speak(group.typer_instance)


class Command(TyperCommand):
    """A command whose help and refusals are in the language that is spoken."""

    allow_extra_args = True  # they are refused below, with our sentence

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write its page."""
        page(self, ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What may follow on TAB, with its purpose."""
        described(ctx)
        return super().shell_complete(ctx, incomplete)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was given; what is too much is refused by name."""
        with refusing(ctx):
            left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise TooMuchGiven(given=" ".join(left), command=ctx.command_path)
        for parameter in self.params:
            refuse_huge(parameter, ctx.params.get(parameter.name))
        return left


class Group(TyperGroup):
    """A command with others below it, likewise."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write its page."""
        page(self, ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What may follow on TAB, with its purpose."""
        described(ctx)
        return super().shell_complete(ctx, incomplete)

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order in which they are shown."""
        return list(self.commands)

    def get_command(self, ctx: Any, name: str) -> Any:
        """A command to be named on TAB, with its purpose: its file is not needed for that."""
        return Command(name, help=purpose(f"{path(ctx)} {name}".strip()))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read its own options."""
        with refusing(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Do what the command below does; one must be named."""
        if not getattr(ctx, "_protected_args", True):
            wanted = language.words().ui("help_command")
            raise MissingArgument(name=wanted, command=ctx.command_path)
        return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that is meant; an unknown one is refused with those that look like it."""
        name, *rest = args
        if name in self.commands:
            return name, self.commands[name], rest
        if ctx.resilient_parsing:
            return None, None, rest
        near = get_close_matches(name, self.commands, n=3) or list(self.commands)
        raise NoSuchCommand(given=name, near=near, command=ctx.command_path)
