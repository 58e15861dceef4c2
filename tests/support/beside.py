"""What may lie beside a checkout: it makes some tests larger and none green.

The one file of the tests that names it; what is absent is skipped with a sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared"


def beside(place: str) -> Path:
    """The file or folder *place*, such as "trials/desk"; without it the test is skipped."""
    path = _BESIDE / place
    if not path.exists():
        pytest.skip(f"{place} does not lie beside this checkout; this test only adds to the others")
    return path


def all_beside(place: str, pattern: str) -> list[Path]:
    """The files of a folder that match *pattern*, by name; none where it is absent."""
    return sorted((_BESIDE / place).glob(pattern))
