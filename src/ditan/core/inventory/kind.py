"""A kind of row: what is entered once, and every method that is carried out on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ditan.core.inventory.booking import SCALES
from ditan.core.inventory.categories import categories
from ditan.core.methods import Input, Method


def nothing_implied(category: str) -> Mapping[str, str]:
    """Of a kind whose category says nothing of its inputs."""
    return {}


@dataclass(frozen=True)
class Kind:
    """A kind of activity row, with a sheet of its own in the xlsx template.

    Parameters
    ----------
    code
        `stationary_fuel`.
    methods
        Methods of `core.ghg` and `core.air` that read the row; inputs of the same name must be the same object.
    categories
        Codes of `categories` that a row of this kind may stand in.
    below
        Whether it may also stand in a category below one of them.
    implied
        The inputs that the category of a row already says (a row under road transport is of road transport).
    """

    code: str
    label: str
    methods: tuple[Method, ...]
    categories: tuple[str, ...]
    note: str = ""
    below: bool = True
    implied: Callable[[str], Mapping[str, str]] = nothing_implied

    def __post_init__(self) -> None:
        for name in {each.name for each in self.inputs}:
            if len({id(each) for method in self.methods for each in method.inputs if each.name == name}) > 1:
                raise ValueError(f"{self.code}: methods mean different things by {name}")

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Everything that is entered, each once, in the order of the methods."""
        return tuple({each.name: each for method in self.methods for each in method.inputs}.values())

    @property
    def keyed_gases(self) -> tuple[str, ...]:
        """The gases for which a notation key of a row speaks: those of its methods, or the three that every sector has."""
        return tuple(gas for gas in self.gases if gas in SCALES) or ("CO2", "CH4", "N2O")

    def methods_for(self, values: Mapping[str, Any]) -> tuple[Method, ...]:
        """The methods that are carried out on a row with these values."""
        return tuple(each for each in self.methods if each.applies(values))

    def completed(self, category: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row with what its category says where the row itself leaves that open."""
        said = {name: value for name, value in self.implied(category).items() if values.get(name) in (None, "")}
        return {**values, **said}

    def contradictions(self, category: str, values: Mapping[str, Any]) -> dict[str, str]:
        """By the name of an input, what is wrong where a row says another thing than its category."""
        found = {}
        for name, value in self.implied(category).items():
            asked = next(each for each in self.inputs if each.name == name)
            labels = dict(asked.choices)
            if (given := values.get(name)) not in (None, "", value):
                found[name] = (
                    f"类别 {category} 应为“{labels.get(value, value)}”，本行填的是“{labels.get(str(given), given)}”；"
                    f"请改类别，或清空这一格由类别决定。"
                )
        return found

    def allows(self, category: str) -> bool:
        """Whether a row of this kind may stand in the category: one of its own, or one below."""
        if not self.below:
            return category in self.categories
        return any(categories().within(category, each) for each in self.categories)

    @property
    def rules(self) -> tuple[Callable[[Mapping[str, Any]], tuple[str, ...]], ...]:
        """Checks over several inputs, of all methods that are carried out on the row."""
        return tuple(_where_it_applies(method, rule) for method in self.methods for rule in method.rules)

    @property
    def gases(self) -> tuple[str, ...]:
        """What it can give."""
        return tuple(dict.fromkeys(gas for method in self.methods for gas in method.gases))


def _where_it_applies(
    method: Method, rule: Callable[[Mapping[str, Any]], tuple[str, ...]]
) -> Callable[[Mapping[str, Any]], tuple[str, ...]]:
    return lambda values: rule(values) if method.applies(values) else ()
