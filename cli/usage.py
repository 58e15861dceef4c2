"""Commands that speak our words: their help, and what is refused before they begin."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from cli import language
from cli.errors import (
    MissingArgument,
    NoSuchCommand,
    NoSuchOption,
    OptionTakesNothing,
    OptionWithoutValue,
    TooMuchGiven,
    UsageRefused,
    ValueUnfit,
)
from cli.help import described, is_option, metavar, page, path, purpose
from states.errors import Phrase, RatswegError, Term

LARGEST = 999_999_999


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
        with _refusing(ctx):
            left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise TooMuchGiven(given=" ".join(left), command=ctx.command_path)
        for parameter in self.params:
            _refuse_huge(parameter, ctx.params.get(parameter.name))
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
        with _refusing(ctx):
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


def _refuse_huge(parameter: Any, value: Any) -> None:
    """No database and no calendar takes every number that can be typed."""
    for number in value if isinstance(value, (list, tuple)) else [value]:
        if isinstance(number, int) and abs(number) > LARGEST:
            wanted = Phrase("wanted", "number_up_to", {"most": LARGEST})
            raise ValueUnfit(name=_name(parameter), value=str(number), wanted=wanted)


@contextmanager
def _refusing(context: Any) -> Iterator[None]:
    """What the parser refuses is one of our failures; the page of help that it raises is not."""
    try:
        yield
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        raise refusal(error, context.command_path) from error


def refusal(error: typer.TyperException, command: str) -> RatswegError:
    """The failure that says what *error* of the parser of *command* means.

    The parser's classes are private to it and known by their names; its English sentence is
    shown only for what none of them is.
    """
    told: Any = error
    option = getattr(told, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            return NoSuchOption(option=option, near=list(told.possibilities or []), command=command)
        case "BadOptionUsage" if "requires" in error.message:
            return OptionWithoutValue(option=option, command=command)
        case "BadOptionUsage":
            return OptionTakesNothing(option=option, command=command)
        case "MissingParameter":
            return MissingArgument(name=_name(told.param), command=command)
        case "BadParameter" if told.param is not None:
            wanted = _wanted(told.param)
            return ValueUnfit(name=_name(told.param), value=_value(told), wanted=wanted)
    return UsageRefused(trouble=error.message, command=command)


def _name(parameter: Any) -> str:
    """--until of an option; of an argument what stands for it on the page of help."""
    if is_option(parameter):
        return str(max(parameter.opts, key=len))
    return (metavar(parameter, language.words()) or str(parameter.name)).strip("[].")


def _value(error: Any) -> str:
    """What was given; the last of the reasons under the refusal knows it."""
    reasons: list[dict[str, Any]] = getattr(error.__cause__, "errors", list)()
    return str(reasons[0].get("input", "")) if reasons else ""


def _wanted(parameter: Any) -> Term | Phrase:
    annotation = parameter.type_descriptor.annotation
    if annotation in (Path, list[Path]):
        return Term("wanted", "path")
    least = parameter.min
    if parameter.max is not None and least is not None:
        return Phrase("wanted", "number_between", {"least": least, "most": parameter.max})
    if parameter.max is not None:
        return Phrase("wanted", "number_up_to", {"most": parameter.max})
    return Term("wanted", "number" if least is None else f"number_from_{least}")
