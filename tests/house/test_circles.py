"""No file imports, by whatever way round, a file that imports it: also inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from support.sources import ROOT, SOURCES, imports, parsed

Imports = dict[str, set[str]]


def modules() -> dict[str, Path]:
    """{dotted name: file} of every file of the product."""
    found = {}
    for path in SOURCES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def packages(name: str) -> set[str]:
    """The packages in which a file lies: they run before it."""
    return {name.rsplit(".", n)[0] for n in range(1, name.count(".") + 1)}


def imported(importer: str, tree: ast.AST, known: set[str]) -> Iterator[str]:
    """Every file of *known* that *importer* imports, in functions and for the types too.

    `from room import name` means the file `room.name` where there is one, else the room's own.
    The packages of what is imported count as well, but for those in which the importer lies
    itself: they have run already.
    """
    for full in imports(tree):
        name = full if full in known else full.rpartition(".")[0]
        yield from {name} & known
        yield from packages(name) - packages(importer) & known


def graph() -> Imports:
    """{file: files it imports}."""
    files = modules()
    return {
        name: set(imported(name, parsed(path), set(files))) - {name}
        for name, path in files.items()
    }


def circles(imports: Imports) -> list[list[str]]:
    """The files of each circle, by Tarjan's walk; none if the imports lead one way."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []

    def walk(name: str) -> None:
        number[name] = lowest[name] = len(number)
        open_.append(name)
        for other in sorted(imports.get(name, ())):
            if other not in number:
                walk(other)
                lowest[name] = min(lowest[name], lowest[other])
            elif other in open_:
                lowest[name] = min(lowest[name], number[other])
        if lowest[name] == number[name]:
            place = open_.index(name)
            circle = sorted(open_[place:])
            del open_[place:]
            if len(circle) > 1:
                found.append(circle)

    for name in imports:
        if name not in number:
            walk(name)
    return found


def test_no_file_is_imported_by_what_it_imports() -> None:
    assert circles(graph()) == []


def test_a_circle_is_found_wherever_its_import_stands() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    hidden = "if TYPE_CHECKING:\n    import a\ndef f():\n    from room import b, name\n    from room.inner.c import d\n"
    known = {"a", "room", "room.b", "room.inner", "room.inner.c"}
    assert set(imported("d", ast.parse(hidden), known)) == known
    own = ast.parse("from room.inner.c import d")
    assert set(imported("room.inner.e", own, known)) == {"room.inner.c"}, "its packages have run"
