"""What stands in a letter's headers is what two readers read, who share no code; so with the body."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters.test_letters import LETTERS
from support.examples_of_letters import case, origin, written
from support.rfc2047 import by_perl, decoded, header

from notifications.letters import Letter
from notifications.mime import mime

BEGINNINGS = [
    *("Bericht heute fällig: BA-001/2020.3-B1/1, 03.03.2021", "Bericht überfällig: BA-111/2020.3-B1/12"),
    *("Auftrag überfällig: BV-017/21.2-A1, 31.12.2021", "Stand des Berichts: A-7/2022.10-B2/3, 01.02.2022"),
    *("Rückfrage: ÄA-003/2021", "BA-041/2021-S2: zurückgestellt"),
    *("3 Erinnerungen: BA-001/2020.1-A1, BA-002/2020.3-B1/4, BA-901/2020.2-B1/11", "Bericht"),
]
MATTERS = [
    *("Radweg am Fluss", "Straßenbäume an der Zwickauer Straße", "Bänke", "Fußgängerüberweg Müllerstraße"),
    *("Öffnungszeiten des Bürgeramtes für Berufstätige", "Maßnahmen gegen Vermüllung – „Saubere Stadt“"),
    *("Barrierefreier Zugang zum Rathaus", "Café im Küchwald", "Ärztehaus Süd: Prüfung, Kosten, Zeitplan"),
    *("Grünfläche 12 € je m² (§ 3)", "Übergang Šalda-Straße/ul. Łużycka", "a=?utf-8?q?b?= c"),
    *("Schulwegsicherheit 🚸 Grundschule", "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerung"),
    "X" * 120, "Ö" * 200,
]
SUBJECTS = [f"{beginning} – {matter}" for beginning, matter in product(BEGINNINGS, MATTERS)] + MATTERS


def sent(subject: str, sender: str = "ratsbuero@example.org") -> bytes:
    letter = Letter(subject, "Text.\n", "<p>Text.</p>")
    return mime(letter, [case("report_today")], "erika@example.org", replace(origin("de"), sender=sender))[1]


def by_python(letter: bytes, name: str) -> str:
    return str(email.message_from_bytes(letter, policy=email.policy.default)[name])


def test_usual_german_subjects_are_read_as_they_were_written() -> None:
    assert len(SUBJECTS) > 72
    for subject in SUBJECTS:
        letter = sent(subject)
        assert by_python(letter, "Subject") == decoded(header(letter, "Subject")) == subject


def test_perl_reads_them_too() -> None:
    told = [subject for subject in SUBJECTS if "=?" not in subject]  # Perl decodes what is decoded
    assert by_perl([header(sent(subject), "Subject") for subject in told]) == told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1), min_size=1, max_size=12))
def test_any_subject_is_read_as_it_was_written(words: list[str]) -> None:
    subject = " ".join(words)
    letter = sent(subject)
    assert by_python(letter, "Subject") == decoded(header(letter, "Subject")) == subject


NAMES = ["Ratsbüro", "Büro des Oberbürgermeisters, Geschäftsstelle des Stadtrates und seiner Ausschüsse", "Rat (Post), Süd", 'Amt "Mitte"']


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_sender_is_read_as_it_was_written(name: str) -> None:
    from email.utils import formataddr

    letter = sent("x", formataddr((name, "rat@example.org")))
    read = email.message_from_bytes(letter, policy=email.policy.default)["From"].addresses[0]
    assert read.addr_spec == "rat@example.org"
    if len(name) < 40:  # Python's reader puts spaces between the encoded words of a name
        assert read.display_name == name
    if not name.isascii():
        assert decoded(header(letter, "From")) == f"{name} <rat@example.org>"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_a_golden_letter_arrives_as_it_was_written(name: str, language: str) -> None:
    told = written(*LETTERS[name], language=language)
    _, content = mime(told, LETTERS[name], "erika@example.org", origin(language))
    assert by_python(content, "Subject") == decoded(header(content, "Subject")) == told.subject
    read = email.message_from_bytes(content, policy=email.policy.default)
    for kind, text in (("plain", told.plain), ("html", told.html)):
        body = read.get_body((kind,))
        assert body is not None and body.get_content().replace("\r\n", "\n").strip() == text.strip()


@pytest.mark.parametrize("name", LETTERS)
def test_its_lines_are_short_and_end_as_mail_lines_do_in_seven_bits(name: str) -> None:
    told = written(*LETTERS[name], language="de")
    long = replace(told, plain=f"{told.plain}{'ä' * 3000}\n", html=told.html + "x" * 3000)
    _, content = mime(long, LETTERS[name], "erika@example.org", origin("de"))
    lines = content.split(b"\r\n")
    assert content.isascii() and b"\r" not in b"".join(lines) and b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 78, "RFC 5322, 2.1.1 demands 998 and wishes 78"


def test_a_message_id_of_a_long_domain_stands_as_it_is() -> None:
    domain = ".".join(["stadtverwaltung-musterstadt-am-see"] * 4) + ".example"
    letter = sent("x", f"rat@{domain}")
    assert header(letter, "Message-ID").endswith(f"@{domain}>".encode()) and b"=?" not in letter.split(b"\r\n\r\n")[0]
