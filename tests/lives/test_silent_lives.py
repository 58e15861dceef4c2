"""Lives that brought no letter for years, through the command: each is asked for now."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk.test_command import PAPER, Desk, adopted
from support.town import Town

TASK, DUTY = "BA-901/2020.1-A1", "BA-901/2020.3-B1"
OFFICE, MAYOR_OFFICE, MAYOR, COUNCIL = "ratsbuero", "buero-ob", "oberbuergermeister", "stadtrat"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """As after `init --trial`; the rungs themselves are tried on both databases."""
    town = Town.founded(f"sqlite:///{tmp_path}/register.db")
    town.store.engine.dispose()
    return Desk(tmp_path, town.store.url.render_as_string(hide_password=False))


def on(desk: Desk, day: str, *words: str) -> str:
    return desk.ok("--clock", day, *words)


def asked(desk: Desk, day: str, matter: str, until: str) -> list[tuple[str, str, list[str]]]:
    """(rung, day, to whom) of what is to come of a matter and of all below it."""
    rows = desk.json("--clock", day, "forecast", matter, "--until", until)
    return [(row["rung"], row["send"], [to.partition("@")[0] for to in row["to"]]) for row in rows if not row["skipped"]]


def posted(desk: Desk, day: str) -> str:
    """What the letters of that day's round say."""
    on(desk, day, "remind")
    letters = (desk.folder / "letters").glob("*.eml")
    return "\n".join(one.read_text("utf-8", "replace") for one in letters)


def in_implementation(desk: Desk) -> None:
    adopted(desk)
    on(desk, "2020-10-22", "remind")


def assigned(desk: Desk, *until: str) -> None:
    in_implementation(desk)
    on(desk, "2020-10-23", "advance", "assign", TASK, "--department", "Dezernat 1", *until)


def test_a_task_nobody_has_is_asked_of_the_clerk_then_higher_and_of_the_council_last(desk: Desk) -> None:
    in_implementation(desk)
    first: dict[str, tuple[str, list[str]]] = {}
    for rung, send, to in asked(desk, "2020-10-22", TASK, "2021-11-30"):
        first.setdefault(rung, (send, to))
    assert first == {
        "task_unassigned": ("2020-10-27", [OFFICE]),
        "task_unassigned_long": ("2020-11-20", [MAYOR_OFFICE, OFFICE]),
        "task_unassigned_mayor": ("2021-01-04", [MAYOR, OFFICE]),
        "task_year": ("2021-10-14", [COUNCIL]),
    }


def test_a_task_without_a_date_is_asked_of_the_clerk_with_its_words_and_then_of_the_department(desk: Desk) -> None:
    assigned(desk)
    found = asked(desk, "2020-10-23", TASK, "2021-02-28")
    assert found[0] == ("task_undated", "2020-11-06", [OFFICE])
    assert [to for rung, _, to in found if rung == "task_undated_long"] == [["bearbeitung1", OFFICE]]
    on(desk, "2020-11-02", "advance", "reassign", TASK, "--department", "Dezernat 1", "--until", "2021-12-31")
    assert not [rung for rung, _, _ in asked(desk, "2020-11-02", TASK, "2021-02-28") if rung.startswith("task_undated")]


@pytest.mark.parametrize("said", ["completion", "infeasible"])
def test_what_a_department_reports_of_its_task_is_asked_for_until_it_is_decided(desk: Desk, said: str) -> None:
    assigned(desk, "--until", "2021-12-31")
    on(desk, "2020-11-02", "advance", f"report_{said}", TASK, "--reason", "siehe Anlage")
    found = asked(desk, "2020-11-02", TASK, "2021-03-01")
    assert [(rung, to) for rung, _, to in found] == [(f"task_{said}", [OFFICE])] * 4
    if said == "completion":
        on(desk, "2020-11-20", "advance", "accept", TASK)
        assert asked(desk, "2020-11-20", TASK, "2021-03-01") == []


