"""Scans are read like paper: words, columns, tables and ticks; skewed, noisy, upside down."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import typst
from PIL import Image

from benchmarks.tesseract import available
from papers import errors
from papers.formats import ocr, papers, sheets
from papers.formats.limits import LIMITS
from papers.formats.misreadings import put_right
from papers.formats.skew import straightened

SOURCE = """#set page(paper: "a5", margin: 1.5cm)
#set text(lang: "de", size: 11pt)
#let box = rect(width: 3mm, height: 3mm, stroke: 0.5pt)
*Beschlussantrag Nr. BA-041/2021*

#grid(columns: (4cm, 8cm), [Einreicher:], [SPD-Fraktion])

#table(columns: (3fr, 2fr, 1fr, 1fr), [Gremium], [Sitzung], [ja], [nein],
  [Ausschuss für Umwelt], [22.06.2021], [☒], [#box], [Stadtrat], [14.07.2021], [#box], [✗],
  [Sportausschuss], [15.07.2021], [x], [])

Die Verwaltung wird beauftragt, dem Stadtrat bis zum 31.12.2021 über die Größe zu berichten.
"""


@pytest.fixture(autouse=True)
def _tesseract() -> None:
    if not available():
        pytest.skip("no tesseract: install Debian's tesseract-ocr and tesseract-ocr-deu")


@pytest.fixture(scope="module")
def page() -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(typst.compile(SOURCE.encode(), format="png", ppi=200))) as image:
        yield image.convert("L")


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, form, **more)
    return stream.getvalue()


def lines(content: bytes) -> list[str]:
    (sheet,) = sheets(content, "scan")
    assert [f.code for f in sheet.findings] == ["scanned"]
    return [line.rstrip() for line in sheet.text.split("\n") if line.strip()]


@pytest.mark.parametrize("turned", [0, -1.4])
def test_a_scanned_table_keeps_its_cells_and_ticks(page: Image.Image, turned: float) -> None:
    skewed = page.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255)
    noisy = Image.blend(skewed, Image.effect_noise(page.size, 40), 0.1)
    found = [line.replace("X", "x") for line in lines(saved(noisy, "JPEG"))]
    assert found[0] == "Beschlussantrag Nr. BA-041/2021"
    assert re.fullmatch(r"Einreicher: {2,}SPD-Fraktion", found[1])
    assert found[2:6] == [
        "Gremium\tSitzung\tja\tnein",
        "Ausschuss für Umwelt\t22.06.2021\tx",
        "Stadtrat\t14.07.2021\t\tx",
        "Sportausschuss\t15.07.2021\tx",
    ]
    assert " ".join(found[6:]).endswith("bis zum 31.12.2021 über die Größe zu berichten.")


def test_a_page_upside_down_among_others_is_read(page: Image.Image) -> None:
    fax = saved(page.convert("1"), "TIFF", save_all=True, append_images=[page.rotate(180).convert("1")], compression="group4")
    (sheet,) = sheets(fax, "fax.tif")
    assert [f.fields for f in sheet.findings] == [{"pages": "1, 2"}]
    assert [part.count("BA-041/2021") for part in sheet.text.split("\f")] == [1, 1]


def as_pdf_with(page: Image.Image) -> bytes:
    """A page of text, then one that is a picture."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "scan.png").write_bytes(saved(page, "PNG"))
        source = '#set page(paper: "a5", margin: 0pt)\nErste Seite mit Text\n#pagebreak()\n#image("scan.png", width: 100%)'
        Path(folder, "scan.typ").write_text(source, "utf-8")
        return typst.compile(f"{folder}/scan.typ")


def test_a_pdf_of_text_and_of_pictures_is_read_whole(page: Image.Image) -> None:
    (sheet,) = sheets(as_pdf_with(page), "scan.pdf")
    first, second = sheet.text.split("\f")
    assert first.strip() == "Erste Seite mit Text"
    assert "Ausschuss für Umwelt\t22.06.2021\tx" in second
    assert [f.fields for f in sheet.findings] == [{"pages": "2"}]


def test_a_scan_put_into_a_word_file_is_read(page: Image.Image) -> None:
    document = docx.Document()
    document.add_picture(io.BytesIO(saved(page, "PNG")))
    stream = io.BytesIO()
    document.save(stream)
    assert lines(stream.getvalue())[0] == "Beschlussantrag Nr. BA-041/2021"


def test_a_page_that_cannot_be_read_costs_no_other(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "LIMITS", replace(LIMITS, seconds_a_picture=0.1))
    (sheet,) = sheets(as_pdf_with(page), "mixed.pdf")
    assert sheet.text.strip() == "Erste Seite mit Text"
    assert [(f.code, f.fields) for f in sheet.findings] == [("pages_unread", {"pages": "2"})]
    with pytest.raises(errors.ReadingTooLong):
        sheets(saved(page, "PNG"), "scan.png")


@pytest.mark.parametrize("angle", [0, 0.5, -2.0, 3.0])
def test_a_skewed_page_is_straightened(page: Image.Image, angle: float) -> None:
    def white_rows(image: Image.Image) -> int:
        return image.resize((1, image.height), Image.Resampling.BOX).tobytes().count(255)

    skewed = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert white_rows(straightened(skewed)) >= 0.8 * white_rows(page)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("1.A. Jorinde Haselbach", "i.A. Jorinde Haselbach"),
        ("Antrag AO231/21", "Antrag A0231/21"),
        ("am 31.I2.2O21", "am 31.12.2021"),
        ("gez. IIka Brömmelhaus", "gez. Ilka Brömmelhaus"),
        ("BUNDNIS 90/DIE GRUNEN", "BÜNDNIS 90/DIE GRÜNEN"),
        ("Seite lvon1", "Seite 1 von 1"),
        ("CO2 und NO2, Abschnitt II, Teil 1.A.2", "CO2 und NO2, Abschnitt II, Teil 1.A.2"),
        ("1. Antrag an die Stadt", "1. Antrag an die Stadt"),
    ],
)
def test_known_misreadings_are_put_right_and_nothing_else(read: str, meant: str) -> None:
    assert put_right(read) == meant


def test_an_empty_page_is_not_searched_for_letters() -> None:
    grain = Image.blend(Image.new("L", (1200, 1700), 235), Image.effect_noise((1200, 1700), 60), 0.1)
    assert ocr.text(grain) == ""


def test_dirt_is_no_tick() -> None:
    from PIL import ImageDraw

    from papers.formats.grid import grids
    from papers.formats.ticks import with_ticks

    grey = Image.new("L", (300, 100), 255)
    draw = ImageDraw.Draw(grey)
    draw.point((50, 50), 0)  # a speck
    draw.rectangle((130, 30, 160, 60), outline=0, width=3)  # an empty box
    draw.line((230, 30, 260, 60), fill=0, width=4)  # a cross
    draw.line((260, 30, 230, 60), fill=0, width=4)
    (table,) = grids([(0, 0, 299), (99, 0, 299)], [(x, 0, 99) for x in (0, 100, 200, 299)], 5)
    assert [word.text for word in with_ticks(grey, table, [])] == ["x"]
    assert [table.cell(*word.middle) for word in with_ticks(grey, table, [])] == [(0, 2)]


