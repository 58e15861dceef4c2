"""Every letter is the letter in tests/letters/golden/; RATSWEG_WRITE_LETTERS=1 writes them anew."""

from __future__ import annotations

import email
import email.policy
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.examples_of_letters import PROMISED, QUIET, REQUESTED, WEEK, case, origin, written

from notifications.calendar import calendars
from notifications.letters import message_id
from notifications.mime import mime
from notifications.readers import ASKED, FOLDERS
from workflow.outbox.case import Case

GOLDEN = Path(__file__).parents[1] / "letters/golden"
ONE_OF_EACH = {folder: rung for rung, folder in reversed(FOLDERS.items())}
LETTERS: dict[str, list[Case]] = {
    **{folder: [case(rung)] for folder, rung in ONE_OF_EACH.items()},
    "report_due_non_public": [
        case("report_today", public=False, subject="", wording="", evidence="", recipient="", department="", note="")
    ],
    "report_due_to_a_deputy": [case("report_status", copied=True, name="Max Vertreter", meeting=None)],
    "report_due_first_time": [case("report_start", name="", extensions=0, progress="")],
    "report_late_to_the_mayor": [case("report_mayor", post="mayor", name="", late_days=21, office_due=date(2021, 2, 11), due=date(2021, 3, 11), meeting=date(2021, 3, 11))],
    "report_late_extension_requested": [case("report_late", asked_late=True, **REQUESTED)],
    "report_late_promised": [case("report_late", **PROMISED)],
    "task_year_to_the_department": [case("task_year", post="office", name="", unanswered=(date(2021, 3, 31),))],
    "task_unassigned_to_the_mayors_office": [case("task_unassigned_long", post="mayor_office")],
    "motion_unconfirmed_to_the_mayors_office": [case("motion_unconfirmed_long", post="mayor_office")],
    "motion_objected_to_the_mayors_office": [case("motion_objected", post="mayor_office")],
    "motion_supervised_to_the_mayors_office": [case("motion_supervised", post="mayor_office")],
    "motion_returned_to_the_submitter": [case("motion_returned", post="submitter", name="Erika Muster")],
    "station_undated_to_the_chair": [case("station_undated", post="chair", name="Erika Muster")],
    "station_undated_to_the_submitter": [case("station_undated", post="submitter", name="Erika Muster")],
    "step_moved": [case("step", event="grant_extension", state="planned", due=date(2021, 5, 31), office_due=date(2021, 5, 3), meeting=date(2021, 5, 31), late_days=0, note="", calendar="PUBLISH", revision=3)],
    "step_refused": [case("step", event="refuse_extension", state="planned", due=date(2021, 5, 12), office_due=date(2021, 4, 19), meeting=date(2021, 5, 12), late_days=0, note="Der Rat tagt im Mai.")],
    "step_assigned": [case("step", kind="task", reference="BA-001/2020.1-A1", event="assign", state="assigned", due=date(2021, 5, 12), first_due=date(2021, 5, 12), late_days=0, extensions=0, progress="", note="", calendar="PUBLISH")],
    "step_ended": [case("step", event="note", state="noted", note="", calendar="CANCEL", revision=4)],
    "weekly_letter_quiet": [case("weekly_letter")],
    "digest_to_the_council_office": [
        case("station_passed", key=(7, "station_passed", 2, 1)),
        case("task_unassigned", reference="BA-002/2020.1-A1", subject="Bänke", key=(9, "task_unassigned", 2, 1)),
    ],
    "digest": [
        case("report_today"),
        case("task_late", reference="BA-002/2020.1-A1", token="ba9876543210", subject="Bänke", key=(9, "task_late", 2, 1), **REQUESTED),
        case("report_late_week", reference="BA-003/2020.1-B1/4", number="BA-003/2020", late_days=8, due=date(2021, 3, 24), office_due=date(2021, 2, 24), meeting=date(2021, 3, 24), key=(11, "report_late_week", 2, 1), public=False, subject="", wording="", evidence="", recipient="", department=""),
    ],
}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_the_letter_is_the_golden_one(name: str, language: str) -> None:
    week = QUIET if name == "weekly_letter_quiet" else WEEK
    letter = written(*LETTERS[name], language=language, week=week)
    plain = f"Subject: {letter.subject}\n\n{letter.plain}"
    days = [content.decode().replace("\r\n", "\n") for _, _, content in calendars(LETTERS[name], origin(language))]
    for text, ending in ((plain, "txt"), (letter.html, "html"), ("\n".join(days), "ics")):
        file = GOLDEN / language / f"{name}.{ending}"
        if os.environ.get("RATSWEG_WRITE_LETTERS"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8") if text else file.unlink(missing_ok=True)
        if not text:
            assert not file.exists(), f"{file} is left over"
            continue
        assert text == file.read_text("utf-8"), f"{file} differs"


def test_no_golden_letter_is_left_over() -> None:
    for language in ("de", "en"):
        assert {file.stem for file in (GOLDEN / language).iterdir()} == set(LETTERS)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_html_loads_nothing_and_outside_text_stays_text(name: str, language: str) -> None:
    html = written(*LETTERS[name], language=language).html
    assert not re.search(r"<(img|script|link|iframe|object)\b|url\(|src=", html)
    assert set(re.findall(r'href="([a-z]+):', html)) <= {"mailto"}
    assert "<melden>" not in html
    assert set(re.findall(r"#[0-9a-f]{6}(?=[;\"])", html)) <= {"#1f5fa8", "#1c1c1c", "#555555", "#c8c8c8"}
    assert f'lang="{language}"' in html


def test_asked_letters_offer_five_answers_with_their_token_and_others_none() -> None:
    for folder, cases in LETTERS.items():
        found = re.findall(r"mailto:antwort@example.org\?subject=%5B%230123456789ab%3A(\w+)%5D", written(*cases, language="de").plain)
        others = ("task_year", "report_due_to_a_deputy", "report_late_to_the_mayor")  # they owe no answer
        asked = folder not in others and (folder.startswith(ASKED) or folder == "digest")
        five = ["report", "on_the_way", "extension", "not_us", "not_feasible"]
        if folder in ("report_late_extension_requested", "task_undated_long"):  # asked, or no day
            five.remove("extension")
        times = 2 if folder == "digest" else 1  # the third of its matters has another token
        assert found == (five * times if asked else []), folder


@pytest.mark.parametrize("kind", ["report", "task"])
def test_who_has_asked_for_an_extension_is_not_asked_to_apply_for_it_again(kind: str) -> None:
    told = written(case(f"{kind}_late", **REQUESTED), language="de").plain
    assert "beantragte neue Frist: 31.05.2021 (noch nicht entschieden)" in told
    assert "beantragen Sie" not in told and "Fristverlängerung beantragen" not in told
    assert "Fristverlängerung beantragen" in written(case(f"{kind}_late"), language="de").plain


def test_lines_of_plain_letters_are_short_but_for_links() -> None:
    for cases in LETTERS.values():
        for line in written(*cases, language="de").plain.splitlines():
            assert len(line) <= 78 or "mailto:" in line


def test_the_bytes_hold_both_forms_the_calendar_and_the_headers() -> None:
    cases = [case("report_today")]
    identity, content = mime(written(*cases, language="de"), cases, "erika@example.org", origin("de"))
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == [
        *("text/plain", "text/html", "text/calendar")
    ]
    assert mail["Message-ID"] == identity == message_id(cases, "erika@example.org", origin("en"))
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Reply-To"] == "antwort@example.org"
    assert mail["List-Id"] == "Ratsweg <ratsweg.example.org>"
    assert mail["To"] == "erika@example.org"


def test_each_address_and_each_register_has_its_own_message_id() -> None:
    from datetime import UTC, datetime

    cases = [case("report_today"), case("task_late")]
    here = message_id(cases, "a@example.org", origin("de"))
    assert here == message_id(cases[::-1], "a@example.org", origin("de"))
    assert here != message_id(cases, "b@example.org", origin("de"))
    assert here != message_id(cases[:1], "a@example.org", origin("de"))
    other = replace(origin("de"), created=datetime(2020, 1, 2, tzinfo=UTC))
    assert here != message_id(cases, "a@example.org", other)


def test_a_sender_with_a_name_has_a_message_id_that_a_bounce_can_return() -> None:
    cases, named = [case("report_today")], replace(origin("de"), sender="Ratsbüro <ratsbuero@example.org>")
    identity, content = mime(written(*cases, language="de"), cases, "erika@example.org", named)
    mail = email.message_from_bytes(content, policy=email.policy.default)
    assert mail["Message-ID"] == identity and identity.endswith("@example.org>")
    assert mail["List-Id"] == "Ratsweg <ratsweg.example.org>"


def test_the_calendar_holds_the_offices_day_and_of_a_non_public_matter_the_number_only() -> None:
    ((_, _, hidden),) = calendars([case("report_today", public=False, subject="")], origin("de"))
    ((_, _, shown),) = calendars([case("report_today"), case("report_today", office_due=None)], origin("de"))
    assert b"Radweg" not in hidden
    assert b"DTSTART;VALUE=DATE:20210401" in hidden and b"DTEND;VALUE=DATE:20210402" in hidden
    assert b"Radweg am Fluss" in shown and b"20210428" in shown
    assert list(calendars([case("step")], origin("de"))) == []
    assert list(calendars([case("report_today", due=None, office_due=None)], origin("de"))) == []


def test_a_day_before_the_first_is_no_silence() -> None:
    quiet = written(case("report_today", unanswered=()), language="de").plain
    assert "keine Antwort verzeichnet" not in quiet
    loud = written(case("report_today", unanswered=(date(2021, 3, 3),)), language="de").plain
    assert "Auf unser Schreiben vom 03.03.2021 ist keine Antwort verzeichnet." in loud


def test_a_notice_tells_what_is_done_and_one_without_such_words_goes_out_all_the_same() -> None:
    told = written(case("step", event="grant_extension", state="planned"), language="de")
    assert told.subject == "Neue Frist 03.03.2021 für den Bericht: Radweg am Fluss (BA-001/2020.3-B1/1)"
    assert "zuweisen" not in written(case("step", kind="task", event="assign", state="assigned"), language="de").plain
    assert written(case("step", event="place", state="on_agenda"), language="de").subject


def test_a_new_day_stands_in_the_subject_and_in_the_first_sentence_and_what_it_overtook_is_gone() -> None:
    told = written(*[replace(one, promised=date(2021, 4, 9)) for one in LETTERS["step_moved"]], language="de")
    assert told.subject.startswith("Neue Frist 03.05.2021 ")
    opening = " ".join(told.plain.split("\n\n")[1].split())
    assert "bis 03.05.2021 beim Sitzungsdienst ab (Sitzung am 31.05.2021)" in opening
    assert "Stand jetzt" not in told.plain and "09.04.2021" not in told.plain


def test_a_day_that_is_past_or_that_the_reader_need_not_keep_enters_no_calendar() -> None:
    ahead = case("report_today")
    for one in (
        *(case("report_late"), replace(ahead, copied=True), replace(ahead, post="mayor")),
        replace(ahead, office_due=date(2021, 3, 31)),
    ):
        assert list(calendars([one], origin("de"))) == []
        assert "Anhang die Frist" not in written(one, language="de").plain
    assert "Im Anhang die Frist als Kalendereintrag." in written(ahead, language="de").plain
    ended = replace(ahead, rung="step", copied=True, calendar="CANCEL")
    assert [method for method, _, _ in calendars([ended], origin("de"))] == ["CANCEL"]


def test_a_non_public_letter_says_why_nothing_is_named_and_invites_no_attachment() -> None:
    told = " ".join(written(*LETTERS["report_due_non_public"], language="de").plain.split())
    assert "nennt dieser Brief weder Titel noch Wortlaut" in told and "unter BA-001/2020 in" in told
    assert "Anhänge sind willkommen" not in told and "nicht als einfache E-Mail" in told


def test_a_letter_to_a_deputy_begins_its_next_sentence_with_a_capital() -> None:
    for rung in FOLDERS:
        paragraphs = written(case(rung, copied=True), language="de").plain.split("\n\n")
        assert "zur Kenntnis, als Vertretung" in " ".join(paragraphs[1].split())
        assert paragraphs[2][0].isupper(), rung


def test_only_who_has_to_answer_is_asked() -> None:
    for post in ("mayor", "mayor_office", "chair", "body", "council", "submitter"):
        for rung in ("report_late_two_weeks", "report_mayor", "report_body", "task_year"):
            told = written(case(rung, post=post), language="de").plain
            assert "mailto:" not in told and "Bitte reichen Sie" not in told
    assert "seit 21 Tagen überfällig" in written(case("report_mayor", late_days=21), language="de").plain


@pytest.mark.parametrize("language", ["de", "en"])
def test_only_the_council_office_is_told_a_command(language: str) -> None:
    for rung, folder in FOLDERS.items():
        if folder in ("step", "weekly_letter", "undeliverable", "report_waits", "task_completion", "motion_implemented"):
            continue  # the register's own, or the council office's alone
        for post in ("mayor_office", "mayor", "chair", "submitter", "contact"):
            assert "ratsweg " not in written(case(rung, post=post), language=language).plain, (rung, post)


def test_the_reason_stands_in_the_letter_only_where_the_last_entry_gave_it() -> None:
    for rung, reason in (("motion_returned", "Die Unterschrift fehlt."), ("task_infeasible", "Der Grund gehört der Stadt nicht.")):
        assert reason in written(case(rung), language="de").plain
        assert reason not in written(case(rung, event="note"), language="de").plain


def test_what_was_asked_more_than_once_while_no_letter_left_is_said_once() -> None:
    often = [case("station_passed", key=(7, "station_passed", 2, count)) for count in (1, 2, 3)]
    other = case("task_unassigned", key=(9, "task_unassigned", 2, 1))
    assert written(*often, other, language="de").subject.startswith("2 Erinnerungen: ")
    assert written(*often, language="de").subject == written(often[0], language="de").subject
