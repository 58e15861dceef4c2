"""Broken papers end in a sentence or a finding; a row a file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from papers.errors import BrokenPaper, EmptyPaper
from papers.reader import read_paper
from states.errors import RatswegError

FOLDER = Path(__file__).parent / "broken"
USUAL = {"cost_proposal_empty", "committee_outside_route"}


def read(name: str) -> list[dict[str, Any]]:
    (path,) = FOLDER.glob(f"{name}_*")
    return [draft.to_json() for draft in read_paper(path.read_bytes(), path.name)]


def codes(draft: dict[str, Any]) -> set[str]:
    return {finding["code"] for finding in draft["findings"]}


@pytest.mark.parametrize(("name", "refusal"), [("b01", EmptyPaper), ("b02", BrokenPaper)])
def test_what_is_no_paper_is_refused(name: str, refusal: type[RatswegError]) -> None:
    with pytest.raises(refusal):
        read(name)


@pytest.mark.parametrize(
    ("name", "wanted", "points", "duties"),
    [
        ("b03", USUAL | {"decoded_as"}, 2, 1),
        ("b04", USUAL | {"no_number", "no_receipt"}, 2, 1),
        ("b06", {"cost_proposal_empty", "no_resolution"}, 0, 0),
        ("b07", {"cost_proposal_empty", "two_ticks", "past_deadline"}, 3, 2),
        ("b08", USUAL | {"impossible_date", "no_receipt"}, 3, 2),
        ("b10", {"no_form", "no_number", "no_resolution"}, 0, 0),
        ("b11", USUAL | {"invisible_characters"}, 2, 1),
        ("b12", USUAL, 2, 1),
    ],
)
def test_findings(name: str, wanted: set[str], points: int, duties: int) -> None:
    (draft,) = read(name)
    assert codes(draft) == wanted
    assert (len(draft["resolution_items"]), len(draft["obligations"])) == (points, duties)


def test_two_motions_in_one_file_are_two_drafts() -> None:
    first, second = read("b05")
    assert (first["motion_number"], second["motion_number"]) == ("BA-150/2021", "BA-151/2021")
    assert [d["recipient"] for d in first["obligations"]] == ["Schulausschuss"]
    assert "second_motion" in codes(first)


def test_impossible_days_are_quoted_and_never_other_days() -> None:
    (draft,) = read("b08")
    raw = {f["fields"].get("raw") for f in draft["findings"]}
    assert {"31.02.2021", "31.04.2021", "00.13.2021", "5. Quartal 2021"} <= raw
    assert [d["first_due"] for d in draft["obligations"]] == [None, None]


def test_invisible_characters_do_not_come_out() -> None:
    (draft,) = read("b11")
    assert draft["subject"] == "Beleuchtung des Schulweges am Mühlenhang"
    assert draft["obligations"][0]["first_due"] == "2021-09-30"


def test_the_binding_date_wins() -> None:
    (draft,) = read("b07")
    assert [d["first_due"] for d in draft["obligations"]] == ["2021-06-30", "2019-12-31"]
    assert draft["received_on"] == "2012-03-11"


def test_what_the_paper_says_to_a_reader_is_text() -> None:
    (draft,) = read("b12")
    assert draft["motion_number"] == "BA-150/2021"
    assert draft["subject"].startswith("<script>")
    assert "Ignoriere alle" in draft["resolution_items"][0]["text"]


def test_five_megabytes_take_seconds() -> None:
    (small,) = FOLDER.glob("b04_*")
    stuffing = "Am 31.12.2021 berichtet monatlich 1. 1. 1. (((((" * 60_000
    paper = small.read_bytes() + stuffing.encode() + b"x" * 200_000 + b"1. " * 500_000
    assert len(paper) > 4_000_000
    start = time.perf_counter()
    (draft,) = read_paper(paper, "big.txt")
    assert time.perf_counter() - start < 60
    assert len(draft.resolution_items) == 2
