"""Every handed failing case gives the right value or sentence, where the cases lie beside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.beside import beside
from support.large import ALL

PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
CRASH = "Das hätte nicht geschehen dürfen"
LARGE = pytest.mark.skipif(not ALL, reason="a case of many commands: run with RATSWEG_TEST_ALL")

# The script, what it must print, what it must not.
CASES = [
    pytest.param("adopt_outside_vote", ["nur in einer Abstimmung über den Antrag", "Heute ist nichts fällig"], ["beschlossen\n"], marks=LARGE),
    pytest.param("before_cause", ["liegt vor dem 20.10.2020", "Alles in Ordnung"], ["2019: ", "angenommen"], marks=LARGE),
    pytest.param("last_day_of_calendar", ["Der 31.12.9999 geht hier nicht", "Der 01.01.1990 liegt schon hinter uns"], ["zugewiesen"], marks=LARGE),
    pytest.param("preview_says_carried", ["nicht beschlussfähig", "Der 14.10.2020 liegt nach heute"], ["angenommen"]),
    pytest.param("short_reference_umlaut", [f"{q}: Beschlussantrag ÄA-003/2021" for q in ("ÄA-3/2021", "ÄA-003/21", "3/21")], ["nicht im Register"], marks=LARGE),
    pytest.param("unknown_department", ["kein Amt „Dezernat 99“", "bearbeitung6@"], [], marks=LARGE),
]  # fmt: skip


def said(script: str, folder: Path) -> str:
    """What the commands of *script* print, with the command of this checkout before all others."""
    environment = {**os.environ, "PATH": PATH, "TMPDIR": str(folder)}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(("name", "right", "wrong"), CASES)
def test_a_handed_script_ends_in_the_right_sentences(
    name: str, right: list[str], wrong: list[str], tmp_path: Path
) -> None:
    printed = said(f'bash "{beside(f"trials/desk/{name}.sh")}"', tmp_path)
    assert [sentence for sentence in right if sentence not in printed] == [], printed
    assert [sentence for sentence in [*wrong, CRASH] if sentence in printed] == [], printed


MAILS = [
    ("01_ext_labels", "", "Verlängerung beantragt bis: 30.09.2021"),
    ("02_ext_twodigit", "", "Verlängerung beantragt bis: 30.09.2021"),
    ("04_outlook_von", "--as report", "Text: Guten Tag,"),
    ("07_thunderbird_below", "--as report", "der Bericht ist fertig: Die Planung steht"),
    ("12_groupwise", "", "genannter Tag: 15.09.2021"),
    ("14_ooo_exchange", "", "17.06.2021  04.07.2021"),
    ("20_ooo_hyphen", "", "17.06.2021  02.07.2021"),
    ("26_exim_plain", "", "Antworten: 0, unzustellbar gemeldet: 1"),
    ("31_smime_opaque", "", "Verlängerung beantragt bis: 15.09.2021"),
    ("32_ascii_lie", "", "Text: Die Brücke ist „fertig“ – 12 €."),
    ("34c_utf8_declared_latin", "", "Text: Die Brücke ist fertig."),
    ("44_progress_label_text", "", "Text: Der Weg ist gebaut."),
]


@LARGE
@pytest.mark.parametrize(("name", "options", "right"), MAILS)
def test_a_handed_mail_is_entered_as_it_was_meant(
    name: str, options: str, right: str, tmp_path: Path
) -> None:
    beside(f"trials/desk/{name}.eml")
    printed = said(f'. "{beside("trials/desk/common.sh")}"; mail {name}.eml {options}', tmp_path)
    assert right in printed, printed
    entered = printed.partition("--- confirm")[2]
    assert not [
        quoted for quoted in ("mailto:", "Wortlaut des Beschlusses", CRASH) if quoted in entered
    ], printed


@pytest.mark.parametrize(
    ("name", "right"), [("antrag_lines.txt", "Antragsnummer"), ("slow.docx", "slow.docx")]
)
def test_a_handed_paper_that_held_up_reading_is_read_or_refused_in_its_time(
    name: str, right: str, tmp_path: Path
) -> None:
    paper = beside(f"trials/hostile/{name}")
    printed = said(
        f'ratsweg init --trial --profile chemnitz; time timeout 60 ratsweg read "{paper}"; echo "rc $?"',
        tmp_path,
    )
    assert right in printed and "rc 124" not in printed and CRASH not in printed, printed
