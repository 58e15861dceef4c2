"""How a letter's headers stand on the line: free text as words that every reader joins the same.

Python's own folding leaves ASCII beside encoded words and loses spaces between them. Here a text
that is not plain ASCII is encoded whole: between adjacent encoded words white space is no part
of the text (RFC 2047, 6.2), so there is none to lose.
"""

from __future__ import annotations

import textwrap
from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy
from email.utils import formataddr
from typing import Any

WIDTH = 76  # of a line with an encoded word (RFC 2047, 2)
FREE = ("subject",)  # headers of free text, besides the names in addresses


class Wire(EmailPolicy):
    """The policy of letters that leave the house: CRLF, 7 bit, and headers as above."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        """Free text is not parsed: what looks like an encoded word in it was written so."""
        return (name, value) if name.lower() in FREE else super().header_store_parse(name, value)

    def fold(self, name: str, value: Any) -> str:
        """The header, in lines."""
        if hasattr(value, "params"):
            return str(super().fold(name, value))
        if hasattr(value, "addresses"):
            told = ",\n ".join(_address(name, one) for one in value.addresses)
        else:
            told = _text(name, str(value)) if name.lower() in FREE else str(value)
        return f"{name}: {told}\n".replace("\n", self.linesep)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header, in lines of ASCII."""
        return self.fold(name, value).encode("ascii")


WIRE = Wire(linesep="\r\n", cte_type="7bit", max_line_length=WIDTH)


def _text(name: str, text: str) -> str:
    if not _is_plain(text):
        return Header(text, "utf-8", maxlinelen=WIDTH, header_name=name).encode()
    return textwrap.fill(
        text,
        width=WIDTH,
        initial_indent=" " * len(f"{name}: "),
        subsequent_indent=" ",
        break_on_hyphens=False,
    ).lstrip()


def _is_plain(text: str) -> bool:
    """Whether *text* stands for itself: ASCII, folded at single spaces, like no encoded word."""
    words = text.split(" ")
    return (
        text.isascii()
        and text.isprintable()
        and "=?" not in text
        and all(words)
        and max(map(len, words)) < WIDTH // 2
    )


def _address(name: str, one: Address) -> str:
    if _is_plain(one.display_name):
        return formataddr((one.display_name, one.addr_spec))
    if not one.display_name:
        return one.addr_spec
    told = Header(one.display_name, "utf-8", maxlinelen=WIDTH, header_name=name).encode()
    return f"{told}\n <{one.addr_spec}>"
