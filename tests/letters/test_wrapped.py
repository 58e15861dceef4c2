"""Text that is packed, signed or written in a charset that lies comes out right."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime, timedelta

import pytest
from support.beside import beside
from support.mails import mail, multipart, part, taken

from notifications import inbound
from notifications.inbound import attachments, cms, headers, lzfu, parts, tnef, wrappers
from states.answers import Answer

FORM = "Neue Frist (TT.MM.JJJJ): 15.09.2021\nBegründung: „krank“ – 12 €\nStand bisher: in Arbeit"
LINK = "[#0123456789ab:extension] BA-902/2020.2-B1/1"

# Charsets: what is named, the bytes, and the text they are

SAID = "Die Brücke ist „fertig“ – 12 €."
LATIN = "Die Brücke in Gießen – fertig."
LIES = {
    "ascii, but Windows": ("us-ascii", SAID.encode("cp1252"), SAID),
    "ascii, but UTF-8": ("us-ascii", SAID.encode(), SAID),
    "UTF-8, but Windows": ("utf-8", SAID.encode("cp1252"), SAID),
    "Latin-1, but Windows": ("iso-8859-1", SAID.encode("cp1252"), SAID),
    "Latin-1, but UTF-8": ("iso-8859-1", SAID.encode(), SAID),
    "Windows, but UTF-8": ("windows-1252", SAID.encode(), SAID),
    "Latin-9": ("iso-8859-15", "Brücke: 12 €".encode("iso-8859-15"), "Brücke: 12 €"),
    "Latin-9, but UTF-8": ("iso-8859-15", SAID.encode(), SAID),
    "Latin-2, but UTF-8": ("iso-8859-2", SAID.encode(), SAID),
    "a name of no charset": ("x-unknown-8bit", SAID.encode("cp1252"), SAID),
    "another": ("ANSI_X3.4;foo", SAID.encode(), SAID),
    "none": ("", SAID.encode("cp1252"), SAID),
    "UTF-8 in part": ("utf-8", "Grüße – ".encode("cp1252") + "Brücke".encode(), "Grüße – Brücke"),
    "UTF-8 twice": ("utf-8", LATIN.encode().decode("latin-1").encode(), LATIN),
    "Windows' letters as controls": ("utf-8", SAID.encode("cp1252").decode("latin-1").encode(), SAID),
    "UTF-16": ("utf-16", SAID.encode("utf-16"), SAID),
    "Mac": ("macintosh", "Brücke".encode("mac-roman"), "Brücke"),
    "controls": ("utf-8", b"Die\x00 Br\xc3\xbccke\x07 ist\x1b[31m fertig\xc2\x81.\x7f", "Die Brücke ist[31m fertig."),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
def test_a_charset_that_lies_does_no_harm(name: str) -> None:
    charset, raw, text = LIES[name]
    kind = f'text/plain; charset="{charset}"' if charset else "text/plain"
    quoted = b"".join(b"=%02X" % byte for byte in raw)
    for content in (
        mail(base64.encodebytes(raw), kind=kind, Content_Transfer_Encoding="base64"),
        mail(quoted, kind=kind, Content_Transfer_Encoding="quoted-printable"),
    ):
        assert taken(content).text == text


def test_a_raw_letter_in_quoted_printable_and_a_subject_without_encoding_are_read() -> None:
    mixed = b"Die Br=FCcke ist " + "„fertig“=\n".encode("cp1252") + b" heute."
    assert taken(mail(mixed, kind="text/plain; charset=iso-8859-1", Content_Transfer_Encoding="quoted-printable")).text == "Die Brücke ist „fertig“ heute."
    raw = mail("x", Subject="SUBJECT").replace(b"SUBJECT", "Bericht über Brücke".encode("latin-1"))
    assert headers.text(parts.parsed(raw), "Subject") == "Bericht über Brücke"


def test_a_letter_that_a_program_parted_over_two_encoded_words_is_whole() -> None:
    words = "=?utf-8?q?Abwesend:_Br=C3?=\n =?UTF-8?q?=BCcke?= fertig =?utf-8?b?w7w=?= =?iso-8859-1?q?=FC?="
    assert headers.text(parts.parsed(mail("x", Subject=words)), "Subject") == "Abwesend: Brücke fertig üü"


BASE64 = base64.encodebytes((SAID + "\nZweite Zeile, die noch länger ist als die erste, damit es zwei werden.\nEnde.").encode())
BROKEN = {
    "an ending that is missing": (BASE64.rstrip(b"=\n")[:-2], "Ende"),
    "a letter that is none": (BASE64[:80].replace(b"V", b"!", 1) + BASE64[80:], "damit es zwei werden.\nEnde."),
    "a letter too many in the middle": (BASE64[:90] + b"*" + BASE64[90:], "damit es zwei werden.\nEnde."),
    "two blocks, each with its ending": (base64.b64encode(b"Erstens. ") + b"=\n"[1:] + base64.b64encode("Zweitens: Brücke.".encode()), "Erstens. Zweitens: Brücke."),
    "what a server put under it": (BASE64 + b"\n-- \nDiese Mail wurde geprueft.\n", "Ende."),
    "a line of another mail": (BASE64.replace(b"\n", b"\nX-Virus: no\n", 1), "Ende."),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_base64_that_is_broken_is_read_as_far_as_it_goes(name: str) -> None:
    raw, kept = BROKEN[name]
    text = taken(mail(raw, Content_Transfer_Encoding="base64")).text
    assert kept in text and "\ufffd" not in text and text.isprintable() is ("\n" not in text)


# Texts in several parts


def test_the_text_below_an_attachment_is_read_as_well() -> None:
    pdf = part(b"%PDF-1.7", "application/pdf", 'Content-Disposition: inline; filename="plan.pdf"')
    content = multipart("mixed", part("Anbei der Plan:"), pdf, part("Der Weg ist gebaut.\n"))
    assert taken(content).text == "Anbei der Plan:\nDer Weg ist gebaut."
    assert [file.name for file in attachments(content)] == ["plan.pdf"]
    in_html = multipart("mixed", part("<p>Anbei:</p>", "text/html"), pdf, part("<p>Der Weg ist gebaut.</p>", "text/html"))
    assert taken(in_html).text == "Anbei:\nDer Weg ist gebaut."
    assert [file.name for file in attachments(in_html)] == ["plan.pdf"]


# S/MIME


def signed(content: bytes, *, indefinite: bool = False) -> bytes:
    """A signed message (RFC 5652) around *content*."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs7
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Frieda")])
    begins = datetime(2021, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(17).not_valid_before(begins).not_valid_after(begins + timedelta(days=900))
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(made.sign(key, hashes.SHA256()), key, hashes.SHA256())
    whole = builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
    return streamed(content) if indefinite else whole


def streamed(content: bytes) -> bytes:
    """The same as programs write it that do not know its length before: BER of indefinite length."""
    pieces = b"".join(b"\x04" + bytes([len(content[n : n + 100])]) + content[n : n + 100] for n in range(0, len(content), 100))
    held = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x80\x24\x80" + pieces + b"\0\0\0\0"
    inside = b"\x02\x01\x01\x31\x00\x30\x80" + held + b"\0\0" + b"\x31\x00"
    return b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\x30\x80" + inside + b"\0\0" * 3


@pytest.mark.parametrize("kind", ["pkcs7-mime", "x-pkcs7-mime"])
@pytest.mark.parametrize("indefinite", [False, True])
def test_the_text_within_a_signed_message_is_read_and_called_unverified(kind: str, indefinite: bool) -> None:
    inner = multipart("mixed", part(FORM), part(b"%PDF-1.7", 'application/pdf; name="plan.pdf"'))
    inner = inner[inner.index(b"Content-Type") :]
    raw = base64.encodebytes(signed(inner, indefinite=indefinite))
    content = mail(raw, kind=f'application/{kind}; smime-type=signed-data; name="smime.p7m"', Subject=LINK, Content_Transfer_Encoding="base64", Content_Disposition='attachment; filename="smime.p7m"')
    found = taken(content)
    assert (found.answer, str(found.until), found.text) == (Answer.EXTENSION, "2021-09-15", FORM)
    assert [file.name for file in attachments(content)] == ["plan.pdf"]
    assert wrappers.signed(parts.parsed(content)) and not wrappers.signed(parts.parsed(mail(FORM)))


def test_what_is_encrypted_or_broken_stays_a_file() -> None:
    whole = signed(b"Content-Type: text/plain\r\n\r\nx")
    for raw in (whole[:40], b"\x30\x80" * 5000, b"\x30\x84\xff\xff\xff\xff", b"", b"\x30\x80", whole.replace(b"\x07\x02", b"\x07\x03", 1)):
        assert cms.signed_content(raw) is None
    content = mail(base64.encodebytes(b"\x30\x03\x02\x01\x01"), kind="application/pkcs7-mime; smime-type=enveloped-data", Content_Transfer_Encoding="base64", Content_Disposition='attachment; filename="smime.p7m"')
    assert taken(content).text == ""
    assert [file.name for file in attachments(content)] == ["smime.p7m"]


# winmail.dat


def attribute(level: int, name: int, value: bytes) -> bytes:
    return bytes([level]) + struct.pack("<II", name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*rows: tuple[int, int, bytes]) -> bytes:
    """MAPI properties of variable length, and two of other kinds between them."""
    found = [struct.pack("<HHI", 3, 0x3FDE, 65001), struct.pack("<HH", 0x1E, 0x8001) + b"\0" * 16 + struct.pack("<II", 1, 6) + b"a\0b\0\0\0\0\0" + struct.pack("<II", 1, 2) + b"x\0\0\0"]
    for kind, name, value in rows:
        found.append(struct.pack("<HHII", kind, name, 1, len(value)) + value + b"\0" * (-len(value) % 4))
    return struct.pack("<I", len(found)) + b"".join(found)


def winmail(*attributes: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 17) + b"".join(attributes)


RTF = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}\pard\f0 Neue Frist (TT.MM.JJJJ): 15.09.2021\par Begr\'fcndung: \'84krank\'93 \'96 12 \'80\par Stand bisher: in Arbeit}"


