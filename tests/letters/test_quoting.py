"""What a department writes itself is told from what its mail program quotes, in linear time."""

from __future__ import annotations

import pytest
from support.growth import BOUND, grows
from support.mails import AS_HTML, CLERK, LETTER, MARKED, OFFICE, html, mail, multipart, part, taken
from support.mails import HEAD_OF_OUTLOOK as HEAD

from notifications.inbound import bodies, parts, quoting

OWN = "Kommt am 15.09.2021."
ENGLISH = f"""From: {OFFICE} <{OFFICE}>
Sent: Wednesday, June 16, 2021 8:00 AM
To: Bearbeitung Dezernat 6 <{CLERK}>
Subject: Stand des Berichts"""
GMX = f"""Gesendet: Mittwoch, 16. Juni 2021 um 08:00 Uhr
Von: {OFFICE}
An: "Bearbeitung Dezernat 6" <{CLERK}>
Betreff: Stand des Berichts"""
NOTES = f"""Von:\t{OFFICE}
An:\t{CLERK}
Kopie:
Datum:\t16.06.2021 08:00
Betreff:\tStand des Berichts
"""
OLD_NOTES = f"""{OFFICE}
16.06.2021 08:00

An
{CLERK}
Kopie

Thema
Stand des Berichts"""
BOLD = "<br>".join(f"<b>{label}:</b>{value.replace('<', '&lt;')}" for label, _, value in (line.partition(":") for line in HEAD.split("\n")))

