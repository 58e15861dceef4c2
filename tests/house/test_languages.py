"""A language is one catalogue, its help and one folder of letters; no code speaks any."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.sources import ROOMS, ROOT, SOURCES, name, parsed

from notifications.words import LANGUAGES
from states.errors import BadProfile
from states.profile import packaged, parse_law

# Tables of what others write in their language, to be understood: they say nothing. May only shrink.
READ = {
    "notifications/inbound/absence.py": "what programs write for those who are away",
    "notifications/inbound/bounces.py": "what mail servers write of a letter",
    "notifications/inbound/closing.py": "how people end a letter",
    "notifications/inbound/dates.py": "how people name a day",
    "notifications/inbound/forms.py": "what people call a field of the form, beside our own word",
    "notifications/inbound/quotes.py": "how mail programs quote",
    "notifications/inbound/receipts.py": "what mail programs write of a letter that was read",
    "notifications/names.py": "the letters that people write in two ways",
    "workflow/acts/people/headings.py": "how offices head the columns of their lists",
}
SPEAKING = [p for p in SOURCES if name(p).startswith(("cli/", "workflow/", "notifications/"))]
SENTENCE = re.compile(r"[A-Z]\w*(?: \S+){3,}[.?!:]")
# What a sentence in code would be found by that has no letter of its own.
GERMAN = re.compile(r"\b(?:der|das|und|oder|nicht|wird|JJJJ|TT|JA|NEIN|ENTH)\b")


def texts(tree: ast.AST) -> list[str]:
    """Every string of a file but its docstrings."""
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return [node.value for node in strings if id(node) not in told]


def foreign(text: str) -> bool:
    """Whether a text holds a letter that English has not, a German word, or a whole sentence."""
    letters = any(not one.isascii() and one.isalpha() for one in text)
    return letters or bool(GERMAN.search(text) or SENTENCE.fullmatch(text))


def test_each_language_has_a_catalogue_its_help_and_its_letters() -> None:
    catalogs = {path.stem for path in (ROOT / "notifications/catalogs").glob("*.toml")}
    assert catalogs == {*LANGUAGES, *(f"help_{one}" for one in LANGUAGES)}
    assert {path.name for path in (ROOT / "notifications/templates").iterdir() if path.is_dir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", [*LANGUAGES, "xx"])
def test_a_profile_may_name_each_of_them_and_no_other(language: str) -> None:
    text = packaged("musterstadt").replace('language = "de"', f'language = "{language}"')
    if language in LANGUAGES:
        assert parse_law("m", text, file="m.toml").language == language
        return
    with pytest.raises(BadProfile):
        parse_law("m", text, file="m.toml")


def test_no_word_for_people_stands_in_code() -> None:
    found = {name(path): [text for text in texts(parsed(path)) if foreign(text)] for path in SPEAKING}
    assert {file: said for file, said in found.items() if said and file not in READ} == {}


def test_no_exemption_outlives_its_table() -> None:
    assert [one for one in READ if not any(map(foreign, texts(parsed(ROOT / one))))] == []


@pytest.mark.parametrize("text", ["Größe", "JJJJ-MM-TT", "nicht da", "The paper was not read."])
def test_what_is_looked_for_is_found(text: str) -> None:
    assert foreign(text) and not any(map(foreign, ["–", "§", "a_word", "SELECT 1", "What is it", "x.y:"]))


def test_a_language_that_is_put_in_place_is_spoken_without_a_line_of_code(tmp_path: Path) -> None:
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    words = tmp_path / "notifications/catalogs"
    shutil.copytree(tmp_path / "notifications/templates/de", tmp_path / "notifications/templates/nl")
    german, its_help = ((words / f"{one}.toml").read_text("utf-8") for one in ("de", "help_de"))
    dutch = german.replace('reference = "Nummer"', 'reference = "Kenmerk"').replace('yes = ["ja", "j"]', 'yes = ["zeker"]')
    assert dutch.count("Kenmerk") == dutch.count("zeker") == 1
    (words / "nl.toml").write_text(dutch, "utf-8")
    (words / "help_nl.toml").write_text(its_help.replace("Auflisten, was offen ist", "Toon wat open is"), "utf-8")
    assert "Toon wat open is" in _said(tmp_path, "--language", "nl", "--help")
    _said(tmp_path, "--language", "nl", "init", "--trial")
    assert "Kenmerk" in _said(tmp_path, "--language", "nl", "list")
    assert "Nummer" in _said(tmp_path, "list"), "a register speaks its own as before"


def _said(folder: Path, *words: str) -> str:
    told = {key: value for key, value in os.environ.items() if not key.startswith("RATSWEG_")}
    run = [sys.executable, "-c", "from cli.main import main; main()", *words]
    done = subprocess.run(run, cwd=folder, env=told | {"PYTHONPATH": str(folder)}, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()
