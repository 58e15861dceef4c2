"""How many sentences a German or English text has: a limit that some councils set for reports."""

from __future__ import annotations

import re

# What ends in a full stop and is no sentence's end. Numbers below 32 are ordinals: "am 3. Mai".
_SHORT = re.compile(
    r"(?:\b(?:\w|Abs|Art|bzw|ca|Dr|etc|evtl|ff|ggf|inkl|lfd|max|min|Mio|Mrd|Nr|Prof|rd|S|sog|St|Str"
    r"|Tsd|usw|vgl|vs|zzgl)|\b(?:[12]?\d|3[01]))\.$"
)
_END = re.compile(r"[.!?…]+[\"“”«»’')\]]*(?=\s|$)")


def sentences(text: str) -> int:
    """The number of sentences in *text*; a last one without an end mark counts."""
    number, begun = 0, 0
    for end in _END.finditer(text):
        rest = text[end.end() :].lstrip()
        if rest and (_SHORT.search(text[begun : end.end()]) or rest[0].islower()):
            continue
        number, begun = number + 1, end.end()
    return number + bool(text[begun:].strip())
