"""Who is who stands in the register, with days; the law of a day knows the people of that day."""

from __future__ import annotations

import os
import pwd
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from desk.test_command import Desk
from sqlalchemy import text
from support.town import Town, moment

from states.profile import read_law
from states.roles import Role
from workflow.errors import RegisterRefuses
from workflow.store import people
from workflow.store.database import Store
from workflow.store.people.examples import is_example
from workflow.store.people.law import law_on
from workflow.store.people.particulars import Telling, ToldOf, known_on, tell
from workflow.store.people.rights import holder_of
from workflow.store.upgrade import create, upgrade

LOGIN = pwd.getpwuid(os.getuid()).pw_name
DAY = date(2020, 9, 25)


def told(town: Town, *particulars: tuple[str, str, str, str], first: str, last: str | None = None) -> None:
    with town.store.write() as session:
        end = date.fromisoformat(last) if last else None
        tell(session, [ToldOf(*one) for one in particulars], Telling(date.fromisoformat(first), "anna", town.now, end))


def law(town: Town, day: str) -> object:
    with town.store.read() as session:
        return law_on(session, town.law, date.fromisoformat(day))


def test_a_trial_register_begins_with_the_people_of_its_profile(town: Town) -> None:
    profile, found = read_law("chemnitz"), law(town, "2020-09-25")
    assert found.departments == profile.departments
    assert found.persons == profile.persons
    assert found.addresses == profile.addresses
    assert found.bodies == profile.bodies


def test_another_register_begins_with_the_names_of_departments_and_no_example(url: str) -> None:
    town = Town(Store(url))
    create(town.store, town.law, trial=False, at=town.now, actor="anna")
    found = law(town, "2020-09-25")
    assert list(found.departments) == list(read_law("chemnitz").departments)
    assert {d.address for d in found.departments.values()} == {None}
    assert not found.persons and not found.addresses and found.office == ""
    with town.store.read() as session:
        assert holder_of(session, "ANNA", DAY).roles == {Role.CLERK, Role.SECRETARIAT}
        assert holder_of(session, "anna", date(2020, 9, 24)) is None, "from the day on"
        assert holder_of(session, "eve", DAY) is None
    town.store.engine.dispose()


def test_the_law_of_a_day_has_the_people_of_that_day(town: Town) -> None:
    post = ("department", "Dezernat 1", "head")
    told(town, ("person", "Berta", "listed", "yes"), ("person", "Berta", "address", "b@x.example"), first="2020-10-01")
    told(town, (*post, "Berta"), first="2021-01-01", last="2021-06-30")
    told(town, (*post, "Vertretung Dezernat 1"), first="2021-05-01")
    told(town, (*post, "Bearbeitung Dezernat 1"), first="2021-05-01")  # a correction: told last
    heads = {day: law(town, day).departments["Dezernat 1"].head for day in ("2020-12-31", "2021-01-01", "2021-04-30", "2021-05-01", "2021-07-01")}
    assert list(heads.values()) == ["Amtsleitung Dezernat 1", "Berta", "Berta", "Bearbeitung Dezernat 1", "Bearbeitung Dezernat 1"]
    told(town, (*post, ""), first="2021-08-01")
    assert law(town, "2021-08-01").departments["Dezernat 1"].head is None


def test_what_has_ended_is_followed_by_nobody_unless_somebody_is_told(town: Town) -> None:
    told(town, ("department", "Dezernat 1", "head", "Vertretung Dezernat 1"), first="2021-01-01", last="2021-01-31")
    assert law(town, "2021-02-01").departments["Dezernat 1"].head is None, "not the one of before: that would be a guess"


def test_a_department_that_has_ended_is_not_in_the_law(town: Town) -> None:
    told(town, ("department", "Dezernat 2", "listed", ""), first="2021-01-01")
    assert "Dezernat 2" in law(town, "2020-12-31").departments
    assert "Dezernat 2" not in law(town, "2021-01-01").departments


@pytest.mark.parametrize("statement", ["UPDATE particular SET value = 'x'", "DELETE FROM particular"])
def test_what_was_told_is_never_changed(town: Town, statement: str) -> None:
    with pytest.raises(RegisterRefuses), town.store.write() as session:
        session.execute(text(statement))


def test_a_change_rolled_back_leaves_the_law_as_it_was(town: Town) -> None:
    before = law(town, "2020-10-01")
    with town.store.scratch() as session:
        tell(session, [ToldOf("department", "Neues Amt", "listed", "yes")], Telling(DAY, "anna", town.now))
    told(town, ("department", "Anderes Amt", "listed", "yes"), first="2020-10-01")
    assert set(law(town, "2020-10-01").departments) - set(before.departments) == {"Anderes Amt"}


