"""Knows whether Debian's tesseract, which recognises German text in pictures, is there."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from importlib.util import find_spec

_LANGUAGE = "deu"


@cache
def available() -> bool:
    """Whether tesseract, its German and pillow are there."""
    command = shutil.which("tesseract")
    if command is None or find_spec("PIL") is None:
        return False
    known = subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False)
    return _LANGUAGE in known.stdout.split()
