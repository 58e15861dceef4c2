"""Twice the paper takes about twice the time, whatever stands in it: in every stage of reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from random import Random
from typing import Any

import pytest
from support import growth
from support.growth import BOUND, grows
from support.large import ALL
from support.papers_made import pdf

from notifications import inbound
from notifications.inbound.apart import in_pieces
from notifications.marked import marked_page
from notifications.words import Words
from papers.amendments import amendment
from papers.draft.comparison import corrections
from papers.draft.draft import ReadPaper
from papers.duties.duty import PlaceOfDuty, duties
from papers.fields.route import route
from papers.fields.signatures import signatures
from papers.fields.stamp import stamp
from papers.fields.subject import subject
from papers.fields.submitters import submitters
from papers.findings import findings
from papers.formats import Sheet, plain, readers
from papers.formats.cleaning import cleaned
from papers.parts.points import split
from papers.parts.sections import Sections, divide, labelled
from papers.reader import reading_of
from papers.second_motion import apart

NOW = datetime(2021, 6, 3, tzinfo=UTC)
HEAD = "Beschlussantrag\nFraktion Grün\nGegenstand: Radweg\nDer Stadtrat beschließt:\n"
TAIL = "\nBegründung:\nWeil.\n"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def numbered(unit: str, size: int) -> str:
    found, length = [], 0
    for number in count(1):
        found.append(f"{number}. {unit}")
        length += len(found[-1])
        if length > size:
            return "".join(found)
    raise AssertionError


def parts(text: str) -> Sections:
    whole = labelled(text, {})
    return divide(whole, 0, len(text))


def docx(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def lettered(text: str, kind: str = "plain") -> bytes:
    return f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{text}".encode()


def read_letter(content: bytes) -> None:
    inbound.read(content, now=NOW, zone="Europe/Berlin")
    in_pieces(content)


def motion_of(text: str) -> Sheet:
    return Sheet("paper", f"{HEAD}{text}{TAIL}")


# a stage: what is prepared of a text, untimed; what is done with it; texts that are bad for it
STAGES: dict[str, tuple[Callable[[str], Any], Callable[[Any], object], tuple[str, ...]]] = {
    "plain text": (lambda t: t.encode(), lambda raw: plain.text(raw), ("| a | b |\n", "**", "<b", "&amp;")),
    "cleaning": (str, cleaned, ("\u200b", " \n", "\f", "- 1 -\n")),
    "labels": (str, lambda t: labelled(t, {}), ("\nAntrag\n", "Der Rat möge beschließen:\n", "Gegenstand: x\n", "A N T R A G\n")),
    "sections": (lambda t: labelled(t, {}), lambda whole: divide(whole, 0, len(whole.text)), ("\nAntrag\n", "Anlage: x\n")),
    "motions": (lambda t: labelled(t, {}), lambda whole: apart(whole), ("Der Rat möge beschließen:\nx\n", "Antrag\nFraktion Grün\n")),
    "stamp": (lambda t: parts(t), lambda paper: stamp(paper, None), ("\nAntrag\n", "Gegenstand: x\nAnlage: x\n", "Beschluss:\nBegründung:\n", "Eingang \n")),
    "submitters": (lambda t: parts(t), lambda paper: submitters(paper), ("Einreicher: Fraktion Grün\n", "Fraktion Grün, ", "die Fraktion ")),
    "signatures": (lambda t: parts(f"{HEAD}1. a\n{t}"), lambda paper: signatures(paper, ("Fraktion Grün",) * 50), ("gez. Anna Müller\n\n", "gez. ", "Anna Müller\n\n", "________\nAnna Müller\n")),
    "subject": (lambda t: parts(f"Antrag\nGegenstand: {t}"), lambda paper: subject(paper), ("Wort ", "wort\n", "a   b   ")),
    "route": (lambda t: parts(f"Beratungsfolge:\n{t}"), lambda paper: route(paper), ("Stadtrat\t12.03.2021\töffentlich\n", "12.03.2021\n", "Stadtrat\n", "Sitzung des Stadtrates am ")),
    "points": (str, lambda t: split(t, 0, len(t)), ("1. a\n", "„a“ ", "- a\n", "“ ", "a) b\n")),
    "duties": (str, lambda t: duties(t, PlaceOfDuty("1", 0)), ("Die Verwaltung berichtet bis zum 30.06.2021. ", "berichten und ", "bis Ende ", "vierteljährlich ")),
    "amendments": (
        lambda t: f"Änderungsantrag zu BA-111/2020\nPunkt 1 wird wie folgt geändert:\n{t}",
        amendment,
        ("Alt\tNeu\n", "Bisheriger Text\tNeuer Text\n", "In Punkt 1 wird „a“ durch „b“ ersetzt.\n", "„", "Punkt 2 wird gestrichen. "),
    ),
    "a whole motion": (lambda t: motion_of(t), lambda sheet: reading_of(sheet), ("\nAntrag\n", "(", "1", "„a“ ", ". ", "Sport-\n")),
    "a mail": (lambda t: lettered(t), lambda mail: read_letter(mail), ("> x\n", "Von: x\n", "--x\n")),
    "a mail in HTML": (lambda t: lettered(t, "html"), lambda mail: read_letter(mail), ("<p>a", "<", "<blockquote>", "&#1;")),
    "DOCX": (lambda t: docx(t), lambda file: readers.pages("docx", file), ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "<w:p><w:r><w:t>a</w:t></w:r></w:p>")),
    "HTML": (lambda t: f"<html>{t}".encode(), lambda file: readers.pages("html", file), ("<p>a", "<table><tr><td>a</table>", "<ol><li>a</ol>", "<span>a</span>")),
    "RTF": (lambda t: f"{{\\rtf1 {t}}}".encode(), lambda file: readers.pages("rtf", file), ("\\par a", "{a}", "\\cell a\\row ")),
    "PDF": (lambda t: pdf(stream=t.encode()), lambda file: readers.pages("pdf", file), ("BT /F 9 Tf 1 0 0 1 9 9 Tm (Antrag) Tj ET ",)),
}
ROWED = "Die Verwaltung wird beauftragt, dem Stadtrat jährlich zu berichten.\n"


def test_a_square_is_told_from_what_is_in_proportion_whoever_disturbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told seconds in place of the clock: each try takes up to twice as long as it would undisturbed."""
    disturbed = Random(1)
    monkeypatch.setattr(growth, "timed", lambda work, size: work(size) * disturbed.uniform(1, 2))
    assert grows(int, lambda size: size / 50_000) <= BOUND**2
    assert grows(int, lambda size: size**2 / 50_000**2) > BOUND**2
    assert grows(int, lambda size: size / 50_000_000) == 1.0  # too quick to tell


CASES = [(stage, unit) for stage, (*_, units) in STAGES.items() for unit in (units if ALL else units[:1])]


@pytest.mark.parametrize(("stage", "unit"), CASES, ids=[f"{stage}: {unit[:12]!r}" for stage, unit in CASES])
def test_twice_as_much_takes_about_twice_as_long(stage: str, unit: str) -> None:
    prepare, work, _ = STAGES[stage]
    assert grows(lambda size: prepare(unit * (size // len(unit))), work) <= BOUND**2


def test_a_paper_of_many_points_is_checked_compared_and_marked_in_linear_time() -> None:
    words = Words("de")

    def after_reading(reading: ReadPaper) -> object:
        (draft,) = reading.drafts
        read = draft.to_json()
        return [*findings(draft)], corrections(read, {**read, "subject": "x"}), marked_page([reading], words, lambda _: [])

    assert grows(lambda size: reading_of(motion_of(numbered(ROWED, size))), after_reading, 10_000) <= BOUND**2
