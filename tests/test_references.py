"""Every number finds its motion, however a person writes it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from town import OFFICE, Town, draft

from states.errors import RatswegError
from workflow.errors import Ambiguous, NoSuchMatter
from workflow.reception import receive, register
from workflow.references import find

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