def literal(content: bytes) -> bytes:
    """Compressed RTF of which no letter is compressed, with the token that ends it."""
    packed = b"".join(b"\0" + content[n : n + 8] for n in range(0, len(content) // 8 * 8, 8))
    rest, ending = content[len(content) // 8 * 8 :], struct.pack(">H", ((207 + len(content)) % 4096) << 4)
    packed += bytes([1 << len(rest)]) + rest + ending
    return struct.pack("<II4sI", len(packed) + 12, len(content), b"LZFu", 0) + packed


BODIES = {
    "its body": attribute(1, 0x0002800C, FORM.encode("cp1252")),
    "a property": attribute(1, 0x00069003, properties((0x1F, 0x1000, (FORM + "\0").encode("utf-16-le")))),
    "a property in the code page of the mail": attribute(1, 0x00069007, struct.pack("<II", 1252, 0)) + attribute(1, 0x00069003, properties((0x1E, 0x1000, FORM.encode("cp1252")))),
    "HTML": attribute(1, 0x00069003, properties((0x102, 0x1013, FORM.replace("\n", "<br>").encode()))),
    "RTF": attribute(1, 0x00069003, properties((0x102, 0x1009, literal(RTF)))),
    "RTF as it is": attribute(1, 0x00069003, properties((0x102, 0x1009, struct.pack("<II4sI", len(RTF) + 12, len(RTF), b"MELA", 0) + RTF))),
}  # fmt: skip
FILE = attribute(2, 0x00069002, b"\0" * 14) + attribute(2, 0x00018010, b"PLAN~1.PDF\0") + attribute(2, 0x0006800F, b"%PDF-1.7") + attribute(2, 0x00069005, properties((0x1F, 0x3707, "Lageplan Süd.pdf".encode("utf-16-le"))))


@pytest.mark.parametrize("name", BODIES)
def test_the_text_and_the_files_in_winmail_dat_are_read(name: str) -> None:
    packed = base64.encodebytes(winmail(BODIES[name], FILE))
    wrapped = part(packed, 'application/ms-tnef; name="winmail.dat"', "Content-Transfer-Encoding: base64", 'Content-Disposition: attachment; filename="winmail.dat"')
    for content in (
        multipart("mixed", part("\n"), wrapped, Subject=LINK),
        mail(packed, kind='application/ms-tnef; name="winmail.dat"', Content_Transfer_Encoding="base64", Subject=LINK),
        mail(packed, kind="application/octet-stream", Content_Disposition="attachment; filename=winmail.dat", Content_Transfer_Encoding="base64", Subject=LINK),
    ):
        found = taken(content)
        assert (found.text, str(found.until)) == (FORM, "2021-09-15")
        assert [(file.name, file.content) for file in attachments(content)] == [("Lageplan Süd.pdf", b"%PDF-1.7")]


def test_compressed_rtf_copies_from_what_was_said_before() -> None:
    example = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af3206865 6c09002062770 5b06c647d0a800fa0".replace(" ", ""))
    assert lzfu.unpacked(example) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    repeated = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert lzfu.unpacked(repeated) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_a_broken_winmail_dat_gives_what_it_has() -> None:
    whole = winmail(BODIES["its body"], FILE, BODIES["a property"])
    for n in range(0, len(whole), 7):
        tnef.unpack(whole[:n] + b"\xff" * 5)
        tnef.unpack(whole[:n])
    assert tnef.unpack(b"\xff" * 1000) == tnef.TnefPackage()
    assert lzfu.unpacked(b"\xff" * 40) == b""


# As they were handed over

HANDED = {
    "01_ext_labels": (Answer.EXTENSION, "2021-09-30", None),
    "02_ext_twodigit": (Answer.EXTENSION, "2021-09-30", None),
    "04_outlook_von": (Answer.OTHER, "2021-09-15", "Guten Tag,\n\nwir brauchen noch bis 15.09.2021, der Bericht ist in Arbeit.\n\nMit freundlichen Grüßen\nFrieda Muster"),
    "07_thunderbird_below": (Answer.OTHER, "None", "Guten Tag,\n\nder Bericht ist fertig: Die Planung steht, Baubeginn im Herbst.\n\nFrieda Muster"),
    "12_groupwise": (Answer.OTHER, "2021-09-15", "Kommt am 15.09.2021."),
    "14_ooo_exchange": (Answer.AWAY, "2021-07-04", None),
    "20_ooo_hyphen": (Answer.AWAY, "2021-07-02", None),
    "31_smime_opaque": (Answer.EXTENSION, "2021-09-15", None),
    "32_ascii_lie": (Answer.REPORT, "None", SAID),
    "34c_utf8_declared_latin": (Answer.REPORT, "None", "Die Brücke ist fertig."),
    "44_progress_label_text": (Answer.REPORT, "None", None),
}  # fmt: skip


@pytest.mark.parametrize("name", HANDED)
def test_a_mail_that_was_handed_over_gives_the_right_value(name: str) -> None:
    raw = beside(f"trials/desk/{name}.eml").read_bytes()
    found = taken(raw.replace(b"@TOKEN@", b"0123456789ab").replace(b"@MID@", b"<letter@x>"))
    answer, until, text = HANDED[name]
    assert (found.answer, str(found.until)) == (answer, until)
    assert text is None or found.text == text
    form = inbound.forms.read(found.text, found.answer, found.received)
    if name.startswith("44"):
        assert (form.text, form.progress, form.next_step, form.obstacles) == ("Der Weg ist gebaut.", "done", "Abnahme", "keine")
