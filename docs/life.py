"""Lives the motion that the READMEs tell, command by command, and writes down what is said.

    python docs/life.py        writes it into README.md and README.de.md
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.de.md")
_BLOCK = re.compile(r"(?<=<!-- life -->\n```console\n)(.*?)(?=```)", re.DOTALL)


def told(readme: str) -> str:
    """The life as *readme* tells it."""
    (block,) = _BLOCK.findall((ROOT / readme).read_text("utf-8"))
    return str(block)


def lived(block: str, ratsweg: Path) -> str:
    """The same commands with what *ratsweg* says today."""
    said = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "examples").symlink_to(ROOT / "examples")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RATSWEG_")}
        environment |= {"RATSWEG_ACTOR": "anna", "PATH": f"{ratsweg.parent}:/usr/bin:/bin"}
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command = step.partition("\n")[0]
            said.append(f"$ {command}\n{_answer(command, folder, environment)}")
    return "".join(said)


def _answer(command: str, folder: Path, environment: dict[str, str]) -> str:
    words = shlex.split(command)
    if words[0] == "export":
        name, _, value = words[1].partition("=")
        environment[name] = value
        return ""
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    answer = (done.stdout + done.stderr).replace(f"{folder}/", "").rstrip()
    return f"{answer}\n" if answer else ""


if __name__ == "__main__":
    for readme in READMES:
        block = told(readme)
        text = (ROOT / readme).read_text("utf-8")
        fresh = lived(block, Path(sys.executable).with_name("ratsweg"))
        (ROOT / readme).write_text(text.replace(block, fresh), "utf-8")
