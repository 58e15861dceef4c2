"""CONTRIBUTING tells the life of one motion file by file: it is lived here, and each step is entered in that order."""

from __future__ import annotations

import email
import email.policy
import os
import re
from email.message import EmailMessage
from pathlib import Path

from support.sources import ROOT
from support.walked import Entered, walked

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
REPORT = "BA-901/2020.3-B1/1"
CADENCE = ["--every", "P6M", "--first", "2021-03-31", "--department", "Dezernat 1", "--interpreted-by", "Vorsitz VFA"]
# The day on which each command of the page is given, and what it is told there.
LIFE: dict[str, tuple[str, list[str]]] = {
    "register PAPER": ("2020-09-25", ["register", str(ROOT / "examples/digitale-agenda.txt"), "--yes"]),
    "vote": ("2020-10-15", ["vote", "BA-901/2020", "41/9/4", "--yes"]),
    "duty set": ("2020-12-02", ["duty", "set", "BA-901/2020.3-B1", *CADENCE]),
    "remind": ("2021-03-29", ["remind"]),
    "fetch": ("2021-03-30", ["fetch"]),
    "replies confirm": ("2021-03-30", ["replies", "confirm", "1", "--as", "report", "--yes"]),
    "report note": ("2021-04-22", ["report", "note", REPORT]),
}


def steps() -> dict[str, Entered]:
    """{command: (file, function) as the page has them}."""
    parts = re.split(r"^### .*`ratsweg (.+)`$", PAGE, flags=re.MULTILINE)[1:]
    found = {}
    for command, text in zip(parts[::2], parts[1::2], strict=True):
        lines = re.findall(r"^\d+\. `([\w/]+\.py): (\w+)`", text.split("\n## ")[0], re.MULTILINE)
        found[command] = lines
    return found


def missed(told: Entered, entered: Entered) -> str | None:
    """The first of *told* that was not entered after the ones before it."""
    rest = iter(entered)
    return next((": ".join(step) for step in told if step not in rest), None)


def lived(cwd: Path) -> dict[str, Entered]:
    """What each command of the life entered."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RATSWEG_")}
    env = {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_INBOX": "folder:in"}
    (cwd / "in").mkdir()
    walked("--clock", "2020-09-24", "init", "--trial", "--profile", "chemnitz", cwd=cwd, env=env)
    found = {}
    for command, (day, words) in LIFE.items():
        if command == "fetch":
            (cwd / "in/1.eml").write_bytes(answer(cwd / "letters"))
        found[command] = walked("--clock", day, *words, cwd=cwd, env=env)
    return found


def answer(letters: Path) -> bytes:
    """The mail by which the department answers the letter that asked for its report."""
    read = (email.message_from_bytes(p.read_bytes(), policy=email.policy.default) for p in letters.glob("*.eml"))
    letter = next(one for one in read if REPORT in str(one["Subject"]))
    reply = EmailMessage()
    reply["From"], reply["To"], reply["Subject"] = str(letter["To"]), "ratsbuero@chemnitz.example.org", "AW: Bericht"
    reply["In-Reply-To"], reply["Message-ID"] = str(letter["Message-ID"]), "<1@chemnitz.example.org>"
    reply["Date"] = "Mon, 29 Mar 2021 10:00:00 +0200"
    reply.set_content("Zwölf Leistungen sind online.\n")
    return bytes(reply)


def test_every_command_of_the_page_is_lived() -> None:
    assert list(steps()) == list(LIFE)
    assert all(len(told) > 2 for told in steps().values())


def test_the_files_are_entered_in_the_order_of_the_page(tmp_path: Path) -> None:
    told = steps()
    found = {command: missed(told[command], entered) for command, entered in lived(tmp_path).items()}
    assert found == dict.fromkeys(LIFE)


def test_a_step_that_is_not_taken_is_missed() -> None:
    entered = [("a.py", "f"), ("b.py", "g"), ("a.py", "f")]
    assert missed([("b.py", "g"), ("a.py", "f")], entered) is None
    assert missed([("b.py", "g"), ("b.py", "g")], entered) == "b.py: g"


def changes() -> list[list[str]]:
    """The rows of "Where things go": what, where, and the test."""
    part = PAGE.split("## 4 Where things go")[1].split("And smaller ones")[0]
    return [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][1:][1:]


def test_twenty_five_kinds_of_change_have_their_place_and_their_test() -> None:
    rows = changes()
    assert len(rows) == 25
    for what, where, tests in rows:
        assert "`" in where, what
        assert re.fullmatch(r"`tests/\w+/test_\w+\.py`(, `tests/\w+/test_\w+\.py`)*", tests), what
