"""In which order metrics are computed: what is computed from others comes after them, and nothing from itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter


def cycle_through(code: str, inputs: Mapping[str, Iterable[str]]) -> list[str]:
    """The way on which a metric is computed from itself; empty where there is none.

    Examples
    --------
    >>> cycle_through("a", {"a": ["b"], "b": ["c", "d"], "c": ["a"]})
    ['a', 'b', 'c', 'a']
    """
    way, seen = [(code, iter(inputs.get(code, ())))], {code}
    while way:
        found = next(way[-1][1], None)
        if found is None:
            way.pop()
        elif found == code:
            return [each for each, _rest in way] + [code]
        elif found not in seen:
            seen.add(found)
            way.append((found, iter(inputs.get(found, ()))))
    return []


def generations(inputs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Computed metrics in groups: each is computed from reported ones and from those of groups before its own.

    What stands in a circle is left out, with what follows from it: the catalogue refuses it, and it has no order.

    Examples
    --------
    >>> generations({"share": ["green", "all"], "gap": ["share", "goal"], "all": ["homes", "offices"]})
    [['all'], ['share'], ['gap']]
    """
    turning = {code for code in inputs if cycle_through(code, inputs)}
    left_out = turning | dependents(turning, inputs)
    computed = {code: needed for code, needed in inputs.items() if code not in left_out}
    sorter = TopologicalSorter({code: [n for n in needed if n in computed] for code, needed in computed.items()})
    sorter.prepare()
    groups: list[list[str]] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        groups.append(ready)
        sorter.done(*ready)
    return groups


def dependents(changed: Iterable[str], inputs: Mapping[str, Iterable[str]]) -> set[str]:
    """The computed metrics that follow from any of these, directly or through others."""
    users: dict[str, list[str]] = {}
    for code, needed in inputs.items():
        for each in needed:
            users.setdefault(each, []).append(code)
    found: set[str] = set()
    edge = list(changed)
    while edge:
        edge = [user for code in edge for user in users.get(code, ()) if user not in found]
        found |= set(edge)
    return found
