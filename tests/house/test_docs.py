"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def _loaded(page: str) -> Any:
    spec = importlib.util.spec_from_file_location(page, ROOT / f"docs/{page}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_of_today() -> None:
    assert _loaded("generate").stale() == []


def test_the_life_in_the_readme_is_real() -> None:
    life = _loaded("life")
    block = life.told("README.md")
    assert 10 <= block.count("\n$ ") + 1 <= 17
    assert life.lived(block, Path(sys.executable).with_name("ratsweg")) == block


def test_the_life_in_the_german_readme_is_real_out_of_the_wheel(tmp_path: Path) -> None:
    life = _loaded("life")
    block = life.told("README.de.md")
    assert life.lived(block, _out_of_the_wheel(tmp_path)) == block


def _out_of_the_wheel(folder: Path) -> Path:
    """The command as a wheel has it: built, unpacked, and nothing of this checkout on its path."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("ratsweg-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installed")
    assert not (folder / "installed/tests").exists()
    command = folder / "bin/ratsweg"
    command.parent.mkdir()
    start = f"import sys; sys.path.insert(0, {str(folder / 'installed')!r}); import cli.main"
    seen = f"assert cli.main.__file__.startswith({str(folder)!r})"
    command.write_text(f"#!{sys.executable} -P\n{start}\n{seen}\ncli.main.main()\n", "utf-8")
    command.chmod(0o755)
    return command


def test_both_readmes_live_the_same_life() -> None:
    life = _loaded("life")
    english, german = (re.findall(r"^\$ (?!export)(.*)$", life.told(name), re.MULTILINE) for name in life.READMES)
    assert english == german


def test_every_file_a_readme_names_is_there() -> None:
    for readme in ("README.md", "README.de.md"):
        text = (ROOT / readme).read_text("utf-8")
        named = [name for name in re.findall(r"\]\(([^)#:]+)\)", text)]
        assert named and [name for name in named if not (ROOT / name).exists()] == []


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    for command in ("register", "vote", "duty set", "report note", "meeting move", "check"):
        assert f"## ratsweg {command}" in page


def test_the_page_on_papers_knows_every_format_and_every_file_it_names() -> None:
    from papers.formats.readers import READERS

    page = (ROOT / "docs/papers.md").read_text("utf-8")
    named = {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.py)`", page)}
    known = {path.name for path in (ROOT / "papers").rglob("*.py")} | {"papers_made.py", "test_reading.py"}
    assert {f"{name}.py" for name in {*READERS.values()} - {"picture"}} <= named <= known | {"test_amendments.py", "NAME.py"}


def test_the_form_shown_as_an_example_is_one() -> None:
    page = (ROOT / "docs/papers.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["FORM"].seen("Stadt Musterstadt\nDrucksache 12/345\n") == ("Stadt Musterstadt", "Drucksache 12/345")
