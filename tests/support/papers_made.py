"""Papers made for the tests: one motion in every format, and the parts to make others of."""

from __future__ import annotations

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx
import typst

ROWS = (
    ("Beratungsfolge", "Sitzung", "bestätigt", "abgelehnt"),
    ("Ausschuss für Klimaschutz und Umwelt", "22.06.2021", "", "☒"),
    ("Stadtrat", "14.07.2021", "x", ""),
)
LINES = (
    "Beschlussantrag Nr. BA-041/2021",
    *("\t".join(row).rstrip() for row in ROWS),
    "Die Verwaltung wird beauftragt,",
    "1. die Größe der Fläche zu prüfen.",
    "2. dem Stadtrat zu berichten.",
)


def as_text() -> bytes:
    return "\n".join(LINES).encode()


def as_pdf() -> bytes:
    cells = ", ".join(f"[{cell}]" for row in ROWS for cell in row)
    points = "\n".join(f"+ {line[3:]}" for line in LINES[-2:])
    source = f"{LINES[0]}\n#table(columns: (2fr, 1fr, 1fr, 1fr), {cells})\n{LINES[4]}\n{points}"
    return typst.compile(source.encode())


def as_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(LINES[0])
    table = document.add_table(rows=len(ROWS), cols=4)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text.replace(" und ", "\nund ")  # a line break in a cell is a space
    document.add_paragraph(LINES[4])
    for line in LINES[-2:]:
        document.add_paragraph(line[3:], style="List Number")
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def packed(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            member = zipfile.ZipInfo(name.replace("__", "/"))  # of no day: the same bytes in every process
            archive.writestr(member, text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles>{styles}</office:automatic-styles>
 <office:body><office:text>{body}</office:text></office:body></office:document-content>"""
LIST = '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="{way}" style:num-suffix="{suffix}"/></text:list-style>'


def as_odt() -> bytes:
    def cell(text: str) -> str:
        return f"<table:table-cell><text:p>{text}</text:p></table:table-cell>"

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in ROWS)
    points = "".join(f"<text:list-item><text:p>{line[3:]}</text:p></text:list-item>" for line in LINES[-2:])
    body = f"<text:p>{LINES[0]}</text:p><table:table>{rows}</table:table><text:p>{LINES[4]}</text:p><text:list text:style-name='L'>{points}</text:list>"
    return odt(body, LIST.format(way="1", suffix="."))


def odt(body: str, styles: str = "") -> bytes:
    return packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": ODT.format(body=body, styles=styles)})


def as_html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell.replace(' und ', '<br>und ')}</td>" for cell in row) + "</tr>" for row in ROWS)
    points = "".join(f"<li>{line}</li>" for line in LINES[-2:])
    script = "<script>document.write('<p>5. nie</p>')</script><style>p{}</style>"
    return f"<!DOCTYPE html><html><head>{script}</head><body><p>{LINES[0]}</p><table>{rows}</table><p>{LINES[4]}</p><ol>{points}</ol></body></html>".encode()


def as_rtf() -> bytes:
    def written(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    rows = "".join(r"\trowd\cellx1\cellx2 " + "".join(rf"\intbl {cell}\cell " for cell in row) + r"\row " for row in ROWS)
    points = "".join(rf"{{\listtext {line[:2]} }}{line[3:]}\par " for line in LINES[-2:])
    return written(rf"{{\rtf1\ansi\ansicpg1252 {LINES[0]}\par {rows}\pard {LINES[4]}\par {points}}}").encode()


def as_mail(*attached: tuple[str, bytes], body: str = "Anbei unser Antrag.") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "fraktion@example.org", "rat@example.org", "Antrag"
    mail.set_content(body)
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


def in_mail() -> bytes:
    return as_mail(("Antrag.bin", as_pdf()))


FORMATS = [as_text, as_pdf, as_docx, as_odt, as_html, as_rtf, in_mail]


def pdf(*, pages: int = 1, stream: bytes = b"", trailer: str = "") -> bytes:
    """A PDF by hand; all its pages are one."""
    packed = zlib.compress(stream, 9)
    kids = "3 0 R " * pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(written)}\n%%EOF"
    return written + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + end.encode()
