"""Where a number comes from: a computed value opened to the values that went into it, down to what was reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ditan.base.records.models import Observation
from ditan.base.records.selectors.scope import visible_observations

DEEPEST = 20
"""Formulas upon formulas; the catalogue refuses cycles, so that more is a fault."""


@dataclass(slots=True)
class Node:
    """A value and the values that it was computed from. `hidden` counts inputs outside of the user's data."""

    observation: Observation
    inputs: list[Node] = field(default_factory=list)
    hidden: int = 0

    @property
    def is_leaf(self) -> bool:
        """Whether it was reported and not computed."""
        return not self.inputs and not self.hidden

    @property
    def formula(self) -> str:
        return str((self.observation.trace or {}).get("formula", ""))


def trace(user: Any, observation: Observation) -> Node:
    """The tree of a value down to its leaves: one query for each level of formulas, whatever the number of inputs."""
    known: dict[int, Observation] = {observation.pk: observation}
    level = inputs_of(observation)
    for _depth in range(DEEPEST):
        wanted = [key for key in level if key not in known]
        if not wanted:
            break
        found = visible_observations(user).filter(pk__in=wanted)
        fresh = found.select_related("subject", "metric", "publication", "source").in_bulk()
        known |= fresh
        level = [key for row in fresh.values() for key in inputs_of(row)]
    return _node(observation, known, ())


def inputs_of(observation: Observation) -> list[int]:
    """The keys of the values that went into a computed one; none where it was reported."""
    named = (observation.trace or {}).get("inputs", [])
    keys = named.values() if isinstance(named, dict) else named
    return [key for key in keys if isinstance(key, int)]


def _node(observation: Observation, known: dict[int, Observation], above: tuple[int, ...]) -> Node:
    node = Node(observation)
    way = (*above, observation.pk)
    for key in inputs_of(observation):
        if key in known and key not in way:
            node.inputs.append(_node(known[key], known, way))
        else:
            node.hidden += 1
    return node
