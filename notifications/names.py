"""Names as people type them: in either language, with umlauts or without, for one identifier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notifications.words import LANGUAGES, catalog
from states.law import CHARTS

_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_PLURAL = re.compile(r"(?:en|e|n|s)$")


def folded(text: str) -> str:
    """*text* as it is compared: small letters, no umlauts, one space between words."""
    plain = text.strip().casefold().translate(_TWO_LETTERS).replace("ss", "s")
    return " ".join(re.split(r"[\s_,.…-]+", plain)).strip()


def labels(section: str, language: str) -> dict[str, tuple[str, ...]]:
    """What a section calls each identifier; the first name is the one that is offered."""
    return {
        key: tuple(told) if isinstance(told, list) else (str(told),)
        for key, told in catalog(language)[section].items()
    }


@cache
def _known(section: str) -> dict[str, str]:
    """Folded name -> identifier; identifiers go before labels, and the first of two wins."""
    found = {folded(key): key for key in catalog(LANGUAGES[0])[section]}
    for language in LANGUAGES:
        for key, names in labels(section, language).items():
            for name in names:
                found.setdefault(folded(name), key)
    return found


def named(section: str, text: str) -> str | None:
    """The identifier of *section* that *text* names; None if none does."""
    return _known(section).get(folded(text))


def kind(text: str) -> str | None:
    """The kind of matter that *text* names: also Antrag, Anträge, Auftrag, Berichte."""
    wanted = folded(text)
    if wanted in _known("kind"):
        return _known("kind")[wanted]
    shorter = {wanted, wanted.replace("ae", "a")}
    shorter |= {_PLURAL.sub("", one) for one in shorter}
    shorter = {one for one in shorter if len(one) > 3}
    fitting = {key for name, key in _known("kind").items() if name.endswith((*shorter,))}
    return fitting.pop() if len(fitting) == 1 else None


def events(text: str) -> dict[str, str]:
    """Kind of matter -> its event that *text* names; "ablehnen" is another of each kind."""
    found = {}
    for name, chart in CHARTS.items():
        event = named(f"{name}_event", text)
        if event in chart.events:
            found[name] = str(event)
    exact = {name: event for name, event in found.items() if event == text}
    return exact or found


def interval(text: str) -> str | None:
    """ "halbjährlich", "alle 6 Monate", "6 Monate" as P6M, so in English; None if none of ours."""
    for language in LANGUAGES:
        for one, names in labels("interval_name", language).items():
            if folded(text) in map(folded, names):
                return one
        for section in ("interval", "span"):
            for unit, pattern in catalog(language)[section].items():
                form = re.escape(folded(pattern.replace("{number}", "0")))
                match = re.fullmatch(form.replace("0", r"(\d{1,4})"), folded(text))
                if match:
                    number = match[1] if match.groups() and not unit.startswith("one_") else "1"
                    return f"P{int(number)}{unit.removeprefix('one_')}"
    return None


def offered(
    section: str, language: str, begun: str, known: set[str] | None = None
) -> Iterator[str]:
    """The names to propose after *begun*, of the identifiers *known*, default all.

    They are the language's; identifiers and further names too where *begun* may begin one.
    """
    for key, names in labels(section, language).items():
        if known is not None and key not in known:
            continue
        yield _word(names[0])
        if begun:
            yield from (key, *(_word(name) for name in names[1:]))


def typed(section: str, key: str, language: str) -> str:
    """How a command line of *language* names an identifier; the English ones are identifiers."""
    return key if language == "en" else _word(labels(section, language)[key][0])


def _word(label: str) -> str:
    """A label as one word of a command line."""
    return re.sub(r"[\s,.…]+", "-", label).strip("-")
