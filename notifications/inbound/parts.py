"""Takes a mail apart, whatever a stranger's program made of it; what cannot be read stays bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import Any

from notifications.inbound.charsets import decoded
from notifications.inbound.transfer import from_base64

READ = 200_000  # characters of a text; the bytes are kept whole
HEADER = 10_000  # characters of a header
PARAMETERS = 2_000  # characters of a Content- header: its parameters take the square of that
DEEPEST = 20  # multiparts within one another


class MailPart(Message):
    """A mail, or a part of one. A mail within it is not taken apart: it stays as it came."""

    depth = 0
    opened: list[MailPart] | None = None  # what a wrapper was found to hold: see wrappers.py

    @property
    def kind(self) -> str:
        """Its type, such as "text/plain"."""
        return super().get_content_type()

    @property
    def content(self) -> bytes:
        """Its bytes, decoded from how they travelled; of a multipart none."""
        if str(self.get("Content-Transfer-Encoding", "")).casefold() == "base64":
            written = self.get_payload()
            text = written if isinstance(written, str) else ""
            return from_base64(text.encode("utf-8", "surrogateescape"))
        try:
            payload = self.get_payload(decode=True)
        except ValueError:  # no uuencoded text
            payload = str(self.get_payload()).encode("utf-8", "surrogateescape")
        return payload if isinstance(payload, bytes) else b""

    @property
    def is_file(self) -> bool:
        """Whether it is to be stored rather than shown."""
        return self.get_content_disposition() == "attachment" or bool(self.get_filename())

    def children(self) -> list[MailPart]:
        """The parts of a multipart."""
        return [one for one in self.get_payload() if isinstance(one, MailPart)]

    def leaves(self) -> Iterator[MailPart]:
        """The parts that hold something, in their order."""
        if not self.is_multipart():
            yield self
            return
        for child in self.children():
            yield from child.leaves()

    def attach(self, payload: Any) -> None:
        """Called by the parser for each part, before it is read."""
        payload.depth = self.depth + 1
        super().attach(payload)

    def get_content_type(self) -> str:
        """What the parser sees: it takes apart multiparts, and these not endlessly."""
        taken_apart = self.kind.startswith("multipart/") and self.depth < DEEPEST
        return self.kind if taken_apart else "application/octet-stream"

    def get_param(
        self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True
    ) -> Any:
        """A parameter as text; where its pieces contradict each other (RFC 2231) there is none."""
        try:
            value = super().get_param(param, failobj, header, unquote)
        except (TypeError, ValueError):
            return failobj
        if isinstance(value, tuple):
            charset, _, raw = value
            return decoded(raw.encode("latin-1", "replace"), charset or "")
        return value


class _Headers(Compat32):
    """Headers as text of a bounded length. The library's own reading of them can fail."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        longest = PARAMETERS if name.lower().startswith("content-") else HEADER
        return name, value[:longest]

    def header_fetch_parse(self, name: str, value: str) -> str:
        raw = value.encode("utf-8", "surrogateescape")
        return re.sub(r"[\r\n]+", "", decoded(raw, "")).strip()


_PARSER = BytesParser(MailPart, policy=_Headers())
_PIECE = 100_000


def parsed(content: bytes, *, headers_only: bool = False) -> MailPart:
    """A mail from its bytes. Any bytes are one.

    Piece by piece: the library's own way takes five bytes of memory more for each.
    """
    if headers_only:
        mail = _PARSER.parsebytes(content, headersonly=True)
    else:
        parser = BytesFeedParser(MailPart, policy=_Headers())
        for start in range(0, len(content), _PIECE):
            parser.feed(content[start : start + _PIECE])
        mail = parser.close()
    assert isinstance(mail, MailPart)
    return mail
