"""The first real paper. It is not part of the repository: tests on it run where it lies beside."""

from __future__ import annotations

from typing import Any

import pytest
from support.beside import beside

from papers.reader import read_paper


@pytest.fixture
def seed() -> dict[str, Any]:
    paper = beside("motions/seed-BA-111-2020.txt")
    (draft,) = read_paper(paper.read_bytes(), paper.name)
    return draft.to_json()


def test_the_form_is_read(seed: dict[str, Any]) -> None:
    assert (seed["receipt_number"], seed["motion_number"]) == ("A-099/2020", "BA-111/2020")
    assert seed["received_on"] == "2020-09-24"
    assert len(seed["submitters"]) == 3
    row = {"body": "Stadtrat", "date": "2020-10-14", "public": True, "outcome": None}
    assert seed["consultations"] == [row]
    assert len(seed["resolution_items"]) == 3


def test_point_three_is_nothing_but_a_duty_without_interval(seed: dict[str, Any]) -> None:
    (duty,) = seed["obligations"]
    assert (duty["item"], duty["recurrence"]) == ("3", "irregular")
    assert duty["recipient"] == "Verwaltungs- und Finanzausschuss"
    assert [p["report_only"] for p in seed["resolution_items"]] == [False, False, True]


def test_the_findings(seed: dict[str, Any]) -> None:
    assert [(f["code"], f["place"]) for f in seed["findings"]] == [
        ("cost_proposal_empty", "cost_proposal"),
        ("interval_missing", "3"),
        ("end_missing", "1"),
        ("end_missing", "2"),
        ("committee_outside_route", "1"),
    ]
