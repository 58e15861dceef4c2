"""Every public name is used by the product itself, outside its own definition: no test keeps one alive."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest
from support.sources import ROOT, SOURCES, name, parsed

from states.calendar import Calendar, Feast
from states.law import Body, Department, Figure, Law, Person
from states.rungs import Rung
from states.votes import VotingRules

# "file: name" of what is used in a way that cannot be read off the files, with the reason. May only shrink.
EXEMPT: dict[str, str] = {
    "cli/logs.py: JsonLines.writable": "io asks streams for it",
    "cli/streams.py: _Lasting.writable": "io asks streams for it",
    "cli/usage.py: Command.allow_extra_args": "click reads it",
    "cli/usage.py: Command.format_help": "click calls it",
    "cli/usage.py: Group.format_help": "click calls it",
    "cli/usage.py: Group.get_command": "click calls it",
    "cli/usage.py: Group.invoke": "click calls it",
    "cli/usage.py: Group.list_commands": "click calls it",
    "cli/usage.py: Group.resolve_command": "click calls it",
    "notifications/inbound/parts.py: MailPart.attach": "email's parser calls it",
    "notifications/inbound/parts.py: _Headers.header_source_parse": "email's parser calls it",
    "notifications/inbound/parts.py: _Headers.header_fetch_parse": "email's parser calls it",
    "notifications/tokens.py: _Straight.redirect_request": "urllib calls it",
    "notifications/wire.py: Wire.header_store_parse": "email calls it",
    "notifications/wire.py: Wire.fold_binary": "email calls it",
    "states/answers.py: Progress.NOT_BEGUN": "the members are walked as a whole",
    "workflow/timing/silence.py: families": "the bound that random lives hold, beside the figure that check prints",
    "workflow/timing/silence.py: broken": "the bound that random lives hold, beside the figure that check prints",
    "workflow/views/check/postgres.py: triggers": "check/database.py asks the file of its database",
    "workflow/views/check/postgres.py: findings": "check/database.py asks the file of its database",
    "workflow/views/check/sqlite.py: triggers": "check/database.py asks the file of its database",
    "workflow/views/check/sqlite.py: findings": "check/database.py asks the file of its database",
}
# What each file of a folder has because one file of it asks for that name.
CONTRACTS = {"papers/forms": {"FORM"}, "papers/formats": {"pages", "picture"}}

# Alembic calls what a revision holds; SQLAlchemy and stored registers read the columns of tables.
FILES = [path for path in SOURCES if not {"migrations", "models"} & set(path.parts)]

# Decorators that use what they decorate for nothing; any other hands it to somebody, such as typer.
PLAIN = {
    *("property", "cached_property", "classmethod", "staticmethod", "cache", "lru_cache", "setter"),
    *("dataclass", "contextmanager", "overload", "wraps", "runtime_checkable", "final"),
}
IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
DOTTED = re.compile(r"(\w+(?:\.\w+)+):(\w+)")
Definition = tuple[str, ast.stmt]


def module(path: Path) -> str:
    """The dotted name under which a file is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def definitions(body: list[ast.stmt], owner: str = "") -> Iterator[Definition]:
    """(name, node) of each public function, class, constant, method, field and member."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            if not node.name.startswith("_") and not _handed(node):
                yield owner + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from definitions(node.body, f"{node.name}.")
        elif isinstance(node, ast.If):
            yield from definitions(node.body, owner)
        for target in _targets(node):
            if isinstance(target, ast.Name) and not target.id.startswith("_"):
                yield owner + target.id, node


def _targets(node: ast.stmt) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [one for t in node.targets for one in (t.elts if isinstance(t, ast.Tuple) else [t])]
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def _handed(node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Whether a decorator hands it to somebody who calls it."""
    called = (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    return any(getattr(one, "attr", getattr(one, "id", "")) not in PLAIN for one in called)


def plain(tree: ast.AST) -> Counter[str]:
    """How often each name is read by itself."""
    return Counter(n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))


def members(tree: ast.AST) -> Counter[str]:
    """How often each attribute is read, or named in a string: "due", or "due late" in a list of words."""
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            found[node.attr] += 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts:
            words = IDENTIFIER.findall(node.value)
            found.update(words if len(words) == 1 else [word for word in words if "_" in word.strip("_")])
    return found


