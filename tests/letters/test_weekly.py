"""The register's own letter: once a week, by whom and whenever it is written, and never missing."""

from __future__ import annotations

import email
import email.policy
import threading
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from desk.test_command import Desk, adopted, desk  # noqa: F401
from sqlalchemy import text
from support.town import SYSTEM, Town

from notifications.letters import Origin
from notifications.weekly import write_weekly
from states.errors import BadProfile
from states.profile import packaged, parse_law, read_law
from workflow.rounds import weekly_letter
from workflow.rounds.week import week_of
from workflow.store.desk import Desk as At
from workflow.store.models import Message
from workflow.store.seal import seal

OFFICE = "ratsbuero@chemnitz.example.org"


def weekly(desk: Desk) -> list[EmailMessage]:  # noqa: F811
    """The weekly letters that lie in the folder, oldest first."""
    found = []
    for file in (desk.folder / "letters").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if str(mail["Subject"]).startswith("Wochenbrief"):
            found.append(mail)
    return sorted(found, key=lambda mail: mail["Date"].datetime)


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def rounds(desk: Desk, *days: str) -> list[str]:  # noqa: F811
    """The subjects of all weekly letters after a round on each of *days*."""
    for day in days:
        desk.ok("--clock", day, "remind")
    return [str(mail["Subject"]) for mail in weekly(desk)]


def test_a_week_is_told_to_the_council_office_in_one_letter(desk: Desk) -> None:  # noqa: F811
    adopted(desk)
    desk.ok("--clock", "2020-10-23", "remind")
    desk.ok(
        *("--clock", "2020-10-26", "advance", "assign", "BA-901/2020.1-A1", "--department", "Dezernat 6"),
        *("--until", "2020-11-05", "--yes"),
    )
    rounds(desk, "2020-11-02", "2020-11-05")
    desk.ok("--clock", "2020-11-06", "answer", "BA-901/2020.1-A1", "extension", "--until", "2020-12-04", "--reason", "Personal", "--progress", "in_work")
    rounds(desk, "2020-11-09")
    mail = weekly(desk)[-1]
    assert mail["To"] == OFFICE and mail["Subject"] == "Wochenbrief vom 09.11.2020: 1 überfällig"
    told = body(mail)
    assert "blickt auf 02.11.2020 bis 08.11.2020 zurück" in told
    assert "Auftrag heute fällig: 1" in told
    assert "BA-901/2020.1-A1: Fristverlängerung beantragt (06.11.2020)" in told
    assert "Dezernat 6 (1)" in told and "fällig 05.11.2020" in told
    assert "Der nächste Brief kommt am 16.11.2020. Bleibt er aus" in told
    assert "Rufen Sie dann bei denen an, die Ratsweg für Sie betreiben." in told
    silence = desk.ok("--clock", "2020-11-09", "check").splitlines()[-1]
    assert silence.rpartition("am ")[2].partition(" ")[0] in told, "the silence is that which check prints"


def test_its_seal_can_be_compared_as_long_as_nothing_of_then_is_changed(desk: Desk) -> None:  # noqa: F811
    adopted(desk)
    rounds(desk, "2020-10-26")
    told = body(weekly(desk)[-1])
    sealed = desk.json("--clock", "2020-10-26", "check", "--seal", "25.10.2020")
    assert sealed["findings"] == [] and f"Siegel: {sealed['seal']['digest']}" in told
    desk.ok("--clock", "2020-10-27", "advance", "assign", "BA-901/2020.1-A1", "--department", "Dezernat 1")
    later = desk.ok("--clock", "2020-10-27", "check", "--seal", "2020-10-25")
    assert sealed["seal"]["digest"] in later
    assert sealed["seal"]["digest"] not in desk.ok("--clock", "2020-10-27", "check", "--seal", "2020-10-27")


