"""Runs a command in a folder for temporary files of its own, and says what it left behind.

    python tests/support/leftovers.py COMMAND...

Ends with the command's code, or with 1 if a process, a mount, a temporary folder or a file in
the repository is left. The temporary folder is kept where the command failed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 10.0  # seconds in which a process may still end by itself
CACHES = {".git", ".venv", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", "__pycache__"}
_ADOPT = 36  # prctl(2): PR_SET_CHILD_SUBREAPER


def adopt() -> bool:
    """Become the parent of every process below that its own parent leaves; only Linux can."""
    if not sys.platform.startswith("linux"):
        return False
    return ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0) == 0


def processes() -> list[str]:
    """The command lines of our children, once those that are ending have ended."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return []
        if ended == 0:
            time.sleep(0.1)
    own = str(os.getpid())
    stats = [path for path in Path("/proc").glob("[0-9]*/stat") if _parent(path) == own]
    return [f"process {path.parent.name}: {_line(path.parent)}" for path in stats]


def _parent(stat: Path) -> str:
    try:
        return stat.read_text().rpartition(")")[2].split()[1]
    except OSError:  # it has ended
        return ""


def _line(folder: Path) -> str:
    try:
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return "?"


def mounts(*folders: Path) -> set[str]:
    """What is mounted in the folders."""
    try:
        lines = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return set()
    return {f"mount {line}" for line in lines if line.split()[1].startswith(tuple(map(str, folders)))}


def files() -> set[str]:
    """What lies in the repository, but for caches."""
    found = set()
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if name not in CACHES]
        found |= {f"file {os.path.join(folder, name)}" for name in (*below, *names)}
    return found


def left_by(command: list[str]) -> tuple[int, list[str]]:
    """Run *command*; return its exit code and what it left."""
    adopt()
    folder = Path(tempfile.mkdtemp(prefix="rw"))
    folder.chmod(0o711)  # a server that runs as nobody finds its own folder in it
    before = files() | mounts(folder, ROOT)
    code = subprocess.run(command, env={**os.environ, "TMPDIR": str(folder)}).returncode
    left = processes() + sorted((files() | mounts(folder, ROOT)) - before)
    left += [f"temporary {path}" for path in folder.iterdir() if not path.name.startswith("pytest-of-")]
    if code or left:
        print(f"Temporary files are kept in {folder}", file=sys.stderr)
    else:
        shutil.rmtree(folder)
    return code, left


def main() -> None:
    """See the head of this file."""
    code, left = left_by(sys.argv[1:])
    for one in left:
        print(f"left behind: {one}", file=sys.stderr)
    sys.exit(code or bool(left))


if __name__ == "__main__":
    main()
