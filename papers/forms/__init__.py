"""The forms of paper: a form is a module of this package with a ``FORM``; nothing else names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

_TOP = 4000  # characters in which the signs of a form are looked for


@dataclass(frozen=True, slots=True)
class Form:
    """A form of paper: by which signs it is known, and what it says in words of its own.

    *signs* are regular expressions for words of the paper's head; *needs* of them must be
    there. *labels* adds words to the shared labels, by kind of part. *number* is the pattern
    of the numbers its council gives to motions.
    """

    label: str
    signs: tuple[str, ...]
    needs: int = 2
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    number: str | None = None

    def seen(self, text: str) -> tuple[str, ...]:
        """The words of *text* by which the form is known; empty if they are too few."""
        found = [re.search(sign, text[:_TOP], re.MULTILINE) for sign in self.signs]
        words = tuple(" ".join(match[0].split()) for match in found if match)
        return words if len(words) >= self.needs else ()


GENERIC = Form("generic", ())


@cache
def forms() -> tuple[Form, ...]:
    """Every form of this package, in the order of their names."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").FORM for name in names)


def recognised(text: str) -> tuple[Form, tuple[str, ...]]:
    """The form with the most signs in *text* and these signs; the generic one if none has enough."""
    found = [(form, form.seen(text)) for form in forms()]
    form, signs = max(found, key=lambda pair: len(pair[1]), default=(GENERIC, ()))
    return (form, signs) if signs else (GENERIC, ())
