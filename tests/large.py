"""How much a run is to do: `make test-all` sets RATSWEG_TEST_ALL."""

import os

ALL = bool(os.environ.get("RATSWEG_TEST_ALL"))
TIMES = 5 if ALL else 1  # so many times as many examples
