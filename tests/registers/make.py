"""Makes the kept registers of one version, with that version's own command and a told clock.

    git archive VERSION | tar x -C FOLDER
    python tests/registers/make.py FOLDER

Needs a PostgreSQL of the system or the wheel, with pg_dump. What is made lies in
tests/registers/VERSION and tests/registers/faulty/VERSION; it is made once and kept.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from situations import CLEAN, FAULTY, Situation
from support import postgres

HERE = Path(__file__).resolve().parent
COMMAND = "from cli.main import main; main()"


class Office:
    """A folder with a register, and the command of an older version at hand."""

    def __init__(self, code: Path, folder: Path, url: str) -> None:
        self.code, self.folder = code, folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RATSWEG_")}
        self.environment = {
            **kept,
            **{"PYTHONPATH": str(code), "RATSWEG_ACTOR": "anna", "RATSWEG_DATABASE": url},
        }

    def at(self, day: str, *words: str, code: int = 0, **settings: str) -> str:
        """Give a command on *day*; it must end with *code*. Settings: mail="smtp://…"."""
        command = [sys.executable, "-P", "-c", COMMAND, "--clock", day, *words]
        told = {f"RATSWEG_{name.upper()}": value for name, value in settings.items()}
        done = subprocess.run(
            command, cwd=self.folder, env={**self.environment, **told}, capture_output=True, text=True
        )
        if done.returncode != code:
            sys.exit(f"{day} {' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def example(self, name: str) -> str:
        """A paper among that version's examples."""
        return str(self.code / "examples" / name)

    def file(self, name: str, content: bytes) -> str:
        """A file of the folder, such as a paper or a mail."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return name


def on_sqlite(code: Path, situation: Situation) -> bytes:
    """The file of the register in that situation."""
    with tempfile.TemporaryDirectory() as name:
        situation(Office(code, Path(name), "sqlite:///ratsweg.db"))
        left = {path.name for path in Path(name).iterdir()}
        assert not {"ratsweg.db-wal", "ratsweg.db-journal"} & left, left
        return Path(name, "ratsweg.db").read_bytes()


def on_postgresql(code: Path, situation: Situation, server: str, tools: Path) -> str:
    """Its dump, as statements that any connection can execute."""
    url = postgres.fresh_database(server)
    with tempfile.TemporaryDirectory() as name:
        situation(Office(code, Path(name), url))
    command = [tools / "pg_dump", "--inserts", "--no-owner", "--no-privileges", url]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = [line for line in said.splitlines() if not line.startswith(("\\", "--"))]
    return "\n".join(line for line in lines if line) + "\n"


def main(code: Path) -> None:
    """Make every situation on both databases."""
    version = tomllib.loads((code / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    with postgres.server() as server, tempfile.TemporaryDirectory() as name:
        tools = postgres.binaries(Path(name))
        assert server and tools, "no PostgreSQL"
        faulty = FAULTY if version == "0.1.0" else []  # later versions refuse what led there
        for place, situations in ((HERE / version, CLEAN), (HERE / "faulty" / version, faulty)):
            place.mkdir(parents=True, exist_ok=True)
            for situation in situations:
                title = situation.__name__.rstrip("_")
                content = gzip.compress(on_sqlite(code, situation), mtime=0)
                (place / f"{title}.db.gz").write_bytes(content)
                dump = on_postgresql(code, situation, server, tools)
                (place / f"{title}.sql.gz").write_bytes(gzip.compress(dump.encode(), mtime=0))
                print(version, title, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
