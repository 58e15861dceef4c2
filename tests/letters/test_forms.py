"""The form's own fields win, whatever stands beside them, and leave nothing in the report's text."""

from __future__ import annotations

from datetime import date

import pytest
from support.mails import HEAD_OF_OUTLOOK, LETTER, TODAY, html, mail, taken

from notifications.inbound import forms
from notifications.words import catalog
from states.answers import FIVE, Answer

EXTENSION = "[#0123456789ab:extension] BA-902/2020.2-B1/1"


def read(body: str, answer: Answer = Answer.EXTENSION) -> forms.ReplyForm:
    """The form as a mail brings it, begun by the link of that answer."""
    found = taken(mail(body, Subject=f"[#0123456789ab:{answer}] BA-902/2020.2-B1/1"))
    assert found.answer is answer
    form = forms.read(found.text, answer, found.received)
    assert form.until == found.until
    return form


# behind "Neue Frist (TT.MM.JJJJ):", in a mail of 17.06.2021
DAYS = {
    "30.09.2021": "2021-09-30",
    "30.09.21": "2021-09-30",
    "30.9.21, spätestens": "2021-09-30",
    "30. September 2021": "2021-09-30",
    "30.September": "2021-09-30",
    "30 September 2021": "2021-09-30",
    "bis Ende September": "2021-09-30",
    "Ende September 2021": "2021-09-30",
    "bis Ende\nSeptember 2021": "2021-09-30",
    "\n30.09.2021": "2021-09-30",
    "bis zum\n30.09.2021": "2021-09-30",
    "30.09.": "2021-09-30",
    "Mitte September": "2021-09-15",
    "Ende des III. Quartals 2021": "2021-09-30",
    "Ende Q3": "2021-09-30",
    "Ende Januar": "2022-01-31",
    "2021-09-30": "2021-09-30",
    "vom 01.07. bis 30.09.2021": "2021-09-30",
    "verlängert vom 30.06.2021 auf den 30.09.2021": "2021-09-30",
    "30.06.2021 -> 30.09.2021": "2021-09-30",
    "Ende August, spätestens 30.09.2021": "2021-09-30",
    "Do, 30.09.21": "2021-09-30",
    "30/09/2021": "2021-09-30",
    "30. Sept. 2021": "2021-09-30",
    "30.IX.2021": None,
    "in sechs Wochen": None,
    "01.07.2021 – 30.09.2021": "2021-09-30",
    "30.09.2021 (statt 30.06.2021)": "2021-09-30",
    "statt 31.12.2021: 30.09.2021": "2021-09-30",
    "30.09.2021, da der Bescheid bis 31.12.2025 gilt": "2021-09-30",
    "*30.09.2021*": "2021-09-30",
    "offen\nDer Bescheid gilt bis 31.12.2025.": None,
    "31.09.2021": None,
    "Herbst": None,
    "": None,
}  # fmt: skip


@pytest.mark.parametrize("written", DAYS)
def test_the_day_behind_the_label_is_read_and_no_other(written: str) -> None:
    form = read(f"Neue Frist (TT.MM.JJJJ): {written}\nBegründung: Der Bescheid gilt bis 31.12.2026.\nStand bisher: in Arbeit\n")
    assert str(form.until) == str(DAYS[written])
    assert (form.reason, form.progress) == ("Der Bescheid gilt bis 31.12.2026.", "in_work")


def test_a_reason_may_have_many_lines_and_ends_before_the_closing() -> None:
    body = (
        "Guten Tag,\n\nNeue Frist (TT.MM.JJJJ): 30.09.2021\nBegründung: Die Vergabe läuft.\n\nZweitens fehlt\nPersonal.\n"
        "Stand bisher (nicht begonnen, in Arbeit,\nteilweise erledigt): noch nicht begonnen\n\nMit freundlichen Grüßen\nFrieda Muster\nSprechzeit ab 01.11.2021\n"
    )
    form = read(body)
    assert form.reason == "Die Vergabe läuft.\n\nZweitens fehlt\nPersonal."
    assert (form.until, form.progress) == (date(2021, 9, 30), "not_begun")


def test_labels_do_not_enter_the_text_of_a_report() -> None:
    body = "Guten Tag,\n\nBericht (hier oder als Anhang):\nDer Weg ist gebaut.\n\nStand (nicht begonnen, in Arbeit, teilweise erledigt, erledigt): erledigt\nNächster Schritt: Abnahme am 01.09.2021\nHindernisse: keine\n-- \nFrieda"
    form = read(body, Answer.REPORT)
    assert form.text == "Guten Tag,\n\nDer Weg ist gebaut."
    assert (form.progress, form.next_step, form.obstacles, form.until) == ("done", "Abnahme am 01.09.2021", "keine", None)
    empty = read("Bericht (hier oder als Anhang):\n\n\nStand (nicht begonnen, in Arbeit, teilweise erledigt, erledigt): \nNächster Schritt: \nHindernisse: \n", Answer.REPORT)
    assert empty == forms.ReplyForm()


