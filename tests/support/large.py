"""How much a run is to do: `make test-all` sets RATSWEG_TEST_ALL."""

import os

ALL = bool(os.environ.get("RATSWEG_TEST_ALL"))


def times(few: int, many: int) -> int:
    """How often something is tried: *few* in every run, *many* where everything is run."""
    return many if ALL else few
