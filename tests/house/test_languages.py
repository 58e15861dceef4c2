"""A language is one catalogue, its help and one folder of letters; no code speaks any."""

from __future__ import annotations

import ast
import re

import pytest
from support.sources import ROOT, SOURCES, name, parsed

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
