"""HTML of a mail as lines of text; what a block quotes begins with ">", as in plain mails."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from notifications.inbound.charsets import clean

_TAG = re.compile(r"<!--|<[/!?]?[a-zA-Z\[][^<>]*>")  # no "<" within, or many take the square
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_NO_CHARACTER = re.compile(r"&#\d{8,};?")  # the library fails on very long numbers
_LINES = {
    *("p", "div", "tr", "li", "ul", "ol", "table", "pre", "dl", "dt", "dd", "blockquote", "body"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "center", "address", "section", "article", "br", "hr"),
}
_UNSEEN = {"style", "script", "title"}
_DEEPEST = 9  # quotes within one another
RULE = "_" * 32  # as Outlook writes it in a plain text


@dataclass(slots=True)
class _Page:
    """The lines so far, the pieces of the one being written, how deep it is quoted."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    quoted: int = 0
    kept: bool = False  # within <pre>, where line ends count
    unseen: str = ""  # the element whose content nobody sees

    def say(self, text: str) -> None:
        """Write *text*, which has no tags."""
        first, *rest = text.split("\n") if self.kept else [text]
        self.line.append(first)
        for line in rest:
            self.end(gap=True)
            self.line.append(line)

    def end(self, *, gap: bool = False) -> None:
        """End the line; an empty one counts where there is to be a *gap*, and once."""
        said = "".join(self.line)
        gap = gap or "\xa0" in said
        said = said.rstrip() if self.kept else " ".join(said.split())
        self.line.clear()
        if said or (gap and self.lines and self.lines[-1].strip("> ")):
            self.lines.append(f"{'>' * self.quoted} {said}" if self.quoted else said)

    def tag(self, written: str, name: str, *, closes: bool) -> None:
        """What a tag does to the lines."""
        if name in ("td", "th"):
            self.line.append(" ")
        if name not in _LINES:
            return
        paragraph = name == "p" and not closes and "Mso" not in written
        self.end(gap=name == "br" or paragraph)
        if name == "hr":
            self.lines.append(RULE)
        elif name == "li" and not closes:
            self.line.append("- ")
        elif name == "pre":
            self.kept = not closes
        elif name == "blockquote":
            self.quoted = min(max(self.quoted + (-1 if closes else 1), 0), _DEEPEST)


def lines(written: str) -> str:
    """The text of *written* as a person sees it, line by line."""
    page, at, comments = _Page(), 0, True
    while found := _TAG.search(written, at):
        _say(page, written[at : found.start()])
        at = found.end()
        if found[0] == "<!--":
            end = written.find("-->", at) if comments else -1
            comments, at = end >= 0, max(at, end + 3)
        elif named := _NAME.match(found[0]):
            _meet(page, found[0], named[2].lower(), closes=bool(named[1]))
    _say(page, written[at:])
    page.end()
    return clean("\n".join(page.lines))


def _say(page: _Page, text: str) -> None:
    if text and not page.unseen:
        page.say(html.unescape(_NO_CHARACTER.sub("", text)))


def _meet(page: _Page, written: str, name: str, *, closes: bool) -> None:
    if page.unseen:
        page.unseen = "" if closes and name == page.unseen else page.unseen
    elif name in _UNSEEN and not closes:
        page.unseen = name
    else:
        page.tag(written, name, closes=closes)
