"""Where the instructions of an amendment stand: after its head, before its reasoning and signatures."""

from __future__ import annotations

import re

_REASON = re.compile(
    r"^[ \t#*_]*(?:Begründung|Sachverhalt|Zur\s+Begründung|Erläuterung(?:en)?|Sachdarstellung|Problembeschreibung)[ \t*_]*(?::|$)"
    r"|^[ \t]*Begründung\s+(?:erfolgt|mündlich)|^[ \t]*Die\s+Begründung\s+erfolgt",
    re.MULTILINE | re.IGNORECASE,
)
_RESOLUTION = re.compile(
    r"^[ \t#*_]*(?:Beschlussvorschlag|Beschlussentwurf|Beschlusstext|Beschluss|Antragstext|Antrag|Änderung(?:en|svorschlag)?|Ergänzung(?:en)?"
    r"|Tenor|Wortlaut|Neufassung(?:\s+de[sr]\s+\w+)?)[ \t*_]*(?::[ \t*_]*|(?<=vorschlag)[ \t*_]*|(?<=entwurf)[ \t*_]*|(?<=text)[ \t*_]*)$"
    r"|^[^\n:]{0,160}?\b(?:möge|wolle|mögen|wollen|beschließ(?:t|en)|beantrag(?:t|en)|bitten)\b[^:\n]{0,120}(?:\n[^:\n]{0,120}){0,2}:",
    re.MULTILINE | re.IGNORECASE,
)
_CLOSE = re.compile(
    r"^[ \t]*(?:_{4,}|\*?(?:gez\.|i\.\s?[AV]\.)|(?:Mit\s+freundlichen\s+Grüßen|Finanzielle\s+Auswirkungen|Kostendeckungsvorschlag|Beratungsfolge|Unterschrift"
    r"|Anlagen?\s*:|Verteiler)|[A-ZÄÖÜ][\wäöüß -]{2,30},\s+(?:den\s+)?\d{1,2}\.)",
    re.MULTILINE,
)
_NAMES_ONLY = re.compile(
    r"\n[ \t]*\n[ \t]*(?:(?:Dr\.\s)?[A-ZÄÖÜ][\wäöüß-]+(?:[ \t]+(?:von|de|zu|[A-ZÄÖÜ][\wäöüß./-]+)){1,5}[ \t]*(?:\n\s*|\Z))+\Z"
)


def body(text: str, title_end: int, end: int) -> tuple[int, int, bool]:
    """Start and end of the instructions, and whether a label opens them.

    The reasoning may stand before them; then they begin at the label after it.
    """
    label = _RESOLUTION.search(text, title_end, end)
    start = seek = title_end
    if label is not None:
        start, seek = label.end(), label.end()
        if label[0].rstrip("*_ \t").endswith(":") and _says(label[0]):
            start = label.start()
    reason = _REASON.search(text, seek, end)
    stop = reason.start() if reason else end
    close = _CLOSE.search(text, seek, stop) if label else None
    stop = close.start() if close else stop
    names = _NAMES_ONLY.search(text[start:stop])
    return start, start + names.start() if names else stop, label is not None


def _says(label: str) -> bool:
    """Whether a formula says what is changed: "… möge beschließen, Punkt 2 wie folgt zu ändern:"."""
    return bool(re.search(r"\b(?:Punkt|Ziffer|ändern|ergänzen|fassen|ersetzen|geändert|ergänzt|gefasst|ersetzt)\b", label))
