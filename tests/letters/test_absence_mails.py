"""A notice of absence is known by its headers or its words, and the day it ends is read."""

from __future__ import annotations

import pytest
from support.mails import CLERK, SUBJECT, html, mail, taken

from states.answers import Answer

EXCHANGE = {"Subject": f"Automatische Antwort: {SUBJECT}", "Auto_Submitted": "auto-generated", "X_Auto_Response_Suppress": "All", "X_MS_Exchange_Inbox_Rules_Loop": CLERK}

# the text of a notice that came on 17.06.2021: the last day away
ENDS = {
    "Ich bin ab dem 05.07.2021 wieder im Büro.": "2021-07-04",
    "Ich bin ab dem 05.07. wieder erreichbar.": "2021-07-04",
    "Ich bin ab Montag, den 5. Juli 2021, wieder für Sie da.": "2021-07-04",
    "Wieder erreichbar bin ich am 5. Juli.": "2021-07-04",
    "Am 05.07.21 bin ich zurück.": "2021-07-04",
    "Ich kehre am 05.07.2021 ins Büro zurück.": "2021-07-04",
    "Ich bin erst nach dem 04.07.2021 wieder im Haus.": "2021-07-04",
    "Bis zum 02.07.2021 bin ich nicht im Büro.": "2021-07-02",
    "Ich bin bis einschließlich Freitag, 2. Juli, im Urlaub.": "2021-07-02",
    "Ich bin vom 14.06. bis 02.07.2021 abwesend.": "2021-07-02",
    "Abwesend: 14.06.2021 - 02.07.2021": "2021-07-02",
    "Urlaub 14.06.–02.07.": "2021-07-02",
    "Ich bin bis Ende Juli in Elternzeit.": "2021-07-31",
    "Ich bin am 17.06.2021 und am 18.06.2021 nicht im Dienst.": "2021-06-18",
    "Ich bin vom 14.06.2021 bis 02.07.2021 nicht im Haus und ab dem 05.07.2021 wieder da.": "2021-07-04",
    "Ich bin ab dem 14.06.2021 nicht im Büro und ab dem 05.07.2021 wieder da.": "2021-07-04",
    "Ich bin vom 14.06. bis 25.06.2021 und vom 12.07. bis 23.07.2021 im Urlaub.": "2021-06-25",
    "Bis 25.06. vertritt mich Frau A, vom 28.06. bis 02.07.2021 Herr B.": "2021-07-02",
    "Ich bin im Urlaub.\nIch bin ab 05.07.2021 wieder da.\n\nMit freundlichen Grüßen\nFrieda\nSprechzeiten ab 01.09.2021": "2021-07-04",
    "I am out of the office until 2 July 2021.": "2021-07-02",
    "I am away until July 2nd, 2021.": "2021-07-02",
    "I will be back in the office on Monday, July 5.": "2021-07-04",
    "I am on leave from 14 June through 2 July and will return on 5 July 2021.": "2021-07-04",
    "I am away until 2021-07-02.": "2021-07-02",
    "Mein nächster Arbeitstag ist der 05.07.2021.": "2021-07-04",
    "Ab 05.07. erreichen Sie mich wieder. Vertretung: Herr B bis 02.07.2021.": "2021-07-04",
    "Bin wieder da am Fr 25.6.": "2021-06-24",
    "I will be out of the office from 14.06.2021 and will not return until 05.07.2021.": "2021-07-04",
    "Ich bin zurzeit nicht im Büro.": None,
    "Ich bin seit dem 01.06.2021 nicht mehr im Amt.": None,
    "Ich bin bis auf Weiteres krank.": None,
}  # fmt: skip


@pytest.mark.parametrize("text", ENDS)
def test_the_last_day_of_an_absence_is_read(text: str) -> None:
    found = taken(mail(f"Guten Tag,\n\n{text}\n", **EXCHANGE))
    assert (found.answer, str(found.until)) == (Answer.AWAY, str(ENDS[text]))


