"""Nothing in the repository reads a path outside it: every file but tests/support/beside.py is read for such."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = {".git", ".venv", "demo", "mutants", "build", "dist", "register", "node_modules"}
WRITTEN = {".py", ".md", ".toml", ".cfg", ".ini", ".sh", ".in", ".yml", ".yaml", ".service", ".timer", ".jinja", ".html", ""}
BESIDE = ROOT / "tests/support/beside.py"
# Folders of one person's or one machine's; put together so that this file does not name them itself.
MACHINE = re.compile(r"(?<![\w.}/])/(?:" + "|".join(("home", "root", "work", "Users", "mnt", "media")) + r")/\w")


def files(root: Path) -> list[Path]:
    """What people wrote: programs, texts, settings; no papers and no data."""
    found = (path for path in root.rglob("*") if path.is_file() and path.suffix in WRITTEN)
    hidden = (".pytest", ".mypy", ".ruff", ".hypothesis", "__pycache__")
    return sorted(
        path
        for path in found
        if not LEFT_OUT & set(path.relative_to(root).parts)
        and not any(part.startswith(hidden) for part in path.relative_to(root).parts)
    )


def outside(path: Path, root: Path) -> list[str]:
    """Every place in the file that names a path which leaves *root*, or one of a machine."""
    text = path.read_text("utf-8")
    found = [f"line {text[: m.start()].count(chr(10)) + 1}: {m[0]}" for m in MACHINE.finditer(text)]
    if path.suffix == ".py":
        return found + [f"line {line}: a folder above the root" for line in Above(path, root).lines()]
    return found + [told for told in re.findall(r"(?<![\w./])(?:\.\./)+[\w./-]*", text) if leaves(path.parent / told, root)]


def leaves(path: Path, root: Path) -> bool:
    return not path.resolve().is_relative_to(root.resolve())


class Above:
    """Follows the paths that a program makes from __file__, however it writes them."""

    def __init__(self, path: Path, root: Path) -> None:
        self.depth = len(path.relative_to(root).parts)  # steps from the file to the root
        self.tree = ast.parse(path.read_text("utf-8"))
        self.names: dict[str, int] = {}

    def lines(self) -> Iterator[int]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                up = self.up(node.value)
                if up is not None:
                    self.names[node.targets[0].id] = up
        for node in ast.walk(self.tree):
            up = self.up(node) if isinstance(node, ast.expr) else None
            if up is not None and up > self.depth:
                yield node.lineno  # type: ignore[attr-defined]

    def up(self, node: ast.expr) -> int | None:
        """How many steps above the file *node* is; None where it is no path made from it."""
        match node:
            case ast.Name("__file__"):
                return 0
            case ast.Name(name):
                return self.names.get(name)
            case ast.Call(ast.Attribute(inner, "resolve" | "absolute"), []):
                return self.up(inner)
            case ast.Call(ast.Name("Path"), [inner]):
                return self.up(inner)
            case ast.Attribute(inner, "parent"):
                return self.further(inner, 1)
            case ast.Subscript(ast.Attribute(inner, "parents"), ast.Constant(int(number))):
                return self.further(inner, number + 1)
            case ast.BinOp(inner, ast.Div(), ast.Constant(str(below))):
                return self.along(inner, Path(below).parts)
        return None

    def along(self, node: ast.expr, parts: tuple[str, ...]) -> int | None:
        """As `up`, of the highest place on the way where that lies outside."""
        up = self.up(node)
        for part in parts if up is not None else ():
            up += 1 if part == ".." else -1
            if up > self.depth:
                return up
        return up

    def further(self, node: ast.expr, steps: int) -> int | None:
        up = self.up(node)
        return None if up is None else up + steps


@pytest.mark.parametrize("path", files(ROOT), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_names_a_path_outside_the_repository(path: Path) -> None:
    found = outside(path, ROOT)
    if path == BESIDE:
        assert len(found) == 1, "the one file that names what may lie beside a checkout, once"
        return
    assert not found


SAMPLES = {
    "parents": ("a/b.py", "from pathlib import Path\nX = Path(__file__).resolve().parents[2] / 'x'\n"),
    "parent of a root": ("a/b.py", "ROOT = Path(__file__).parents[1]\nX = ROOT.parent / 'x'\n"),
    "two dots": ("a/b.py", "ROOT = Path(__file__).parent\nX = ROOT / '../../x'\n"),
    "parent of parents": ("b.py", "X = Path(__file__).parent.parent\n"),
    "a home": ("b.py", f"X = '/{'home'}/anna/x'\n"),
    "a link": ("docs/a.md", "[x](../../other/README.md)\n"),
    "a script": ("run.sh", "cd ../other\n"),
    "a setting": ("a.toml", f"path = '/{'work'}/x'\n"),
}
INSIDE = {
    "the root": ("a/b.py", "ROOT = Path(__file__).parents[1]\nX = ROOT / 'a' / '../c'\n"),
    "its own folder": ("a/b.py", "HERE = Path(__file__).parent\nX = HERE.parent\n"),
    "a link": ("docs/a.md", "[x](../README.md) https://example.org/home/x\n"),
    "a system's place": ("deploy/a.service", "ExecStart=/opt/ratsweg/bin/ratsweg\n"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_path_that_leaves_the_root_is_seen(name: str, tmp_path: Path) -> None:
    assert outside(*_written(tmp_path, *SAMPLES[name]))


@pytest.mark.parametrize("name", INSIDE)
def test_a_path_that_stays_is_none(name: str, tmp_path: Path) -> None:
    assert not outside(*_written(tmp_path, *INSIDE[name]))


def _written(root: Path, place: str, text: str) -> tuple[Path, Path]:
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text(text)
    return root / place, root
