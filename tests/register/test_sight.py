"""Of non-public matters only who has a right to them sees anything: whatever is asked, however."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from desk.test_command import Desk
from sqlalchemy import func, select, text
from support.drafts import receive, register
from support.town import OFFICE, Town, draft

from papers.file import File
from states.roles import Role
from states.votes import Tally
from workflow.store.models import Addressee, Document, Entry, Mail, Matter, Message, Motion
from workflow.store.people.particulars import ALWAYS, Telling, ToldOf, tell
from workflow.store.people.rights import Holder
from workflow.store.people.sight import admit, hidden

SECRET = "Hafengrundstück"
PEOPLE = {"anna": None, "dora": ("department", "Dezernat 6"), "emil": ("department", "Dezernat 1"), "vera": ("chair", ""), "spd": ("submitter", "SPD-Fraktion")}


def concealed(town: Town) -> None:
    """A public motion, and one that is not: adopted, with a task of Dezernat 6, letters and a paper."""
    town.registered("111")
    paper = draft("112") | {"subject": SECRET, "submitters": ["Fraktion Rot"]}
    paper["consultations"][0]["public"] = False
    for item in paper["resolution_items"]:
        item["text"] += f" {SECRET}"
    town.work(lambda d: register(d, receive(d, paper, File("geheim.txt", SECRET.encode())), paper))
    town.on("2020-10-15").vote("BA-112/2020", Tally(41, 9, 4))
    town.vote("BA-111/2020", Tally(41, 9, 4))
    town.on("2020-10-22").round()
    town.do("BA-112/2020.1-A1", "assign", OFFICE, department="Dezernat 6")
    town.do("BA-111/2020.1-A1", "assign", OFFICE, department="Dezernat 1")
    town.on("2020-12-22").round()
    town.write()
    with town.store.write() as session:
        for name, held in PEOPLE.items():
            role, unit = held or ("", "")
            values = {"listed": "yes", "login": name, "roles": role, "unit": unit} if held else {}
            tell(session, [ToldOf("person", name, f, v) for f, v in values.items() if v], Telling(ALWAYS, "anna", town.now))


@pytest.fixture
def office(town: Town, tmp_path: object) -> Desk:
    concealed(town)
    return Desk(tmp_path, town.store.url.render_as_string(hide_password=False))  # type: ignore[arg-type]


ASKED = [
    *([["list", kind, "--all", *json] for kind in ("motion", "point", "station", "task", "duty", "report", "meeting") for json in ([], ["--json"])]),
    *([["show", "BA-112/2020"], ["show", "112/20"], ["show", SECRET], ["show", "BA-112/2020.1-A1", "--json"], ["next", "BA-112/2020"]]),
    *([["show", "BA-113/2020"], ["show", "BA-112/2020.9"], ["forecast"], ["forecast", "--json"], ["forecast", "BA-112/2020"]]),
    *([["remind", "--dry-run"], ["remind", "--dry-run", "--json"], ["outbox", "list"], ["outbox", "list", "--json"]]),
    *([["replies", "list"], ["meeting", "list"], ["corrections"], ["list", "--unconfirmed"], ["list", "task", "--department", "Dezernat 6"]]),
]


def told(desk: Desk, actor: str, words: list[str]) -> str:
    desk.environment["RATSWEG_ACTOR"] = actor
    done = desk.run("--clock", "2020-12-23", *words)
    return done.stdout + done.stderr.replace(" ".join(words), "")


def secrets(said: str, words: list[str]) -> bool:
    """Whether it tells more of the secret than the question did."""
    return SECRET in said and SECRET not in words or "112/2020" in said and not any("112" in word for word in words) or "geheim" in said


def test_whatever_is_asked_strangers_hear_of_public_matters_only(office: Desk) -> None:
    heard = {"public": False, "secret": False}
    for words in ASKED:
        for actor in ("eve", "emil"):
            said = told(office, actor, words)
            assert not secrets(said, words), (actor, words, said)
            heard["public"] |= "111/2020" in said
        heard["secret"] |= secrets(told(office, "vera", words), words)
    assert heard == {"public": True, "secret": True}, "the question has an answer"


def test_what_is_hidden_is_as_if_it_were_not_there(office: Desk) -> None:
    hidden_one = told(office, "eve", ["show", "BA-112/2020"]).replace("112", "N")
    assert hidden_one == told(office, "eve", ["show", "BA-119/2020"]).replace("119", "N")


def test_a_department_sees_what_is_its_own_and_what_that_belongs_to(office: Desk) -> None:
    assert "BA-112/2020.1-A1" in told(office, "dora", ["list", "task", "--all"])
    shown = told(office, "dora", ["show", "BA-112/2020"])
    assert "BA-112/2020.1" in shown and "BA-112/2020.2" not in shown
    assert "112/2020" not in told(office, "emil", ["list", "task", "--all"])


def test_an_act_finds_nothing_its_person_may_not_see(office: Desk) -> None:
    for reference in ("BA-112/2020.3-B1", "BA-119/2020.3-B1"):
        said = told(office, "emil", ["report", "submit", reference, "--text", "x"])
        assert "gibt es" in said or "nicht" in said
        assert SECRET not in said
    same = [told(office, "emil", ["advance", "accept", f"BA-{n}/2020.2-A1"]).replace(n, "N") for n in ("112", "119")]
    assert same[0] == same[1]


def test_completion_proposes_no_secret(office: Desk) -> None:
    from sqlalchemy import make_url

    assert make_url(office.environment["RATSWEG_DATABASE"])
    for actor, there in (("eve", False), ("anna", True)):
        office.environment |= {
            **{"RATSWEG_ACTOR": actor, "_RATSWEG_COMPLETE": "complete_bash", "COMP_WORDS": "ratsweg show BA-", "COMP_CWORD": "2"},
            "_TYPER_COMPLETE_ARGS": "ratsweg show BA-",
        }
        said = office.run().stdout
        assert "BA-111/2020" in said and ("BA-112/2020" in said) is there


@pytest.mark.parametrize("table", [Matter, Entry, Motion, Message, Document, Addressee, Mail])
def test_every_table_is_narrowed_and_counted_so(town: Town, table: type) -> None:
    concealed(town)
    counts = {}
    for name, holder in (("all", Holder("v", frozenset({Role.CHAIR}))), ("nobody", None), ("no role", Holder("e"))):
        with town.store.read() as session:
            admit(session, holder)
            counts[name] = session.scalar(select(func.count()).select_from(table))
    assert counts["nobody"] == counts["no role"] < counts["all"]


def test_a_group_sees_what_it_moved(town: Town) -> None:
    concealed(town)
    seen = {}
    for unit in ("Fraktion Rot", "SPD-Fraktion"):
        with town.store.read() as session:
            admit(session, Holder("x", frozenset({Role.SUBMITTER}), frozenset({unit})))
            seen[unit] = {m.reference for m in session.scalars(select(Matter).where(Matter.kind == "motion"))}
            assert all("112" in name for name in hidden(session))
    assert [len(found) for found in seen.values()] == [2, 1]


def test_check_names_nothing_hidden(office: Desk, town: Town) -> None:
    with town.store.write() as session:
        session.execute(text("UPDATE point SET wording = 'anders'"))
    assert "112/2020" in told(office, "anna", ["check"])
    said = told(office, "eve", ["check"])
    assert "111/2020" in said and "112/2020" not in said


def test_commands_look_through_the_eyes_of_who_gives_them() -> None:
    rooms = Path(__file__).parents[2] / "cli"
    whole = {path.name for path in rooms.rglob("*.py") if re.search(r"store\.read\(\)|store\.scratch\(\)", path.read_text("utf-8"))}
    assert whole <= {"absences.py", "check.py", "office.py", "people.py", "people_told.py", "profiles.py", "rounds.py"}, "these tell of no matter, or sift what they tell"
