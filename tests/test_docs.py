"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def test_the_generated_pages_are_of_today() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec and spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert generate.stale() == []


def test_the_life_in_the_readme_is_real(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(r"<!-- life -->\n```console\n(.*?)```", text, re.DOTALL)
    steps = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    assert 10 <= len(steps) <= 16
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
    environment |= {"RATSWEG_ACTOR": "anna", "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    for step in steps:
        command, _, wanted = step.partition("\n")
        words = shlex.split(command)
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            environment[name] = value
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            environment[name] = value
            continue
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True)
        said = (done.stdout + done.stderr).replace(f"{tmp_path}/", "")
        assert said.rstrip() == wanted.rstrip(), command


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    for command in ("register", "vote", "duty set", "report note", "meeting move", "check"):
        assert f"## ratsweg {command}" in page


def test_the_page_on_papers_knows_every_format_and_every_file_it_names() -> None:
    from workflow.intake.formats.readers import READERS

    page = (ROOT / "docs/papers.md").read_text("utf-8")
    named = {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.py)`", page)}
    known = {path.name for path in (ROOT / "workflow/intake").rglob("*.py")} | {"papers_made.py", "test_reading.py"}
    assert {f"{name}.py" for name in {*READERS.values()} - {"picture"}} <= named <= known | {"test_amendments.py", "NAME.py"}


def test_the_form_shown_as_an_example_is_one() -> None:
    page = (ROOT / "docs/papers.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["FORM"].seen("Stadt Musterstadt\nDrucksache 12/345\n") == ("Stadt Musterstadt", "Drucksache 12/345")
