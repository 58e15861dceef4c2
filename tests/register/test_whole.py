"""Whatever is taken out of a register or changed in it behind its back, `check` names it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text
from support.drafts import receive, register
from support.town import SYSTEM, Town, draft

from papers.file import File
from states.roles import Role
from states.votes import Tally
from workflow.acts.meetings import convene
from workflow.errors import RegisterDamaged
from workflow.rounds import replan
from workflow.store import triggers

MOTION = "(SELECT matter_id FROM motion WHERE number = 'BA-111/2020')"
# The town has told a step, a reminder alone, and two in one letter; letters are written.
STEP = "(SELECT min(id) FROM message WHERE rung = 'step')"
ATTACKS = {
    "a step's message is gone, its addressee and its letter too": (
        [
            f"DELETE FROM addressee WHERE message_id = {STEP}",
            f"DELETE FROM message WHERE id = {STEP}",
            "DELETE FROM mail WHERE id NOT IN (SELECT mail_id FROM addressee WHERE mail_id IS NOT NULL)",
        ],
        {"message_missing"},
    ),
    "a message is gone": (["DELETE FROM message WHERE rung = 'duty_unclear'"], {"row_leads_nowhere", "look_put_off"}),
    "a reminder is gone, with its addressee and letter": (
        [
            "DELETE FROM addressee WHERE message_id IN (SELECT id FROM message WHERE rung = 'duty_unclear')",
            "DELETE FROM message WHERE rung = 'duty_unclear'",
            "DELETE FROM mail WHERE id NOT IN (SELECT mail_id FROM addressee WHERE mail_id IS NOT NULL)",
        ],
        {"look_put_off"},
    ),
    "an addressee is gone": (
        [f"DELETE FROM addressee WHERE message_id = {STEP}"],
        {"addressee_missing_of", "letter_without_addressee"},
    ),
    "a letter is gone": (["DELETE FROM mail WHERE id = 1"], {"row_leads_nowhere"}),
    "a letter has another's bytes": (
        ["UPDATE mail SET content = (SELECT content FROM mail WHERE id = 2) WHERE id = 1"],
        {"letter_differs"},
    ),
    "a letter is empty": (["UPDATE mail SET content = '' WHERE id = 1"], {"letter_differs"}),
    "a number is gone": (["DELETE FROM alias WHERE number = 'BA-111/2020'"], {"alias_missing"}),
    "a number leads to another matter": (
        ["UPDATE alias SET matter_id = (SELECT max(matter_id) FROM motion) WHERE number = 'BA-111/2020'"],
        {"alias_missing"},
    ),
    "a number leads nowhere": (["INSERT INTO alias (number, matter_id) VALUES ('X-1', 4711)"], {"row_leads_nowhere"}),
    "a paper is gone": (["DELETE FROM document"], {"document_missing"}),
    "a paper is another": (["UPDATE document SET content = 'x'"], {"document_differs"}),
    "a paper and its digest are others": (
        ["UPDATE document SET content = '', sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"],
        {"document_missing"},
    ),
    "a series is set back": (["UPDATE series SET last = 3 WHERE name = 'motion'"], {"series_behind"}),
    "a series is gone": (["DELETE FROM series WHERE name = 'receipt'"], {"series_behind"}),
    "a matter is made public": (
        [f"UPDATE matter SET public = NOT public WHERE id = {MOTION}"],
        {"public_differs"},
    ),
    "a motion has another number": (
        [f"UPDATE matter SET reference = 'A-999/2020' WHERE id = {MOTION}"],
        {"place_differs"},
    ),
    "a point stands under another motion": (
        ["UPDATE matter SET parent_id = (SELECT max(matter_id) FROM motion) WHERE reference = 'BA-111/2020.1'"],
        {"place_differs", "decided_outside_vote"},
    ),
    "a task is of another family": (
        ["UPDATE matter SET root_id = (SELECT max(matter_id) FROM motion) WHERE reference = 'BA-111/2020.1-A1'"],
        {"place_differs"},
    ),
    "a meeting is another day's": (
        ["UPDATE matter SET reference = 'StR-2021-01-01' WHERE kind = 'meeting'"],
        {"place_differs"},
    ),
    "the register's row is gone": (["DELETE FROM register"], {"register_rows"}),
    "all looks are gone": (["DELETE FROM wake"], {"look_missing"}),
    "all looks are put off": (["UPDATE wake SET day = '2999-01-01'"], {"look_put_off"}),
    "looks are said to have been": (["UPDATE wake SET looked = '2999-01-01', day = '2999-01-01'"], {"look_put_off"}),
    "looks are of another turn": (["UPDATE wake SET turn = turn + 1, day = '2999-01-01'"], {"look_put_off"}),
}


def lived(town: Town) -> Town:
    """Two motions decided, a paper kept, a duty unclear, a meeting to come, letters written."""
    town.work(lambda d: replan.plan_all(d, 0), SYSTEM, "system")  # as the first round does
    for number in ("111", "112"):
        paper = draft(number)
        kept = File("antrag.txt", f"Antrag {number}".encode()) if number == "111" else None
        town.work(lambda d, p=paper, k=kept: register(d, receive(d, p, k), p))
    town.work(lambda d: convene(d, "StR", date(2020, 11, 11)))
    town.on("2020-10-15").vote("BA-111/2020", Tally(41, 9, 4))
    town.do("BA-111/2020.1-A1", "assign", department="Dezernat 1")
    town.on("2020-10-16").round()
    town.write()
    return town


@pytest.fixture
def open_town(town: Town) -> Iterator[Town]:
    """A town whose database looks away: triggers are off, keys are not examined."""
    lived(town)
    assert town.findings() == []
    look_away(town)
    yield town


def look_away(town: Town) -> None:
    with town.store.engine.connect() as connection:
        if town.store.sqlite:
            for name in triggers.names("sqlite"):
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            connection.commit()


def behind(town: Town, statements: list[str]) -> None:
    """Change the register as nothing of the program would."""
    with town.store.engine.connect() as connection:
        if town.store.sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0, statement
        connection.commit()
    town.store.engine.dispose()


def test_a_duty_may_bear_the_number_its_motion_came_in_under(town: Town) -> None:
    """So 0.1.0 named the duty to tell the council of an urgent decision, and it keeps its name."""
    lived(town).do("BA-112/2020", "decide_urgently", frozenset({Role.MAYOR}), note="Rohrbruch")
    look_away(town)
    behind(town, ["UPDATE matter SET reference = 'A-112/2020-B1' WHERE reference = 'BA-112/2020-B1'"])
    assert set(town.findings()) <= {"trigger_missing"}


@pytest.mark.parametrize("table", ["register", "profile"])
def test_without_the_row_that_says_what_it_is_no_register_opens(open_town: Town, table: str) -> None:
    behind(open_town, [f"DELETE FROM {table}"])
    with pytest.raises(RegisterDamaged, match=f"no row in {table}"):
        open_town.store.ready()


@pytest.mark.parametrize("name", ATTACKS)
def test_what_is_not_as_it_was_is_named(open_town: Town, name: str) -> None:
    attacks, expected = ATTACKS[name]
    town = open_town
    behind(town, attacks)
    assert set(town.findings()) - {"trigger_missing"} == expected


def test_a_second_row_of_the_register_is_named(open_town: Town) -> None:
    town = open_town
    copy = "INSERT INTO register (id, profile, trial, created, law, uid) SELECT 2, profile, trial, created, law, uid FROM register"
    with town.store.engine.connect() as connection:
        if town.store.sqlite:
            connection.connection.driver_connection.execute("PRAGMA ignore_check_constraints = ON")
        else:
            connection.exec_driver_sql("ALTER TABLE register DROP CONSTRAINT one_register")
        connection.execute(text(copy))
        connection.commit()
    town.store.engine.dispose()
    assert "register_rows" in town.findings()
