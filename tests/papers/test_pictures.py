"""A picture is looked at before OCR is asked for: what is wrong with it is told, not what is missing here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import typst
from PIL import Image

from papers import errors
from papers.formats import sheets
from papers.formats.apart import APART

PAGE = Image.effect_noise((600, 800), 60)


def saved(form: str, **more: object) -> bytes:
    stream = io.BytesIO()
    PAGE.save(stream, form, **more)
    return stream.getvalue()


WHOLE = {form: saved(form) for form in ("PNG", "JPEG", "TIFF")}
WRONG = {
    **{f"half a {form}": content[: len(content) // 2] for form, content in WHOLE.items()},
    "a head alone": b"\x89PNG\r\n\x1a\n",
    "a damaged PNG": WHOLE["PNG"][:200] + bytes(2000) + WHOLE["PNG"][2200:],
    "nothing after the head": b"II*\0" + bytes(100),
}


@pytest.fixture
def plain_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No program of the system is found, tesseract least of all."""
    APART.close()
    monkeypatch.setenv("PATH", str(tmp_path))
    yield
    APART.close()


@pytest.mark.usefixtures("plain_machine")
@pytest.mark.parametrize("name", WRONG)
def test_a_broken_picture_is_told_as_broken_where_tesseract_is_missing(name: str) -> None:
    with pytest.raises(errors.BrokenPaper):
        sheets(WRONG[name], name)


@pytest.mark.usefixtures("plain_machine")
def test_too_many_pictures_are_told_as_too_many(tmp_path: Path) -> None:
    with pytest.raises(errors.TooManyScanned):
        sheets(saved("TIFF", save_all=True, append_images=[PAGE.resize((20, 20))] * 200), "scan.tif")


@pytest.mark.usefixtures("plain_machine")
@pytest.mark.parametrize("form", WHOLE)
def test_a_good_picture_says_what_is_missing_here(form: str) -> None:
    with pytest.raises(errors.NoOcr):
        sheets(WHOLE[form], "scan")


@pytest.mark.usefixtures("plain_machine")
def test_an_empty_picture_is_told_as_empty() -> None:
    stream = io.BytesIO()
    Image.new("L", (1200, 1700), 250).save(stream, "PNG")
    with pytest.raises(errors.EmptyPaper):
        sheets(stream.getvalue(), "leer.png")


@pytest.mark.usefixtures("plain_machine")
def test_the_pages_that_have_text_are_read_and_the_others_named(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(WHOLE["PNG"])
    source = '#set page(paper: "a5")\n#image("scan.png")\n#pagebreak()\nSeite mit Text\n#pagebreak()\n#image("scan.png")'
    (tmp_path / "scan.typ").write_text(source, "utf-8")
    (sheet,) = sheets(typst.compile(tmp_path / "scan.typ"), "scan.pdf")
    assert sheet.text.strip() == "Seite mit Text"
    assert [(found.code, found.fields) for found in sheet.findings] == [("pages_unread", {"pages": "1, 3"})]
