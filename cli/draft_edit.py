"""A draft before the person at the terminal: accepted, edited, or left for later."""

from __future__ import annotations

import json as jsonlib
import os
import shlex
import subprocess
import tempfile
from pathlib import Path

import typer

from cli.errors import BadDraft, NoEditor
from cli.shown.draft_lines import draft_lines
from cli.shown.say import fail, interactive, json_text, say
from notifications.words import Words
from papers.draft.draft import Draft
from papers.draft.shape import misshapen


def accepted_draft(draft: Draft, words: Words) -> Draft | None:
    """Enter accepts, e edits, s leaves it for later; without a terminal it waits.

    What was edited into no draft is kept, and edited further at the next e.
    """
    if not interactive():
        return None
    edited = ""
    while True:
        answer = typer.prompt(words.ui("accept_edit_skip"), default="", show_default=False)
        if answer == "" and not edited:
            return draft
        if answer == "s":
            return None
        if answer == "e":
            edited = _in_editor(edited or _as_text(draft))
            try:
                draft, edited = _draft_of(edited), ""
            except BadDraft as error:
                fail(error, words)
                continue
            for line in draft_lines(draft, words):
                say(line)


def _as_text(draft: Draft) -> str:
    """What there is to edit: places in the paper and the list of warnings follow from the rest."""
    return json_text({n: v for n, v in draft.to_json().items() if n not in ("places", "warnings")})


def _in_editor(text: str) -> str:
    """What the person's editor made of *text*; it works on a file only they can read."""
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "draft.json"
        file.write_text(text, "utf-8")
        try:
            subprocess.run([*command, str(file)], check=True)
            return file.read_text("utf-8")
        except (OSError, subprocess.CalledProcessError, UnicodeError) as error:
            raise NoEditor(command=" ".join(command)) from error


def _draft_of(text: str) -> Draft:
    try:
        draft = jsonlib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadDraft(trouble=str(error)) from error
    places = list(misshapen(draft))
    if places:
        raise BadDraft(trouble=", ".join(places))
    return Draft.from_json(draft)
