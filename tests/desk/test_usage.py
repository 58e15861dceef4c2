"""Help, refusals of the parser and questions are in the language that is set."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.forked import ratsweg
from support.terminal import at_terminal

HERE = Path(__file__).parents[1]
PAPER = HERE.parent / "examples/digitale-agenda.txt"


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    return {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_DEBUG": "", "COLUMNS": "100", **more}


def said(*words: str, folder: Path, **more: str) -> str:
    done = ratsweg(*words, cwd=folder, env=environment(**more))
    assert done.returncode in (0, 2), done.stderr
    return done.stdout + done.stderr


WRONG = [
    (["vote"], "ratsweg: Es fehlt NR.", "ratsweg: REF is missing."),
    (["vote", "1/20"], "ratsweg: Es fehlt STIMMEN.", "ratsweg: VOTES is missing."),
    (["read"], "ratsweg: Es fehlt PAPIER.", "ratsweg: PAPER is missing."),
    (["absence", "add", "x"], "ratsweg: Es fehlt --from.", "ratsweg: --from is missing."),
    (["vot"], "Einen Befehl „vot“ gibt es unter `ratsweg` nicht.", "no command “vot”"),
    (["meeting", "adt"], "Gemeint vielleicht: add.", "Perhaps: add."),
    (["list", "--al"], "Ähnlich: --all", "Near ones: --all"),
    (["list", "-x"], "Eine Option -x gibt es bei `ratsweg list` nicht.", "no option -x"),
    (["list", "motion", "more"], "Das ist zu viel: „more“.", "That is too much: “more”."),
    (["list", "--due-within", "x"], "--due-within: „x“ geht nicht.", "“x” cannot be used"),
    (["list", "--due-within=-1"], "eine ganze Zahl von 0 bis 36525", "a whole number from 0 to 36525"),
    (["serve", "--every", "0"], "eine ganze Zahl von 1 bis 86400", "a whole number from 1 to 86400"),
    (["outbox", "retry", "1", "z"], "NR: „z“ geht nicht.", "NO: “z” cannot be used."),
    (["list", "--state"], "Hinter --state fehlt der Wert.", "behind --state is missing"),
    (["list", "--json=1"], "--json nimmt keinen Wert.", "--json takes no value."),
    (["list", "--help"], "Auflisten, was offen ist", "List what is open"),
    (["meeting", "-h"], "Aufruf: ratsweg meeting [OPTIONEN] BEFEHL", "Usage: ratsweg meeting [OPTIONS]"),
    ([], "Aufruf: ratsweg [OPTIONEN] BEFEHL", "Usage: ratsweg [OPTIONS] COMMAND"),
]


@pytest.mark.parametrize(("words", "german", "english"), WRONG, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_the_parser_speaks_the_language(
    words: list[str], german: str, english: str, tmp_path: Path
) -> None:
    assert german in said(*words, folder=tmp_path)
    assert english in said(*words, folder=tmp_path, RATSWEG_LANGUAGE="en")


def test_without_a_register_the_hint_invents_no_council(tmp_path: Path) -> None:
    done = ratsweg("list", cwd=tmp_path, env=environment())
    assert (done.returncode, "`ratsweg init --profile NAME|DATEI`" in done.stderr) == (6, True)
    assert "--trial" in done.stderr and "chemnitz" not in done.stderr


@pytest.mark.parametrize("clock", ["31.02.2026", "31.02.2026 08:00", "01.01.2026 25:00", "morgen"])
def test_a_moment_that_is_none_is_shown_as_it_was_typed(clock: str, tmp_path: Path) -> None:
    ratsweg("init", "--trial", "--profile", "chemnitz", cwd=tmp_path, env=environment())
    assert f"„{clock}“ ist kein Zeitpunkt." in said("--clock", clock, "list", folder=tmp_path)


def test_the_language_is_taken_from_option_environment_and_file_in_this_order(tmp_path: Path) -> None:
    (tmp_path / "ratsweg.toml").write_text('language = "en"')
    assert "REF is missing" in said("show", folder=tmp_path)
    assert "Es fehlt NR" in said("show", folder=tmp_path, RATSWEG_LANGUAGE="de")
    assert "Es fehlt NR" in said("--language", "de", "show", folder=tmp_path)
    assert "Es fehlt NR" in said("--language=de", "show", folder=tmp_path, RATSWEG_LANGUAGE="en")
    (tmp_path / "ratsweg.toml").write_text('language = "fr"')
    assert "Einstellung language: „fr“ geht nicht." in said("list", folder=tmp_path)


def paths(path: str, command: Any) -> Iterator[str]:
    """The words of a command and of every one below it."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from paths(f"{path} {name}".strip(), below)


def test_no_page_of_help_has_words_of_the_parser_in_it(tmp_path: Path) -> None:
    from typer.main import get_command

    from cli.main import app

    theirs = re.compile(r"Usage|Options|Arguments|Show this|\[required|default:|COMMAND|<\w+>")
    for path in paths("", get_command(app)):
        page = said(*path.split(), "--help", folder=tmp_path)
        assert not theirs.findall(page), path


@pytest.mark.parametrize(
    ("typed", "code"),
    [("j\n", 0), ("ja\n", 0), ("JA\n", 0), ("y\n", 0), ("yes\n", 0), ("vielleicht\nj\n", 0)]
    + [("n\n", 4), ("nein\n", 4), ("no\n", 4), ("\n", 4), ("\x04", 1)],
)
def test_yes_and_no_are_understood_in_both_languages(typed: str, code: int, tmp_path: Path) -> None:
    folder = _registered(tmp_path)
    words = ("--clock", "2020-10-15", "vote", "BA-901/2020", "41/9/4")
    ended, shown = at_terminal(*words, cwd=folder, env=environment(), typed=typed)
    assert (ended, "So eintragen? [j/N]" in shown) == (code, True), shown
    assert "Aborted" not in shown


def _registered(folder: Path) -> Path:
    said("--clock", "2020-09-24", "init", "--trial", "--profile", "chemnitz", folder=folder)
    said("--clock", "2020-09-25", "register", str(PAPER), "--yes", folder=folder)
    return folder
