"""Whether a sentence makes its duty depend on something: if, should, in case of."""

from __future__ import annotations

from papers.duties.phrases import PhraseTable
from papers.duties.regions import regions
from papers.duties.words import Sentence, Word, lexicon

_VERBS = lexicon(
    "überschreiten überschreitet sollte sollten ergeben ergibt kommt kommen liegt liegen verzögert verzögern weicht weichen "
    "steigen steigt ändert ändern treten tritt zeigt zeigen droht drohen ist sind wird werden wurde wurden muss müssen"
)


def _verb_first(word: Word) -> str | None:
    """A finite verb that opens a sentence, as in "Überschreiten die Kosten den Ansatz, …"."""
    return word.low if word.text[:1].isupper() and word.low in _VERBS else None


# fmt: off
_CASES = PhraseTable((
    # a phrase                                                       for example
    ("bei [einer/wesentlichen/erheblichen] überschreit~/abweichung~/kostensteiger~/verzöger~", True, "bei Überschreitung"),
    ("im fall/falle",                                         True, "im Falle einer Ablehnung"),
    ("für den fall",                                          True, "für den Fall, dass"),
    ("bei bedarf/änderungen/ablehnung/mehrkosten",            True, "bei Bedarf"),
    ("soweit/sofern/falls",                                   True, "sofern erforderlich"),
), {})
# fmt: on


def conditional(sentence: Sentence) -> bool:
    """Whether *sentence* names a condition."""
    opened = any(region.kind == "if" for region in regions(sentence))
    verb_first = bool(sentence) and _verb_first(sentence[0]) is not None
    return opened or verb_first or bool(_CASES.find(sentence))
