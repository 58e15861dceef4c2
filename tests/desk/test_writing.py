"""No file that is there is written over unless told, and never one that is an input."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from support.forked import ratsweg
from support.terminal import at_terminal

PAPER = Path(__file__).parents[2] / "examples/digitale-agenda.txt"
KEPT = "Das bleibt."


class Folder:
    """A folder with a register, a paper, and files that are to stay."""

    def __init__(self, path: Path) -> None:
        self.path = path
        kept = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
        self.environment = {**kept, "RATSWEG_ACTOR": "anna", "RATSWEG_DEBUG": ""}
        (path / "paper.txt").write_bytes(PAPER.read_bytes())
        (self.path / "ratsweg.toml").write_text('language = "de"\n', "utf-8")
        self.run("--clock", "2020-09-24", "init", "--trial", "--profile", "chemnitz")
        self.run("--clock", "2020-09-25", "register", "paper.txt", "--yes", "--subject", "Anders")

    def run(self, *words: str) -> tuple[int, str]:
        done = ratsweg(*words, cwd=self.path, env=self.environment)
        assert "hätte nicht" not in done.stderr
        return done.returncode, done.stderr

    def inputs(self) -> dict[str, bytes]:
        names = ("paper.txt", "ratsweg.toml")
        return {name: (self.path / name).read_bytes() for name in names}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder(tmp_path_factory.mktemp("writing"))


WRITERS = [
    (["read", "paper.txt", "--html", "page.html"], "page.html"),
    (["read", "paper.txt", "--out", "drafts"], "drafts/paper.pred.json"),
    (["corrections", "--out", "misread"], "misread/BA-901-2020.corrected.json"),
    (["corrections", "--out", "misread"], "misread/BA-901-2020.txt"),
    (["backup", "copy.db"], "copy.db"),
]


@pytest.mark.parametrize(("words", "name"), WRITERS, ids=lambda v: v if isinstance(v, str) else v[0])
def test_a_file_that_is_there_stays_without_force(words: list[str], name: str, folder: Folder) -> None:
    target = folder.path / name
    target.parent.mkdir(exist_ok=True)
    for other in target.parent.glob("BA-901*"):
        other.unlink()
    target.write_text(KEPT)
    code, said = folder.run(*words)
    assert (code in (2, 4), target.read_text()) == (True, KEPT), said
    assert "gibt es schon; es wurde nichts überschrieben" in said
    assert "--force" in said
    assert folder.run(*words, "--force")[0] == 0
    assert not target.read_bytes().startswith(KEPT.encode())


@pytest.mark.parametrize(("typed", "code"), [("nein\n", 4), ("ja\n", 0)])
def test_at_a_terminal_it_is_asked(typed: str, code: int, folder: Folder) -> None:
    (folder.path / "asked.html").write_text(KEPT)
    words = ("read", "paper.txt", "--html", "asked.html")
    ended, shown = at_terminal(*words, cwd=folder.path, env=folder.environment, typed=typed)
    assert ended == code and "Überschreiben? [j/N]" in shown
    assert ((folder.path / "asked.html").read_text() == KEPT) == (code == 4)


@pytest.mark.parametrize("name", ["paper.txt", "./paper.txt", "link.txt", "hard.txt", "ratsweg.toml", "ratsweg.db"])
def test_what_is_read_is_never_written_over(name: str, folder: Folder) -> None:
    for made in ("link.txt", "hard.txt"):
        (folder.path / made).unlink(missing_ok=True)
    (folder.path / "link.txt").symlink_to("paper.txt")
    os.link(folder.path / "paper.txt", folder.path / "hard.txt")
    before = folder.inputs()
    for words in (["read", "paper.txt", "--html", name, "--force"], ["backup", name, "--force"]):
        code, said = folder.run(*words)
        if name in ("ratsweg.toml", "ratsweg.db") or words[0] == "read":
            assert code == 4 and "nie überschrieben" in said, said
            assert folder.inputs() == before
        else:
            (folder.path / "paper.txt").write_bytes(before["paper.txt"])
    assert folder.run("check")[0] == 0


def test_the_draft_compared_with_is_an_input(folder: Folder) -> None:
    folder.run("read", "paper.txt", "--out", "compared", "--force")
    draft = folder.path / "compared/paper.pred.json"
    before = draft.read_bytes()
    code, _ = folder.run("read", "paper.txt", "--compare", str(draft), "--html", str(draft), "--force")
    assert (code, draft.read_bytes()) == (0, before)
    assert json.loads(before)["subject"]


def test_what_cannot_be_written_is_said(folder: Folder) -> None:
    for target in ("nowhere\0", "/dev/full", "paper.txt/below", "x" * 300):
        words = [*("read", "paper.txt", "--html"), target]
        if "\0" in target:
            continue  # no argument can hold it
        code, said = folder.run(*words)
        assert code == 2 and "lässt sich nicht schreiben" in said, said


LONG = "9" * 300  # longer than a file may be called


@pytest.mark.parametrize(
    "words",
    [
        ["register", LONG, "--yes"],
        ["register", "--watch", LONG],
        ["read", LONG],
        ["backup", LONG],
        ["profile", "check", LONG],
        ["people", "import", LONG],
    ],
    ids=lambda words: words[0],
)
def test_a_name_that_no_file_can_have_is_refused_with_a_sentence(folder: Folder, words: list[str]) -> None:
    code, said = folder.run(*words)
    assert code and said.startswith("ratsweg: ")
