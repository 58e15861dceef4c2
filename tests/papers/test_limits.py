"""Hostile papers: bombs, endless pages, deep nesting; bounded in time and memory, with a sentence."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from support.papers_made import pdf

from papers import errors
from papers.formats import apart, papers, sheets
from papers.formats.limits import LIMITS
from states.errors import RatswegError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    yield
    apart.APART.close()


def docx(document: str, **more: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, text in more.items():
            archive.writestr(name, text)
    return stream.getvalue()


def odt(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>")
    return stream.getvalue()


def png(width: int, height: int) -> bytes:
    """The head of a picture of that size, and nothing in it."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def mail(attached: bytes, times: int = 1) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["Date"] = "a@example.org", "Thu, 3 Jun 2021 10:00:00 +0200"
    letter.set_content(" ")
    for n in range(times):
        letter.add_attachment(attached, maintype="application", subtype="octet-stream", filename=f"{n}.eml")
    return bytes(letter)


def mails(depth: int) -> bytes:
    content = b"Antrag"
    for _ in range(depth):
        content = mail(content)
    return content


def laughs() -> str:
    """Entities of entities; unresolved they are nothing."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE d [<!ENTITY l0 "{"ha" * 50}">{entities}]><w:document {W}><w:body><w:p><w:r><w:t>Antrag&l11;</w:t></w:r></w:p></w:body></w:document>'


BOMBS = {
    "zip bomb": (docx("<a>" + "0" * 200_000_000 + "</a>"), errors.PaperTooLarge),
    "many members": (docx("<a/>", **{f"m{n}": "" for n in range(LIMITS.members)}), errors.PaperTooLarge),
    "deep XML": (docx(f"<w:document {W}><w:body>{'<w:sdt>' * 5000}{'</w:sdt>' * 5000}</w:body></w:document>"), errors.NestedTooDeep),
    "deep ODT": (odt("<text:section>" * 5000 + "</text:section>" * 5000), errors.NestedTooDeep),
    "deep HTML": (b"<!DOCTYPE html><html>" + b"<div>" * 200_000 + b"Antrag", errors.NestedTooDeep),
    "laughs": (docx(laughs()), errors.BrokenPaper),
    "many pages": (pdf(pages=5000), errors.TooManyPages),
    "locked": (pdf(trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<00><00>]"), errors.EncryptedPaper),
    "mails in mails": (mails(LIMITS.mails + 1), errors.NestedTooDeep),
    "many attachments": (mail(b"Antrag", LIMITS.attachments + 1), errors.TooManyAttachments),
    "many attachments of mails": (mail(mail(b"Antrag", 8), 5), errors.TooManyAttachments),
    "tables in tables": (b"<html>" + b"<table><tr><td>" * 5000, errors.NestedTooDeep),
    "large text": (b"Antrag " * (LIMITS.bytes // 7 + 1), errors.PaperTooLarge),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_has_its_sentence_in_seconds(name: str) -> None:
    content, failure = BOMBS[name]
    began = time.perf_counter()
    with pytest.raises(failure):
        sheets(content, name)
    assert time.perf_counter() - began < LIMITS.seconds


def test_a_picture_that_unpacks_to_billions_of_pixels_is_not_unpacked() -> None:
    with pytest.raises(errors.PictureTooLarge):
        sheets(png(100_000, 100_000), "bomb.png")


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><html>" + b"<div>" * 2_000 + b"Antrag",
        b"<html>" + b"<ol><li>" * 1_000 + b"Antrag",
        b"<html>" + b"<b" * 200_000 + b"><p>Antrag",
        b"<html><p>Antrag" + b"<!--" * 200_000,
        b"{\\rtf1 Antrag " + b"{" * 200_000,
        b"<p>" * 10 + b"<" * 1_000_000 + b" Antrag",
        b"Antrag\n" + b"|" * 1_000_000,
        b"Antrag\n" + b"*" * 1_000_000,
        b"MIME-Version: 1.0\nFrom: a@b\n" + b"Subject: " + b"=?" * 200_000 + b"\n\nAntrag",
    ],
    ids=["div", "lists", "open tags", "comments", "groups", "brackets", "bars", "stars", "header"],
)
def test_what_is_deep_or_long_is_read_in_seconds(content: bytes) -> None:
    began = time.perf_counter()
    (sheet,) = sheets(content, "deep")
    assert "Antrag" in sheet.text
    assert len(sheet.text) < 3_000_000
    assert time.perf_counter() - began < 60


def test_nothing_outside_the_paper_is_read(tmp_path: object) -> None:
    (tmp_path / "secret").write_text("geheim")  # type: ignore[operator]
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    document = f"{outside}<w:document {W}><w:body><w:p><w:r><w:t>Antrag &x;</w:t></w:r></w:p></w:body></w:document>"
    (sheet,) = sheets(docx(document), "outside.docx")
    assert sheet.text == "Antrag "[: len(sheet.text)]


def test_what_takes_too_long_is_ended_and_the_next_paper_read(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = pdf(stream=b"BT /F 9 Tf " + b"1 0 0 1 9 9 Tm (Antrag) Tj " * 3_000_000 + b"ET")
    assert len(endless) < 1_000_000
    began = time.perf_counter()
    with monkeypatch.context() as patch:
        patch.setattr(papers, "LIMITS", replace(LIMITS, seconds=0.4))
        with pytest.raises(errors.ReadingTooLong):
            sheets(endless, "endless.pdf")
    assert time.perf_counter() - began < LIMITS.seconds, "the shorter limit held"
    (sheet,) = sheets(pdf(stream=b"BT /F 9 Tf 9 9 Td (Antrag) Tj ET"), "small.pdf")
    assert sheet.text == "Antrag"


def test_what_needs_too_much_memory_has_its_sentence() -> None:
    """The bound of the reading process, drawn close enough to be met by a paper of the tests."""
    words = (
        "import resource, sys; from papers.formats import readers, docx;"
        "resource.setrlimit(resource.RLIMIT_AS, (250_000_000, resource.RLIM_INFINITY));"
        "readers.pages('docx', sys.stdin.buffer.read())"
    )
    much = docx(f"<w:document {W}><w:body>{'<w:p/>' * 2_000_000}</w:body></w:document>")
    done = subprocess.run([apart.sys.executable, "-c", words], input=much, capture_output=True, cwd=apart._ROOT, check=False)
    assert b"errors.ReadingTooLarge: reading_too_large {'limit': 300}" in done.stderr.splitlines()[-1]


def test_what_breaks_the_reader_breaks_no_other_paper() -> None:
    paper = pdf(stream=b"BT /F 9 Tf 9 9 Td (Antrag) Tj ET")
    sheets(paper, "first.pdf")
    child = apart.APART._child
    assert child is not None
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    (sheet,) = sheets(paper, "second.pdf")
    assert sheet.text == "Antrag"
    assert apart.APART._child is not child


def test_the_process_that_reads_knows_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATSWEG_MAIL_PASSWORD", "geheim")
    sheets(b"{\\rtf1 Antrag}", "paper.rtf")
    child = apart.APART._child
    assert child is not None
    assert b"geheim" not in Path(f"/proc/{child.pid}/environ").read_bytes()


def test_one_process_serves_many_papers_and_is_gone_when_closed() -> None:
    paper = pdf(stream=b"BT /F 9 Tf 9 9 Td (Antrag) Tj ET")
    sheets(paper, "1.pdf")
    child = apart.APART._child
    assert child is not None
    for _ in range(50):
        sheets(paper, "n.pdf")
    assert apart.APART._child is child
    assert int(told(child.pid)["VmRSS"].split()[0]) < 200_000  # kB
    apart.APART.close()
    assert child.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.killpg(child.pid, 0)


def told(number: int) -> dict[str, str]:
    """What the kernel tells about a process."""
    lines = Path(f"/proc/{number}/status").read_text("utf-8").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_the_process_ends_with_its_parent() -> None:
    """A parent that is killed leaves no reader behind."""
    words = "from papers.formats import apart, sheets; sheets(b'{\\\\rtf1 a}', 'a'); print(apart.APART._child.pid, flush=True); input()"
    parent = subprocess.Popen([apart.sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=apart._ROOT)
    assert parent.stdin and parent.stdout
    child = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for pipe in (parent.stdin, parent.stdout):
        pipe.close()
    end = time.monotonic() + 60
    while running(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not running(child)


def running(number: int) -> bool:
    try:
        return not told(number)["State"].startswith("Z")
    except FileNotFoundError:
        return False


def test_every_failure_of_reading_is_known_to_both_processes() -> None:
    own = {e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, RatswegError)}
    assert set(apart._FAILURES.values()) == own
