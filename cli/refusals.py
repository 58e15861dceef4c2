"""What the parser of command lines refuses, as failures of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from cli import language
from cli.help import is_option, metavar
from cli.usage_errors import (
    MissingArgument,
    NoSuchOption,
    OptionTakesNothing,
    OptionWithoutValue,
    UsageRefused,
    ValueUnfit,
)
from states.errors import Phrase, RatswegError, Term

LARGEST = 999_999_999


def refuse_huge(parameter: Any, value: Any) -> None:
    """No database and no calendar takes every number that can be typed."""
    for number in value if isinstance(value, (list, tuple)) else [value]:
        if isinstance(number, int) and abs(number) > LARGEST:
            wanted = Phrase("wanted", "number_up_to", {"most": LARGEST})
            raise ValueUnfit(name=_name(parameter), value=str(number), wanted=wanted)


@contextmanager
def refusing(context: Any) -> Iterator[None]:
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
