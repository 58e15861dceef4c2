"""Writes down what a version ships, so that no later one loses it: rows of the law, fields of the pages.

    python tests/law/shipped/write.py     # with the version's own code on the path
"""

from __future__ import annotations

import csv
from importlib.metadata import version
from pathlib import Path

from workflow.models import PAGES

from states.law import CHARTS


def rows() -> list[tuple[str, str, str, str, str]]:
    """(kind, state, event, next state, right), the first entry's with no state and no right."""
    found = [(kind, "", chart.opening, chart.initial.value, "") for kind, chart in CHARTS.items()]
    for kind, chart in CHARTS.items():
        for rule in chart.rules:
            found += [(kind, rule.source.value, rule.event.value, rule.target.value, by.value) for by in rule.by]
    return sorted(found)


def fields() -> list[tuple[str, str]]:
    """(kind, field) of every page."""
    return sorted((kind, name) for kind, page in PAGES.items() for name in page.model_fields)


def main() -> None:
    """Write the rows and fields of this version into a folder named after it."""
    folder = Path(__file__).parent / version("ratsweg")
    folder.mkdir(exist_ok=True)
    for name, lines in (("rows.csv", rows()), ("fields.csv", fields())):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)


if __name__ == "__main__":
    main()
