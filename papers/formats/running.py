"""Drops the running heads and feet of a paper of several pages."""

from __future__ import annotations

import re
from collections import Counter

_REACH = 2  # lines from the edge of a page
_SURE = 3  # pages; on fewer only a line with the number of its page is a running one
_NUMBER = re.compile(r"\b(?:Seite|S\.)\s*\d{1,3}(?:\s*(?:von|/)\s*\d{1,3})?")


def without_running(pages: list[str]) -> list[str]:
    """The pages, the first with its head: what stands at the edge of all of them is no text.

    A line is the same only if all of it is, but for the number of the page; so the heads of two
    papers in one file, which differ in the number of the paper, are kept.
    """
    filled = [page for page in pages if page.strip()]
    seen = Counter(line for page in filled for line in {_bare(x) for x in _edges(page.split("\n"))})
    running = {line for line, count in seen.items() if count == len(filled) > 1 and _sure(line, count)}
    return [_without(page, running, first=n == 0) for n, page in enumerate(pages)]


def _sure(line: str, count: int) -> bool:
    return bool(line) and (count >= _SURE or "\0" in line)


def _edges(lines: list[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    return [*filled[:_REACH], *filled[-_REACH:]]


def _bare(line: str) -> str:
    return " ".join(_NUMBER.sub("\0", line).split())


def _without(page: str, running: set[str], *, first: bool) -> str:
    """A page without its running lines; the first keeps its head, which is the paper's."""
    lines = page.split("\n")
    filled = [n for n, line in enumerate(lines) if line.strip()]
    edges = {*filled[-_REACH:]} - {*filled[:_REACH]} if first else {*filled[:_REACH], *filled[-_REACH:]}
    return "\n".join(x for n, x in enumerate(lines) if n not in edges or _bare(x) not in running).strip("\n")