def test_an_entry_that_is_altered_with_all_its_digests_has_another_seal(town: Town) -> None:
    town.registered()
    with town.store.read() as session:
        before = seal(session, date(2020, 9, 30), "Europe/Berlin")
    assert before.matters > 1 and before.entries >= before.matters
    on_sqlite = town.store.sqlite
    drop = "DROP TRIGGER entry_is_never_changed" + ("" if on_sqlite else " ON entry")
    with town.store.write() as session:
        session.execute(text(drop))
        session.execute(text("UPDATE entry SET digest = 'anew' WHERE matter_id = 1"))
    with town.store.read() as session:
        after = seal(session, date(2020, 9, 30), "Europe/Berlin")
        none = seal(session, date(2020, 9, 24), "Europe/Berlin")
    assert after.digest != before.digest and after.entries == before.entries
    assert (none.matters, none.entries) == (0, 0)


def test_it_comes_once_a_week_also_when_nothing_happened(desk: Desk) -> None:  # noqa: F811
    found = rounds(desk, "2020-09-28", "2020-09-28", "2020-09-29", "2020-10-02", "2020-10-05", "2020-10-06")
    assert found == ["Wochenbrief vom 28.09.2020: kein Auftrag, kein Bericht überfällig", "Wochenbrief vom 05.10.2020: kein Auftrag, kein Bericht überfällig"]
    assert all("Nichts wurde gefragt und nichts beantwortet" in body(mail) for mail in weekly(desk))
    assert "Das Register schreibt trotzdem" in body(weekly(desk)[0])
    assert desk.ok("--clock", "2020-10-06", "check").startswith("Alles in Ordnung")


def test_before_the_hour_of_mail_and_in_the_week_of_the_founding_none_is_written(desk: Desk) -> None:  # noqa: F811
    assert rounds(desk, "2020-09-25", "2020-09-28T07:30") == []
    assert len(rounds(desk, "2020-09-28T08:00")) == 1


def test_a_worker_that_comes_back_on_thursday_writes_it_for_that_week_and_says_so(desk: Desk) -> None:  # noqa: F811
    rounds(desk, "2020-09-28", "2020-10-15")
    (_, late) = weekly(desk)
    assert late["Subject"] == "Wochenbrief vom 12.10.2020: kein Auftrag, kein Bericht überfällig"
    assert "blickt auf 28.09.2020 bis 11.10.2020 zurück" in body(late), "what nobody was told is not lost"
    assert "Er kommt verspätet: Am 12.10.2020" in body(late)
    (*_, after) = [mail for _ in rounds(desk, "2020-10-19") for mail in weekly(desk)]
    assert "verspätet" not in body(after) and "auf 12.10.2020 bis 18.10.2020" in body(after)


@pytest.mark.parametrize(("back", "late"), [("2020-11-02", False), ("2020-11-05", True)])
def test_letters_that_never_came_are_missed_by_the_next_whatever_its_day(desk: Desk, back: str, late: bool) -> None:  # noqa: F811
    rounds(desk, "2020-09-28", back, "2020-11-09")
    (first, found, after) = map(body, weekly(desk))
    assert "Schon am 05.10.2020 hätte einer kommen sollen." in " ".join(found.split())
    assert ("Er kommt verspätet" in found) is late and found.count("klären") == 1
    assert not any("fehlen Wochenbriefe" in letter for letter in (first, after))


def test_on_a_monday_that_is_a_holiday_it_comes_on_tuesday_and_that_is_not_late(desk: Desk) -> None:  # noqa: F811
    rounds(desk, "2021-03-29", "2021-04-05")
    assert "Der nächste Brief kommt am 06.04.2021." in body(weekly(desk)[-1])
    assert rounds(desk, "2021-04-06")[-1] == "Wochenbrief vom 06.04.2021: kein Auftrag, kein Bericht überfällig"
    assert "verspätet" not in body(weekly(desk)[-1])


def test_a_week_without_any_mail_has_none_and_the_one_before_says_when_the_next_comes(desk: Desk) -> None:  # noqa: F811
    rounds(desk, "2020-12-21", "2020-12-28", "2020-12-31")
    (last,) = weekly(desk)
    assert "Der nächste Brief kommt am 04.01.2021." in body(last)
    rounds(desk, "2021-01-04")
    assert "auf 21.12.2020 bis 03.01.2021" in body(weekly(desk)[-1])


