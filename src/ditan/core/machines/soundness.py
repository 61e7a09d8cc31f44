"""Whether a table is a machine: every name defined, every state reached, no state in which a thing is stuck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ditan.core.machines.machine import Machine


def faults(machine: Machine[Any]) -> tuple[str, ...]:
    """What is wrong with a table, a line each; empty for a machine.

    Looked for: no state; a code used twice; a state or guard that is named and not defined; a guard that no transition
    uses; a transition without a source; a state that cannot be reached from the first; a state from which no final
    state can be reached.
    """
    named = tuple(_names(machine))
    if named:
        return named
    return (*_unreached(machine), *_dead(machine))


def reachable(machine: Machine[Any], start: str | None = None) -> frozenset[str]:
    """The states that can be reached from one, guards left aside; from the first where none is given."""
    return _closure({machine.initial if start is None else start}, _arrows(machine))


def _names(machine: Machine[Any]) -> Iterator[str]:
    if not machine.states:
        yield "no state"
    for kind, rows in (("state", machine.states), ("transition", machine.transitions), ("guard", machine.guards)):
        for code, count in Counter(row.code for row in rows).items():
            if count > 1:
                yield f"{kind} {code} stands {count} times"
    states = {state.code for state in machine.states}
    guards = {guard.code for guard in machine.guards}
    for step in machine.transitions:
        if not step.sources:
            yield f"transition {step.code} starts nowhere"
        for code in sorted({*step.sources, step.target} - states):
            yield f"transition {step.code} names the state {code}, which is not defined"
        for code in sorted(set(step.guards) - guards):
            yield f"transition {step.code} names the guard {code}, which is not defined"
    for code in sorted(guards - {code for step in machine.transitions for code in step.guards}):
        yield f"guard {code} is never used"


def _unreached(machine: Machine[Any]) -> Iterator[str]:
    reached = reachable(machine)
    for state in machine.states:
        if state.code not in reached:
            yield f"state {state.code} cannot be reached"


def _dead(machine: Machine[Any]) -> Iterator[str]:
    backwards = [(target, source) for source, target in _arrows(machine)]
    alive = _closure({state.code for state in machine.states if state.final}, backwards)
    for state in machine.states:
        if state.code not in alive:
            yield f"state {state.code} is dead: no final state can be reached from it"


def _arrows(machine: Machine[Any]) -> list[tuple[str, str]]:
    return [(source, step.target) for step in machine.transitions for source in step.sources]


def _closure(start: set[str], arrows: Iterable[tuple[str, str]]) -> frozenset[str]:
    following: dict[str, set[str]] = {}
    for source, target in arrows:
        following.setdefault(source, set()).add(target)
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting.extend(following.get(code, ()))
    return frozenset(found)
