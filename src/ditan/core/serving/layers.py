"""Where the nodes of a layered graph are drawn, so that lines cross little and groups stay together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ditan.core.serving.graph import Graph

SWEEPS = 4
"""Passes of the barycentre method; more of them change little."""


@dataclass(frozen=True, slots=True)
class Place:
    """Layer, and the row within it from 0."""

    layer: int
    row: int


def place_in_layers(graph: Graph) -> dict[str, Place]:
    """A row for each node within its layer; nodes of a group stand beside each other.

    Nodes are put by the mean row of their neighbours (the barycentre method), forwards and backwards in turn.
    """
    layers: dict[int, list[str]] = {}
    for key, node in graph.nodes.items():
        layers.setdefault(node.layer, []).append(key)
    for keys in layers.values():
        keys.sort(key=lambda key: (graph.nodes[key].group, graph.nodes[key].title, key))
    numbers = sorted(layers)
    for sweep in range(SWEEPS):
        for layer in numbers if sweep % 2 == 0 else reversed(numbers):
            shares = _shares(layers)
            means = {key: _mean(graph, key, shares) for key in layers[layer]}
            groups = _of_groups(graph, layers[layer], means)
            layers[layer].sort(key=lambda key: (groups[graph.nodes[key].group], means[key]))
    return {key: Place(layer, row) for layer, keys in layers.items() for row, key in enumerate(keys)}


def crossings(graph: Graph, places: Mapping[str, Place]) -> int:
    """How many pairs of lines between neighbouring layers cross."""
    lines = [
        (places[edge.server].layer, places[edge.server].row, places[edge.served].row)
        for edge in graph.edges
        if places[edge.served].layer == places[edge.server].layer + 1
    ]
    return sum(
        one[0] == other[0] and (one[1] - other[1]) * (one[2] - other[2]) < 0
        for at, one in enumerate(lines)
        for other in lines[:at]
    )


def _shares(layers: Mapping[int, list[str]]) -> dict[str, float]:
    """Where each node stands within its layer, from 0 to 1."""
    return {key: (row + 0.5) / len(keys) for keys in layers.values() for row, key in enumerate(keys)}


def _mean(graph: Graph, key: str, shares: Mapping[str, float]) -> float:
    beside = [shares[node.key] for node in (*graph.serves(key), *graph.served_by(key))]
    return sum(beside) / len(beside) if beside else shares[key]


def _of_groups(graph: Graph, keys: list[str], means: Mapping[str, float]) -> dict[str, tuple[float, str]]:
    """The mean place of each group, its name deciding between equal ones."""
    of_group: dict[str, list[float]] = {}
    for key in keys:
        of_group.setdefault(graph.nodes[key].group, []).append(means[key])
    return {name: (sum(each) / len(each), name) for name, each in of_group.items()}
