"""The sample papers as text, PDF, DOCX, ODT and scan: how much worse than the text each is read.

    python benchmarks/papers.py [FOLDER] [--media pdf docx odt scan] [--keep FOLDER]

Ends with 1 if PDF or DOCX (ODT, scan) stays further below the text than it may.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.printing import as_docx, as_odt, as_pdf, as_scan  # noqa: E402
from benchmarks.setting import Block, blocks  # noqa: E402
from states.errors import RatswegError  # noqa: E402
from workflow.intake.formats import sheets  # noqa: E402
from workflow.intake.formats.tesseract import available  # noqa: E402
from workflow.intake.reader import read_paper  # noqa: E402

SAMPLES = ROOT.parent / "shared" / "motions" / "dev"
SCORE = SAMPLES.parent / "score.py"
BELOW = {"pdf": 0.02, "docx": 0.02, "odt": 0.02, "scan": 0.10}  # how far a field may stay below the text's
Papers = dict[str, bytes]


def printed(set_: dict[str, list[Block]], medium: str) -> Papers:
    """The papers on a medium, by name; in every second DOCX Word counts the points."""
    if medium == "docx":
        return {name: as_docx(b, counted=n % 2 == 0) for n, (name, b) in enumerate(set_.items())}
    if medium == "odt":
        return as_odt(printed(set_, "docx"))
    pdf = {name: as_pdf(b, n) for n, (name, b) in enumerate(set_.items())}
    return pdf if medium == "pdf" else {name: as_scan(p, n) for n, (name, p) in enumerate(pdf.items())}


def scores(papers: Papers, samples: Path, out: Path) -> dict[str, float]:
    """Every field's accuracy, and the F1 of points and duties, when *papers* are read."""
    out.mkdir(parents=True)
    for name, content in papers.items():
        try:
            draft = read_paper(content, name)[0].to_json()
        except RatswegError as error:
            print(f"  {out.name} {name}: {error}", file=sys.stderr)
            continue
        (out / f"{name}.pred.json").write_text(json.dumps(draft, ensure_ascii=False), "utf-8")
    told = out / "scores.json"
    command = [sys.executable, SCORE, samples, out, "--json", told, "--errors"]
    (out / "errors.txt").write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    found: dict[str, Any] = json.loads(told.read_text("utf-8"))["overall"]
    duties = found["obligations_strict_f1"]
    return {**found["field_accuracy"], "points F1": found["items"]["f1"], "duties strict F1": duties}


def missing(medium: str) -> str | None:
    """What is not there that the medium needs."""
    if medium == "odt" and not shutil.which("soffice"):
        return "LibreOffice"
    return "tesseract with its German" if medium == "scan" and not available() else None


def measured(samples: Path, media: list[str], keep: Path) -> dict[str, dict[str, float]]:
    """The scores of the text and of each medium, with the papers left in *keep*."""
    texts = {path.stem: path.read_bytes() for path in sorted(samples.glob("*.txt"))}
    if not texts or not SCORE.exists():
        sys.exit(f"there is no paper in {samples}, or no {SCORE}")
    set_ = {name: blocks(sheets(content, name)[0].text) for name, content in texts.items()}
    found = {"text": scores(texts, samples, keep / "text")}
    for medium in media:
        if lacking := missing(medium):
            print(f"{medium} is left out: {lacking} is not there")
            continue
        papers = printed(set_, medium)
        (keep / "papers").mkdir(exist_ok=True)
        for name, content in papers.items():
            (keep / "papers" / f"{name}.{medium}").write_bytes(content)
        began = time.perf_counter()
        found[medium] = scores(papers, samples, keep / medium)
        print(f"{medium}: {len(papers)} papers read in {time.perf_counter() - began:.1f} s", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--media", nargs="+", choices=BELOW, default=[*BELOW])
    parser.add_argument("--keep", type=Path, help="a new folder for the papers, what was read and what is wrong")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(told.folder, told.media, told.keep or Path(folder))
    print(f"{'':18}" + "".join(f"{medium:>16}" for medium in found))
    far = []
    for field, text in found["text"].items():
        row = ""
        for medium, score in found.items():
            below = text - score[field]
            row += f"{score[field]:9.3f}" + (f" ({0 - below:+.2f})" if medium != "text" else " " * 7)
            if below > BELOW.get(medium, 1) + 1e-9 and "F1" not in field:
                far.append(f"{medium}: {field}")
        print(f"{field:18}{row}")
    if far:
        sys.exit("too far below the text: " + ", ".join(far))


if __name__ == "__main__":
    main()
