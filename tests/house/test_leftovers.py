"""What a run of the tests leaves behind is seen: processes, temporary folders, files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LEFTOVERS = Path(__file__).parents[1] / "support/leftovers.py"
LEAVES = {
    "a process": ("import subprocess; subprocess.Popen(['sleep', '2'], start_new_session=True)", "sleep 2"),
    "a grandchild": ("import os, time; os.fork() or os.fork() or time.sleep(2)", "process"),
    "a temporary folder": ("import tempfile; tempfile.mkdtemp(prefix='kept')", "kept"),
}


def run(program: str) -> subprocess.CompletedProcess[str]:
    quick = f"import sys; sys.argv[1:] = [{sys.executable!r}, '-c', {program!r}]; from support import leftovers; leftovers.PATIENCE = 0.5; leftovers.main()"
    return subprocess.run([sys.executable, "-c", quick], cwd=LEFTOVERS.parents[1], capture_output=True, text=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no /proc, and no adopting of processes")
@pytest.mark.parametrize("what", LEAVES)
def test_what_is_left_is_named(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    program, named = LEAVES[what]
    done = run(program)
    assert done.returncode == 1
    assert "left behind" in done.stderr and named in done.stderr


def test_what_leaves_nothing_passes_with_its_own_code_and_its_folder_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    done = run("import tempfile, time; tempfile.TemporaryFile(); raise SystemExit(0)")
    assert (done.returncode, done.stderr, [*tmp_path.iterdir()]) == (0, "", [])
    assert run("raise SystemExit(3)").returncode == 3