def test_whoever_asks_beforehand_is_told_of_it(desk: Desk) -> None:  # noqa: F811
    (row,) = desk.json("--clock", "2020-09-28", "remind", "--dry-run")
    assert (row["rung"], row["to"], row["reference"]) == ("weekly_letter", [OFFICE], "")
    assert "Wochenbrief" in desk.ok("--clock", "2020-09-28", "remind", "--dry-run")
    rounds(desk, "2020-09-28")
    assert desk.json("--clock", "2020-09-28", "remind", "--dry-run") == []


def test_it_waits_in_the_outbox_like_any_letter(desk: Desk) -> None:  # noqa: F811
    desk.environment["RATSWEG_MAIL"] = "smtp://127.0.0.1:1?security=none"
    assert desk.run("--clock", "2020-09-28", "remind").returncode == 1
    (row,) = desk.json("--clock", "2020-09-28", "outbox", "list")
    assert row["subject"].startswith("Wochenbrief") and row["digest_of"] is None


def test_an_answer_to_it_waits_as_a_mail_about_nothing(desk: Desk) -> None:  # noqa: F811
    rounds(desk, "2020-09-28")
    inbox = desk.folder / "inbox"
    inbox.mkdir()
    (mail,) = weekly(desk)
    for number, more in enumerate(("", "Auto-Submitted: auto-replied\n")):
        answer = f"From: {OFFICE}\nTo: {OFFICE}\nSubject: Re: Wochenbrief\nMessage-ID: <{number}@x.example.org>\n{more}"
        answer += f"Date: Tue, 29 Sep 2020 09:00:00 +0200\nIn-Reply-To: {mail['Message-ID']}\n\nDanke.\n"
        (inbox / f"{number}.eml").write_text(answer)
    desk.environment["RATSWEG_INBOX"] = f"folder:{inbox}"
    desk.ok("--clock", "2020-09-29", "fetch")
    waiting = desk.json("--clock", "2020-09-29", "replies", "list")
    assert len(waiting) == 2 and {one["reference"] for one in waiting} == {None}
    assert len(rounds(desk, "2020-10-05")) == 2
    assert "2 Antworten warten auf Ihre Bestätigung" in body(weekly(desk)[-1])


# one register, several workers


def origin(town: Town) -> Origin:
    return Origin("de", town.law.council, OFFICE, OFFICE, "uid", town.now, town.now, town.law.timezone)


def reading(town: Town, session: object) -> At:
    return At(session, town.law, town.now, town.now.date(), "anna", frozenset())  # type: ignore[arg-type]


def at_once(*works: object) -> None:
    failures: list[BaseException] = []

    def run(work: object) -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_of_several_workers_one_posts_it_and_one_writes_it(town: Town) -> None:
    town.registered()
    town.on("2020-10-05")
    posted: list[bool] = []
    at_once(*[lambda: posted.append(town.work(weekly_letter.post, SYSTEM, "system"))] * 4)
    assert sorted(posted) == [False, False, False, True]
    written: list[int] = []
    at_once(*[lambda: written.append(write_weekly(town.store, origin(town), lambda s: reading(town, s)))] * 3)
    assert sorted(written) == [0, 0, 1]
    assert [mail.address for mail in town.mails()] == [OFFICE]
    assert town.findings() == []


def test_what_a_worker_that_died_has_posted_the_next_one_writes(desk: Desk, town: Town) -> None:  # noqa: F811
    town.on("2020-10-05").work(weekly_letter.post, SYSTEM, "system")
    assert town.write() == 0, "it is written by itself, after the register was looked through"
    assert len(rounds(desk, "2020-10-05", "2020-10-06")) == 1


