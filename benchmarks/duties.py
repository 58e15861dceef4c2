"""One round over very many open duties on PostgreSQL: posts a second, memory, and growth.

    python benchmarks/duties.py [duties] [due]

The same number of due reports is posted among a tenth, and among all of the duties; if the
times are alike, the round does not pay for those that are not due.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from seeding import seed  # noqa: E402
from support import postgres  # noqa: E402

from cli import rounds  # noqa: E402
from cli.office import Office  # noqa: E402
from cli.settings import Settings  # noqa: E402
from states.profile import read_law  # noqa: E402
from workflow.store.database import Store  # noqa: E402
from workflow.store.upgrade import create  # noqa: E402

TODAY, OFFICE_DUE = date(2026, 11, 25), date(2026, 11, 17)  # five working days: a letter of its own


def measured(server: str, duties: int, due: int) -> tuple[float, int]:
    """(seconds, occasions posted) of one round."""
    url = postgres.fresh_database(server)
    law = read_law("chemnitz")
    store = Store(url)
    create(store, law, trial=True, at=datetime(2026, 11, 1, tzinfo=UTC))
    began = time.perf_counter()
    seed(url, duties=duties, due=due, today=TODAY, office_due=OFFICE_DUE, law=law.digest)
    print(f"  seeded {duties:,} duties in {time.perf_counter() - began:.0f} s", flush=True)
    office = Office(Settings(database=url), store, law, True, datetime(2026, 11, 25, 9, tzinfo=UTC))
    began = time.perf_counter()
    looked = rounds.look(office)
    seconds = time.perf_counter() - began
    again = time.perf_counter()
    assert rounds.look(office).posted == 0
    print(f"  {looked.families:,} families looked at, {looked.posted:,} posted in {seconds:.2f} s:"
          f" {looked.posted / seconds:,.0f} a second; nothing left: {1000 * (time.perf_counter() - again):.1f} ms")
    if duties > 100_000:
        with store.read() as session:
            plan = session.execute(text("EXPLAIN SELECT matter_id FROM wake WHERE day <= '2026-11-25'"))
            print("  " + next(iter(plan))[0])
    store.engine.dispose()
    postgres.drop_database(server, url)
    return seconds, looked.posted


def main() -> None:
    duties = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    due = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with postgres.server() as server:
        if server is None:
            sys.exit("no PostgreSQL was found")
        measured(server, 2_000, 200)  # the first round of a process pays for its imports
        few = statistics.median(measured(server, duties // 10, due)[0] for _ in range(3))
        many, posted = measured(server, duties, due)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{duties:,} duties, {posted:,} posted in {many:.2f} s; among a tenth as many: {few:.2f} s"
          f" (ratio {many / few:.2f}); peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
