"""The Chemnitz papers are read as their right answers say."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from workflow.intake.reader import read_paper

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
FIELDS = ("receipt_number", "motion_number", "received_on", "subject", "cost_proposal")


def gold(paper: Path) -> dict[str, Any]:
    return dict(json.loads(paper.with_suffix("").with_suffix(".gold.json").read_text("utf-8")))


def read(paper: Path) -> dict[str, Any]:
    (draft,) = read_paper(paper.read_bytes(), paper.name)
    return draft.to_json()


def bare(text: str | None) -> str:
    """Letters and digits only, as the papers' guide compares."""
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", text or "").casefold())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_the_fields_are_right(paper: Path) -> None:
    wanted, found = gold(paper), read(paper)
    for name in FIELDS:
        assert bare(found[name]) == bare(wanted[name]), name
    for name in ("submitters", "signatories"):
        assert [*map(bare, found[name])] == [*map(bare, wanted[name])], name
    rows = [(bare(r["body"]), r["date"], r["public"], r["outcome"]) for r in found["consultations"]]
    assert rows == [
        (bare(r["body"]), r["date"], r["public"], r["outcome"]) for r in wanted["consultations"]
    ]
    assert bare(found["reasoning"]).startswith(bare(wanted["reasoning_start"])[:24])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_the_points_are_right(paper: Path) -> None:
    found = [(p["number"], bare(p["text"])) for p in read(paper)["resolution_items"]]
    wanted = gold(paper)["resolution_items"]
    assert [number for number, _ in found] == [item["number"] for item in wanted]
    for (_, text), item in zip(found, wanted, strict=True):
        assert text.startswith(bare(item["text_start"])[:24])
        assert text.endswith(bare(item["text_end"])[-18:])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_the_duties_are_right(paper: Path) -> None:
    def key(duty: dict[str, Any]) -> tuple[str, ...]:
        names = ("item", "recipient", "due_rule", "first_due", "recurrence")
        return tuple(str(duty[name]) for name in names)

    def stem(body: str | None) -> str:
        return re.sub(r"ausschusses\b", "ausschuss", body or "")

    found, wanted = read(paper)["obligations"], gold(paper)["obligations"]
    for duty in (*found, *wanted):
        duty["recipient"] = stem(duty["recipient"])
    assert sorted(map(key, found)) == sorted(map(key, wanted))


def test_every_duty_carries_the_words_it_was_read_from() -> None:
    for paper in PAPERS:
        text = bare(paper.read_text("utf-8-sig").replace("&uuml;", "ü").replace("&auml;", "ä"))
        for duty in read(paper)["obligations"]:
            assert bare(duty["evidence"])[:40] in text
