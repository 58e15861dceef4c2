"""Where a paper goes once the register has it: under its name, and with what is told beside it."""

from __future__ import annotations

import os
from pathlib import Path

NAME = 200  # bytes of a name in a folder of ours; 255 is what most filesystems take


def free(place: Path, name: str, told: str) -> Path:
    """A path in *place* that nobody has, nor another sentence beside it."""
    stem, suffix = os.path.splitext(name)
    while len(os.fsencode(stem + suffix)) > NAME:
        stem, suffix = (stem[:-1], suffix) if stem else (stem, suffix[:-1])
    target, number = place / f"{stem}{suffix}", 1
    while os.path.lexists(target) or (told and _tells_other(beside(target), told)):
        number += 1
        target = place / f"{stem}-{number}{suffix}"
    return target


def beside(target: Path) -> Path:
    """The file in which something is told of *target*."""
    return target.with_name(f"{target.name}.txt")


def _tells_other(there: Path, told: str) -> bool:
    """Whether something is there, but for what a watcher wrote that was killed before it moved."""
    if not os.path.lexists(there):
        return False
    return not there.is_file() or there.read_bytes() != f"{told}\n".encode()
