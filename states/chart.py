"""How a matter may move: a rule is one permitted step, a chart is all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from states.errors import NoSuchStep, NotPermitted, Phrase, Term
from states.facts import Facts
from states.roles import Role

if TYPE_CHECKING:
    from transitions import Machine, Transition

Guard = Callable[..., bool]  # of the facts of its kind, as `tests/law/test_facts.py` holds


@dataclass(frozen=True, slots=True)
class Rule:
    """In *source*, *event* leads to *target*, done by one of *by*, if all of *when* hold.

    *tell* is the role that hears of it by letter.
    """

    source: StrEnum
    event: StrEnum
    target: StrEnum
    by: tuple[Role, ...]
    when: tuple[Guard, ...] = ()
    tell: Role | None = None

    def unmet(self, roles: frozenset[Role], facts: Facts) -> list[Term]:
        """Every condition that does not hold, as terms of the catalogue."""
        missing = [] if roles.intersection(self.by) else [Term("only", "_or_".join(self.by))]
        return missing + [Term("guard", g.__name__) for g in self.when if not g(facts)]


@dataclass(frozen=True, slots=True)
class Step:
    """A permitted step: the rule that permits it and the role in whose right it is done."""

    rule: Rule
    by: Role


@dataclass(frozen=True)
class Chart:
    """The permitted steps of one kind of matter.

    *opening* is the event of the first entry, which leads to *initial*. In a state
    of *over* nothing is owed any more; every other state has its owner in *owners*.

    *retired* are rows that a version of the program had and this one has no more: nobody
    moves by them, but entries of that time stay lawful. A right that was taken from a row is
    retired as a row with that right alone. States and events of retired rows keep their labels.
    """

    kind: str
    opening: str
    initial: StrEnum
    rules: tuple[Rule, ...]
    over: frozenset[str]
    owners: Mapping[str, Role] = field(default_factory=dict)
    retired: tuple[Rule, ...] = ()

    @property
    def states(self) -> type[StrEnum]:
        """Every state of the kind."""
        return type(self.initial)

    @property
    def events(self) -> list[str]:
        """Every event a person or the system can cause, in the order written."""
        return list(dict.fromkeys(rule.event.value for rule in self.rules))

    @property
    def words(self) -> list[str]:
        """Every event that needs its label: the opening, those that happen, and the retired."""
        retired = (rule.event.value for rule in self.retired)
        return list(dict.fromkeys((self.opening, *self.events, *retired)))

    @cached_property
    def known(self) -> frozenset[tuple[str, str, str, str]]:
        """(state, event, next state, right) of every row, the retired ones too."""
        return frozenset(
            (rule.source.value, rule.event.value, rule.target.value, role.value)
            for rule in (*self.rules, *self.retired)
            for role in rule.by
        )

    @cached_property
    def machine(self) -> Machine:
        """The chart as a `transitions` machine. No matter ever meets it."""
        from transitions import Machine

        # auto_transitions would add a to_<state>() for every state: a back door.
        names = [state.value for state in self.states]
        machine = Machine(
            model=None, states=names, initial=None, auto_transitions=False, send_event=True
        )
        for rule in self.rules:
            step = (rule.event.value, rule.source.value, rule.target.value)
            machine.add_transition(*step, conditions=_permits(rule))
        return machine

    @cached_property
    def table(self) -> dict[tuple[str, str], tuple[Rule, ...]]:
        """{(state, event): rules}, read once from the machine."""
        return {
            (source, name): tuple(_rule_of(t) for t in transitions)
            for name, event in self.machine.events.items()
            for source, transitions in event.transitions.items()
        }

    def decide(self, state: str, event: str, roles: frozenset[Role], facts: Facts) -> Step:
        """Return the step by which *event* moves a matter on.

        *roles* are those in whose right the actor may write.

        Raises:
            NoSuchStep: the chart has no rule for *event* in *state*.
            NotPermitted: it has one, but roles or facts do not meet it.
        """
        rules = self.table.get((state, event), ())
        if not rules:
            raise NoSuchStep(**self._place(state, event), possible=self.terms(state))
        for rule in rules:
            if not rule.unmet(roles, facts):
                return Step(rule, next(role for role in rule.by if role in roles))
        unmet = min((rule.unmet(roles, facts) for rule in rules), key=len)
        raise NotPermitted(**self._place(state, event), unmet=unmet)

    def rules_in(self, state: str) -> list[Rule]:
        """The rules that lead out of *state*, in the order written."""
        return [rule for rule in self.rules if rule.source == state]

    def terms(self, state: str) -> list[Term]:
        """The events a person can cause in *state*, for a message."""
        rules = (r for r in self.rules_in(state) if r.by != (Role.SYSTEM,))
        return [Term(f"{self.kind}_event", e) for e in dict.fromkeys(r.event.value for r in rules)]

    def _place(self, state: str, event: str) -> dict[str, object]:
        # A word of another kind, or none of ours, has no words here.
        known = event in self.words and event != self.opening
        other = Phrase("other", "event", {"event": event})
        return {
            "kind": Term("a_kind", self.kind),
            "state": Term(f"{self.kind}_state", state),
            "event": Term(f"{self.kind}_can", event) if known else other,
        }


class _Permits:
    """A rule's conditions in the shape that `transitions` asks for."""

    __name__ = "permits"

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def __call__(self, step: object) -> bool:
        return not self.rule.unmet(step.kwargs["roles"], step.kwargs["facts"])  # type: ignore[attr-defined]


def _permits(rule: Rule) -> Guard:
    return _Permits(rule)


def _rule_of(transition: Transition) -> Rule:
    permits = transition.conditions[0].func
    assert isinstance(permits, _Permits)
    return permits.rule


def rows(*written: tuple[object, ...]) -> tuple[Rule, ...]:
    """Read rows (in, on, leads to, by, if), and whom the step tells where it tells somebody.

    In, by and if are one or several; SAME leads nowhere else.
    """
    read: list[tuple[Any, ...]] = [
        (source, event, source if target is SAME else target, _many(by), _many(when), *tell)
        for sources, event, target, by, when, *tell in written
        for source in _many(sources)
    ]
    return tuple(Rule(*row) for row in read)


SAME = None  # as a target: the matter stays where it is


def _many(value: object) -> tuple[object, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, (tuple, frozenset)) else (value,)
