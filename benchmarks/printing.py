"""Prints a paper: to PDF, to DOCX, and as a scan of the PDF."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import docx
import pypdfium2
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageChops

from benchmarks.setting import Block, Columns, Paragraph, Table

_LETTER = (Path(__file__).parent / "paper.typ").read_bytes()
_FACES = (("Liberation Sans", 11, False), ("Liberation Serif", 12, True), ("DejaVu Sans", 10, False), ("Liberation Sans", 10, True))
_DPI, _SKEW, _GRAIN = 200, 0.4, 40  # of the scanner: dots an inch, degrees, levels of grey
_NUMBERED, _LETTERED = re.compile(r"(\d+)([.)]+)"), re.compile(r"([a-z])([.)])")


def as_pdf(blocks: Sequence[Block], number: int) -> bytes:
    """A letter of A4 pages; the number of the paper chooses letters, size and justification."""
    font, size, justified = _FACES[number % len(_FACES)]
    plain = [{**asdict(b), **({"widths": _widths(b)} if isinstance(b, Table) else {})} for b in blocks]
    paper = {"font": font, "size": size, "justified": justified, "blocks": plain}
    printed: bytes = typst.compile(_LETTER, sys_inputs={"paper": json.dumps(paper)})
    return printed


def _widths(table: Table) -> list[int]:
    """How wide the columns are beside one another: as their longest line, within bounds; words fit."""
    widths = [7] * table.columns
    for row in table.rows:
        offset = table.columns - sum(cell.across for cell in row)
        for cell in row:
            if cell.across == 1:
                longest, word = (max(map(len, part)) for part in (cell.text.split("\n"), cell.text.split() or [""]))
                widths[offset] = max(widths[offset], word + 3, min(longest, 34))
            offset += cell.across
    return widths


def as_scan(pdf: bytes, seed: int) -> bytes:
    """The pages as grey pictures from a scanner on which they lay a little askew."""
    grain = random.Random(seed)
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        grey = page.render(scale=_DPI / 72, grayscale=True).to_pil()
        turned = grey.rotate(_SKEW, Image.Resampling.BICUBIC, fillcolor=255)
        noise = Image.frombytes("L", turned.size, grain.randbytes(turned.width * turned.height))
        small = noise.point([level * _GRAIN // 255 for level in range(256)])
        pages.append(ImageChops.add(turned, small, offset=-_GRAIN // 2))
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", resolution=_DPI, save_all=True, append_images=pages[1:])
    return stream.getvalue()


def as_odt(documents: dict[str, bytes]) -> dict[str, bytes]:
    """DOCX by name, as LibreOffice saves them in its own format; FileNotFoundError without it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in documents.items():
            (Path(folder) / f"{name}.docx").write_bytes(content)
        papers = [str(path) for path in Path(folder).glob("*.docx")]
        own = f"-env:UserInstallation=file://{folder}/office"
        command = ["soffice", own, "--headless", "--convert-to", "odt", "--outdir", folder, *papers]
        subprocess.run(command, check=True, capture_output=True)
        return {name: (Path(folder) / f"{name}.odt").read_bytes() for name in documents}


def as_docx(blocks: Sequence[Block], *, counted: bool) -> bytes:
    """A document of paragraphs and real tables; if *counted*, Word counts the points itself."""
    document = docx.Document()
    lists = _Lists(document, blocks) if counted else None
    for block in blocks:
        if isinstance(block, Table):
            _ruled(document, block)
        elif isinstance(block, Columns):
            written = [document.add_paragraph("\t".join(row).rstrip("\t")) for row in block.rows]
            for line in written[:-1]:
                line.paragraph_format.space_after = 0
        elif not (block.label and lists and lists.add(block)):
            text = f"{block.label}\t{block.text}" if block.label else block.text
            document.add_paragraph().add_run(text).bold = block.heading
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _ruled(document: docx.document.Document, table: Table) -> None:
    grid = document.add_table(rows=len(table.rows), cols=table.columns, style="Table Grid")
    for number, row in enumerate(table.rows):
        offset = table.columns - sum(cell.across for cell in row)
        for cell in row:
            first = grid.cell(number, offset)
            first.merge(grid.cell(number + cell.down - 1, offset + cell.across - 1)).text = cell.text
            offset += cell.across


class _Lists:
    """The list of a document, in the style of its labels: numbers, and letters below them."""

    def __init__(self, document: docx.document.Document, blocks: Sequence[Block]) -> None:
        self._document = document
        labels = [block.label for block in blocks if isinstance(block, Paragraph)]
        self._tails = [next((m[2] for m in map(way.fullmatch, labels) if m), ".") for way in (_NUMBERED, _LETTERED)]
        self._next = [1, 1]
        root = document.part.numbering_part.element
        abstract = _element("abstractNum", abstractNumId="77")
        for level, way in enumerate(("decimal", "lowerLetter")):
            lvl = _element("lvl", ilvl=str(level))
            for name, value in (("start", "1"), ("numFmt", way), ("lvlText", f"%{level + 1}{self._tails[level]}")):
                lvl.append(_element(name, val=value))
            abstract.append(lvl)
        root.insert(0, abstract)
        num = _element("num", numId="77")
        num.append(_element("abstractNumId", val="77"))
        root.append(num)

    def add(self, point: Paragraph) -> bool:
        """Add a point if its label is the one that Word will count."""
        level, counts = min(point.depth, 1), self._next
        count = chr(96 + counts[1]) if level else str(counts[0])
        if point.label != count + self._tails[level]:
            return False
        self._next = [counts[0], counts[1] + 1] if level else [counts[0] + 1, 1]
        numbered = _element("numPr")
        numbered.append(_element("ilvl", val=str(level)))
        numbered.append(_element("numId", val="77"))
        self._document.add_paragraph(point.text)._p.get_or_add_pPr().append(numbered)
        return True


def _element(name: str, **attributes: str) -> OxmlElement:
    return OxmlElement(f"w:{name}", {qn(f"w:{key}"): value for key, value in attributes.items()})
