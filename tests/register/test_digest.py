"""The digest of an entry holds everything before it."""

from typing import Any

from workflow.store.journal import CHAINED, digest


def entry(**other: Any) -> dict[str, Any]:
    return {name: None for name in CHAINED} | other


def test_the_digest_depends_on_the_one_before() -> None:
    assert digest("a", entry(step=2)) != digest("b", entry(step=2))


def test_every_field_counts() -> None:
    for name in CHAINED:
        assert digest("", entry()) != digest("", entry(**{name: "x"})), name


def test_the_same_entry_has_the_same_digest() -> None:
    assert digest("", entry(note="ä", step=1)) == digest("", entry(step=1, note="ä"))
