"""What code, profiles, ladders and letters cite can be looked up in docs/, and nothing else stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.sources import ROOT, name

# Where something is cited. The reader cites nothing: its S1 and O3 are parts of papers.
CITING = sorted(
    path
    for room in ("states", "workflow", "notifications", "cli")
    for kind in ("*.py", "*.toml", "*.jinja")
    for path in (ROOT / room).rglob(kind)
)
NUMBER = re.compile(r"(?<![-\w./])([SMOCTRP])(\d{1,2})(?: to [SMOCTRP](\d{1,2}))?\b(?![-/.]\w)")
PLACE = re.compile(r"(?:\bdomain(?:\.md)?(?: section)?|Fachnotizen) (\d+(?:\.\d+)?)(?:, (\d+)\b)?")
EXAMPLES = re.compile(r"\bexamples? (\d+)(?: and (\d+))?")
SECTION = re.compile(r"(?:\bsections?|§§?)\s(\d+)(?: to (\d+))?(?![\d.])")
ACTS = {
    "SächsGemO": re.compile(r"S(?:ae|ä)chsGemO"),
    "SaechsSFG": re.compile(r"S(?:ae|ä)chsSFG"),
    "GemO BW": re.compile(r"GemO BW"),
    "GO SH": re.compile(r"SH GO|GO SH"),
    "K-AGO": re.compile(r"K-AGO"),
    "Innsbruck": re.compile(r"Innsbruck"),
    "BGB": re.compile(r"BGB"),
}


def flat(path: Path) -> str:
    """The words of a file, comments and strings too, as one line: a citation may be wrapped."""
    return re.sub(r"\s*\n\s*#?\s*", " ", path.read_text("utf-8"))


def numbers(text: str) -> Iterator[str]:
    """S16, M9, and each of R1 to R9."""
    for letter, first, last in NUMBER.findall(text):
        yield from (f"{letter}{n}" for n in range(int(first), int(last or first) + 1))


def places(text: str) -> Iterator[str]:
    """"11.3" of domain 11.3, and "11.3, 6" of its sixth rule, "example 24" of its worked examples."""
    for section, rule in PLACE.findall(text):
        yield section
        if rule:
            yield f"{section}, {rule}"
    if PLACE.search(text):
        yield from (f"example {n}" for found in EXAMPLES.findall(text) for n in found if n)


def sections(text: str) -> Iterator[str]:
    """"BGB 193" of BGB section 193, of § 193 BGB, and of a bare section 193."""
    for match in SECTION.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].rstrip("\"' ")
        after = text[match.end() : match.end() + 20]
        for section in range(int(match[1]), int(match[2] or match[1]) + 1):
            yield f"{_act(before, after, section)} {section}"


def _act(before: str, after: str, section: int) -> str:
    named = [act for act, pattern in ACTS.items() if re.search(f"(?:{pattern.pattern})(?: statute)?$", before)]
    named += [act for act, pattern in ACTS.items() if re.match(rf"[^§;:,]{{0,12}}?\s(?:{pattern.pattern})", after)]
    return named[0] if named else "BGB" if 187 <= section <= 193 else "SächsGemO"


@cache
def cited() -> dict[str, set[str]]:
    """{what is cited: the files that cite it}."""
    found: dict[str, set[str]] = {}
    for path in CITING:
        text = flat(path)
        for one in (*numbers(text), *places(text), *sections(text)):
            found.setdefault(one, set()).add(name(path))
    return found


@cache
def told() -> set[str]:
    """What docs/sources.md and docs/domain.md resolve."""
    documents, practice = ((ROOT / f"docs/{page}.md").read_text("utf-8") for page in ("sources", "domain"))
    found = set(re.findall(r"^\| ([SMOCTRP]\d+) \|", documents + practice, re.MULTILINE))
    found |= {f"{act} {n}" for act, n in re.findall(r"^\| ([^|]+) \| (\d+) \|", documents, re.MULTILINE)}
    found |= {f"example {n}" for n in re.findall(r"^\| (\d+) \|", practice, re.MULTILINE)}
    for part in re.split(r"^## ", practice, flags=re.MULTILINE)[1:]:
        section = part.split()[0]
        found |= {section, *(f"{section}, {n}" for n in re.findall(r"^(\d+)\. ", part, re.MULTILINE))}
    return found


def test_whatever_is_cited_can_be_looked_up() -> None:
    missing = {what: sorted(files) for what, files in cited().items() if what not in told()}
    assert not missing, "give it a row in docs/sources.md, or a section in docs/domain.md"


def test_nothing_is_resolved_that_nobody_cites() -> None:
    # A rule stands for its whole section; the promises and the motion's rows have numbers of their own.
    whole = {one for one in told() if ", " in one or one in ("1", "9.1")}
    assert told() - whole <= set(cited())


def test_no_page_and_no_file_of_the_product_points_outside_the_repository() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"), *CITING]
    outside = re.compile(r"\.\./(?:\.\./)*shared\b")
    assert [name(path) for path in pages if outside.search(path.read_text("utf-8"))] == []


def test_what_is_looked_for_is_found() -> None:
    text = 'x (R1 to R3; domain S21). # see domain.md 11.3, 6 and 7.3, example 24; BA-1/2020-S1, "P6M"'
    assert [*numbers(text)] == ["R1", "R2", "R3", "S21"]
    assert [*places(text)] == ["11.3", "11.3, 6", "example 24"]
    text = "(BGB section 188(3)) § 36 Abs. 5 SächsGemO; bare section 52(2), nur falls § 193 BGB, GemO BW § 43"
    assert [*sections(text)] == ["BGB 188", "SächsGemO 36", "SächsGemO 52", "BGB 193", "GemO BW 43"]
