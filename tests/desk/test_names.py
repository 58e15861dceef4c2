"""Names offered in German are taken in German: with umlauts or without, in any case."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from support.forked import ratsweg
from support.german import foreign

from notifications import names
from notifications.words import Words, catalog
from states.law import CHARTS
from states.terms import parse_interval

PAPER = Path(__file__).parents[2] / "examples/digitale-agenda.txt"
SECTIONS = [*(f"{kind}_{what}" for kind in CHARTS for what in ("state", "event")), "kind", "progress", "answer_name"]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_label_and_every_identifier_names_what_it_labels(section: str, language: str) -> None:
    words = Words(language)
    for key in catalog(language)[section]:
        label = words.label(section, key)
        plain = label.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
        for text in (key, label, label.upper(), plain, label.replace(" ", "-"), plain.replace(" ", "_")):
            assert names.named(section, text) == key, text


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Bericht", "report"), ("berichte", "report"), ("Anträge", "motion"), ("Antraege", "motion"), ("AUFTRAG", "task")]
    + [("Aufträge", "task"), ("Pflichten", "duty"), ("Berichtspflicht", "duty"), ("Sitzungen", "meeting"), ("station", "station")]
    + [("Stationen", "station"), ("punkte", "point"), ("motion", "motion"), ("Einhorn", None), ("", None), ("e", None)],
)
def test_a_kind_is_known_by_its_short_name_too(text: str, kind: str | None) -> None:
    assert names.kind(text) == kind


@pytest.mark.parametrize(
    ("text", "interval"),
    [("alle 6 Monate", "P6M"), ("6 Monate", "P6M"), ("Jedes Jahr", "P1Y"), ("alle 14 Tage", "P14D"), ("jeden Monat", "P1M")]
    + [("halbjährlich", "P6M"), ("Halbjaehrlich", "P6M"), ("vierteljährlich", "P3M"), ("jährlich", "P1Y"), ("monatlich", "P1M")]
    + [("half-yearly", "P6M"), ("quarterly", "P3M"), ("Jedes Quartal", "P3M"), ("einjährig", None)]
    + [("every 6 months", "P6M"), ("2 Wochen", "P2W"), ("1 Monat", "P1M"), ("P6M", None), ("immer", None)],
)
def test_an_interval_is_read_as_it_is_written(text: str, interval: str | None) -> None:
    assert names.interval(text) == interval


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_way_in_which_an_interval_is_printed_is_read(language: str) -> None:
    words = Words(language)
    for one in ("P1D", "P14D", "P1W", "P2W", "P1M", "P3M", "P6M", "P1Y", "P2Y"):
        assert names.interval(words.interval(one)) == names.interval(words.span(one)) == one
    for one, known in names.labels("interval_name", language).items():
        assert [names.interval(name) for name in known] == [one] * len(known)
        assert parse_interval(one)


def test_a_life_in_german_names(tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    env = {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_DEBUG": ""}

    def ok(clock: str, *words: str) -> str:
        done = ratsweg("--clock", clock, *words, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
        return done.stdout

    ok("24.09.2020", "init", "--trial")
    ok("25.09.2020", "register", str(PAPER), "--yes")
    ok("15.10.2020 17:05", "vote", "BA-901/2020", "41/9/4", "--yes", "--on", "14.10.2020")
    ok("22.10.2020", "remind")
    said = ok("23.10.2020", "advance", "Zuweisen", "BA-901/2020.1-A1", "--department", "Dezernat 1")
    assert said == "BA-901/2020.1-A1: zugewiesen\n"
    assert "BA-901/2020.1-A1" in ok("23.10.2020", "list", "auftrag", "--state", "zugewiesen")
    assert "BA-901/2020.1-A1" not in ok("23.10.2020", "list", "Aufträge", "--state", "offen")
    ok("24.10.2020", "advance", "assign", "BA-901/2020.2-A1", "--department", "Dezernat 1")
    words = ("duty", "set", "BA-901/2020.3", "--every", "halbjährlich", "--first", "31.03.2021")
    ok("02.11.2020", *words, "--department", "Dezernat 1")
    assert "alle 6 Monate" in ok("02.11.2020", "show", "BA-901/2020.3-B1")
    said = ok("03.11.2020", "answer", "BA-901/2020.1-A1", "erledigt", "--reason", "Fertig.", "--progress", "erledigt")
    assert said == "BA-901/2020.1-A1: Vollzug gemeldet\n"
    said = ok("04.11.2020", "answer", "BA-901/2020.2-A1", "Verlängerung", "--until", "30.06.2021", "--reason", "Personal", "--progress", "in-arbeit")
    assert "BA-901/2020.2-A1" in said
    done = ratsweg("list", "Einhorn", cwd=tmp_path, env=env)
    assert "Einstellung ART: „Einhorn“ geht nicht." in done.stderr and "Berichtspflicht" in done.stderr


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("advance zuw", "zuweisen"), ("advance ass", "assign"), ("list Ber", "Berichtspflicht"), ("list task --state zug", "zugewiesen")]
    + [("answer BA-1/2020 Verl", "Verlängerung"), ("advance zur-Erg", "zur-Ergänzung-zurückgeben")],
)
def test_completion_proposes_them(typed: str, proposed: str, tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    env = {**kept, "_RATSWEG_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": f"ratsweg {typed}"}
    assert proposed in ratsweg(cwd=tmp_path, env=env).stdout


@pytest.mark.parametrize("typed", ["", "list --", "meeting ", "answer --", "show BA-901/2020"])
def test_what_is_proposed_is_described_in_german(typed: str, tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    env = {**kept, "RATSWEG_ACTOR": "anna"}
    ratsweg("--clock", "24.09.2020", "init", "--trial", cwd=tmp_path, env=env)
    ratsweg("--clock", "25.09.2020", "register", str(PAPER), "--yes", cwd=tmp_path, env=env)
    env |= {"_RATSWEG_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": f"ratsweg {typed}"}
    proposed = re.findall(r':"(.*)"', ratsweg(cwd=tmp_path, env=env).stdout)
    assert proposed
    assert [one for one in proposed if foreign(one)] == []


def test_what_next_prints_is_done_as_printed(tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    env = {**kept, "RATSWEG_ACTOR": "anna"}
    ratsweg("--clock", "24.09.2020", "init", "--trial", cwd=tmp_path, env=env)
    ratsweg("--clock", "25.09.2020", "register", str(PAPER), "--yes", cwd=tmp_path, env=env)
    said = ratsweg("next", "BA-901/2020", cwd=tmp_path, env=env).stdout
    for line in ("ratsweg advance zurückziehen BA-901/2020.1", "ratsweg advance nicht-befassen BA-901/2020"):
        assert f"    {line}\n" in said
        done = ratsweg("--clock", "26.09.2020", *line.split()[1:], cwd=tmp_path, env=env)
        assert (done.returncode, done.stderr) == (0, "")
