"""What an event writes on a page: the new values of its fields, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflow.store.desk import Desk, P
from workflow.store.models import Matter
from workflow.store.told import Told

Changes = dict[str, object]
Change = Callable[[Desk, Matter, P, Told], Changes]
Effects = Mapping[str, Change[P]]  # by event; most events write nothing
