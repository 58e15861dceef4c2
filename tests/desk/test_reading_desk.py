"""Reading at the desk: several papers, what is misread, and text that stays text wherever shown."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from support.drafts import receive, register
from support.examples_of_letters import case, origin, written
from support.forked import ratsweg
from support.pages import Page
from support.terminal import at_terminal
from support.town import Town, draft

from cli import pile as piles
from cli.shown.finding_lines import finding_lines
from cli.shown.say import json_text, padded
from cli.writing import Writer
from notifications.calendar import calendars
from notifications.plain import cells, one_line, plain
from notifications.words import Words
from papers.draft.comparison import COMPARED, differences
from papers.draft.comparison import corrections as corrected_fields
from papers.draft.draft import Draft, Finding
from papers.draft.severity import SEVERITY, Severity
from papers.draft.shape import misshapen
from papers.file import File
from papers.reader import read_paper
from workflow.store.desk import Desk
from workflow.store.models import Entry, Motion
from workflow.views.misread import content_of, corrections

HERE = Path(__file__).parents[1]
PAPER = HERE.parent / "examples/digitale-agenda.txt"
BROKEN = HERE / "papers/broken"
INJECTION = next(BROKEN.glob("b12*"))
STEERING = "Brunnen\x1b[2J\x07\x9b31m\u202e\u2066\rX\u00a0Y"


class Shell:
    """A folder and the command at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("RATSWEG_", "NO_COLOR"))}
        self.environment = {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_DEBUG": ""}

    def run(self, *words: str | Path, given: bytes = b"") -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        done = ratsweg(*words, cwd=self.folder, env=self.environment, given=given)
        said, beside = done.stdout, done.stderr
        assert "Traceback" not in said + beside
        return done.returncode, said, beside

    def ok(self, *words: str | Path) -> str:
        code, said, beside = self.run(*words)
        assert code == 0, beside
        return said

    def at_terminal(self, *words: str | Path, typed: str = "", **more: str) -> str:
        """What a terminal shows while *typed* is answered."""
        environment = {**self.environment, **more}
        code, shown = at_terminal(*words, cwd=self.folder, env=environment, typed=typed)
        assert code == 0, shown
        return shown


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def steered(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A register with a motion whose subject, typed, tries to steer whatever shows it."""
    shell = Shell(tmp_path_factory.mktemp("steered"))
    shell.ok("init", "--profile", "chemnitz", "--trial")
    said = shell.ok("--clock", "2020-09-25", "register", PAPER, "--yes", "--subject", STEERING)
    steering_cannot_be_seen(said)
    return shell


# Several papers


def test_one_bad_paper_among_several_stops_nothing(shell: Shell) -> None:
    code, said, beside = shell.run("read", BROKEN, PAPER, "nicht-da.txt", "--json")
    assert code == 2
    for words in ("b01_empty.txt ist leer", "b02_binary.txt", "nicht-da.txt"):
        assert words in beside
    drafts = json.loads(said)
    assert len(drafts) == len([*BROKEN.glob("*")]) + 1 + 2  # two motions in one; what is not there
    unread = [d["paper"] for d in drafts if d["warnings"] == ["unreadable"]]
    assert unread == ["b01_empty.txt", "b02_binary.txt", "nicht-da.txt"]
    assert {frozenset(d) for d in drafts} == {frozenset({"paper", *Draft().to_json()})}
    assert all(f["severity"] == SEVERITY[f["code"]] for d in drafts for f in d["findings"])


def test_a_folder_is_read_with_what_is_below_it_and_no_draft_replaces_another(shell: Shell) -> None:
    for name in ("a/antrag.txt", "b/antrag.txt", "antrag.md", "antrag.txt"):
        (shell.folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (shell.folder / "in" / name).write_bytes(PAPER.read_bytes())
    for name in (".versteckt.txt", "halb.txt.part", "~$antrag.docx", "antrag.pred.json"):
        (shell.folder / "in" / name).write_text("kein Papier")
    shell.ok("read", "in", "--out", "out")
    found = sorted(p.relative_to(shell.folder / "out").as_posix() for p in shell.folder.glob("out/**/*.json"))
    assert found == ["a/antrag.pred.json", "antrag-2.pred.json", "antrag.pred.json", "b/antrag.pred.json"]
    papers = [json.loads((shell.folder / "out" / name).read_text())["paper"] for name in found]
    assert papers == ["a/antrag.txt", "antrag.txt", "antrag.md", "b/antrag.txt"]


def test_a_folder_without_papers_is_said_to_be_one(shell: Shell) -> None:
    (shell.folder / "leer").mkdir()
    code, _, beside = shell.run("read", "leer", PAPER)
    assert code == 2
    assert "Im Ordner leer liegt kein Papier." in beside


def test_standard_input_is_a_paper(shell: Shell) -> None:
    code, said, _ = shell.run("read", "-", "--json", given=PAPER.read_bytes())
    assert (code, json.loads(said)["motion_number"]) == (0, "BA-901/2020")


def test_findings_do_not_fail_a_reading_and_one_unreadable_paper_does(shell: Shell) -> None:
    code, said, _ = shell.run("read", next(BROKEN.glob("b08*")))
    assert code == 0
    assert "Warnung: „31.02.2021“ ist kein Tag des Kalenders." in said
    assert shell.run("read", next(BROKEN.glob("b01*")))[0] == 2


def test_a_mistake_in_the_reader_keeps_no_other_paper_from_being_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistaken(source: piles.Source) -> Any:
        return [] if source.path == PAPER else 1 / 0

    monkeypatch.setattr(piles, "readings_of", mistaken)
    pile = piles.Pile(Words("de"), Writer(Words("de")), explain=False, json=True, out=None, several=True)
    for path in (INJECTION, PAPER):
        pile.tell(piles.Source(path, Path(path.name)))
    assert pile.failed
    assert [row["warnings"] for row in pile.found] == [["unreadable"]]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal_only(shell: Shell) -> None:
    assert "100%" in shell.at_terminal("read", PAPER, INJECTION, "--out", "out")
    _, _, beside = shell.run("read", PAPER, INJECTION, "--out", "out", "--force")
    assert beside == ""


# Explained


def test_colours_are_for_terminals_of_those_who_want_them(shell: Shell) -> None:
    shown = shell.at_terminal("read", "--explain", PAPER)
    assert "\x1b[32m" in shown and "⟦" not in shown
    assert "\x1b" not in shell.at_terminal("read", "--explain", PAPER, NO_COLOR="1")
    piped = shell.ok("read", "--explain", PAPER)
    assert "\x1b" not in piped and "⟦" in piped


def test_programs_get_the_text_and_the_marks(shell: Shell) -> None:
    told = json.loads(shell.ok("read", "--explain", PAPER, "--json"))
    (read,) = told["drafts"]
    shown = {m["field"]: told["text"][m["start"] : m["end"]] for m in read["marks"]}
    assert shown["subject"] == read["subject"]
    assert shown["obligations"] == read["obligations"][-1]["evidence"]


def test_a_page_or_a_comparison_is_of_one_paper(shell: Shell) -> None:
    for option in ("--html", "--compare"):
        code, _, beside = shell.run("read", PAPER, INJECTION, option, "x")
        assert code == 2
        assert f"{option} gilt für genau ein lesbares Papier; hier sind es 2." in beside
    assert not (shell.folder / "x").exists()


# Compared


def test_what_was_misread_is_shown_field_by_field(shell: Shell) -> None:
    (read,) = read_paper(PAPER.read_bytes(), PAPER.name)
    right = read.to_json()
    (shell.folder / "right.json").write_text(json.dumps(right))
    assert shell.ok("read", "--compare", "right.json", PAPER) == "Gelesen wie berichtigt.\n"
    right["subject"] = "Anders"
    right["obligations"][0]["recurrence"] = "P6M"
    right["consultations"] = []
    (shell.folder / "right.json").write_text(json.dumps(right))
    code, said, _ = shell.run("read", "--compare", "right.json", PAPER)
    assert code == 1
    assert re.search(r"^Gegenstand +Digitaler Wegweiser der Verwaltung +Anders$", said, re.M)
    assert re.search(r"^Pflicht 3: Abstand +regelmäßig, ohne Abstand +6 Monate$", said, re.M)
    code, said, _ = shell.run("read", "--compare", "right.json", PAPER, "--json")
    found = [(d["field"], d["row"], d["column"]) for d in json.loads(said)]
    assert code == 1
    assert found == [("subject", "", ""), ("consultations", "Stadtrat", ""), ("obligations", "3", "recurrence")]


@pytest.mark.parametrize(
    ("read", "right", "found"),
    [
        ({"subject": "Ein  Weg"}, {"subject": "Ein\nWeg"}, []),
        ({"cost_proposal": None}, {"cost_proposal": ""}, []),
        ({"submitters": ["A", "B"]}, {"submitters": ["B", "A"]}, []),
        ({"submitters": ["A"]}, {}, []),
        ({"submitters": ["A"]}, {"submitters": []}, [("submitters", "", "")]),
        (
            {"consultations": [{"body": "Rat", "public": None}]},
            {"consultations": [{"body": "Rat", "public": False}]},
            [("consultations", "Rat", "public")],
        ),
        (
            {"resolution_items": [{"number": "1", "text": "a"}, {"number": "2", "text": "b"}]},
            {"resolution_items": [{"number": "2", "text": "b"}]},
            [("resolution_items", "1", "")],
        ),
        (
            {"resolution_items": [{"number": "l", "text": "a"}]},
            {"resolution_items": [{"number": "1", "text": "a"}]},
            [("resolution_items", "1", "number")],
        ),
        (
            {"obligations": [{"item": "1", "kind": "report", "certainty": 0.5, "start": 3}]},
            {"obligations": [{"item": "1", "kind": "report", "certainty": 1.0}] * 2},
            [("obligations", "1", "")],
        ),
    ],
)
def test_differences(read: dict[str, Any], right: dict[str, Any], found: list[tuple[str, ...]]) -> None:
    assert [(d.field, d.row, d.column) for d in differences(read, right)] == found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kein JSON", "Expecting value"),
        ("[" * 20_000, "recursion"),
        ("7", "int"),
        ('{"subjekt": "x"}', "subjekt"),
        ('{"received_on": "31.02.2021"}', "received_on"),
        ('{"submitters": "A"}', "submitters"),
        ('{"consultations": {"body": "Rat"}}', "consultations"),
        ('{"consultations": [{"date": "2021-01-01"}]}', "consultations[1].body"),
        ('{"obligations": [{}, {"first_due": "bald"}]}', "obligations[2].first_due"),
        ('{"findings": [{"code": "erfunden"}]}', "findings[1].code"),
    ],
)
def test_a_corrected_file_that_is_no_draft_is_refused_with_the_place(
    shell: Shell, text: str, place: str
) -> None:
    from cli.errors import NoDraft
    from cli.misreadings import corrected_drafts

    file = shell.folder / "falsch.json"
    file.write_text(text)
    with pytest.raises(NoDraft) as refused:
        corrected_drafts(file)
    assert place in str(refused.value.fields["trouble"])


def test_what_the_reader_writes_is_of_the_right_shape() -> None:
    for paper in [*(HERE / "papers/papers").glob("*.txt"), *BROKEN.glob("b0[3-9]*")]:
        for reading in read_paper(paper.read_bytes(), paper.name):
            assert list(misshapen(reading.to_json())) == []


# Recorded


def registered(town: Town, read: dict[str, Any], confirmed: dict[str, Any], paper: File | None) -> None:
    def act(desk: Desk) -> None:
        register(desk, receive(desk, read, paper), confirmed)

    town.work(act)


def test_what_was_corrected_is_kept_beside_what_was_read(town: Town) -> None:
    read = draft("111")
    confirmed = {**read, "subject": "Anders", "findings": [{"code": "no_receipt"}], "form": "x"}
    registered(town, read, confirmed, File("../Antrag.TXT", b"Papier"))
    registered(town, draft("112"), draft("112"), None)
    with town.store.read() as session:
        (found,) = corrections(session)
        assert (found.reference, found.actor, found.paper) == ("BA-111/2020", "anna", "../Antrag.TXT")
        assert (content_of(session, found), found.suffix) == (b"Papier", ".txt")
        assert (found.read["subject"], found.confirmed["subject"]) == ("Digitale Agenda 111", "Anders")
        assert [d.field for d in found.differences] == ["subject"]
        assert "findings" not in found.confirmed
        entry = session.scalars(select(Entry).where(Entry.event == "register")).first()  # type: ignore[arg-type]
        assert entry and json.loads(entry.facts)["corrected"] == {"subject": "Anders"}
    assert town.findings() == []


def test_a_draft_of_nothing_that_was_filled_in_is_all_corrected() -> None:
    fields = {name for name in draft() if name in COMPARED}
    assert set(corrected_fields({"findings": []}, draft())) == fields
    assert corrected_fields(draft(), draft()) == {}


def test_the_day_of_receipt_can_be_corrected(town: Town) -> None:
    read = {**draft("111"), "received_on": None}
    registered(town, read, {**read, "received_on": "2020-09-01"}, None)
    with town.store.read() as session:
        (page,) = session.scalars(select(Motion))
        assert page.received.isoformat() == "2020-09-01"
    assert town.findings() == []


def test_collected_misreadings_can_be_read_again(steered: Shell) -> None:
    (one,) = json.loads(steered.ok("corrections", "--out", "falsch", "--json"))
    assert one["paper"] == PAPER.name
    assert [(d["field"], d["right"]) for d in one["differences"]] == [("subject", STEERING)]
    folder = steered.folder / "falsch"
    corrected, paper = sorted(folder.iterdir())
    assert (corrected.name, paper.name) == ("BA-901-2020.corrected.json", "BA-901-2020.txt")
    assert paper.read_bytes() == PAPER.read_bytes()
    code, said, _ = steered.run("read", "--compare", corrected, paper)
    assert code == 1
    assert "Digitaler Wegweiser der Verwaltung" in said


def test_what_was_edited_into_no_draft_is_kept_and_edited_further(shell: Shell) -> None:
    shell.ok("init", "--profile", "chemnitz", "--trial")
    editor = shell.folder / "editor.py"
    editor.write_text(
        "import json, pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "text = file.read_text()\n"
        "if text.endswith('#'):\n"
        "    draft = json.loads(text[:-1]) | {'subject': 'Zweimal bearbeitet'}\n"
        "    file.write_text(json.dumps(draft))\n"
        "else:\n"
        "    file.write_text(text + '#')\n"
    )
    shown = shell.at_terminal(
        *("--clock", "2020-09-25", "register", PAPER),
        typed="e\ne\n\n",
        VISUAL=f"{sys.executable} {editor}",
    )
    assert "Der bearbeitete Entwurf ist so nicht brauchbar" in shown
    (one,) = json.loads(shell.ok("corrections", "--json"))
    assert one["confirmed"]["subject"] == "Zweimal bearbeitet"


# Findings


def test_findings_are_told_by_severity_with_place_and_proposal() -> None:
    codes = ("no_number", "cost_proposal_empty", "no_resolution", "no_receipt")
    rows = [Finding(code, {}, "cost_proposal").to_json() for code in codes]
    rows.append(Finding("unreadable", {"name": "x.txt"}, "empty_paper").to_json())
    told = list(finding_lines(rows, Words("de")))
    grades = [line.split(":")[0].strip(" !") for line in told if line.startswith("  !")]
    assert grades == ["Fehler", "Fehler", "Warnung", "Frage", "Hinweis"]
    assert "  ! Fehler: Das Papier konnte nicht gelesen werden. [x.txt ist leer.]" in told
    assert "  ! Frage: Der Kostendeckungsvorschlag ist leer. [Kostendeckung]" in told
    assert "      → Beim Einreicher nachfragen." in told


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("code", SEVERITY)
def test_every_finding_about_a_paper_proposes_what_to_do(code: str, language: str) -> None:
    class Fields(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return name

    from notifications.words import catalog

    entry = catalog(language)["finding"][code]
    assert entry["sentence"].format_map(Fields()).strip()
    assert SEVERITY[code] is Severity.NOTE or entry["hint"].strip()


# Text stays text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x1b]0;title\x07b", "a]0;titleb"),
        ("a\x9b31mb\x7f\x00", "a31mb"),
        ("\u202eabc\u2069\u200b\u200f", "abc"),
        ("a\rb", "ab"),
        ("a\u00a0b\u2009c", "a b c"),
        ("zwei\nZeilen\tund", "zwei\nZeilen\tund"),
        ("漢字 é ß", "漢字 é ß"),
        ("\ud800", ""),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_line_cannot_pretend_to_be_another() -> None:
    assert one_line("a\nratsweg: alles gut\r\nb") == "a ratsweg: alles gut b"


def test_columns_are_counted_as_the_terminal_counts_them() -> None:
    assert [cells(text) for text in ("abc", "漢字", "e\u0301", "ß")] == [3, 4, 1, 1]
    assert padded("漢", 4) == "漢  "


def test_json_shows_every_character_and_stays_the_same() -> None:
    value = {"subject": STEERING + "\U000e0041ä\ud800"}
    text = json_text(value)
    assert text.replace("\n", "").isprintable() and "ä" in text
    assert json.loads(text) == value


def steering_cannot_be_seen(said: str) -> None:
    assert said.replace("\n", "").replace("\t", "").isprintable()
    assert "Brunnen" in said


@pytest.mark.parametrize(
    "command", ["show BA-901/2020", "show BA-901/2020 --json", "list", "corrections"]
)
def test_a_subject_steers_no_output(steered: Shell, command: str) -> None:
    steering_cannot_be_seen(steered.ok(*command.split()))


def test_a_file_name_steers_no_output(shell: Shell) -> None:
    (shell.folder / "x\x1b[2J\nratsweg: gut").write_bytes(b"")
    code, said, beside = shell.run("read", shell.folder, PAPER)
    assert code == 2
    for text in (said, beside):
        assert text.replace("\n", "").isprintable()
        assert not re.search("^ratsweg: gut", text, re.M)


INJECTED = '<script>alert("x")</script>'


def test_the_hostile_paper_is_text_at_the_terminal_and_for_programs(shell: Shell) -> None:
    assert INJECTED in shell.ok("read", INJECTION)
    assert json.loads(shell.ok("read", INJECTION, "--json"))["subject"].startswith(INJECTED)
    assert INJECTED in shell.ok("read", "--explain", INJECTION)


def test_the_hostile_paper_is_text_on_a_page(shell: Shell) -> None:
    shell.ok("read", "--html", "seite.html", INJECTION)
    page = Page((shell.folder / "seite.html").read_text())
    assert not page.tags & {"script", "img", "iframe", "textarea", "a", "b", "form"}
    assert not {name for name in page.names if name.startswith("on")} | page.names & {"href", "src", "style"}
    assert INJECTED in page.text and "{{7*7}}" in page.text


def test_a_subject_steers_no_calendar() -> None:
    today = case("report_today", subject=STEERING)
    ((_, _, told),) = calendars([today], origin("de"))
    steering_cannot_be_seen(told.decode().replace("\r\n", "\n"))


def test_the_hostile_paper_is_text_in_a_letter() -> None:
    subject = f"{INJECTED} =HYPERLINK(1) {{{{7*7}}}} ${{jndi:ldap://x}} {STEERING}"
    letter = written(case("report_late", subject=subject, wording=subject), language="de")
    assert "{{7*7}}" in letter.plain
    page = Page(letter.html)
    assert not page.tags & {"script", "img", "iframe"}
    assert "{{7*7}}" in page.text
    for text in (letter.subject, letter.plain, letter.html):
        steering_cannot_be_seen(text)
