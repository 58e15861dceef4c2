"""What is entered twice is a question to a person, and both stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.drafts import receive, register
from support.town import Town, draft

from papers.draft.draft import Draft
from workflow.moves.take import take
from workflow.outbox import absences
from workflow.store.desk import page_of
from workflow.store.models import Motion
from workflow.views import doubles


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town.founded(f"sqlite:///{tmp_path}/register.db")


def amendment(number: str, point: str) -> dict[str, Any]:
    changes = [{"action": "amend", "point": point, "old": "zwanzig", "new": "zehn"}]
    return draft(number) | {"amendment": {"kind": "amendment", "targets": ["BA-041/2020"], "changes": changes}}


def doubled(town: Town, reference: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    def act(desk: Any) -> Any:
        (motion,) = take(desk, reference)
        read = Draft.from_json(page_of(desk, motion, Motion).draft or {})
        return doubles.same_paper(desk.session, motion, read), list(doubles.same_place(desk.session, motion, read))

    return town.work(act)  # type: ignore[no-any-return]


@pytest.mark.parametrize("registered", [False, True])
def test_two_amendments_to_one_place_are_a_question(town: Town, registered: bool) -> None:
    first, second, third = amendment("101", "1"), amendment("102", "1"), amendment("103", "2")

    def act(desk: Any) -> None:
        for paper in (first, second, third):
            motion = receive(desk, paper, None)
            if registered and paper is first:
                register(desk, motion, paper)

    town.work(act)
    assert doubled(town, "A-102/2020")[1] == [("A-101/2020", ["1"])]
    assert doubled(town, "A-103/2020")[1] == []


def test_a_paper_in_another_format_is_a_question(town: Town) -> None:
    pdf, docx = draft("101"), draft("102") | {"subject": "  digitale AGENDA 101", "motion_number": None}
    town.work(lambda desk: (receive(desk, pdf, None), receive(desk, docx, None), receive(desk, draft("103"), None)))
    assert doubled(town, "A-102/2020")[0] == ["A-101/2020"]
    assert doubled(town, "A-103/2020")[0] == []


def test_an_absence_entered_twice_is_told_and_both_count(town: Town) -> None:
    def act(desk: Any) -> list[int]:
        days = [(date(2020, 10, 1), date(2020, 10, 9)), (date(2020, 10, 9), date(2020, 10, 20)), (date(2020, 11, 1),) * 2]
        made = [absences.add(desk, "Bürgermeister", *span, None) for span in days]
        return [len(absences.overlapping(desk.session, one)) for one in made]

    assert town.work(act) == [1, 1, 0]
