"""A wrong profile is refused with file, place and reason."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from notifications.words import Words, catalog
from states.errors import BadProfile, NoSuchProfile
from states.ladder_file import read_ladder
from states.profile import packaged, parse_law, profiles, read_law
from states.reading import ProfileTable

GOOD = files("states.profiles").joinpath("musterstadt.toml").read_text("utf-8")
NAME = 'name = "Gemeinderat Musterstadt"'

# place, what stands there, what is put there
WRONG = [
    ("TOML", NAME, "name = "),
    ("council.name", NAME, 'name = " "'),
    ("council.nickname", NAME, f'{NAME}\nnickname = "M"'),
    ("council.language", 'language = "de"', 'language = "fr"'),
    ("council.timezone", '"Europe/Berlin"', '"Europe/Nirgends"'),
    ("numbering.receipt", '"E-{number:03}/{year}"', '"E-{year}"'),
    ("numbering.motion", '"M-{number:03}/{year}"', '"M-{nummer}/{year}"'),
    ("voting[1].quorum", "quorum = 10", "quorum = 9"),
    ("voting[1].entitled", "entitled = 19", "entitled = 0"),
    ("voting[1].valid_from", "valid_from = 2019-07-01", 'valid_from = "gestern"'),
    ("voting[1].majority", '"votes_cast"', '"those_present"'),
    ("voting[1].verified", "verified = false", 'verified = "nein"'),
    ("numbers.objection_days.value", "value = 7, source = \"S", "value = -1, source = \"S"),
    ("term.lapses", "lapses = true ", "lapses = 1 "),
    ("addresses.clerk", '"ratsbuero@musterstadt.example.org"', '"Rathaus, Zimmer 1"'),
    ("addresses.wizard", "[[body]]", 'wizard = "w@example.org"\n[[body]]'),
    ("addresses", 'mayor = "buergermeister@musterstadt.example.org"\n', ""),
    ("body[2].kind", 'kind = "committee"', 'kind = "club"'),
    ("body", 'kind = "committee"', 'kind = "council"'),
    ("council.state", 'state = "SN"', 'state = "XX"'),
    ("ladder", 'ladder = "standard"', 'ladder = "rope"'),
    ("calendar.quiet", 'quiet = ["12-24", "01-01"]', 'quiet = ["12-24", "31.12."]'),
    ("calendar.quiet", 'quiet = ["12-24", "01-01"]', 'quiet = ["12-24"]'),
    ("reports.extended_by", '"committee", "mayor"]', '"committee", "wizard"]'),
    ("letters.from_hour", "from_hour = 8", 'from_hour = "acht"'),
    ("body", 'kind = "council"\n', 'kind = "council"\nchair = "Niemand"\n'),
    ("calendar.added[1].name", 'quiet = ["12-24", "01-01"]', 'added = [{ name = "Kirmes" }]\nquiet = ["12-24", "01-01"]'),
    ("zebra", NAME, f'{NAME}\n[zebra]\na = 1\n[council2]'),
]


@pytest.mark.parametrize("name", profiles())
def test_the_packaged_profiles_are_good(name: str) -> None:
    assert read_law(name).name == name


def test_keys_that_nobody_reads_any_more_are_passed_over() -> None:
    """Registers keep profiles of version 0.2.0, which had to say them."""
    text = packaged("musterstadt")
    former = {
        "[reports]": 'suggested_cadence = "P6M"',
        "[calendar]": "saturday_is_werktag = true\nrecess = [{ first = 2026-07-04, last = 2026-08-14 }]",
    }
    for table, said in former.items():
        assert table in text
        text = text.replace(table, f"{table}\n{said}")
    assert parse_law("m", text, file="m.toml").calendar == read_law("musterstadt").calendar


@pytest.mark.parametrize(("place", "good", "bad"), WRONG, ids=lambda text: str(text)[:40])
def test_a_wrong_profile_is_refused_where_it_errs(place: str, good: str, bad: str) -> None:
    assert good in GOOD
    text = GOOD.replace(good, bad, 1)
    with pytest.raises(BadProfile) as refusal:
        parse_law("wrong", text, file="wrong.toml")
    told = refusal.value.fields
    assert told["file"] == "wrong.toml"
    assert told["reason"]
    if place != "zebra":
        assert told["place"] == place


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = GOOD
    for place in ("council.language", "numbering.motion", "term.lapses", "body[2].kind"):
        good, bad = next((good, bad) for where, good, bad in WRONG if where == place)
        text = text.replace(good, bad, 1)
    text += '\n[[department]]\nname = 5\naddress = "d@example.org"\n[[voting]]\n'
    with pytest.raises(BadProfile) as refusal:
        parse_law("wrong", text, file="wrong.toml")
    places = [error.fields["place"] for error in (refusal.value, *refusal.value.others)]
    assert places == [
        *("council.language", "numbering.motion", "body[2].kind"),
        *(f"voting[2].{n}" for n in ("entitled", "valid_from", "majority", "abstention", "source", "verified", "quorum")),
        *("department[3].name", "term.lapses"),
    ]


def test_every_reason_has_its_words_and_none_is_left_over() -> None:
    sources = "".join(Path(__file__).parents[2].joinpath(f"states/{name}.py").read_text("utf-8") for name in ("noting", "reading", "profile", "profile_people", "profile_calendar", "ladder_file"))
    known = re.findall(r'refuse\(\s*(?:key|"\w+"), "(\w+)"', sources) + re.findall(r'"(not_\w+)"', sources)
    assert {*known, "missing", "unknown_key"} == set(catalog("de")["wrong"])


@pytest.mark.parametrize(("place", "good", "bad"), WRONG, ids=lambda text: str(text)[:40])
def test_a_refusal_is_a_sentence_in_both_languages(place: str, good: str, bad: str) -> None:
    with pytest.raises(BadProfile) as refusal:
        parse_law("wrong", GOOD.replace(good, bad, 1), file="wrong.toml")
    for language in ("de", "en"):
        said = Words(language).sentence(refusal.value)
        assert "wrong.toml" in said and "Phrase" not in said and "{n" not in said.replace("{number", "").replace("{nummer", "")


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(NoSuchProfile) as refusal:
        read_law("atlantis")
    assert refusal.value.fields["known"] == profiles()


LADDER = files("states.ladders").joinpath("standard.toml").read_text("utf-8")
ROW = 'report_today          = { on = "report",  while = "report_owed",     from = "office_due",     after = 0,   tell = ["contact", "office_head"] }'

# place, what stands there, what is put there
WRONG_RUNGS = [
    ("on", 'on = "report"', 'on = "rapport"'),
    ("while", 'while = "report_owed"', 'while = "report_lost"'),
    ("from", 'from = "office_due"', 'from = "tomorrow"'),
    ("after", "after = 0", 'after = "0"'),
    ("tell", '"contact", "office_head"', '"neighbour"'),
    ("unit", "after = 0,", 'after = 0, unit = "fortnight",'),
    ("weekday", "after = 0,", "after = 0, weekday = 6,"),
    ("by_months", "after = 0,", "after = 0, by_months = [3, -15],"),
    ("months", "after = 0,", 'after = 0, months = ["January"],'),
    ("colour", "after = 0,", 'after = 0, colour = "red",'),
]


@pytest.mark.parametrize(("place", "good", "bad"), WRONG_RUNGS, ids=lambda text: str(text)[:20])
def test_a_wrong_rung_is_refused_where_it_errs(place: str, good: str, bad: str) -> None:
    assert ROW in LADDER and good in ROW
    raw = tomllib.loads(LADDER.replace(ROW, ROW.replace(good, bad, 1)))
    with pytest.raises(BadProfile) as refusal:
        read_ladder(ProfileTable("ladder.toml", "", raw))
    assert refusal.value.fields["place"] == f"rungs.report_today.{place}"
