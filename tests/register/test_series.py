"""Numbers: those the program gives have no gap, and what was misread pushes none of them."""

from __future__ import annotations

from typing import Any

from support.drafts import receive, register
from support.town import Town, draft

from workflow.store.find import find


def received(town: Town, number: str | None) -> str:
    """Store a paper with that printed receipt number; return what it was stamped."""
    paper = {**draft("1"), "receipt_number": number, "motion_number": None}
    return str(town.work(lambda desk: receive(desk, paper, None).reference))


def confirmed(town: Town, receipt: str) -> str:
    def act(desk: Any) -> str:
        motion = find(desk.session, receipt)
        register(desk, motion, {**draft("1"), "motion_number": None})
        return receipt

    return str(town.work(act))


def test_a_misread_number_is_kept_and_raises_its_series_only_when_confirmed(town: Town) -> None:
    assert received(town, "A-9999/2020") == "A-9999/2020"
    assert received(town, None) == "A-001/2020"
    confirmed(town, "A-001/2020")
    assert received(town, None) == "A-002/2020", "confirming another raises nothing"
    confirmed(town, "A-9999/2020")
    assert received(town, None) == "A-10000/2020"


def test_a_number_that_waits_unconfirmed_is_given_to_nobody_else(town: Town) -> None:
    assert received(town, "A-002/2020") == "A-002/2020"
    assert [received(town, None) for _ in range(2)] == ["A-001/2020", "A-003/2020"]
    assert town.findings() == []
