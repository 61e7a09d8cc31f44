"""A graph of what serves what. An edge leads from what serves to what is served; going in circles is refused by name."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

Key = Hashable


class CircleFound(ValueError):
    """Links that come back to where they started.

    Attributes
    ----------
    circle
        The keys on the way round, the first one again at the end.
    """

    def __init__(self, circle: Sequence[Key], names: Mapping[Any, str] | None = None) -> None:
        self.circle = tuple(circle)
        shown = " → ".join(f"“{(names or {}).get(key, str(key))}”" for key in self.circle)
        super().__init__(f"形成了循环：{shown}；请去掉其中一个联系后再保存。")


@dataclass(frozen=True, slots=True)
class Node:
    """A task, project, metric or target. `layer` is 0 for what only serves, and grows towards what is served."""

    key: str
    title: str
    layer: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`server` serves `served`. `sign` is +1 where it raises it, -1 where it lowers it, 0 where nobody said."""

    server: str
    served: str
    sign: int = 0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by key and the edges between them; edges to nodes that are not there are left out.

    Raises
    ------
    CircleFound
        Where the edges lead in a circle.
    """

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    _ahead: Mapping[str, tuple[str, ...]] = field(repr=False, default_factory=dict)
    _behind: Mapping[str, tuple[str, ...]] = field(repr=False, default_factory=dict)

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
        """Build it; equal edges count once."""
        known = {node.key: node for node in nodes}
        kept = tuple(dict.fromkeys(edge for edge in edges if edge.server in known and edge.served in known))
        pairs = [(edge.server, edge.served) for edge in kept]
        refuse_circle(pairs, {key: node.title for key, node in known.items()})
        ahead: dict[str, list[str]] = {}
        behind: dict[str, list[str]] = {}
        for server, served in dict.fromkeys(pairs):
            ahead.setdefault(server, []).append(served)
            behind.setdefault(served, []).append(server)
        return cls(
            known,
            kept,
            {key: tuple(rest) for key, rest in ahead.items()},
            {key: tuple(rest) for key, rest in behind.items()},
        )

    def serves(self, key: str) -> tuple[Node, ...]:
        """What this serves directly."""
        return tuple(self.nodes[each] for each in self._ahead.get(key, ()))

    def served_by(self, key: str) -> tuple[Node, ...]:
        """What serves this directly."""
        return tuple(self.nodes[each] for each in self._behind.get(key, ()))

    def ahead(self, key: str) -> frozenset[str]:
        """Everything that this serves in the end, on whatever way; itself is not among it."""
        return _reach(self._ahead, key)

    def behind(self, key: str) -> frozenset[str]:
        """Everything that serves this in the end; itself is not among it."""
        return _reach(self._behind, key)

    def around(self, key: str) -> Graph:
        """The part of the graph on the ways through this node, both ways, and the node itself."""
        keys = self.ahead(key) | self.behind(key) | {key}
        nodes = [node for node in self.nodes.values() if node.key in keys]
        ahead, behind = self.ahead(key) | {key}, self.behind(key) | {key}
        on_the_way = [edge for edge in self.edges if {edge.server, edge.served} <= ahead]
        on_the_way += [edge for edge in self.edges if {edge.server, edge.served} <= behind]
        return Graph.of(nodes, on_the_way)

    def roots(self) -> tuple[Node, ...]:
        """Nodes that nothing serves."""
        return tuple(node for node in self.nodes.values() if node.key not in self._behind)

    def leaves(self) -> tuple[Node, ...]:
        """Nodes that serve nothing."""
        return tuple(node for node in self.nodes.values() if node.key not in self._ahead)

    def order(self) -> tuple[str, ...]:
        """Keys in an order in which whatever serves stands before what it serves."""
        sorter: TopologicalSorter[str] = TopologicalSorter({key: self._behind.get(key, ()) for key in self.nodes})
        return tuple(sorter.static_order())


def circle_in(links: Iterable[tuple[Key, Key]]) -> tuple[Key, ...]:
    """The keys of a circle among these links (from, to), the first one again at the end; () where there is none."""
    sorter: TopologicalSorter[Key] = TopologicalSorter()
    for start, end in links:
        if start == end:
            return (start, end)
        sorter.add(end, start)
    try:
        sorter.prepare()
    except CycleError as error:
        return tuple(error.args[1])
    return ()


def refuse_circle(links: Iterable[tuple[Key, Key]], names: Mapping[Any, str] | None = None) -> None:
    """Refuse links that lead in a circle; `names` are what a person calls the keys.

    Raises
    ------
    CircleFound
        With the circle and a sentence that names it.
    """
    if circle := circle_in(links):
        raise CircleFound(circle, names)


def _reach(steps: Mapping[str, tuple[str, ...]], start: str) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(steps.get(start, ()))
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting.extend(steps.get(key, ()))
    return frozenset(seen)
