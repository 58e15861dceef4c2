"""The classes of words that time is told with: numbers, ordinals, months, years, units."""

from __future__ import annotations

from papers.duties.words import Word, lexicon

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jänner jan. ", "februar feber feb. febr.", "märz mrz.", "april apr.", "mai", "juni", "juli")
        + ("august aug.", "september sept.", "oktober okt.", "november nov.", "dezember dez."),
        start=1,
    )
    for name in names.split()
}
_COUNT = (
    "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig"
)
NUMBERS = {word: n for n, word in enumerate(_COUNT.split(), start=1)} | {
    **dict.fromkeys(lexicon("eine einem einer eines einen"), 1),
    **{"zweier": 2, "dreier": 3, "vierundzwanzig": 24, "dreißig": 30, "sechsunddreißig": 36},
}
_ORDINALS = {
    **{"erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6},
    **{"siebt": 7, "acht": 8, "neunt": 9, "zehnt": 10},
}
_ROMAN = {"i.": 1, "ii.": 2, "iii.": 3, "iv.": 4, "v.": 5, "vi.": 6}
UNITS = {
    **dict.fromkeys(lexicon("tag tage tagen tages arbeitstage arbeitstagen werktage werktagen"), "D"),
    **dict.fromkeys(lexicon("kalendertage kalendertagen"), "D"),
    **dict.fromkeys(lexicon("woche wochen kalenderwochen"), "W"),
    **dict.fromkeys(lexicon("monat monate monaten monats kalendermonaten"), "M"),
    **dict.fromkeys(lexicon("jahr jahre jahren jahres"), "Y"),
}


def number(word: Word) -> int | None:
    """A count in figures (up to 999) or in words."""
    if word.kind == "number":
        plain = word.text.isascii() and word.text.isdigit() and len(word.text) < 4
        return int(word.text) or None if plain else None  # a term of no days is none
    return NUMBERS.get(word.low)


def ordinal(word: Word) -> int | None:
    """An ordinal in figures, Roman figures or words, of any inflection."""
    if word.kind == "ordinal":
        return _ROMAN.get(word.low) or (int(word.text[:-1]) if word.text[:-1].isdigit() else None)
    stem = word.low.removesuffix("n").removesuffix("r").removesuffix("s").removesuffix("m")
    return _ORDINALS.get(stem.removesuffix("e")) if stem.endswith("e") else None


def roman(word: Word) -> int | None:
    """A quarter in Roman figures without a dot, as in "II/2026"."""
    return _ROMAN.get(f"{word.low}.") if word.kind == "word" and word.text.isupper() else None


def month(word: Word) -> int | None:
    """The number of a month, from its name or its abbreviation."""
    return MONTHS.get(word.low) or MONTHS.get(word.low.removesuffix("s"))


def year(word: Word) -> int | None:
    """A year of four figures between 1900 and 2199."""
    plain = word.kind == "number" and len(word.text) == 4 and word.text.isdigit()
    return int(word.text) if plain and 1900 <= int(word.text) < 2200 else None


def unit(word: Word) -> str | None:
    """The designator of ISO 8601 for a unit of time."""
    return UNITS.get(word.low)


def day(word: Word) -> tuple[str, str, str] | None:
    """Day, month, year as written, of a day in figures that names its year."""
    parts = [part.strip() for part in word.text.split(".")] if word.kind == "day" else []
    if len(parts) != 3 or not parts[2]:
        return None
    return parts[0], parts[1], parts[2] if len(parts[2]) == 4 else f"20{parts[2]}"


def yearless(word: Word) -> tuple[str, str] | None:
    """Day and month of a day in figures that names no year."""
    parts = word.text.split(".") if word.kind == "day" else []
    return (parts[0], parts[1].strip()) if parts and not parts[2].strip() else None


CLASSES = {
    **{"NUMBER": number, "ORDINAL": ordinal, "MONTH": month, "YEAR": year, "UNIT": unit},
    **{"DAY": day, "YEARLESS": yearless, "ROMAN": roman},
}
