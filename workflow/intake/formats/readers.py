"""Which format is read by which file; each is loaded when the first paper of its kind comes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from workflow.intake.errors import NestedTooDeep, ReadingTooLarge
from workflow.intake.formats.limits import LIMITS

T = TypeVar("T")
READERS = {
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "html": "markup",
    "picture": "picture",
}


def pages(kind: str, content: bytes) -> list[str | None]:
    """The raw text of each page of a paper; None where only a picture is.

    Raises:
        RatswegError: it cannot be read; fields but for its name.
    """
    read: Callable[[bytes], list[str | None]] = _reader(kind).pages
    return bounded(lambda: read(content))


def recognised(kind: str, content: bytes, number: int) -> str:
    """The text in the picture of a page.

    Raises:
        RatswegError: the page cannot be painted or is too large.
    """
    from workflow.intake.formats.ocr import text
    from workflow.intake.formats.packed import Packed

    if kind in ("docx", "odt"):  # a scan that somebody put into a letter
        content, kind, number = Packed(content).picture(number), "picture", 0
    return bounded(lambda: text(_reader(kind).picture(content, number)))


def _reader(kind: str) -> Any:
    return import_module(f"workflow.intake.formats.{READERS[kind]}")


def bounded(work: Callable[[], T]) -> T:
    """What *work* makes; where it needs too much there is a sentence.

    Raises:
        NestedTooDeep, ReadingTooLarge.
    """
    try:
        return work()
    except RecursionError as error:
        raise NestedTooDeep() from error
    except MemoryError as error:
        raise ReadingTooLarge(limit=LIMITS.memory // 1_000_000) from error