# The words above the quoted letter, as each program puts them; the letter follows as it quotes it.
UNMARKED = {
    "Outlook": HEAD,
    "Outlook, with its line": f"-----Ursprüngliche Nachricht-----\n{HEAD}",
    "Outlook in English": ENGLISH,
    "Outlook in English, with its line": f"-----Original Message-----\n{ENGLISH}",
    "Outlook within one house": "Von: Ratsbüro, Chemnitz\nGesendet: Mittwoch, 16. Juni 2021 08:00\nAn: Muster, Frieda\nCc: Amt 66\nBetreff: Stand des Berichts\nPriorität: Hoch",
    "Outlook on a Mac": f"Von: Ratsbüro <{OFFICE}>\nDatum: Mittwoch, 16. Juni 2021 um 08:00\nAn: Muster, Frieda <{CLERK}>\nBetreff: Stand des Berichts",
    "OWA": f"________________________________\n{HEAD}",
    "Outlook on a telephone": f"Outlook für iOS<https://aka.ms/o0ukef> beziehen\n________________________________\nVon: {OFFICE}\nGesendet: Mittwoch, Juni 16, 2021 8:00 AM\nAn: Muster, Frieda\nBetreff: Stand",
    "Outlook, bold through another program": HEAD.replace("Von:", "*Von:*").replace("Gesendet:", "*Gesendet:*").replace("An:", "*An:*").replace("Betreff:", "*Betreff:*"),
    "Outlook, a line for many": f"Von: {OFFICE}\nGesendet: Mittwoch, 16. Juni 2021 08:00\nAn: Muster, Frieda; Beispiel, Bert;\n Dritte, Dora <dora@example.org>\nBetreff: Stand",
    "Notes": NOTES,
    "Notes 7": OLD_NOTES,
    "Notes on the web": f"-----{OFFICE} schrieb: -----\nAn: {CLERK}\nVon: {OFFICE}\nDatum: 16.06.2021 08:00\nBetreff: Stand",
    "Notes, folded": f"Ratsbuero ---16.06.2021 08:00:10---Guten Tag, Bearbeitung Dezernat 6,\n\n{NOTES}",
    "Notes, forwarded": f"----- Weitergeleitet von Frieda Muster/Amt/Stadt am 17.06.2021 09:00 -----\n\n{NOTES}",
    "GroupWise": f">>> <{OFFICE}> 16.06.2021 08:00 >>>",
    "GroupWise with a name": f'>>> "Ratsbüro" <{OFFICE}> 16.06.21 8.00 Uhr >>>',
    "GroupWise 5": "Ratsbüro 16.06.2021 08:00 >>>",
    "GMX": GMX,
    "GMX, as text": f"-------- Original-Nachricht --------\n{GMX}",
    "a GMX telephone": f"--\nDiese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.\nAm 16.06.21, 08:00, {OFFICE} schrieb:\n",
    "T-Online": f"-----Original-Nachricht-----\nBetreff: Stand\nDatum: 2021-06-16T08:00:00+0200\nVon: {OFFICE}\nAn: {CLERK}",
    "Zimbra": f"----- Ursprüngliche Mail -----\nVon: {OFFICE}\nAn: {CLERK}\nGesendet: Mittwoch, 16. Juni 2021 08:00:00\nBetreff: Stand",
    "Thunderbird, forwarded": f"-------- Weitergeleitete Nachricht --------\nBetreff: \tStand\nDatum: \tWed, 16 Jun 2021 08:00:00 +0200\nVon: \t{OFFICE}\nAn: \t{CLERK}",
    "Gmail, forwarded": f"---------- Forwarded message ---------\nVon: <{OFFICE}>\nDate: Mi., 16. Juni 2021 um 08:00 Uhr\nSubject: Stand\nTo: <{CLERK}>",
    "Apple Mail, forwarded": f"Anfang der weitergeleiteten Nachricht:\n\nVon: {OFFICE}\nBetreff: Stand\nDatum: 16. Juni 2021 um 08:00:00 MESZ\nAn: {CLERK}",
    "Yahoo": f"    Am Mittwoch, 16. Juni 2021, 08:00:00 MESZ hat {OFFICE} Folgendes geschrieben:  \n ",
    "Proton": f"‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Wednesday, June 16th, 2021 at 08:00, {OFFICE} wrote:",
    "a telephone of Samsung": f"\n-------- Ursprüngliche Nachricht --------\nVon: {OFFICE}\nDatum: 16.06.21 08:00 (GMT+01:00)\nAn: {CLERK}\nBetreff: Stand",
    "a BlackBerry": f"Von meinem BlackBerry 10-Smartphone gesendet.\n  Originalnachricht  \nVon: {OFFICE}\nGesendet: Mittwoch, 16. Juni 2021 08:00\nAn: {CLERK}\nBetreff: Stand",
    "Windows Mail": f"Gesendet von Mail für Windows 10\n\n{HEAD}",
    "eM Client": f"------ Originalnachricht ------\nVon: {OFFICE}\nAn: {CLERK}\nGesendet: 16.06.2021 08:00:00\nBetreff: Stand",
    "David": f"-----Original Message processed by david-----\nStand des Berichts (16-Jun-2021 8:00)\nFrom:   {OFFICE}\nTo:     {CLERK}",
    "Mailbird": f"Am 16.06.2021 08:00:00 schrieb Ratsbüro <{OFFICE}>:",
    "Proton on a telephone": f"Von Proton Mail für Mobilgeräte gesendet\n\n-------- Ursprüngliche Nachricht --------\nAm 16.06.21 08:00 schrieb {OFFICE} :",
    "K-9 without marks": f"-------- Ursprüngliche Nachricht --------\nVon: {OFFICE}\nGesendet: 16. Juni 2021 08:00:00 MESZ\nAn: {CLERK}\nBetreff: Stand",
}  # fmt: skip
BEFORE_MARKED = {
    "Thunderbird": f"Am 16.06.21 um 08:00 schrieb {OFFICE}:",
    "Thunderbird in English": f"On 6/16/21 8:00 AM, {OFFICE} wrote:",
    "Gmail, wrapped": f"Am Mi., 16. Juni 2021 um 08:00 Uhr schrieb Ratsbüro der Stadt Chemnitz <\n{OFFICE}>:",
    "Gmail in English, wrapped": f"On Wed, Jun 16, 2021 at 8:00 AM Ratsbüro der Stadt Chemnitz <\n{OFFICE}> wrote:",
    "a Gmail telephone": f"Ratsbüro <{OFFICE}> schrieb am Mi., 16. Juni 2021,\n08:00:",
    "Apple Mail": f"Am 16.06.2021 um 08:00 schrieb Ratsbüro <{OFFICE}>:\n",
    "an iPhone": f"Von meinem iPhone gesendet\n\n> Am 16.06.2021 um 08:00 schrieb {OFFICE}:\n>",
    "KMail": "Am Mittwoch, 16. Juni 2021, 08:00:00 CEST schrieb Ratsbüro:",
    "Evolution": "Am Mittwoch, dem 16.06.2021 um 08:00 +0200 schrieb Ratsbüro:",
    "Roundcube": f"Am 16.06.2021 08:00, schrieb {OFFICE}:",
    "Claws": f"On Wed, 16 Jun 2021 08:00:00 +0200\nRatsbüro <{OFFICE}> wrote:\n",
    "Horde": f"Zitat von {OFFICE}:\n",
    "Open-Xchange": f"{OFFICE} hat am 16.06.2021 08:00 geschrieben:\n\n ",
    "GroupWise 18": f">>> Ratsbüro <{OFFICE}> schrieb am 16.06.2021 um 08:00 in\nNachricht <60C9D5A8020000A1@gwsmtp.example.org>:",
    "old GMX": "-------- Original-Nachricht --------\n> Datum: Wed, 16 Jun 2021 08:00:00 +0200\n> Von: Ratsbüro\n> Betreff: Stand\n",
    "Mutt": "On Wed, Jun 16, 2021 at 08:00:00AM +0200, Ratsbuero wrote:",
    "SOGo": f"Am Mittwoch, 16. Juni 2021 08:00 CEST, schrieb {OFFICE}: \n ",
    "Pegasus": f"On 16 Jun 2021 at 8:00, {OFFICE} wrote:\n",
    "nothing at all": "",
}  # fmt: skip
IN_HTML = {
    "Outlook": f"<html><head><style>p.MsoNormal {{margin:0}}</style></head><body><div class=WordSection1><p class=MsoNormal>{OWN}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>{BOLD}<o:p></o:p></p></div>{AS_HTML}</div></body></html>",
    "OWA": f'<html><body><div style="font-size:12pt">{OWN}<br></div><hr tabindex="-1" style="width:98%"><div id="divRplyFwdMsg"><font face="Calibri">{BOLD}</font><div>&nbsp;</div></div><div>{AS_HTML}</div></body></html>',
    "Outlook without an address": f"<div>{OWN}</div><div><b>Von:</b> Ratsbüro<br><b>Gesendet:</b> Mittwoch, 16. Juni 2021 08:00<br><b>An:</b> Muster, Frieda<br><b>Betreff:</b> Stand</div>{AS_HTML}",
    "Gmail": f'<div dir="ltr">{OWN}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Am Mi., 16. Juni 2021 um 08:00&nbsp;Uhr schrieb &lt;<a href="mailto:{OFFICE}">{OFFICE}</a>&gt;:<br></div><blockquote class="gmail_quote" style="margin:0">{AS_HTML}</blockquote></div>',
    "Thunderbird": f'<p>{OWN}</p><div class="moz-cite-prefix">Am 16.06.21 um 08:00 schrieb {OFFICE}:<br></div><blockquote type="cite" cite="mid:x@y">{AS_HTML}</blockquote>',
    "Apple Mail": f'<body style="word-wrap: break-word;">{OWN}<br><div><br><blockquote type="cite"><div>Am 16.06.2021 um 08:00 schrieb {OFFICE}:</div><br><div>{AS_HTML}</div></blockquote></div></body>',
    "GMX": f'<div>{OWN}<div>&nbsp;<div name="quote" style="margin:10px"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Mittwoch, 16. Juni 2021 um 08:00 Uhr<br/><b>Von:</b>&nbsp;{OFFICE}<br/><b>An:</b>&nbsp;{CLERK}<br/><b>Betreff:</b>&nbsp;Stand</div><div name="quoted-content">{AS_HTML}</div></div></div></div>',
    "Notes": f"<p><font size=2>{OWN}</font><br><br><table><tr><td>Von:</td><td>{OFFICE}</td></tr><tr><td>An:</td><td>{CLERK}</td></tr><tr><td>Datum:</td><td>16.06.2021 08:00</td></tr><tr><td>Betreff:</td><td>Stand</td></tr></table><hr noshade>{AS_HTML}",
    "below a quote": f'<div class="moz-cite-prefix">Am 16.06.21 um 08:00 schrieb {OFFICE}:</div><blockquote type="cite">{AS_HTML}</blockquote><p>{OWN}</p>',
    "tags in capitals, entities and lines of the source": f"<BODY><P>Kommt\r\n am&nbsp;15.09.2021&#46;</P><BLOCKQUOTE TYPE=cite>{AS_HTML}</BLOCKQUOTE></BODY>",
}  # fmt: skip


