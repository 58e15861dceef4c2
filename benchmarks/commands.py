"""Times the command as a whole process: medians of eleven runs, in a register of 200 motions."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RATSWEG = Path(sys.executable).with_name("ratsweg")
RUNS = 11
COMPLETE = {"_RATSWEG_COMPLETE": "complete_bash", "COMP_CWORD": "1", "COMP_WORDS": "ratsweg re"}
REFERENCES = {
    "_RATSWEG_COMPLETE": "complete_bash",
    "COMP_CWORD": "2",
    "COMP_WORDS": "ratsweg show BA-1",
}
VALUES = {
    "_RATSWEG_COMPLETE": "complete_bash",
    "COMP_CWORD": "2",
    "COMP_WORDS": "ratsweg advance o",
}
# what is timed, its words, its environment, its bound in milliseconds
TIMED = [
    ("--help", ["--help"], {}, 150),
    ("--version", ["--version"], {}, 150),
    ("completion of commands", [], COMPLETE, 150),
    ("vote --help", ["vote", "--help"], {}, 200),
    ("completion of events", [], VALUES, 200),
    ("completion of references", [], REFERENCES, 450),
    ("list", ["list"], {}, 450),
]


def median(words: list[str], environment: dict[str, str]) -> float:
    """The median of the runs, in milliseconds."""
    times = []
    subprocess.run([RATSWEG, *words], env=environment, capture_output=True)  # warm
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([RATSWEG, *words], env=environment, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "RATSWEG_DATABASE": f"sqlite:///{folder}/r.db"}
        environment |= {"RATSWEG_CONFIG": f"{folder}/ratsweg.toml"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as installed: compiled once
        subprocess.run([RATSWEG, "init", "--trial"], env=environment, check=True, capture_output=True)
        sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]
        from support.town import Town

        from workflow.store.database import Store

        town = Town(Store(environment["RATSWEG_DATABASE"]))
        for number in range(200):
            town.registered(f"{number:03}")
        for name, words, extra, bound in TIMED:
            found = median(words, environment | extra)
            print(f"{name:28} {found:6.0f} ms  (bound {bound} ms){'' if found < bound else '  OVER'}")


if __name__ == "__main__":
    main()