def test_of_letters_that_nobody_could_write_only_the_newest_is_sent(town: Town) -> None:
    for day in ("2020-10-05", "2020-10-12", "2020-10-19"):
        assert town.on(day).work(weekly_letter.post, SYSTEM, "system")
    assert write_weekly(town.store, origin(town), lambda s: reading(town, s)) == 1
    assert [row["skipped"] for row in town.letters()] == [True, True, False]
    assert "19.10.2020" in town.mails()[0].subject
    assert town.findings() == []


def week(town: Town) -> object:
    with town.store.read() as session:
        message = session.get_one(Message, max(row["id"] for row in town.letters()))
        return week_of(reading(town, session), message)


def test_what_does_not_go_as_it_should_is_named(town: Town) -> None:
    ba = town.registered()
    town.on("2020-10-05").work(weekly_letter.post, SYSTEM, "system")
    with town.store.write() as session:
        session.execute(text("UPDATE wake SET trouble = 'KeyError: P6M'"))
    found = week(town)
    assert [(one.code, one.fields) for one in found.troubles] == [  # type: ignore[attr-defined]
        ("family", {"reference": ba, "trouble": "KeyError: P6M"})
    ]
    assert not found.empty  # type: ignore[attr-defined]
    with town.store.write() as session:
        session.execute(text("UPDATE wake SET trouble = ''"))
    assert week(town).empty  # type: ignore[attr-defined]


# what the profile says

WEEKDAY = "weekly_letter_weekday = { value = 1,"


def test_a_profile_names_the_day_and_whom_to_call_and_need_not() -> None:
    given = packaged("musterstadt")
    assert WEEKDAY in given
    (row,) = [line for line in given.splitlines() if line.startswith(WEEKDAY)]
    old = parse_law("alt", given.replace(f"{row}\n", ""), file="alt.toml")
    assert old.days("weekly_letter_weekday") == 1 and old.call == ""
    told = given.replace(WEEKDAY, WEEKDAY.replace("1", "3")).replace("# call = ", "call = ")
    own = parse_law("neu", told, file="neu.toml")
    assert own.days("weekly_letter_weekday") == 3 and own.call == "…"
    assert not read_law("chemnitz").numbers["weekly_letter_weekday"].verified


@pytest.mark.parametrize("value", ["0", "6", "true"])
def test_a_day_on_which_no_office_reads_is_refused(value: str) -> None:
    with pytest.raises(BadProfile) as refused:
        parse_law("x", packaged("musterstadt").replace(WEEKDAY, WEEKDAY.replace("1", value)), file="x.toml")
    assert refused.value.fields["place"] == "numbers.weekly_letter_weekday.value"


def test_on_another_day_of_the_week_it_comes_then(tmp_path: Path) -> None:
    given = packaged("musterstadt").replace(WEEKDAY, WEEKDAY.replace("1", "3"))
    (tmp_path / "neu.toml").write_text(given.replace('# call = "…"', 'call = "Rechenzentrum, Tel. 488"'), "utf-8")
    own = Desk(tmp_path, f"sqlite:///{tmp_path}/own.db")
    own.ok("--clock", "2020-09-25", "init", "--trial", "--profile", "neu.toml")
    assert rounds(own, "2020-09-28", "2020-09-29") == []
    assert rounds(own, "2020-09-30", "2020-10-01") == ["Wochenbrief vom 30.09.2020: kein Auftrag, kein Bericht überfällig"]
    assert "Rufen Sie dann an: Rechenzentrum, Tel. 488" in body(weekly(own)[0])


def test_a_weekday_that_changes_brings_no_second_letter_in_a_week(town: Town) -> None:
    town.on("2020-10-05")
    assert town.work(weekly_letter.post, SYSTEM, "system")
    numbers = town.law.numbers
    later = {"weekly_letter_weekday": replace(numbers["weekly_letter_weekday"], value=4)}
    town.law = replace(town.law, numbers={**numbers, **later})
    assert not town.on("2020-10-08").work(weekly_letter.post, SYSTEM, "system")
    assert town.on("2020-10-15").work(weekly_letter.post, SYSTEM, "system")