def test_a_day_may_stand_in_the_subject_and_never_in_ours() -> None:
    away = mail("Bitte wenden Sie sich an Herrn B.", Subject=f"Abwesend bis 02.07.2021: {SUBJECT}")
    assert (taken(away).answer, str(taken(away).until)) == (Answer.AWAY, "2021-07-02")
    none = taken(mail("Bitte wenden Sie sich an Herrn B.", **EXCHANGE))
    assert (none.answer, none.until) == (Answer.AWAY, None)
    quoted = taken(mail("Ich bin nicht da.\n\n-----Ursprüngliche Nachricht-----\nfällig bis 30.06.2021", **EXCHANGE))
    assert quoted.until is None


KNOWN = {
    "Out-of-Office:": {"Subject": f"Out-of-Office: {SUBJECT}"},
    "Out of office:": {"Subject": f"Out of office: {SUBJECT}"},
    "Out of Office AutoReply:": {"Subject": f"Out of Office AutoReply: {SUBJECT}"},
    "OOO:": {"Subject": f"OOO: {SUBJECT}"},
    "Urlaub:": {"Subject": f"Urlaub: {SUBJECT}"},
    "Abwesenheit:": {"Subject": f"Abwesenheit: Re: {SUBJECT}"},
    "Abwesenheitsnotiz:": {"Subject": f"Abwesenheitsnotiz: {SUBJECT}"},
    "Automatische Antwort:": {"Subject": f"Automatische Antwort: {SUBJECT}"},
    "Automatic reply:": {"Subject": f"Automatic reply: {SUBJECT}"},
    "Auto-Reply:": {"Subject": f"Auto-Reply: {SUBJECT}"},
    "Nicht im Haus:": {"Subject": f"Nicht im Haus - AW: {SUBJECT}"},
    "RFC 3834": {"Auto_Submitted": "auto-replied"},
    "Exim": {"X_Autoreply": "yes", "Subject": f"Re: {SUBJECT}"},
    "cPanel": {"X_Autorespond": "vacation", "Precedence": "auto_reply"},
    "vacation, Precedence: bulk": {"Precedence": "bulk", "Subject": f"Re: {SUBJECT}"},
    "vacation, Precedence: junk": {"Precedence": "junk"},
    "Gmail, Precedence: auto_reply": {"Precedence": "auto_reply", "Subject": f"Re: {SUBJECT}"},
    "Exchange without a subject of its own": {"X_Auto_Response_Suppress": "All", "Subject": SUBJECT},
    "begun by our link all the same": {"Auto_Submitted": "auto-replied", "Subject": "Re: [#0123456789ab:report] BA-902/2020.2-B1/1"},
    "our link's subject after its own words": {"Subject": "Automatische Antwort: [#0123456789ab:report] BA-902/2020.2-B1/1"},
}  # fmt: skip


@pytest.mark.parametrize("program", KNOWN)
def test_a_notice_of_absence_is_known(program: str) -> None:
    found = taken(mail("Ich bin bis 02.07.2021 nicht im Büro.", **KNOWN[program]))
    assert (found.answer, str(found.until)) == (Answer.AWAY, "2021-07-02")


NO_ABSENCE = {
    "a list's precedence": mail("Der Bericht kommt.", Precedence="bulk"),
    "a ticket system": mail("Ihr Anliegen 17 wurde angelegt.", X_Auto_Response_Suppress="All", Subject="Re: Anliegen"),
    "an answer about a holiday": mail("Wegen Urlaub kommt der Bericht bis 15.09.2021."),
    "a subject about a holiday": mail("anbei", Subject="Urlaubsplanung der Ämter"),
    "an answer begun by our link": mail("Kommt bis: 15.09.2021\nBemerkung: Kollege im Urlaub", Subject="[#0123456789ab:on_the_way] BA-902/2020.2-B1/1", Precedence="bulk"),
    "an HTML answer": html("<p>Der Weg ist gebaut.</p>"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_ABSENCE)
def test_what_is_no_notice_of_absence_is_none(name: str) -> None:
    assert taken(NO_ABSENCE[name]).answer is not Answer.AWAY
