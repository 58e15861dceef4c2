"""The pages of --help: their headings and every sentence come from the catalogues."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cli import language
from notifications.words import Words, help_texts

Row = tuple[str, str]


def key(parameter: Any) -> str:
    """The name of an option or argument in the catalogue: "every-meeting", "reference"."""
    if is_option(parameter):
        return str(max(parameter.opts, key=len)).lstrip("-")
    return str(parameter.name)


def is_option(parameter: Any) -> bool:
    """Whether it is named on the command line; else it stands in its place."""
    return bool(parameter.param_type_name == "option")


def translated(command: Any, path: str, words: Words) -> None:
    """Put the words of the catalogue into *command*, whose words are *path*."""
    texts = help_texts(words.language)
    own, shared = texts.get(path, {}), texts["shared"]
    command.help = own.get("does", "")
    for parameter in command.params:
        parameter.help = own.get(key(parameter)) or shared.get(key(parameter), "")
        parameter.metavar = metavar(parameter, words)


def path(context: Any) -> str:
    """The words of the command of *context*, without the program's own: "absence add"."""
    names = []
    while context.parent is not None:
        names.append(context.info_name)
        context = context.parent
    return " ".join(reversed(names))


def purpose(path: str) -> str:
    """What the command does whose words are *path*, in a sentence."""
    told = help_texts(language.words().language).get(path, {})
    return told.get("does", "").split("\n\n")[0]


def described(context: Any) -> None:
    """Have all that may be typed in *context* tell its purpose in the language that is spoken."""
    words = language.words()
    translated(context.command, path(context), words)
    context.command.get_help_option(context).help = help_texts(words.language)["shared"]["help"]


def metavar(parameter: Any, words: Words) -> str | None:
    """What stands for a value: PAPER... is PAPIER...; None for a flag."""
    if getattr(parameter, "is_flag", False):
        return None
    known, told = words.section("metavar"), parameter.metavar
    if told is None and not is_option(parameter):
        told = str(parameter.name).upper()
    if told is None:
        return str(known[_kind(parameter.type_descriptor.annotation)])
    bare = "".join(c for c in told if c.isalpha())
    return str(told.replace(bare, str(known.get(bare.casefold(), bare))))


def _kind(annotation: Any) -> str:
    if annotation in (int, list[int]):
        return "number"
    return "file" if annotation in (Path, list[Path]) else "text"


def page(command: Any, context: Any, formatter: Any) -> None:
    """Write the page of *command* to *formatter*, in the language that is spoken."""
    words = language.words()
    translated(command, path(context), words)
    rows: dict[str, list[Row]] = {"help_arguments": [], "help_options": [], "help_commands": []}
    for parameter in command.get_params(context):
        which = "help_options" if is_option(parameter) else "help_arguments"
        rows[which].append((_names(parameter, words), _purpose(parameter, words)))
    for name in getattr(command, "commands", {}):
        rows["help_commands"].append((name, purpose(f"{path(context)} {name}".strip())))
    pieces = [words.ui("help_any_options"), *(name for name, _ in rows["help_arguments"])]
    pieces += [words.ui("help_any_command")] if rows["help_commands"] else []
    usage = f"{words.ui('help_usage')}: "
    formatter.write_usage(context.command_path, " ".join(pieces), prefix=usage)
    command.format_help_text(context, formatter)
    for heading, found in rows.items():
        if found:
            with formatter.section(words.ui(heading)):
                formatter.write_dl(found)


def _names(parameter: Any, words: Words) -> str:
    """How it is written: "-r, --reason TEXT"; an argument that may be left out in brackets."""
    shown = metavar(parameter, words) or ""
    if is_option(parameter):
        return f"{', '.join(sorted(parameter.opts, key=len))} {shown}".rstrip()
    return shown if parameter.required or "[" in shown else f"[{shown}]"


def _purpose(parameter: Any, words: Words) -> str:
    """What it is for, what holds without it, and what it must be."""
    shared = help_texts(words.language)["shared"]
    text = shared["help"] if key(parameter) == "help" else parameter.help or ""
    beside = [words.ui("help_required")] if parameter.required else []
    default, least = parameter.default, getattr(parameter, "min", None)
    if default not in (None, False, "", [], ()) and not callable(default):
        told = words.section("kind").get(str(default), default)
        beside.append(words.ui("help_default", value=told))
    if least is not None:
        beside.append(words.ui("help_least", value=least))
    return f"{text} [{'; '.join(beside)}]" if beside else text
