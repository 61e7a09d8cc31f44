"""A kind of row: what is entered once, and every method that is carried out on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ditan.core.inventory.booking import SCALES
from ditan.core.inventory.categories import categories
from ditan.core.methods import Input, Method


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
    """

    code: str
    label: str
    methods: tuple[Method, ...]
    categories: tuple[str, ...]
    note: str = ""
    below: bool = True

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
