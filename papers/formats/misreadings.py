"""Puts right what tesseract is known to misread in the words of a motion, and nothing else."""

from __future__ import annotations

import re

# what was read -> what is meant; each can be nothing else in German
_KNOWN = (
    (re.compile(r"(?<![\w.])[1lI|]\. ?A\.(?= ?[A-ZÄÖÜ])"), "i.A."),
    (re.compile(r"(?<=[A-Z])O(?=\d{2,6}/\d)"), "0"),  # AO231/21
    (re.compile(r"(?<=\d)O(?=\d*/\d)|(?<=/)O(?=\d)|(?<=\d)O(?=\d)"), "0"),  # 2O21
    (re.compile(r"(?<=\d\.)[Il|](?=\d\.\d{4})"), "1"),  # 31.I2.2021
    (re.compile(r"\bII(?=[a-zäöüß]{2})"), "Il"),  # IIka
    (re.compile(r"\bBUNDNIS\b"), "BÜNDNIS"),
    (re.compile(r"\bGRUNE(?=N?\b)"), "GRÜNE"),
    (re.compile(r"\bfur\b"), "für"),
    (re.compile(r"\buber\b"), "über"),
)
_FOOT = re.compile(r"^(\s*(?:\S{3,20}\s+)?)Seite\s*([\dIl|]{1,3})\s*von\s*([\dIl|]{1,3})\s*$", re.MULTILINE)
_ONES = str.maketrans("Il|", "111")


def put_right(text: str) -> str:
    """*text* of a scan with its known misreadings put right."""
    for read, meant in _KNOWN:
        text = read.sub(meant, text)
    return _FOOT.sub(_foot, text)


def _foot(found: re.Match[str]) -> str:
    return f"{found[1]}Seite {found[2].translate(_ONES)} von {found[3].translate(_ONES)}"