def at_schema_two(url: str, *, trial: bool) -> Store:
    store = Store(url)
    with store.write() as session:
        config = Config()
        config.set_main_option("script_location", str(Path(people.__file__).parents[1] / "migrations"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "0002")
        session.execute(
            text("INSERT INTO register (id, profile, trial, created, law) VALUES (1, 'chemnitz', :trial, '2020-09-24 06:00:00+00:00', '')"),
            {"trial": trial},
        )
    return store


@pytest.mark.parametrize("trial", [True, False])
def test_upgrade_takes_in_the_profile_and_who_older_settings_named(url: str, trial: bool) -> None:
    store = at_schema_two(url, trial=trial)
    upgrade(store, at=moment("2020-10-01"), actor="root", persons={"anna": ["clerk"], "dora": ["department"]})
    town, day = Town(store), date(2020, 10, 1)
    with store.read() as session:
        roles = {login: holder_of(session, login, day) for login in ("anna", "dora", "root")}
        known = known_on(session, day)
    assert (roles["anna"].roles, roles["dora"].roles, roles["root"]) == ({Role.CLERK}, {Role.DEPARTMENT}, None)
    assert ("role", "clerk") in known if trial else ("role", "clerk") not in known
    assert ("department", "Hauptamt") in known
    assert town.findings() == []
    store.engine.dispose()


def test_where_nobody_could_keep_the_register_who_upgrades_it_can(url: str) -> None:
    store = at_schema_two(url, trial=False)
    upgrade(store, at=moment("2020-10-01"), actor="root", persons={"dora": ["department"]})
    with store.read() as session:
        assert Role.CLERK in holder_of(session, "root", date(2020, 10, 1)).roles
    store.engine.dispose()


@pytest.mark.parametrize(
    "address",
    ["a@example.org", "a@Example.COM", "a@stadt.example.net", "a@chemnitz.example.org", "a@b.example", "a@x.invalid", "a@x.test", "a@localhost", "a@amt.example.de"],
)
def test_an_example_reaches_nobody(address: str) -> None:
    assert is_example(address)


@pytest.mark.parametrize("address", ["a@stadt-chemnitz.de", "example@stadt.de", "a@beispiel.de", "a@testdorf.de", "a@myexample.org"])
def test_an_address_is_no_example_by_resemblance(address: str) -> None:
    assert not is_example(address)


@pytest.fixture
def real(tmp_path: Path) -> Desk:
    """As after `init` without --trial, by who is logged in."""
    desk = Desk(tmp_path, f"sqlite:///{tmp_path}/real.db")
    del desk.environment["RATSWEG_ACTOR"]
    assert f"{LOGIN} ist im Register" in desk.ok("init", "--profile", "musterstadt")
    return desk


def test_who_acts_is_who_is_logged_in_and_the_entry_keeps_it(real: Desk) -> None:
    real.environment |= {"LOGNAME": "eve", "USER": "eve", "LNAME": "eve", "USERNAME": "eve"}
    real.ok("register", "--subject", "Eins", "--point", "Tun", "--submitter", "SPD", "--body", "GR", "--yes")
    (motion,) = real.json("list")
    entries = [entry for act in real.json("show", motion["reference"])["acts"] for entry in act["entries"]]
    assert {(e["actor"], e["login"], e["means"]) for e in entries} <= {(LOGIN, LOGIN, "system"), ("system", None, None)}
    assert (entries[0]["login"], entries[0]["means"]) == (LOGIN, "system")
    assert real.run("check").returncode == 0


@pytest.mark.parametrize("words", [["list"], ["register", "--subject", "Eins", "--point", "Tun", "--yes"], ["health"]])
def test_outside_a_trial_nobody_can_say_that_they_are_somebody_else(real: Desk, words: list[str]) -> None:
    real.environment["RATSWEG_ACTOR"] = LOGIN
    done = real.run(*words)
    assert done.returncode == 4 and "RATSWEG_ACTOR" in done.stderr
    del real.environment["RATSWEG_ACTOR"]
    (real.folder / "ratsweg.toml").write_text('actor = "eve"\n')
    assert real.run(*words).returncode == 4


def test_roles_that_are_no_list_are_refused_and_not_read_letter_by_letter(real: Desk) -> None:
    (real.folder / "ratsweg.toml").write_text('persons = {anna = "clerk"}\n')
    done = real.run("list")
    assert done.returncode == 2 and "persons.anna" in done.stderr and "clerk" in done.stderr


def test_persons_of_old_settings_are_no_longer_read_and_a_remark_says_so(real: Desk) -> None:
    (real.folder / "ratsweg.toml").write_text('[persons]\neve = ["clerk"]\n')
    done = real.run("list")
    assert done.returncode == 0 and "[persons]" in done.stderr
    with Store(real.environment["RATSWEG_DATABASE"]).read() as session:
        assert holder_of(session, "eve", date(2030, 1, 1)) is None


def test_check_names_posts_of_nobody_and_a_login_that_two_have(town: Town) -> None:
    told(town, ("department", "Dezernat 2", "head", "Niemand"), ("person", "Bürgermeister", "login", "ANNA"), first="2020-09-25")
    told(town, ("person", "Vertretung Dezernat 6", "listed", ""), first="2021-01-01")
    assert town.findings() == ["holder_unknown", "login_twice"]
    assert town.on("2021-01-01").findings() == ["holder_unknown", "holder_unknown", "login_twice"]