@pytest.mark.parametrize("program", UNMARKED)
def test_the_answer_stands_above_what_a_program_quotes_without_marks(program: str) -> None:
    found = taken(mail(f"{OWN}\n\n{UNMARKED[program]}\n\n{LETTER}\n"))
    assert (found.text, str(found.until)) == (OWN, "2021-09-15")


@pytest.mark.parametrize("program", BEFORE_MARKED)
def test_the_answer_stands_above_below_and_between_marked_lines(program: str) -> None:
    head, tail = MARKED.split("\n>\n", 1)
    words = BEFORE_MARKED[program]
    assert taken(mail(f"{OWN}\n\n{words}\n{MARKED}\n")).text == OWN
    assert taken(mail(f"{words}\n{MARKED}\n\n{OWN}\n")).text == OWN
    assert taken(mail(f"{words}\n{head}\n\n{OWN}\n\n{tail}\n\nFrieda Muster")).text == f"{OWN}\n\nFrieda Muster"
    assert taken(mail(f"{words}\n{head}\n{OWN}\n{tail}\n")).text == OWN


@pytest.mark.parametrize("program", IN_HTML)
def test_the_answer_is_told_from_a_quote_in_html(program: str) -> None:
    found = taken(html(IN_HTML[program]))
    assert (found.text, str(found.until)) == (OWN, "2021-09-15")


