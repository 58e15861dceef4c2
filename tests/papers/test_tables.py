"""The finder of ruled tables, against another finder and on pages that are hard for it."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2
import pytest
import typst
from support.papers_made import pdf

from papers.formats import sheets
from papers.formats.grid import Grid, grids
from papers.formats.layout import PrintedWord, laid_out
from papers.formats.shapes import PageSpace, Shapes

CELLS = ", ".join(f"[Zelle {n}]" for n in range(12))
TABLES = {
    "plain": f"#table(columns: 4, {CELLS})",
    "wide cell": f"#table(columns: 4, table.cell(colspan: 4)[Kopf], {CELLS})",
    "tall cell": "#table(columns: 3, table.cell(rowspan: 2)[Hoch], [a], [b], [c], [d], [e], [f], [g])",
    "two tables": f"#table(columns: 4, {CELLS})\nText\n#table(columns: 3, {CELLS})",
    "thick": f"#table(columns: 4, stroke: 2pt, {CELLS})",
    "filled": f"#table(columns: 4, fill: (x, y) => if y == 0 {{ silver }}, {CELLS})",
    "turned sheet": f"#set page(flipped: true)\n#table(columns: 4, {CELLS})",
    "none": "#underline[Unterschrift] #line(length: 5cm) #rect[Rahmen]",
}


def read(content: bytes) -> str:
    (sheet,) = sheets(content, "table.pdf")
    return sheet.text


def ours(content: bytes) -> list[Grid]:
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    shapes = Shapes(page, PageSpace(page))
    found = grids(shapes.horizontal, shapes.vertical, 3.0)
    document.close()
    return found


@pytest.mark.parametrize("name", TABLES)
def test_the_cells_are_those_another_finder_finds(name: str) -> None:
    content = typst.compile(TABLES[name].encode())
    with pdfplumber.open(io.BytesIO(content)) as document:
        others = [t for t in document.pages[0].find_tables() if len(t.cells) > 1]
    wanted = [sorted((round(c[0] / 4), round(c[1] / 4)) for c in table.cells) for table in others]
    found = [{cell: grid.box(cell) for cell in grid.cells.values()} for grid in ours(content)]
    assert len(found) == len(wanted)
    for cells, corners in zip(found, wanted, strict=True):
        assert len(cells) == len(corners)
        near = sorted((box[0] / 4, box[1] / 4) for box in cells.values())
        assert all(abs(a[0] - b[0]) < 1 and abs(a[1] - b[1]) < 1 for a, b in zip(near, corners, strict=True))


def test_prose_in_a_cell_keeps_its_lines() -> None:
    prose = "+ " + "Die Verwaltung prüft die Fläche. " * 8 + "\n+ Sie berichtet."
    text = read(typst.compile(f"#table(columns: (3cm, 12cm), [Beschluss], [{prose}])".encode()))
    lines = text.split("\n")
    assert lines[0] == "Beschluss"
    assert lines[1].startswith("1. Die Verwaltung")
    assert lines[-1] == "2. Sie berichtet."


def test_a_table_without_outer_lines_is_read() -> None:
    across = [(y, 0.0, 300.0) for y in (0.0, 20.0, 40.0)]
    (grid,) = grids(across, [(100.0, 0.0, 40.0), (200.0, 0.0, 40.0)], 3.0)
    words = [PrintedWord(f"w{x}{y}", x + 5, x + 30, y + 14, 10) for y in (0, 20) for x in (0, 100, 200)]
    assert laid_out(words, [grid]) == "w00\tw1000\tw2000\nw020\tw10020\tw20020"


def test_a_drawing_is_no_table() -> None:
    lines = [(float(n), 0.0, 5000.0) for n in range(0, 12_000, 8)]
    assert grids(lines, lines, 3.0) == []


def test_a_page_turned_for_the_eye_is_read_as_it_is_seen() -> None:
    source = f"#set page(width: 21cm, height: 29.7cm)\n#rotate(-90deg, reflow: true)[#box(width: 20cm)[Kopf\n\n#table(columns: 4, {CELLS})\n\nFuß]]"
    document = pypdfium2.PdfDocument(typst.compile(source.encode()))
    document[0].set_rotation(90)
    stream = io.BytesIO()
    document.save(stream)
    lines = [line for line in read(stream.getvalue()).split("\n") if line]
    assert lines[0] == "Kopf"
    assert lines[1] == "Zelle 0\tZelle 1\tZelle 2\tZelle 3"
    assert lines[-1] == "Fuß"


def test_what_stands_up_the_margin_comes_last() -> None:
    source = "#place(dx: -1cm, rotate(-90deg, reflow: true)[Drucksache])Antrag der Fraktion\n\nGegenstand"
    assert read(typst.compile(source.encode())).split() == ["Antrag", "der", "Fraktion", "Gegenstand", "Drucksache"]


def test_a_word_printed_twice_for_boldness_is_read() -> None:
    words = [PrintedWord("Antrag", 10, 50, 20, 10), PrintedWord("Antrag", 10.4, 50.4, 20, 10), PrintedWord("Nr.", 54, 66, 20, 10)]
    assert laid_out(words) == "Antrag Nr."


def test_fields_filled_in_are_part_of_the_page() -> None:
    field = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(n)/V(A-052)/F 4/Rect[100 700 200 720]/AP<</N 7 0 R>>>>"
    look = b"<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F 5 0 R>>>>/Length 36>>stream\nBT /F 9 Tf 2 5 Td (A-052/2021) Tj ET \nendstream"
    plain = pdf(stream=b"BT /F 9 Tf 20 705 Td (Nummer:) Tj ET")
    head, _, _ = plain.partition(b"xref\n")
    head = head.replace(b"/Contents 4 0 R", b"/Contents 4 0 R/Annots[6 0 R]")
    content = head + b"6 0 obj\n" + field + b"\nendobj\n7 0 obj\n" + look + b"\nendobj\ntrailer<</Size 8/Root 1 0 R>>\n%%EOF"
    assert read(content).split() == ["Nummer:", "A-052/2021"]