def reached(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """(module, name) of what a file imports, reads of a module it has imported, or names as "module:name"."""
    called = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                called[one.asname or one.name] = f"{node.module}.{one.name}"
                yield str(node.module), one.name
        elif isinstance(node, ast.Import):
            called.update({one.asname or one.name: one.name for one in node.names})
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from DOTTED.findall(node.value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            yield called.get(owner, owner), node.attr


@cache
def outside() -> tuple[set[tuple[str, str]], Counter[str]]:
    """What files reach of each other, and how often each member is read, templates and ladders included."""
    found = {one for path in SOURCES for one in reached(parsed(path))}
    read = sum((members(parsed(path)) for path in SOURCES), Counter[str]())
    for folder, kind in (("notifications/templates", "*.jinja"), ("states/ladders", "*.toml")):
        for path in (ROOT / folder).rglob(kind):
            read.update(IDENTIFIER.findall(path.read_text("utf-8")))
    found |= set(DOTTED.findall((ROOT / "pyproject.toml").read_text("utf-8")))
    return found, read


def dead(path: Path) -> Iterator[str]:
    """"file: name" of what nobody reads but its own definition."""
    tree, (found, read) = parsed(path), outside()
    sets = read if name(path).startswith("states/") else Counter[str]()  # ladders name sets of states
    for full, node in definitions(tree.body):
        short = full.rpartition(".")[2]
        code = node if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else ast.Pass()
        if short in CONTRACTS.get(name(path.parent), ()) or short.startswith("__"):
            continue
        if "." in full:
            used = read[short] > members(code)[short] or plain(tree)[short] > 0
        else:
            used = (module(path), short) in found or plain(tree)[short] > plain(code)[short]
            used = used or (short.isupper() and sets[short] > 0)
        if not used:
            yield f"{name(path)}: {full}"


def test_every_public_name_is_used_by_the_product() -> None:
    found = {one for path in FILES for one in dead(path)}
    assert found - set(EXEMPT) == set(), "take it out, with its tests; or let something use it"


def test_no_exemption_outlives_what_it_excuses() -> None:
    assert set(EXEMPT) <= {one for path in FILES for one in dead(path)}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_a_file_keeps_to_itself_it_uses(path: Path) -> None:
    text = path.read_text("utf-8")
    own = re.findall(r"^(?:def |class )?(_[A-Za-z]\w*)(?: = |: |\(|:)", text, re.MULTILINE)
    handed = {n.name for n in parsed(path).body if isinstance(n, ast.FunctionDef) and _handed(n)}
    assert [one for one in own if len(re.findall(rf"\b{one}\b", text)) < 2 and one not in handed] == []


def attributes() -> set[str]:
    """Every attribute that the product reads; a word in a string does not count."""
    walked = (node for path in SOURCES for node in ast.walk(parsed(path)))
    return {n.attr for n in walked if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}


def test_whatever_the_law_of_a_council_holds_is_asked_of_it() -> None:
    """Other things have a state too: here it counts of what, by the name it has there."""
    walked = (node for path in SOURCES for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute))
    asked = {node.attr for node in walked if re.search(r"\b(?:law|self)$", ast.unparse(node.value))}
    assert {one.name for one in fields(Law)} - asked == set()


@pytest.mark.parametrize("part", [Body, Person, Department, Figure, Calendar, Feast, Rung, VotingRules])
def test_whatever_a_profile_says_is_asked_for(part: type) -> None:
    said = {one.name for one in fields(part)}
    assert said - attributes() == set(), "a setting that nobody reads is no setting"


def test_what_is_looked_for_is_found() -> None:
    written = "X = 1\nclass A:\n    FIELD: int = 2\n    def f(self):\n        return self.f()\n@app.command()\ndef g(): ...\n"
    assert [full for full, _ in definitions(ast.parse(written).body)] == ["X", "A", "A.FIELD", "A.f"]
    assert members(ast.parse("'a doc_string'\nt = ('run', 'no word', 'odd_one out')\nx.y")) == Counter(
        {"run": 1, "odd_one": 1, "y": 1}
    )
    told = "from a.b import c, d as e\nimport f.g\ne.h\nf.g.i\nj = 'k.l:m'"
    assert {("a.b", "c"), ("a.b.d", "h"), ("f.g", "i"), ("k.l", "m")} <= set(reached(ast.parse(told)))
