"""Times the reader on one core: 1,000 text papers, a page of a PDF; and its memory at 5 MB.

    python benchmarks/reading.py [FOLDER]

FOLDER holds papers as NAME.txt; without it, those of the tests (tests/papers/papers) are taken.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from benchmarks.media import SAMPLES  # noqa: E402
from benchmarks.printing import as_pdf  # noqa: E402
from benchmarks.setting import Block, blocks  # noqa: E402
from papers.formats import pdf, sheets  # noqa: E402
from papers.reader import read_paper  # noqa: E402

PAPERS, RUNS, PAGES = 1_000, 9, 10
LARGE, LONG = 5_000_000, 450  # bytes of text; pages of PDF, near the most that is read
# what is measured, its bound, its unit
BOUNDS = {"papers": (10.0, "s"), "page": (5.0, "ms"), "memory": (200.0, "MB")}
# a process that reads a paper; it prints the most KB that it, and the process it had read apart, have used
FRESH = """
import resource, sys
from pathlib import Path
from papers.formats.apart import APART
from papers.reader import read_paper
path = Path(sys.argv[1])
read_paper(path.read_bytes(), path.name)
APART.close()
status = Path("/proc/self/status").read_text()  # getrusage would count the process that started this one
print(status.split("VmHWM:")[1].split()[0], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def told(kind: str, found: float) -> str:
    bound, unit = BOUNDS[kind]
    return f"{found:.1f} {unit} (bound {bound:.0f} {unit}){'' if found < bound else '  OVER'}"


def median(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """The median of the runs in milliseconds: of this process, unless by another *clock*."""
    times = []
    for _ in range(RUNS):
        began = clock()
        work()
        times.append(1000 * (clock() - began))
    return statistics.median(times)


def many(texts: list[bytes]) -> None:
    """The papers round and round."""
    began = time.process_time()
    for text in islice(cycle(texts), PAPERS):
        read_paper(text, "paper.txt")
    seconds = time.process_time() - began
    size = sum(map(len, texts)) / len(texts)
    print(f"{PAPERS:,} text papers of {size:,.0f} bytes on average: {told('papers', seconds)}")


def long(paper: list[Block], pages: int) -> bytes:
    """A PDF of about so many pages: the paper, whose last paragraphs come again and again."""
    reasons = paper[-2:]
    of_twenty = len(pypdfium2.PdfDocument(as_pdf(reasons * 20, 0)))
    return as_pdf([*paper, *reasons * ((pages - 1) * 20 // of_twenty)], 0)


def parsed(content: bytes) -> None:
    """What pdfium itself does for the text of every page."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def page(paper: list[Block]) -> None:
    """Milliseconds a page of a PDF, pdfium's own time apart."""
    content = long(paper, PAGES)
    count = len(pypdfium2.PdfDocument(content))
    own, placed = median(lambda: parsed(content)), median(lambda: pdf.pages(content))
    whole = median(lambda: read_paper(content, "paper.pdf"), time.perf_counter)
    print(f"a PDF of {count} pages, {len(content):,} bytes: pdfium parses a page in {own / count:.1f} ms;")
    print(f"  its words, tables and lines besides: {told('page', (placed - own) / count)}, ratio {placed / own:.1f};")
    print(f"  the whole paper to its draft, in a process apart: {whole / count:.1f} ms a page of the clock")


def memory(name: str, content: bytes) -> None:
    """The peak of a fresh process that reads *content*."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        began = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", FRESH, path], env=environment, check=True, capture_output=True, text=True)
        seconds = time.perf_counter() - began
    here, apart = (int(kilobytes) / 1024 for kilobytes in done.stdout.split())
    beside = f"; of the process apart: {told('memory', apart)}" if apart else ""
    print(f"{name} of {len(content):,} bytes in {seconds:.1f} s: peak of the process {told('memory', here)}{beside}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    texts = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"there is no paper in {folder}")
    read_paper(texts[0], "paper.txt")  # the first paper of a process pays for its imports
    many(texts)
    paper = blocks(sheets(texts[0], "paper.txt")[0].text)
    page(paper)
    memory("large.txt", texts[1] + texts[1][-400:] * ((LARGE - len(texts[1])) // 400))
    memory("large.pdf", long(paper, LONG))


if __name__ == "__main__":
    main()