def test_the_two_forms_of_one_mail_are_one_answer() -> None:
    plain = part(f"{OWN}\n\n{HEAD}\n\n{LETTER}")
    marked = part(IN_HTML["Outlook"], "text/html; charset=utf-8")
    assert taken(multipart("alternative", plain, marked)).text == OWN
    related = part(b"", 'multipart/related; boundary="r"').rstrip() + b"\n\n--r\n" + marked + b"\n--r--\n"
    assert taken(multipart("alternative", part(" \n"), related)).text == OWN


def test_lines_that_end_softly_are_one() -> None:
    body = f"Der Bericht ist \nfertig: Baubeginn \nim Herbst.\n\n-- \nFrieda\n\nAm 16.06.21 um 08:00 schrieb {OFFICE}:\n{MARKED}"
    flowed = mail(body, kind="text/plain; charset=utf-8; format=flowed")
    assert taken(flowed).text == "Der Bericht ist fertig: Baubeginn im Herbst."
    drops = mail("Kommt am 15.0 \n9.2021.", kind="text/plain; charset=utf-8; format=flowed; delsp=yes")
    assert taken(drops).text == OWN


def test_the_end_of_a_quoted_line_that_a_program_broke_in_two_is_no_answer() -> None:
    broken = MARKED.replace("%20BA-902", "\n%20BA-902").replace(" beschlossen", "\nbeschlossen")
    assert taken(mail(f"{OWN}\n\nAm 16.06.21 um 08:00 schrieb {OFFICE}:\n{broken}")).text == OWN


WRITTEN_BY_THEM = {
    "a firm that wrote": "Am 14.06.2021 schrieb uns die Firma:\nDer Bau beginnt im Herbst.\nDas genügt.",
    "a memo": "An: Ratsbüro\nVon: Dezernat 6\nDatum: 17.06.2021\nBetreff: Bericht\n\nDer Weg ist gebaut.",
    "a few labels": "Von: Süden\nAn: Norden\nDer Weg ist gebaut.",
    "a list with dashes": "--- Stand ---\n- erstens\n- zweitens\n---\nDanke",
    "an arrow": "Bauamt -> Tiefbauamt\nKosten: 12 >> 10",
    "a heading of the original": "Original und Kopie liegen bei.\nVon meinem Büro kommt der Rest.",
}  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN_BY_THEM)
def test_what_only_looks_like_a_quote_stays(name: str) -> None:
    assert taken(mail(WRITTEN_BY_THEM[name])).text == WRITTEN_BY_THEM[name]


NOTHING_OWN = {
    "only the letter": f"{HEAD}\n\n{LETTER}",
    "only marked lines": f"Am 16.06.21 um 08:00 schrieb {OFFICE}:\n{MARKED}",
    "only a signature": f"\n-- \nFrieda Muster\nTelefon 0371 1\n\n{HEAD}\n\n{LETTER}",
    "only what the telephone writes": f"Von meinem iPhone gesendet\n\n> Am 16.06.2021 um 08:00 schrieb {OFFICE}:\n> \n{MARKED}",
}  # fmt: skip


@pytest.mark.parametrize("name", NOTHING_OWN)
def test_where_nothing_is_their_own_nothing_is_taken_for_it(name: str) -> None:
    found = taken(mail(NOTHING_OWN[name]))
    assert (found.text, found.until) == ("", None)


# Time

GROWING = {
    "an answer": f"{OWN}\n",
    "marked lines": "> Guten Tag\n",
    "attributions of nobody": f"Am 16.06.21 um 08:00 schrieb {OFFICE}:\n> a\n",
    "half attributions": "Am 16. schrieb schrieb schrieb\n",
    "heads of letters": "Von: a\nAn: b\n",
    "labels and moments": "An\n16.06.2021 08:00\n",
    "separators with empty lines": "-----Original-----\n\n\n> a\n",
    "signatures": "-- \n> a\n",
    "closings": "Mit freundlichen Grüßen\n> a\n",
    "empty lines": "\n",
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_twice_the_time(name: str) -> None:
    assert grows(lambda size: GROWING[name] * (size // len(GROWING[name])), quoting.own_words) <= BOUND**2


@pytest.mark.parametrize("piece", ["<p>a", "<blockquote>", "<!--", "<style>", "&amp;", "<a href='", "<td>", "<pre>\n"])
def test_html_takes_time_in_proportion(piece: str) -> None:
    def of_size(size: int) -> bytes:
        return html(piece * (size // len(piece)))

    assert grows(of_size, lambda content: bodies.text(parts.parsed(content))) <= BOUND**2
