"""Every format becomes the same sheets: lines, cells, numbers, pages; written here, read from bytes."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import docx
import pytest
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from support.papers_made import FORMATS, LINES, LIST, as_docx, as_mail, as_pdf, odt, packed, saved

from papers import errors
from papers.formats import Sheet, sheets
from states.errors import RatswegError


def one(content: bytes, name: str = "paper") -> Sheet:
    (sheet,) = sheets(content, name)
    return sheet


@pytest.mark.parametrize("written", FORMATS, ids=lambda f: f.__name__)
def test_a_paper_is_the_same_in_every_format(written: Callable[[], bytes]) -> None:
    found = [line for line in one(written()).text.split("\n") if line.strip()]
    assert found == [*LINES]


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (b"", errors.EmptyPaper),
        (b" \n\t ", errors.EmptyPaper),
        ("\u200b\ufeff".encode(), errors.EmptyPaper),
        (b"text \0 text", errors.NotText),
        (bytes(range(1, 9)) * 40 + b"\xff", errors.NotText),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, errors.BrokenPaper),
        (b"PK\x03\x04" + bytes(200), errors.BrokenPaper),
        (packed(**{"a.txt": "a"}), errors.ForeignFormat),
        (packed(**{"xl/workbook.xml": "a"}), errors.ForeignFormat),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), errors.ForeignFormat),
        (packed(**{"word/document.xml": "<unclosed"}), errors.BrokenPaper),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), errors.BrokenPaper),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.OldOffice),
        (b"Rar!\x1a\x07" + bytes(60), errors.ForeignFormat),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), errors.BrokenPaper),
        (b"{\\rtf1 }", errors.EmptyPaper),
        (b"<html></html>", errors.EmptyPaper),
    ],
    ids=lambda x: x.__name__ if isinstance(x, type) else x[:16].hex(),
)
def test_what_is_no_paper_has_its_sentence(content: bytes, failure: type[RatswegError]) -> None:
    with pytest.raises(failure) as raised:
        sheets(content, "paper.txt")
    assert raised.value.fields["name"] == "paper.txt"


def test_a_format_is_known_by_its_bytes_not_by_its_name() -> None:
    assert one(as_docx(), "antrag.pdf").text == one(as_docx(), "antrag.txt").text


def test_pages_are_parted_and_their_numbers_dropped() -> None:
    source = '#set page(footer: context [Seite #counter(page).display() von 2])\nErste\n#pagebreak()\nZweite'
    text = one(typst.compile(source.encode())).text
    assert [page.strip() for page in text.split("\f")] == ["Erste", "Zweite"]


def test_running_heads_stand_once() -> None:
    source = '#set page(header: [Stadt Musterstadt])\nA #pagebreak() B #pagebreak() C'
    assert one(typst.compile(source.encode())).text.split() == ["Stadt", "Musterstadt", "A", "B", "C"]


def test_columns_without_rules_keep_a_gap() -> None:
    source = "#grid(columns: (4cm, 8cm), [Einreicher:], [SPD-Fraktion], [Gegenstand:], [Trinkbrunnen])"
    lines = [line for line in one(typst.compile(source.encode())).text.split("\n") if line]
    assert [line.split("  ")[0] for line in lines] == ["Einreicher:", "Gegenstand:"]
    assert lines[0].index("SPD") == lines[1].index("Trink")


def test_a_word_broken_at_the_end_of_a_line_stays_broken() -> None:
    source = '#set page(width: 6cm, margin: 1cm)\n#set text(lang: "de", hyphenate: true)\nVerwaltungsangelegenheiten der Stadtverwaltung'
    text = one(typst.compile(source.encode())).text
    assert "-\n" in text
    assert text.replace("-\n", "").replace("\n", " ") == "Verwaltungsangelegenheiten der Stadtverwaltung"


def test_a_frame_around_text_is_no_table() -> None:
    source = "#rect[Beschlussvorschlag:\n\nDie Verwaltung wird beauftragt zu berichten.]"
    assert "\t" not in one(typst.compile(source.encode())).text


def test_cells_over_several_columns_keep_the_columns_below() -> None:
    source = "#table(columns: 4, [], [], table.cell(colspan: 2)[Ergebnis], [Gremium], [Tag], [ja], [nein], [Rat], [1.1.], [], [x])"
    lines = one(typst.compile(source.encode())).text.split("\n")
    assert lines == ["\t\tErgebnis", "Gremium\tTag\tja\tnein", "Rat\t1.1.\t\tx"]


def numbered(document: object, text: str, level: int, way: list[tuple[str, str]]) -> None:
    """A paragraph in a list of its own making: (numFmt, lvlText) a level."""
    root = document.part.numbering_part.element  # type: ignore[attr-defined]
    if not root.xpath('w:num[@w:numId="77"]'):
        abstract = OxmlElement("w:abstractNum", {qn("w:abstractNumId"): "77"})
        for depth, (counting, pattern) in enumerate(way):
            lvl = OxmlElement("w:lvl", {qn("w:ilvl"): str(depth)})
            for name, value in (("start", "1"), ("numFmt", counting), ("lvlText", pattern)):
                lvl.append(OxmlElement(f"w:{name}", {qn("w:val"): value}))
            abstract.append(lvl)
        root.insert(0, abstract)
        num = OxmlElement("w:num", {qn("w:numId"): "77"})
        num.append(OxmlElement("w:abstractNumId", {qn("w:val"): "77"}))
        root.append(num)
    properties = document.add_paragraph(text)._p.get_or_add_pPr()  # type: ignore[attr-defined]
    number = OxmlElement("w:numPr")
    number.append(OxmlElement("w:ilvl", {qn("w:val"): str(level)}))
    number.append(OxmlElement("w:numId", {qn("w:val"): "77"}))
    properties.append(number)


@pytest.mark.parametrize(
    ("way", "labels"),
    [
        ([("decimal", "%1."), ("lowerLetter", "%2)")], ["1.", "a)", "b)", "2.", "a)"]),
        ([("upperRoman", "%1."), ("decimal", "%1.%2")], ["I.", "I.1", "I.2", "II.", "II.1"]),
        ([("decimal", "Punkt %1:"), ("bullet", "-")], ["Punkt 1:", "•", "•", "Punkt 2:", "•"]),
        ([("lowerRoman", "(%1)"), ("decimal", "%2.")], ["(i)", "1.", "2.", "(ii)", "1."]),
    ],
)
def test_numbers_that_word_counts_are_written(way: list[tuple[str, str]], labels: list[str]) -> None:
    document = docx.Document()
    for word, level in zip("uvwxy", (0, 1, 1, 0, 1), strict=True):
        numbered(document, word, level, way)
    found = [line for line in one(saved(document)).text.split("\n") if line]
    assert found == [f"{label} {word}" for label, word in zip(labels, "uvwxy", strict=True)]


def test_lists_of_odt_count_start_and_go_on() -> None:
    item = "<text:list-item{}><text:p>{}</text:p></text:list-item>"
    first = f"<text:list text:style-name='L'>{item.format('', 'a')}{item.format('', 'b')}</text:list>"
    goes_on = f"<text:list text:style-name='L' text:continue-numbering='true'>{item.format('', 'c')}</text:list>"
    starts = ' text:start-value="5"'
    anew = f"<text:list text:style-name='L'>{item.format(starts, 'd')}</text:list>"
    found = one(odt(f"{first}<text:p>und</text:p>{goes_on}{anew}", LIST.format(way="a", suffix=")"))).text
    assert found.split("\n") == ["a) a", "b) b", "und", "c) c", "e) d"]


def test_what_word_hides_in_boxes_and_ticks_is_read_and_what_is_deleted_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("sichtbar ")._p
    symbol = OxmlElement("w:sym", {qn("w:font"): "Wingdings", qn("w:char"): "F0FE"})
    gone = OxmlElement("w:del")
    gone_run = OxmlElement("w:r")
    gone_text = OxmlElement("w:t")
    gone_text.text = "gestrichen"
    gone_run.append(gone_text)
    gone.append(gone_run)
    box = OxmlElement("w:txbxContent")
    stamp = OxmlElement("w:p")
    stamp_run = OxmlElement("w:r")
    stamp_text = OxmlElement("w:t")
    stamp_text.text = "Eingegangen 03.06.2021"
    stamp_run.append(stamp_text)
    stamp.append(stamp_run)
    box.append(stamp)
    ticked = OxmlElement("w:checkBox")
    ticked.append(OxmlElement("w:checked"))
    for part in (symbol, ticked, box):
        run = OxmlElement("w:r")
        run.append(part)
        paragraph.append(run)
    paragraph.append(gone)
    assert one(saved(document)).text == "Eingegangen 03.06.2021\nsichtbar ☑☒"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_decoded(encoding: str) -> None:
    sheet = one("Größe\r\nder Fläche".encode(encoding))
    assert sheet.text == "Größe\nder Fläche"
    assert [f.code for f in sheet.findings] == (["decoded_as"] if encoding == "cp1252" else [])


def test_text_is_clean() -> None:
    dirty = "Gro\u0308ße ﬂieﬁen Ver\u00adwaltung\u00a0\u200bzum\u202e A\x1b[31m\x07\f- 2 -\nzwei\u2028drei \uf0fe"
    sheet = one(dirty.encode())
    assert sheet.text == "Größe fliefien Verwaltung zum A[31m\fzwei\ndrei ☑"
    assert [(f.code, f.fields) for f in sheet.findings] == [("invisible_characters", {"count": "4"})]


def test_a_mail_is_what_is_attached_to_it() -> None:
    forwarded = EmailMessage()
    forwarded["From"], forwarded["Subject"] = "rat@example.org", "WG: Antrag"
    forwarded.set_content("Bitte registrieren")
    import email

    forwarded.add_attachment(email.message_from_bytes(as_mail(("Zweiter Antrag.docx", as_docx()))))
    mail = as_mail(("../Über Größe.pdf", as_pdf()), ("Tabelle.xlsx", packed(**{"xl/a": "a"})), ("weiter.eml", bytes(forwarded)))
    found = sheets(mail, "mail.eml")
    assert [sheet.name for sheet in found] == ["Über Größe.pdf", "Zweiter Antrag.docx"]
    assert [(f.code, f.fields) for f in found[0].findings] == [("attachment_unread", {"attachment": "Tabelle.xlsx"})]


def test_the_body_is_read_where_no_attachment_can_be() -> None:
    sheet = one(as_mail(("Tabelle.xlsx", packed(**{"xl/a": "a"})), body="Antrag:\nDie Größe"))
    assert sheet.text.strip() == "Antrag:\nDie Größe"
    assert [f.code for f in sheet.findings] == ["attachment_unread"]
    page = EmailMessage()
    page["From"] = "fraktion@example.org"
    page.set_content("<p>Antrag</p><ol><li>Größe</li></ol>", subtype="html")
    assert one(bytes(page)).text.split("\n") == ["Antrag", "", "• Größe"]


def test_a_mail_without_anything_says_why() -> None:
    with pytest.raises(errors.ForeignFormat) as raised:
        sheets(as_mail(("Tabelle.xlsx", packed(**{"xl/a": "a"})), body=" "), "mail.eml")
    assert raised.value.fields["name"] == "Tabelle.xlsx"
