"""Where German is set, German is read: no English words, no ISO dates, no P6M in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.forked import ratsweg
from support.german import foreign

from notifications.words import catalog, help_texts

PAPER = Path(__file__).parents[2] / "examples/digitale-agenda.txt"


def sentences(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Every text below *value*, and where it stands."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from sentences(below, f"{place}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from sentences(one, place)
    else:
        yield place, str(value)


@pytest.mark.parametrize("texts", [catalog("de"), help_texts("de")], ids=["catalogue", "help"])
def test_no_sentence_of_the_german_catalogue_is_foreign(texts: dict[str, object]) -> None:
    found = {place: foreign(text) for place, text in sentences(texts, "de")}
    found = {place: words for place, words in found.items() if words}
    assert found == {}


def test_the_reader_knows_what_is_foreign() -> None:
    for text in ("Es fehlt the reason.", "am 2020-10-14 fällig", "alle P6M", "Usage: x", "report fällig"):
        assert foreign(text), text
    for text in ("am 14.10.2020 fällig", "Sitzung StR-2020-10-14", "mit `--every P6M`", "„the file“ fehlt"):
        assert foreign(text) == [], text


LIFE = [
    ("24.09.2020", "init", "--trial"),
    ("25.09.2020", "register", str(PAPER), "--yes"),
    ("25.09.2020", "next", "BA-901/2020"),
    ("25.09.2020", "advance", "recommend", "BA-901/2020"),
    ("25.09.2020", "duty", "set", "BA-901/2020.3", "--every", "P0M"),
    ("25.09.2020", "vote", "BA-901/2020", "viele"),
    ("25.09.2020", "meeting", "add", "StR", "31.02.2020"),
    ("25.09.2020", "meeting", "add", "StR", "11.11.2020"),
    ("25.09.2020", "meeting", "list"),
    ("25.09.2020", "list", "--state", "lost"),
    ("25.09.2020", "absence", "add", "anna", "--from", "01.10.2020", "--to", "01.09.2020"),
    ("22.10.2020", "remind"),
    ("22.10.2020", "remind", "--dry-run"),
    ("22.10.2020", "forecast"),
    ("22.10.2020", "show", "BA-901/2020"),
    ("22.10.2020", "show", "nichts"),
    ("22.10.2020", "health"),
    ("22.10.2020", "outbox", "list"),
    ("22.10.2020", "replies", "list"),
    ("22.10.2020", "absence", "list"),
    ("22.10.2020", "check"),
    ("22.10.2020", "upgrade"),
    ("heute", "list"),
    ("22.10.2020", "corrections"),
    ("22.10.2020", "fetch"),
    ("22.10.2020", "read", "nirgends.txt"),
]


def test_no_line_of_a_life_in_german_is_foreign(tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    for clock, *words in LIFE:
        ratsweg("--clock", clock, *words, cwd=tmp_path, env={**kept, "RATSWEG_ACTOR": "anna"})
