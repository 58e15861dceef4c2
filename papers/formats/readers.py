"""Which format is read by which file; each is loaded when the first paper of its kind comes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, TypeVar

from papers.errors import NestedTooDeep, NoOcr, ReadingTooLarge
from papers.formats.limits import LIMITS

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
    return bounded(lambda: list[str | None](_reader(kind).pages(content)))


def recognised(kind: str, content: bytes, number: int) -> str:
    """The text in the picture of a page.

    Raises:
        RatswegError: the page cannot be painted or is too large.
    """
    return bounded(lambda: _recognised(kind, content, number))


def _recognised(kind: str, content: bytes, number: int) -> str:
    from papers.formats.ocr import text
    from papers.formats.packed import Package

    if kind in ("docx", "odt"):  # a scan that somebody put into a letter
        content, kind, number = Package(content).picture(number), "picture", 0
    return str(text(_reader(kind).picture(content, number)))


def _reader(kind: str) -> Any:
    return import_module(f"papers.formats.{READERS[kind]}")


def bounded(work: Callable[[], T]) -> T:
    """What *work* makes; where it needs too much, or what is not there, there is a sentence.

    Raises:
        NestedTooDeep, ReadingTooLarge.
        NoOcr: pictures cannot be opened: pillow is not there.
    """
    try:
        return work()
    except RecursionError as error:
        raise NestedTooDeep() from error
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "PIL":
            raise
        raise NoOcr() from error
    except MemoryError as error:
        raise ReadingTooLarge(limit=LIMITS.memory // 1_000_000) from error