def test_a_report_keeps_words_that_are_labels_of_other_forms() -> None:
    body = "Der Weg ist gebaut.\nBegründung: Es gab Mittel.\nVorschlag: feiern."
    assert read(body, Answer.REPORT).text == body


def test_what_stands_in_the_brackets_of_a_label_counts_where_nothing_stands_behind_it() -> None:
    form = read("Neue Frist (30.09.2021):\nBegründung (TT):\nStand bisher (in Arbeit):")
    assert (form.until, form.progress) == (date(2021, 9, 30), "in_work")


def test_the_other_forms_are_read_whole() -> None:
    on_the_way = read("Kommt bis (TT.MM.JJJJ): 15.09.21\nBemerkung: fast fertig", Answer.ON_THE_WAY)
    assert (on_the_way.until, on_the_way.reason) == (date(2021, 9, 15), "fast fertig")
    not_us = read("Zuständig ist: Dezernat 5\nBegründung: Aufgabe gewechselt", Answer.NOT_US)
    assert not_us.reason == "Zuständig ist: Dezernat 5\n\nAufgabe gewechselt"
    not_feasible = read("Begründung: Mittel fehlen\nVorschlag: aufheben", Answer.NOT_FEASIBLE)
    assert not_feasible.reason == "Mittel fehlen\n\nVorschlag: aufheben"
    english = read("New date (YYYY-MM-DD): 2021-09-30\nReason: staff\nProgress so far (not begun, in work, partly done): partly done")
    assert (english.until, english.reason, english.progress) == (date(2021, 9, 30), "staff", "partly_done")


@pytest.mark.parametrize("word", ["in work", "in progress"])
def test_the_english_form_is_read_as_letters_say_it_now_and_as_they_said_it_before(word: str) -> None:
    form = f"New date (YYYY-MM-DD): 2021-09-30\nReason: staff\nProgress so far (not begun, {word}, partly done): "
    assert read(form).progress == "", "nobody has filled it in"
    assert read(f"{form}{word}").progress == "in_work"


def test_labels_that_people_write_themselves_are_read_too() -> None:
    form = forms.read("Neuer Termin: 30.09.2021\nGrund: Personal\nSachstand: teilweise erledigt", Answer.OTHER, TODAY)
    assert (form.until, form.reason, form.progress) == (date(2021, 9, 30), "Personal", "partly_done")


def test_a_form_in_html_is_read() -> None:
    body = "<div>Neue Frist (TT.MM.JJJJ): <b>30.09.2021</b><br>Begründung: Personal<br>&nbsp;<br>Stand bisher (nicht begonnen, in Arbeit, teilweise erledigt): in Arbeit</div>"
    found = taken(html(body, Subject=EXTENSION))
    form = forms.read(found.text, found.answer, found.received)
    assert (form.until, form.reason, form.progress) == (date(2021, 9, 30), "Personal", "in_work")


def test_a_day_in_a_signature_or_in_our_own_letter_is_never_theirs() -> None:
    signed = "Der Bericht kommt noch.\n\nMit freundlichen Grüßen\nFrieda Muster\nNeue Öffnungszeiten ab 01.11.2021"
    assert taken(mail(signed)).until is None
    delimited = "Der Bericht kommt noch.\n-- \nFrieda Muster, neu ab 01.11.2021"
    assert taken(mail(delimited)).until is None
    quoting = f"Der Bericht kommt noch.\n\n{HEAD_OF_OUTLOOK}\n\n{LETTER}"
    assert taken(mail(quoting)).until is None


def test_without_a_label_the_last_day_to_come_is_proposed() -> None:
    assert taken(mail("Ihr Schreiben vom 16.06.2021 kam an; wir brauchen bis 15.09.2021.")).until == date(2021, 9, 15)
    assert taken(mail("Ihr Schreiben vom 16.06.2021 kam an.")).until is None


@pytest.mark.parametrize("language", forms.LANGUAGES)
def test_every_line_of_every_form_has_its_field(language: str) -> None:
    assert set(forms.FIELDS) == set(FIVE)
    for answer in FIVE:
        filled = catalog(language)["answer_form"][answer.value].replace(": \n", ": x\n").replace(":\n\n\n", ":\nx\n\n")
        _, fields, _ = forms._labels(frozenset({answer}))
        assert set(forms._values(filled, answer)) == {"before", *forms.FIELDS[answer]}, filled
        assert set(fields.values()) == set(forms.FIELDS[answer])