def test_a_suspended_duty_is_asked_for(desk: Desk) -> None:
    in_implementation(desk)
    told = ["--every", "P6M", "--first", "2021-03-31", "--department", "Dezernat 1", "--interpreted-by", "OB"]
    on(desk, "2020-11-02", "duty", "set", "BA-901/2020.3", *told)
    on(desk, "2020-11-03", "advance", "suspend", DUTY, "--reason", "bis zum Haushalt")
    assert [(rung, to) for rung, _, to in asked(desk, "2020-11-03", DUTY, "2021-05-31")] == [("duty_suspended", [OFFICE])] * 2


def test_a_duty_without_department_is_asked_of_the_council_office_and_of_nobody_above(desk: Desk) -> None:
    in_implementation(desk)
    on(desk, "2020-11-02", "duty", "set", "BA-901/2020.3", "--every", "P6M", "--first", "2021-03-31", "--interpreted-by", "OB")
    found = asked(desk, "2020-11-02", DUTY, "2021-12-31")
    assert found[0][0] == "duty_unassigned" and {one for _, _, to in found for one in to} == {OFFICE}


def test_an_objection_and_a_resolution_with_the_authority_are_asked_for(desk: Desk) -> None:
    adopted(desk)
    on(desk, "2020-10-19", "advance", "object", "BA-901/2020", "--reason", "rechtswidrig")
    rungs = asked(desk, "2020-10-19", "BA-901/2020", "2020-11-30")
    assert ("motion_objected", "2020-10-26", [OFFICE, MAYOR_OFFICE]) in rungs
    on(desk, "2020-11-12", "advance", "object_again", "BA-901/2020", "--reason", "weiter rechtswidrig")
    rungs = asked(desk, "2020-11-12", "BA-901/2020", "2021-06-30")
    assert [rung for rung, _, _ in rungs if rung.startswith("motion")] == ["motion_supervised"] * 7


def test_a_paper_nobody_confirmed_is_asked_for_in_words_that_name_its_number(desk: Desk) -> None:
    on(desk, "2020-09-25", "register", str(PAPER))
    found = asked(desk, "2020-09-25", "A-901/2020", "2020-12-31")
    assert found[0] == ("motion_unconfirmed", "2020-10-02", [OFFICE])
    higher = [(send, to) for rung, send, to in found if rung == "motion_unconfirmed_long"]
    assert higher == [("2020-11-06", [MAYOR_OFFICE, OFFICE])]
    assert "ratsweg register A-901/2020" in " ".join(posted(desk, "2020-10-05").split())
    on(desk, "2020-10-06", "register", "A-901/2020", "--yes")
    assert not [one for one in asked(desk, "2020-10-06", "BA-901/2020", "2020-12-31") if "unconfirmed" in one[0]]


def test_a_station_whose_day_has_passed_is_asked_for_until_its_result_is_there(desk: Desk) -> None:
    on(desk, "2020-09-25", "register", str(PAPER), "--yes")
    found = asked(desk, "2020-10-14", "BA-901/2020-S1", "2020-11-30")
    assert [(rung, to) for rung, _, to in found] == [("station_passed", [OFFICE])] * 3
    on(desk, "2020-10-20", "vote", "BA-901/2020", "41/9/4", "--on", "2020-10-14", "--yes")
    assert asked(desk, "2020-10-20", "BA-901/2020-S1", "2020-11-30") == []


def test_check_tells_the_longest_silence_which_is_no_fault(desk: Desk) -> None:
    assert on(desk, "2020-09-25", "check") == "Alles in Ordnung.\nLängste Stille: keine; nichts ist offen.\n"
    on(desk, "2020-09-25", "register", str(PAPER))
    told = on(desk, "2020-09-25", "check").splitlines()[1]
    assert told == "Längste Stille: 5 Arbeitstage; nach A-901/2020 (eingegangen) wird am 02.10.2020 wieder gefragt."
    assert desk.json("--clock", "2020-09-25", "check") == []
    on(desk, "2020-09-25", "register", "A-901/2020", "--yes")
    assert "nach BA-901/2020 (entscheidungsreif)" in on(desk, "2020-09-25", "check"), "by its number"
