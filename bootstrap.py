"""Makes .venv and installs what the lock names, with nothing but the standard library.

Works with or without ensurepip, and never installs into the system's own Python.
    python3 bootstrap.py [run|test|mutants]     which lock; default test
"""

from __future__ import annotations

import glob
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "ratsweg.stamp"


def main(lock: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python meets first
        sys.exit(f"ratsweg needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    wanted = stamp(lock)
    if STAMP.exists() and PYTHON.exists() and STAMP.read_text("utf-8") == wanted:
        return
    print(f"Making {VENV.name} for Python {sys.version.split()[0]} …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(VENV)
    with tempfile.TemporaryDirectory() as folder:
        command, environment = pip(Path(folder))
        install = [*command, "install", "--quiet", "--no-warn-script-location"]
        run([*install, "--require-hashes", "-r", f"requirements/{lock}.lock"], environment)
        run([*install, "--no-deps", "--no-build-isolation", "--editable", "."], environment)
    STAMP.write_text(wanted, "utf-8")


def stamp(lock: str) -> str:
    """What .venv depends on: place, Python, lock and project file."""
    content = b"".join(
        (ROOT / name).read_bytes() for name in (f"requirements/{lock}.lock", "pyproject.toml")
    )
    return f"{ROOT} {sys.version} {hashlib.sha256(content).hexdigest()}"


def pip(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The command that is pip for .venv, and its environment."""
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    environment = {**os.environ, **quiet, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    wheel = bundled() or from_debian(folder)
    if wheel:
        return [str(PYTHON), "-m", "pip"], {**environment, "PYTHONPATH": wheel}
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)], environment
    sys.exit("No pip was found: install your system's package for ensurepip (python3-venv).")


def bundled() -> str | None:
    """The pip wheel that comes with Python, or lies where distributions put it."""
    found = importlib.util.find_spec("ensurepip")
    places = [f"{Path(found.origin).parent}/_bundled"] if found and found.origin else []
    for place in [*places, "/usr/share/python-wheels"]:
        wheels = sorted(glob.glob(f"{place}/pip-*.whl"))
        if wheels:
            return wheels[-1]
    return None


def from_debian(folder: Path) -> str | None:
    """Debian keeps pip's wheel in a package of its own; it is unpacked here, not installed."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        return None
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True)
    own = ["-o", f"Dir::State::lists={folder}/lists", "-o", f"Dir::Cache={folder}/cache"]
    own += ["-o", "Debug::NoLocking=1", "-o", "APT::Sandbox::User=", "-qq"]
    for words in (["update"], ["download", "python3-pip-whl"]):
        done = subprocess.run(["apt-get", *own, *words], cwd=folder, capture_output=True)
        if done.returncode:
            return None
    for package in folder.glob("python3-pip-whl*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, folder / "tree"], check=True)
    wheels = sorted(glob.glob(f"{folder}/tree/usr/share/python-wheels/pip-*.whl"))
    return wheels[-1] if wheels else None


def run(command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("The packages could not be installed; see above. Run the same command again.")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "test")
