"""Before a draft becomes a motion: amendments and duties in words, points named, papers bounded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from desk.test_reading_desk import Shell
from sqlalchemy import select
from support.drafts import receive, register
from support.town import Town, draft

from cli.draft_set import corrected
from cli.draft_typed import TypedDraft
from cli.errors import BadCorrection
from cli.files import Source, content_of
from cli.shown.amendment_lines import amendment_lines, change_line
from cli.shown.duty_lines import duty_lines
from notifications.words import Words
from papers.draft.amendment import Amendment, WordedChange
from papers.draft.comparison import differences
from papers.draft.draft import Draft, DutyRead
from papers.draft.shape import misshapen
from papers.errors import PaperTooLarge
from papers.file import File
from papers.marks import marks, placed
from papers.reader import readings
from states.profile import read_law
from workflow.inbox.arrivals import Arrival
from workflow.store.desk import Desk
from workflow.store.models import Matter, Point

HERE = Path(__file__).parents[1]
AMENDMENTS = sorted((HERE / "papers/amendments").glob("*.txt"))
GERMAN = Words("de")


def read(name: str) -> dict[str, Any]:
    """The draft of a sample amendment, as plain JSON."""
    (reading,) = readings((HERE / f"papers/amendments/{name}.txt").read_bytes(), name)
    return reading.drafts[0].to_json()


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.ok("init", "--profile", "chemnitz", "--trial")
    return shell


# Amendments


@pytest.mark.parametrize("paper", AMENDMENTS, ids=lambda p: p.stem)
def test_an_amendment_is_a_motion_with_points_and_every_change_marked(paper: Path) -> None:
    (reading,) = readings(paper.read_bytes(), paper.name)
    (one,) = reading.drafts
    assert one.amendment and one.resolution_items
    (own,) = marks(reading)
    assert [m.label for m in own if m.field == "amendment"] == [
        str(n) for n, _ in sorted(enumerate(one.amendment.changes, 1), key=lambda c: (c[1].start, -c[1].end))
    ]
    assert list(misshapen(one.to_json())) == []
    unclear = [(place, f) for place, f in placed(one, own) if f.code == "amendment_unclear"]
    assert all(place is not None for place, _ in unclear)
    assert len(list(amendment_lines(one.amendment, GERMAN))) == 1 + len(one.amendment.changes)


def test_the_number_of_the_motion_that_is_changed_is_not_the_amendments_own() -> None:
    one = read("a1")
    assert (one["motion_number"], one["receipt_number"]) == ("ÄA-012/2021", None)
    assert "receipt_number" not in {place["field"] for place in one["places"]}


def test_the_changes_of_a_letter_without_a_resolution_are_its_points() -> None:
    texts = [item["text"] for item in read("a11")["resolution_items"]]
    assert texts[2] == "Punkt 4 soll ersatzlos entfallen."
    assert texts[3].startswith("Die Punkte 5 und 6 werden durch folgende Punkte ersetzt: 5.")
    assert len(texts) == 4  # two changes in one sentence are one point


def test_what_stands_beside_new_words_is_no_duty_any_more() -> None:
    one = read("a5")
    assert [item["number"] for item in one["resolution_items"]] == ["1", "2", "3", "4"]
    assert one["resolution_items"][0]["text"] == "Die Verwaltung prüft fünf Standorte für Radstationen."
    assert [(d["item"], d["recipient"], d["first_due"]) for d in one["obligations"]] == [("2", "Verkehrsausschuss", "2022-12-31")]
    paper = (HERE / "papers/amendments/a5.txt").read_text("utf-8")
    struck = paper.replace("Die Kosten trägt der Bezirk.", "Dem Rat ist jährlich über die Kosten zu berichten.")
    (reading,) = readings(struck.encode(), "a5.txt")
    assert [duty.item for duty in reading.drafts[0].obligations] == ["2"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"action": "replace", "point": "3", "new": "Neu."}, "neu fassen, Punkt 3: „Neu.“"),
        ({"action": "replace", "point": None, "new": "Neu."}, "neu fassen, ganzer Beschlussvorschlag: „Neu.“"),
        ({"action": "replace", "point": "1", "old": "Alt.", "new": "Neu."}, "neu fassen, Punkt 1: „Alt.“ → „Neu.“"),
        ({"action": "strike", "point": "1", "part": "Satz 2"}, "streichen, Punkt 1, Satz 2"),
        ({"action": "strike", "point": "§ 3 Abs. 2"}, "streichen, § 3 Abs. 2"),
        ({"action": "insert", "point": "2a", "new": "A\nB", "place": "after", "beside": "2"}, "einfügen, Punkt 2a, nach 2: „A B“"),
        ({"action": "insert", "new": "A", "place": "end"}, "einfügen, am Ende: „A“"),
        ({"action": "amend", "point": "1", "old": "rot"}, "ändern, Punkt 1: „rot“ → –"),
        ({"action": "amend", "point": "1", "new": "rot"}, "ändern, Punkt 1: „rot“"),
        ({"action": "renumber", "point": "6", "new": "5"}, "neu nummerieren, Punkt 6 → 5"),
        ({"action": "renumber"}, "neu nummerieren"),
        ({"action": "unclear", "evidence": "Mehr Geld."}, "nicht verstanden: „Mehr Geld.“"),
    ],
)  # fmt: skip
def test_a_change_is_a_line(change: dict[str, Any], line: str) -> None:
    assert change_line(WordedChange(**change), GERMAN) == line


def test_an_amendment_is_compared_change_by_change() -> None:
    known, right = read("a1"), read("a1")
    assert differences(known, right) == []
    right["amendment"]["targets"] = ["BA-042/2021"]
    right["amendment"]["changes"][0]["new"] = "Neumarkt"
    del right["amendment"]["changes"][1]
    found = [(d.row, d.column) for d in differences(known, right)]
    assert found == [("", "targets"), ("1", "new"), ("2", "")]
    assert [d.right for d in differences(known, {"amendment": None})] == [None]


@pytest.mark.parametrize(
    ("amendment", "place"),
    [
        ("x", "amendment"),
        ({"kind": "erfunden"}, "amendment.kind"),
        ({"targets": "BA-1/2021"}, "amendment.targets"),
        ({"changes": {}}, "amendment.changes"),
        ({"changes": [{"point": "1"}]}, "amendment.changes[1].action"),
        ({"changes": [{"action": "erfunden"}]}, "amendment.changes[1].action"),
        ({"changes": [{"action": "strike", "place": "nebenan"}]}, "amendment.changes[1].place"),
    ],
)
def test_an_edited_amendment_of_the_wrong_shape_is_refused_with_the_place(amendment: Any, place: str) -> None:
    assert list(misshapen({"amendment": amendment})) == [place]


def test_a_paper_that_only_changes_another_is_taken_in_as_a_motion() -> None:
    paper = File("ä.txt", b"x")
    assert Arrival(paper, [Draft(amendment=Amendment("amendment"))]).is_motion
    assert not Arrival(paper, [Draft()]).is_motion


def test_an_amendment_is_registered_with_what_comes_of_it(shell: Shell) -> None:
    paper = HERE / "papers/amendments/a9.txt"
    said = shell.ok("register", paper, "--yes", "--set", "targets=BA-901/2020")
    assert "Änderungsantrag: zu BA-901/2020" in said
    assert "BA-901/2020, was geändert werden soll, steht nicht im Register." in said
    assert "an BA-901/2020 ändert das noch nichts" in said
    assert "nennt keine Nummer des Antrags" not in said  # settled by --set
    with pytest.raises(BadCorrection):
        corrected(Draft(), ["targets=BA-1/2021"])


# Duties


@pytest.mark.parametrize(
    ("duty", "line"),
    [
        ({"due_rule": "fixed_date", "first_due": "2022-03-31", "recurrence": "P6M"}, "31.03.2022, alle 6 Monate"),
        ({"due_rule": "relative_to_resolution", "relative": "P6M"}, "6 Monate ab Beschluss"),
        ({"due_rule": "on_completion", "relative": "P6W", "anchor": "sechs Wochen nach Abschluss"}, "sechs Wochen nach Abschluss"),
        ({"due_rule": "council_session", "meeting_month": "2024-12"}, "zu einer Sitzung, 2024-12"),
        ({"due_rule": "council_session", "recurrence": "each_session"}, "zu jeder Sitzung"),
        ({"due_rule": "recurring", "recurrence": "irregular"}, "regelmäßig, ohne Abstand"),
        ({"due_rule": "recurring", "recurrence": "P1M", "starts": "2022-10"}, "Beginn 2022-10, jeden Monat"),
        ({"due_rule": "unspecified", "conditional": True}, "ohne Frist, bedingt"),
    ],
)  # fmt: skip
def test_a_duty_is_told_in_words_with_its_words(duty: dict[str, Any], line: str) -> None:
    owed = {"item": "2", "kind": "report", "recipient": "Stadtrat", "evidence": "zu berichten", **duty}
    assert list(duty_lines(DutyRead(**owed), GERMAN)) == [f"  Berichtspflicht 2: Bericht an Stadtrat, {line}", "      „zu berichten“"]


def test_a_duty_that_is_not_certain_is_asked_with_its_words(shell: Shell) -> None:
    one = draft("111")
    one["obligations"][0]["certainty"] = 0.3
    paper = shell.folder / "antrag.txt"
    paper.write_text(
        "Beschlussantrag BA-007/2021\nEinreicher: SPD-Fraktion\nGegenstand: Brunnen\n"
        "Beschlussvorschlag:\n1. Dem Stadtrat ist binnen 0 Tagen zu berichten.\n"
        "2. Die Ergebnisse der Ratsversammlung sind bis zum 30.06.2022 vorzulegen.\nBegründung:\nDarum.\n"
    )
    drafts = json.loads(shell.ok("read", paper, "--json"))
    (asked,) = [f["fields"]["evidence"] for f in drafts["findings"] if f["code"] == "duty_uncertain"]
    said = shell.ok("register", paper)
    assert f"  ! Frage: Ob und wann hier etwas geschuldet wird, ist nicht sicher: „{asked}“. [Punkt 2]" in said
    assert "Berichtspflicht 1: Bericht an Stadtrat, ohne Frist" in said  # no term of no days


def test_what_is_typed_is_looked_at_too_and_settles_what_was_read() -> None:
    known = {**draft("111"), "findings": [{"code": "end_missing", "place": "1"}, {"code": "no_subject", "place": "subject"}]}
    said = TypedDraft("Brunnen", points=["dem Stadtrat regelmäßig zu berichten"])
    typed = said.put_into(Draft.from_json(known))
    assert [one.code for one in typed.findings] == ["interval_missing"]


# Points


@pytest.mark.parametrize(
    ("numbers", "names"),
    [
        (["1", "2", "2a"], ["1", "2", "2a"]),
        (["1", "1.1", "1.2", None], ["1", "1.1", "1.2", "p4"]),
        (["I", "II.1", "A.1"], ["I", "II.1", "A.1"]),
        ([None, None], ["p1", "p2"]),
        (["1", "1", None], ["1", "p2", "p3"]),
        (["a", "A"], ["a", "p2"]),
        (["p2", None, "1-A1", "1/2"], ["p1", "p2", "p3", "p4"]),
    ],
)
def test_a_point_is_called_as_it_is_printed(town: Town, numbers: list[Any], names: list[str]) -> None:
    items = [{"number": number, "text": f"Punkt {n}"} for n, number in enumerate(numbers)]
    one = {**draft("111"), "resolution_items": items, "obligations": []}
    town.work(lambda desk: register(desk, receive(desk, one, None), one))
    with town.store.read() as session:
        found = session.execute(select(Matter.reference, Point.number).join(Point).order_by(Point.position)).all()  # type: ignore[call-overload]
    assert [tuple(row) for row in found] == [(f"BA-111/2020.{n}", p) for n, p in zip(names, numbers, strict=True)]
    assert town.findings() == []


def test_a_duty_stays_with_the_point_of_its_number_and_one_of_none_is_a_point(town: Town) -> None:
    one = draft("111")
    del one["resolution_items"][0]  # a person struck it; the places of the others have moved
    lost = {"item": None, "item_index": None, "kind": "report", "evidence": "dem Rat zu berichten"}
    one["obligations"] += [lost, {**lost, "item": "9", "item_index": 7, "evidence": "dem Amt zu berichten"}]

    def act(desk: Desk) -> None:
        register(desk, receive(desk, one, None), one)

    town.work(act)
    with town.store.read() as session:
        points = {p.position: p for p in session.scalars(select(Point))}
        assert [len(points[n].duties) for n in (0, 1, 2)] == [2, 0, 1]
        assert points[0].wording == "dem Rat zu berichten dem Amt zu berichten"
        assert session.get_one(Matter, points[0].matter_id).reference == "BA-111/2020.p0"
    assert town.findings() == []


# Papers


def test_no_more_of_a_file_is_read_than_a_paper_may_have() -> None:
    endless = Path("/dev/zero")
    with pytest.raises(PaperTooLarge):
        Source(endless, endless).content()
    with pytest.raises(PaperTooLarge) as refused:
        content_of(endless, 2_000_000)
    assert refused.value.fields == {"name": "zero", "limit": "2 MB"}


def test_a_folder_is_registered_and_one_bad_paper_holds_up_no_other(shell: Shell) -> None:
    folder = shell.folder / "post"
    folder.mkdir()
    paper = (HERE.parent / "examples/digitale-agenda.txt").read_bytes()
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.txt").write_bytes(paper)
    (folder / "c.txt").write_bytes(paper)
    code, said, beside = shell.run("register", "nichts.pdf", folder, "A-777/2020", "--yes")
    assert code == 4
    assert "Registriert: BA-901/2020" in said
    for words in ("nichts.pdf lässt sich nicht lesen", "a.txt ist leer", "„c.txt“ ist schon im Register", "„A-777/2020“ steht nicht"):
        assert words in beside
    code, _, beside = shell.run("register", "-", given=paper)
    assert code == 4 and "„stdin“ ist schon im Register" in beside


def test_a_paper_of_another_council_is_registered_with_the_bodies_named_that_are_not_here(shell: Shell) -> None:
    paper = (HERE.parent / "examples/digitale-agenda.txt").read_text("utf-8")
    paper = paper.replace("Stadtrat\t", "Kreistag\t").replace("Verwaltungs- und Finanzausschuss", "Kreisausschuss")
    (shell.folder / "kreis.txt").write_text(paper, "utf-8")
    said = shell.ok("register", "kreis.txt", "--yes")
    assert "hat der Rat nach seinem Profil nicht: Kreistag; die Station berät nur." in said
    assert "Wem berichtet wird, kennt das Profil nicht: Kreisausschuss;" in said
    code, _, beside = shell.run("register", "--subject", "Brunnen", "--body", "Kreistag:2026-10-14", "--yes")
    assert code == 3 and "Kreistag" in beside, "what is typed must be known"
    assert shell.ok("check").startswith("Alles in Ordnung.\n")


@pytest.mark.parametrize("name", ["Sportausschusses", "sporta", "Stadtrates", "Stadtrats", "Ausschusses für Sicherheit und Ordnung"])
def test_a_body_is_known_in_the_genitive(name: str) -> None:
    assert read_law("chemnitz").body(name) is not None
    assert read_law("chemnitz").body("Rates der Stadt") is None
