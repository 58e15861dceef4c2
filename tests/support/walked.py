"""Which functions of the product a command enters, in their order: seen by a profile hook in a process of its own."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from support.forked import _FORKS, _run
from support.sources import ROOMS, ROOT

Entered = list[tuple[str, str]]  # (file, function)


def walked(*words: str | Path, cwd: Path, env: dict[str, str]) -> Entered:
    """Give a command and say what it entered; what it prints is not read."""
    streams = [str(cwd / f".{name}") for name in ("in", "out", "err", "language", "entered")]
    for name in (streams[0], streams[3]):
        Path(name).touch()
    process = _FORKS.Process(target=_walk, args=([*map(str, words)], str(cwd), env, streams))
    process.start()
    process.join()
    assert process.exitcode == 0, Path(streams[2]).read_text("utf-8")
    return [(file, function) for file, function in json.loads(Path(streams[4]).read_text("utf-8"))]


def _walk(words: list[str], cwd: str, env: dict[str, str], streams: list[str]) -> None:
    found: Entered = []
    rooms = tuple(f"{ROOT / room}{os.sep}" for room in ROOMS)

    def hook(frame: FrameType, event: str, _: Any) -> None:
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(rooms) and "<" not in frame.f_code.co_name:
            found.append((file[len(str(ROOT)) + 1 :].replace(os.sep, "/"), frame.f_code.co_name))

    sys.setprofile(hook)
    try:
        _run(words, cwd, env, streams[:4])
    finally:
        sys.setprofile(None)
        Path(streams[4]).write_text(json.dumps(found), "utf-8")
