"""What the earlier sentences of an item named, for its pronouns and short forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from papers.duties.naming import NamedBody
from papers.duties.objects import Thing
from papers.duties.recipients import group
from papers.duties.words import Sentence, lexicon

_PRONOUNS = lexicon("dort ihm ihr ihnen diesem dieser diesen ihn")
_GENDERS = {"ihm": "mn", "ihn": "m", "ihr": "f", "ihnen": "p"}
_SHORT = (
    # the end of a name  and the words that are short for it
    ("ausschuss",        ("Ausschuss", "Ausschusses")),
    ("beirat",           ("Beirat", "Beirates", "Beirats")),
    ("gremium",          ("Gremium", "Gremiums")),
)  # fmt: skip


@dataclass(slots=True)
class Memory:
    """The bodies and the kind of thing that an item has named so far."""

    short: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    last: dict[str, str] = field(default_factory=dict)  # the last body of every gender
    kind: str | None = None

    def note(self, named: Sequence[NamedBody], handed: Sequence[Thing]) -> None:
        """Keep what a sentence names: whole names for their short forms, the last body, the thing."""
        for body in named:
            for end, short in _SHORT:
                if end in body.name.lower() and body.name not in short:
                    self.short.update(dict.fromkeys(short, body.name))
            self.body = self.last[body.gender] = self.short.get(body.name, body.name)
        self.kind = next((thing.kind for thing in handed if thing.object), self.kind)

    def pronoun(
        self, sentence: Sentence, places: Sequence[int], named: Sequence[NamedBody]
    ) -> str | None:
        """The body that a pronoun among *places* stands for: the last one named before it."""
        for place in places:
            after = sentence[place + 1] if place + 1 < len(sentence) else None
            if sentence[place].low in _PRONOUNS and not (after and after.capital):
                return self._meant(sentence[place].low, sentence, [body for body in named if body.last <= place])
        return None

    def _meant(self, pronoun: str, sentence: Sentence, before: Sequence[NamedBody]) -> str | None:
        """The last body of the pronoun's gender, "ihnen" all that are joined; else the last of all."""
        if pronoun == "ihnen" and len(joined := group(sentence, before)) > 1:
            return "; ".join(body.name for body in joined)
        genders = _GENDERS.get(pronoun, "")
        if before:
            suiting = [body for body in before if body.gender in genders]
            return (suiting or before)[-1].name
        known = (self.last[gender] for gender in genders if gender in self.last)
        return next(known, self.body)
