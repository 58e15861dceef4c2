"""Seeded faults: each is put into a copy of the house, and the suite must see it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# name: (file, what stands there, what is put there, tests that must fail)
FAULTS = {
    "tie adopts": (
        "states/votes.py",
        "carried = tally.yes > against",
        "carried = tally.yes >= against",
        "tests/lives/test_life.py -k tie",
    ),
    "role unchecked": (
        "states/chart.py",
        "missing = [] if roles.intersection(self.by) else",
        "missing = [] if True else",
        "tests/lives/test_life.py -k department_may_not_vote",
    ),
    "a beget dropped": (
        "states/consequences.py",
        '    Opens("point",  ("adopt", "adopt_urgently"),                   "task"),\n',
        "",
        "tests/lives/test_life.py -k adoption_is_one_act",
    ),
    "a settle dropped": (
        "states/consequences.py",
        '    ("motion", "complete"),\n',
        "",
        "tests/lives/test_life.py -k all_done",
    ),
    "digest not chained": (
        "workflow/store/journal.py",
        "text = previous + canonical(",
        "text = canonical(",
        "tests/register/test_digest.py -k digest",
    ),
    "a trigger missing": (
        "workflow/store/triggers.py",
        '    "entry_is_never_deleted": ("entry", "DELETE", "1 = 1"),\n',
        "",
        "tests/register/test_register.py -k delete",
    ),
    "a label missing": (
        "notifications/catalogs/de.toml",
        'completion_reported = "Vollzug gemeldet"\n',
        "",
        "tests/house/test_words.py -k label",
    ),
    "an import against the layers": (
        "states/guards.py",
        "from states.facts import (",
        "from workflow.store.told import Told\nfrom states.facts import (",
        "tests/house/test_files.py -k point_back",
    ),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, postgres_server: str | None) -> Iterator[Path]:
    """A copy in which all those tests pass, and the database they run on."""
    house = tmp_path_factory.mktemp("faults") / "house"
    skip = shutil.ignore_patterns(".venv", ".git", "__pycache__", ".*_cache", ".hypothesis", "demo")
    shutil.copytree(ROOT, house, ignore=skip)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", "")
        if postgres_server is not None:
            patch.setenv("RATSWEG_TEST_POSTGRES", postgres_server)
        files, words = zip(*(tests.split(" -k ") for *_, tests in FAULTS.values()), strict=True)
        sound = ended(house, *dict.fromkeys(files), "-k", " or ".join(words))
        assert sound.returncode == 0, sound.stdout
        yield house


def ended(house: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=house, capture_output=True, text=True)


@pytest.mark.parametrize("name", FAULTS)
def test_the_suite_sees(name: str, house: Path) -> None:
    file, good, bad, tests = FAULTS[name]
    text = (house / file).read_text("utf-8")
    assert text.count(good) == 1, "the fault no longer fits the code"
    assert len(good) != len(bad), "what Python has compiled is known by time and size of its source"
    (house / file).write_text(text.replace(good, bad), "utf-8")
    done = ended(house, *tests.split(" ", 2))
    (house / file).write_text(text, "utf-8")
    assert done.returncode in (1, 2), f"{name} went unseen:\n{done.stdout}"
