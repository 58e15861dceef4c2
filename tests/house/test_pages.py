"""The pages that people write for one another: whatever file they name is there, and a decision fits on half a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.sources import ROOT, name

PAGES = sorted([ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
DECISIONS = [path for path in (ROOT / "docs/decisions").glob("*.md") if path.name != "README.md"]
NAMED = re.compile(r"`([\w.-]+(?:/[\w.-]+)*/?)`")
SUFFIXES = (".py", ".toml", ".md", ".csv", ".jinja")
TOP = {path.name for path in ROOT.iterdir() if path.is_dir()}


def files(text: str) -> set[str]:
    """Every `file.py` and `folder/` in *text* that lies in a folder of ours; NAME stands for any."""
    found = {one for one in NAMED.findall(text) if one.endswith((*SUFFIXES, "/"))}
    return {one for one in found if one.split("/")[0] in TOP and "/" in one and "NAME" not in one}


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_file_that_a_page_names_is_there(path: Path) -> None:
    assert {one for one in files(path.read_text("utf-8")) if not (ROOT / one).exists()} == set()


def test_the_index_names_every_decision_once() -> None:
    listed = re.findall(r"\]\(([\w-]+\.md)\)", (ROOT / "docs/decisions/README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(path.name for path in DECISIONS)


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_what_why_what_it_costs_and_where(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.findall(r"^\*\*([\w ]+)\.\*\*", text, re.MULTILINE) == ["Decided", "Why", "What it costs", "Where"]
    assert len(text.splitlines()) <= 25
