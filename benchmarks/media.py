"""The sample papers as PDF, DOCX, ODT and scan: in how many each field is read as in their text.

    python benchmarks/media.py [FOLDER] [--media pdf docx odt scan] [--keep FOLDER]

FOLDER holds papers as NAME.txt; without it, those of the tests (tests/papers/papers) are taken.
Ends with 1 if a medium is read otherwise than the text in more papers than it may be.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.printing import as_docx, as_odt, as_pdf, as_scan  # noqa: E402
from benchmarks.setting import Block, blocks  # noqa: E402
from benchmarks.tesseract import available  # noqa: E402
from papers.draft.comparison import COMPARED, ROWS  # noqa: E402
from papers.draft.draft import Draft  # noqa: E402
from papers.formats import sheets  # noqa: E402
from papers.reader import read_paper  # noqa: E402
from states.errors import RatswegError  # noqa: E402

SAMPLES = ROOT / "tests" / "papers" / "papers"  # thirty of our own; a folder may be named instead
BELOW = {"pdf": 0.04, "docx": 0.04, "odt": 0.04, "scan": 0.10}  # the share of papers that may differ from their text
Papers = dict[str, bytes]


def printed(set_: dict[str, list[Block]], medium: str) -> Papers:
    """The papers on a medium, by name; in every second DOCX Word counts the points."""
    if medium == "docx":
        return {name: as_docx(b, counted=n % 2 == 0) for n, (name, b) in enumerate(set_.items())}
    if medium == "odt":
        return as_odt(printed(set_, "docx"))
    pdf = {name: as_pdf(b, n) for n, (name, b) in enumerate(set_.items())}
    return pdf if medium == "pdf" else {name: as_scan(p, n) for n, (name, p) in enumerate(pdf.items())}


def told(draft: Draft) -> dict[str, Any]:
    """What a draft says, without what a typesetter may change: spaces, hyphens, the ends of lines."""
    found = draft.to_json()
    said: dict[str, Any] = {name: bare(found[name]) for name in COMPARED if name not in ROWS}
    rows = {name: ROWS[name][1] for name in ("consultations", "resolution_items", "obligations")}
    return said | {name: [[bare(row.get(key)) for key in keys] for row in found[name]] for name, keys in rows.items()}


def bare(value: Any) -> str:
    """Its letters and digits."""
    return "".join(filter(str.isalnum, json.dumps(value, ensure_ascii=False, default=str).casefold()))


def read(papers: Papers, out: Path) -> dict[str, dict[str, Any]]:
    """What each paper says, by its name; what cannot be read says nothing."""
    found = {}
    for name, content in papers.items():
        try:
            drafts = read_paper(content, name)
        except RatswegError as error:
            print(f"  {out.name} {name}: {error}", file=sys.stderr)
            continue
        found[name] = told(drafts[0])
    out.mkdir(parents=True)
    (out / "read.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    return found


def agreement(texts: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]]) -> dict[str, float]:
    """The share of the papers in which a field is read as in their text."""
    return {
        field: sum(found.get(name, {}).get(field) == text[field] for name, text in texts.items()) / len(texts)
        for field in next(iter(texts.values()))
    }


def missing(medium: str) -> str | None:
    """What is not there that the medium needs."""
    if medium == "odt" and not shutil.which("soffice"):
        return "LibreOffice"
    return "tesseract with its German" if medium == "scan" and not available() else None


def measured(samples: Path, media: list[str], keep: Path) -> dict[str, dict[str, float]]:
    """The agreement of each medium with the text; the papers are left in *keep*."""
    texts = {path.stem: path.read_bytes() for path in sorted(samples.glob("*.txt"))}
    if not texts:
        sys.exit(f"there is no paper in {samples}")
    set_ = {name: blocks(sheets(content, name)[0].text) for name, content in texts.items()}
    written, found = read(texts, keep / "text"), {}
    for medium in media:
        if lacking := missing(medium):
            print(f"{medium} is left out: {lacking} is not there")
            continue
        papers = printed(set_, medium)
        (keep / "papers").mkdir(exist_ok=True)
        for name, content in papers.items():
            (keep / "papers" / f"{name}.{medium}").write_bytes(content)
        began = time.perf_counter()
        found[medium] = agreement(written, read(papers, keep / medium))
        print(f"{medium}: {len(papers)} papers read in {time.perf_counter() - began:.1f} s", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--media", nargs="+", choices=BELOW, default=[*BELOW])
    parser.add_argument("--keep", type=Path, help="a new folder for the papers, what was read and what is wrong")
    asked = parser.parse_args()
    print(f"papers: {asked.folder}")
    with tempfile.TemporaryDirectory() as folder:
        found = measured(asked.folder, asked.media, asked.keep or Path(folder))
    print(f"{'':18}" + "".join(f"{medium:>10}" for medium in found))
    fields = [*next(iter(found.values()), {})]
    for field in fields:
        print(f"{field:18}" + "".join(f"{shares[field]:10.3f}" for shares in found.values()))
    far = [f"{medium}: {field}" for medium, shares in found.items() for field in fields if shares[field] < 1 - BELOW[medium] - 1e-9]
    if far:
        sys.exit("too often read otherwise than the text: " + ", ".join(far))


if __name__ == "__main__":
    main()
