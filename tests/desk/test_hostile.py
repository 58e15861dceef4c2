"""Nothing that a person can type or set is unforeseen: each gets its sentence and its exit code."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest
from support import hostile
from support.forked import ratsweg
from support.large import ALL

PAPER = Path(__file__).parents[2] / "examples/digitale-agenda.txt"
FEW = 20  # of each kind; all of them under RATSWEG_TEST_ALL


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a trial register in which a motion was adopted."""
    folder = tmp_path_factory.mktemp("founded")
    shutil.copy(PAPER, folder / "paper.txt")
    for words in (
        *(["2020-09-24", "init", "--trial"], ["2020-09-25", "register", "paper.txt", "--yes"]),
        *(["2020-10-15", "vote", "BA-901/2020", "41/9/4", "--yes"], ["2020-10-22", "remind"]),
        ["2020-10-23", "meeting", "add", "StR", "2020-11-11"],
    ):
        done = ratsweg("--clock", *words, cwd=folder, env=environment())
        assert done.returncode == 0, done.stderr
    return folder


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    return {**kept, "RATSWEG_ACTOR": "anna", "COLUMNS": "100", "EDITOR": "true", "VISUAL": ""}


@pytest.mark.parametrize("kind", ["typed", "set"])
def test_whatever_is_typed_or_set_gets_its_sentence(kind: str, founded: Path, tmp_path: Path) -> None:
    lines: list[hostile.Case] = [({}, line) for line in hostile.command_lines()]
    cases = lines if kind == "typed" else list(hostile.settings())
    tried = cases if ALL else random.Random(len(cases)).sample(cases, FEW)
    folder = tmp_path / "trial"
    shutil.copytree(founded, folder)
    assert hostile.unforeseen(tried, folder, environment()) == []
