"""Every number finds its motion, however a person writes it."""

from __future__ import annotations

import sqlite3
import unicodedata
from pathlib import Path

import pytest
from support.drafts import receive, register
from support.town import OFFICE, Town, draft
from support.unclear import meet

from states.errors import RatswegError
from workflow.errors import Ambiguous, NoSuchMatter
from workflow.store.find import find

NUMBERS = {  # as printed -> ways to write it
    "ÄA-003/2021": ["ÄA-3/2021", "ÄA-003/21", "ÄA-3/21", "äa-3/21", "ÄA 3/2021", "ÄA3/21", "ÄA–3/21"],
    "BA-041/2021": ["BA-41/21", "ba-041/21", "BA 41/2021", "41/21", "0041/2021"],
    "VI-Ä-007/2021": ["VI-Ä-7/21", "vi-ä-007/21", "7/21"],
    "Ö-112/2020": ["ö-112/20", "112/20"],
    "WSW/A-017/2026": ["wsw/a-17/26", "WSW/A-17/2026", "17/26"],
    "ANT/018/2026": ["ant/18/26", "ANT-18/26", "18/26"],
}
WRITTEN = [(printed, way) for printed, ways in NUMBERS.items() for way in (printed, *ways)]


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Town:
    town = Town.founded(f"sqlite:///{tmp_path_factory.mktemp('numbers')}/register.db")
    town.on("2021-03-21")
    for receipt, number in enumerate(NUMBERS, start=900):
        paper = draft(str(receipt)) | {"motion_number": number}
        town.work(lambda d, p=paper: register(d, receive(d, p, None), p), OFFICE)
    return town


def number_of(town: Town, text: str) -> str:
    with town.store.read() as session:
        return str(town.show(find(session, text).reference)["reference"])


@pytest.mark.parametrize(("printed", "way"), WRITTEN)
def test_a_number_is_found_in_every_way_it_is_written(numbered: Town, printed: str, way: str) -> None:
    assert number_of(numbered, way) == printed
    assert number_of(numbered, unicodedata.normalize("NFD", f" {way} ")) == printed


def test_what_lies_below_is_found_by_the_short_number_too(numbered: Town) -> None:
    with numbered.store.read() as session:
        assert find(session, "äa-3/21.1").reference == "ÄA-003/2021.1"
        assert find(session, "3/21-s1").reference == "ÄA-003/2021-S1"


@pytest.mark.parametrize(
    ("text", "error"),
    [("BA-3/21", NoSuchMatter), ("XÄA-3/21", NoSuchMatter), ("3/22", NoSuchMatter), ("3/", NoSuchMatter)],
)
def test_another_series_or_year_is_another_number(
    numbered: Town, text: str, error: type[RatswegError]
) -> None:
    with pytest.raises(error):
        number_of(numbered, text)


def test_a_number_in_two_series_is_ambiguous(tmp_path: Path) -> None:
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    for receipt, number in (("911", "ÄA-003/2021"), ("912", "BA-003/2021")):
        paper = draft(receipt) | {"motion_number": number}
        town.work(lambda d, p=paper: register(d, receive(d, p, None), p), OFFICE)
    with pytest.raises(Ambiguous):
        number_of(town, "3/21")
    assert number_of(town, "ÄA-3/21") == "ÄA-003/2021"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A register of 5,000 motions, 1,000 a year, the oldest last; one has a point, and one meeting is known."""
    town = Town.founded(f"sqlite:///{tmp_path_factory.mktemp('large')}/register.db")
    town.registered("111")
    meet(town, "StR", "2020-10-14")
    years = [(number, year) for year in range(2025, 2020, -1) for number in range(1, 1001)]
    rows = [(10_000 + n, f"BA-{number:03}/{year}") for n, (number, year) in enumerate(years)]
    with sqlite3.connect(town.store.path) as database:  # the triggers keep out what is written by hand
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.executemany(
            "INSERT INTO matter (id, kind, reference, state, step, public) VALUES (?, 'motion', ?, 'registered', 1, 1)", rows
        )
        database.executemany("INSERT INTO alias (matter_id, number) VALUES (?, ?)", rows)
    database.close()
    return town


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("BX-997/2021", "BA-997/2021"),  # among the last that were entered
        ("BA-1997/2021", "BA-997/2021"),
        ("BA-997/2121", "BA-997/2021"),  # the year is mistaken
        ("BA_997/2021", "BA-997/2021"),
        ("BA-111/2020.7", "BA-111/2020.3"),
        ("StR-2020-10-15", "StR-2020-10-14"),
        ("BA-997", "BA-997/2025"),  # no year is named
    ],
)
def test_the_hint_is_right_among_five_thousand_motions(large: Town, text: str, wanted: str) -> None:
    with large.store.read() as session, pytest.raises(NoSuchMatter) as unknown:
        find(session, text)
    near = unknown.value.fields["near"]
    assert isinstance(near, list) and wanted in near
