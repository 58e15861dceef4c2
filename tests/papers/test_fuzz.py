"""Papers damaged at random: only a known failure may come of it, whatever the format.

In small here; `make torture` sets RATSWEG_FUZZ to have many more examples of each.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.papers_made import FORMATS, pdf

from papers import errors
from papers.formats import mail, plain, readers, sheets
from papers.formats.apart import APART
from papers.formats.cleaning import cleaned
from papers.formats.kinds import kind
from states.errors import RatswegError

TIMES = int(os.environ.get("RATSWEG_FUZZ", "40"))
OFTEN = settings(max_examples=TIMES, deadline=None, suppress_health_check=[*HealthCheck])
PAPERS = {form.__name__: form() for form in FORMATS}
TICKED = pdf(stream=b"BT /F 9 Tf 9 9 Td (Antrag) Tj ET 10 10 m 90 10 l S 10 20 80 30 re S q Q")
WORDS = ["<", ">", "&", "w:p", "w:tbl", "w:tc", "w:val", "<w:p>", "</w:p>", "\\u", "\\'", "{", "}", "\0", "\n\n", "--", "=?utf-8?q?", "obj", "stream", "R", "99999999999", "-1", "text:list", "ſ", "\ud7ff"]


OURS = re.compile(r"(?:Type|Attribute|Key|Index|Name|Assertion|Unicode\w*|Zero\w*|Value)Error: ")


@pytest.fixture(autouse=True, scope="module")
def _ended() -> Iterator[None]:
    yield
    APART.close()


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """*content* with pieces cut, repeated, moved, or written over."""
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(start + draw(st.integers(0, 60)), len(content))
        put = draw(st.one_of(st.binary(max_size=6), st.sampled_from(WORDS).map(lambda w: w.encode("utf-8", "surrogatepass")), st.just(content[start:end] * 3)))
        content = content[:start] + put + content[end:]
    return content


@st.composite
def repacked(draw: st.DrawFn, content: bytes) -> bytes:
    """An office file with one of its members damaged, packed well."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w") as anew:
        names = [n for n in packed.namelist() if n.endswith((".xml", ".rels"))]
        chosen = draw(st.sampled_from(names))
        for name in packed.namelist():
            member = packed.read(name)
            anew.writestr(name, draw(damaged(member)) if name == chosen else member)
    return stream.getvalue()


def read_here(content: bytes) -> None:
    """Read in this process, where a mistake of ours is not taken for one of the paper."""
    try:
        form = kind(content)
        if form not in ("plain", "mail", "pdf", "picture"):
            readers.pages(form, content)
        elif form == "mail":
            mail.opened(content)
        elif form == "plain":
            cleaned(plain.text(content)[0])
    except RatswegError:
        pass


def read_apart(content: bytes) -> None:
    """Read in the other process; there a class of Python in the trouble is a mistake of ours."""
    try:
        for sheet in sheets(content, "paper"):
            assert not re.search("[\0-\x08\x0e-\x1f\x7f-\x9f\u200b\u202e\ud800-\udfff]", sheet.text)
            assert sheet.text.strip()
    except RatswegError as error:
        assert error.fields["name"]
        assert not OURS.match(str(error.fields.get("trouble")))


@pytest.mark.parametrize("form", PAPERS)
def test_a_damaged_paper_raises_nothing_unknown(form: str) -> None:
    @OFTEN
    @given(damaged(PAPERS[form]))
    def damage(content: bytes) -> None:
        read_here(content)

    damage()


@pytest.mark.parametrize("form", ["as_docx", "as_odt"])
def test_damaged_xml_in_a_sound_office_file_raises_nothing_unknown(form: str) -> None:
    @OFTEN
    @given(repacked(PAPERS[form]))
    def damage(content: bytes) -> None:
        read_here(content)

    damage()


@OFTEN
@given(st.one_of(damaged(PAPERS["as_pdf"]), damaged(TICKED)))
def test_a_damaged_pdf_raises_nothing_unknown(content: bytes) -> None:
    try:
        APART.call("papers.formats.opening:opened", content)  # only its text: recognising pictures takes seconds
    except RatswegError as error:
        assert not OURS.match(str(error.fields.get("trouble")))


@OFTEN
@given(st.one_of(st.binary(max_size=400), st.text().map(lambda t: t.encode("utf-8", "replace")), st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1 ", b"<html>", b"MIME-Version: 1.0\n", b"\xff\xfe"]).flatmap(lambda h: st.binary(max_size=300).map(lambda t: h + t))))
def test_any_bytes_are_text_or_a_known_failure(content: bytes) -> None:
    read_apart(content)


def test_the_failures_have_a_name_for_the_paper() -> None:
    """The fuzz accepts what has a name; each of them is said to have one."""
    for failure in vars(errors).values():
        if isinstance(failure, type) and issubclass(failure, RatswegError) and failure is not RatswegError:
            assert "name" in str(failure.__doc__)
