"""Papers of some 220 councils are read as their right answers say, by the rules of their guide."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from papers.reader import readings

HERE = Path(__file__).parent
PAPERS = sorted([*(HERE / "papers").glob("*.txt"), *(HERE / "councils").glob("*.txt")])
SCALARS = ("receipt_number", "motion_number", "received_on", "subject", "cost_proposal")
# Not read yet: a meeting named across a column of the head, a body that only the addressee names,
# submitters in two columns, or on lines that a table joined.
UNREAD = {
    "m05": {"consultations"},
    "p23": {"consultations"},
    "p24": {"consultations"},
    "s07": {"submitters", "signatories"},
    "s15": {"submitters"},
    "s16": {"consultations"},
    "s17": {"submitters"},
}
# Strict: item, kind, recipient, due rule, first day and recurrence. What is below it is listed on failure.
LEAST_STRICT = 0.98

Json = dict[str, Any]


def gold(paper: Path) -> Json:
    return dict(json.loads(paper.with_suffix("").with_suffix(".gold.json").read_text("utf-8")))


@cache
def read(paper: Path) -> tuple[str, Json]:
    """The text of a paper and the draft read from it."""
    (reading,) = readings(paper.read_bytes(), paper.name)
    (draft,) = reading.drafts
    return reading.text, draft.to_json()


def bare(text: str | None) -> str:
    """Letters and digits only, as the papers' guide compares."""
    return re.sub(r"\W|_", "", unicodedata.normalize("NFKC", text or "").casefold())


def faction(name: str) -> str:
    """A submitter without where it sits: "im Stadtrat Dresden"."""
    return bare(re.sub(r"\s+im\s+(?:stadt)?(?:rat|bezirksrat|stadtbezirksrat)\b.*$", "", name, flags=re.I))


def body(name: str | None) -> str:
    """A body without article and case ending."""
    plain = re.sub(r"^(?:den|dem|der|die|des|das|in der|im)\s+", "", name or "", flags=re.I)
    plain = re.sub(r"^FA\b", "Fachausschuss", plain)
    plain = re.sub(r"(ausschuss|rat)e?s\b", r"\1", plain.replace("uß", "uss"))
    return bare(re.sub(r"(ausschüsse|räte|mitglieder)n\b", r"\1", plain)).removesuffix("s")


def alike(one: str, other: str) -> bool:
    """The same name, or one within the other."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 8 and shorter in longer and len(shorter) > 0.7 * len(longer))


def same_names(found: list[str], wanted: list[str]) -> bool:
    return len(found) == len(wanted) and all(any(alike(f, w) for f in found) for w in wanted)


def differing(found: Json, wanted: Json) -> set[str]:
    """The fields that were read otherwise than they are."""
    wrong = {name for name in SCALARS if bare(found[name]) != bare(wanted[name])}
    if not same_names([*map(faction, found["submitters"])], [*map(faction, wanted["submitters"])]):
        wrong.add("submitters")
    if not same_names([*map(bare, found["signatories"])], [*map(bare, wanted["signatories"])]):
        wrong.add("signatories")
    if not same_rows(found["consultations"], wanted["consultations"]):
        wrong.add("consultations")
    if not bare(found["reasoning"]).startswith(bare(wanted["reasoning_start"])[:24]):
        wrong.add("reasoning")
    return wrong


def same_rows(found: list[Json], wanted: list[Json]) -> bool:
    def rest(row: Json) -> tuple[Any, ...]:
        return row["date"], row["public"], row["outcome"]

    pairs = list(zip(found, wanted, strict=False))
    return len(found) == len(wanted) and all(
        alike(body(f["body"]), body(w["body"])) and rest(f) == rest(w) for f, w in pairs
    )


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_the_fields_are_right(paper: Path) -> None:
    assert differing(read(paper)[1], gold(paper)) == UNREAD.get(paper.stem, set())


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_the_points_are_right(paper: Path) -> None:
    text, draft = read(paper)
    found = [(p["number"], bare(p["text"])) for p in draft["resolution_items"]]
    wanted = gold(paper)["resolution_items"]
    assert [number for number, _ in found] == [item["number"] for item in wanted]
    for (_, words), item in zip(found, wanted, strict=True):
        assert words.startswith(bare(item["text_start"])[:24])
        assert words.endswith(bare(item["text_end"])[-18:])
    for point in draft["resolution_items"]:  # the wording shown is the wording written
        assert bare(text[point["start"] : point["end"]]) == bare(point["text"])


def right(duty: Json, wanted: Json, lone: bool) -> bool:
    """Whether a duty was read as it is, by the guide's strict measure."""

    def accepted(name: str) -> list[Any]:
        return [wanted.get(name), *(wanted.get(f"{name}_alt") or [])]

    def bodies(names: str | None) -> list[str]:
        return sorted(body(name) for name in re.split(r"\s*;\s*", names or "") if name)

    return (
        (duty["item"] in accepted("item") or (lone and duty["item"] in (None, "1")))
        and duty["kind"] in accepted("kind")
        and all(duty[name] in accepted(name) for name in ("due_rule", "first_due", "recurrence"))
        and any(bodies(duty["recipient"]) == bodies(names) for names in accepted("recipient"))
    )


def test_the_duties_are_right() -> None:
    hits = found = wanted = 0
    misread = []
    for paper in PAPERS:
        left, all_right = list(read(paper)[1]["obligations"]), gold(paper)
        lone = [item["number"] for item in all_right["resolution_items"]] == [None]
        found, wanted = found + len(left), wanted + len(all_right["obligations"])
        for one in all_right["obligations"]:
            hit = next((duty for duty in left if right(duty, one, lone)), None)
            if hit is None:
                misread.append(f"{paper.stem}: {one['evidence'][:80]}")
                continue
            left.remove(hit)
            hits += 1
        misread += [f"{paper.stem}: none is {duty['evidence'][:80]}" for duty in left]
    assert 2 * hits / (found + wanted) >= LEAST_STRICT, "\n".join(misread)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.stem)
def test_every_duty_stands_in_the_text_with_its_words(paper: Path) -> None:
    text, draft = read(paper)
    for duty in draft["obligations"]:
        assert bare(text[duty["start"] : duty["end"]]) == bare(duty["evidence"])
