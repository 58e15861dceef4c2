"""What in a German text is English, or in the form of ISO 8601."""

from __future__ import annotations

import re

# Names of files and settings, and what others said stand in quotes of some kind.
_QUOTED = re.compile(
    r"`[^`]*`|„[^“]*“|\"[^\"\n]*\"|--[\w-]+(=\S+)?|\{\w+\}|<[^<>\s]+@[^<>\s]+>"
    r"|[^\s„(]+\.(toml|db|txt|json|eml|md|html|pdf|odt|docx|csv|xlsx|mdb|log)\b|RATSWEG_\w+|\b\w+ = \S+|\[[a-z]+\]|\w+://\S+"
)
# What is to be typed, as `next` and --help print it.
_TYPED = re.compile(r"(?<![\w/])ratsweg (?!: )[a-z].*?(?=\s{2,}|$)|^  [a-z]+ {2,}", re.MULTILINE)
_ENGLISH = re.compile(
    r"\b(the|and|of|with|without|for|from|this|that|these|those|which|should|would|cannot|could|must|please|missing"
    r"|unknown|invalid|errors?|warning|usage|options|arguments?|commands?|required|default|show|print|file|directory"
    r"|yes|reports?|due|overdue|department|meeting|motion|point|task|duty|submitted|planned|noted|adopted|is|are|been"
    r"|were|has|have|its|you|your|than|when|where|there|after|before|nobody|nothing|verified|proposal|found|failed"
    r"|expected|allowed|denied|refused|connection|such|only|other|because|already|does|did|still|every|each|until"
    r"|deadline|rejected|withdrawn|received|registered|deferred|council|committee|mayor|clerk|secretariat"
    r"|(?-i:not|or|to|be|it|no|by))\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d|\bP\d+[DWMY]\b")


def foreign(text: str) -> list[str]:
    """The words and dates of a German text that are not German."""
    bare = _QUOTED.sub(" ", _TYPED.sub(" ", text))
    return [match.group() for pattern in (_ENGLISH, _ISO) for match in pattern.finditer(bare)]
