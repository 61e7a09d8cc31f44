"""What is asked of the book of factors, and which of its values a user wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from ditan.core.factors.factor import ATTRIBUTES, Factor
from ditan.core.factors.fuels import label_of_fuel
from ditan.core.factors.quantities import label_of_quantity


@dataclass(frozen=True, slots=True)
class Need:
    """What a method asks the book for.

    Parameters
    ----------
    label
        The Chinese name of the parameter, for messages.
    match
        Attributes that the factor must have (`{"fuel": "diesel"}`); those not named must be empty in the factor.
    unit
        The unit that the factor must have; several that will do are set apart by `|`. Empty: not looked at.
    loose
        Attributes of `match` where a factor that names none will do as well, because its source makes no difference there (a
        guide with one value for pigs however they are kept). A factor that names the attribute goes first.
    words
        By attribute, the Chinese names of its values as the form of the method has them, for messages.
    """

    quantity: str
    gas: str = ""
    match: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    unit: str = ""
    loose: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False)

    def places(self) -> tuple[tuple[str, ...], ...]:
        """Where in the book factors stand that will do: quantity, gas, attributes; those first that name most."""
        if not self.loose:
            return ((self.quantity, self.gas, *(self.match.get(name, "") for name in ATTRIBUTES)),)
        has = [(name, self.match.get(name, "")) for name in ATTRIBUTES]
        ways = [(value, "") if value and name in self.loose else (value,) for name, value in has]
        return tuple(
            sorted(((self.quantity, self.gas, *way) for way in product(*ways)), key=lambda place: place.count(""))
        )

    def takes(self, unit: str) -> bool:
        """Whether a factor of that unit will do."""
        return not self.unit or unit in self.unit.split("|")

    def closeness(self, factor: Factor) -> int:
        """How many of the loose attributes the factor names."""
        return sum(bool(factor.attribute(name)) for name in self.loose)

    def shown(self, attribute: str, value: str) -> str:
        """The value of an attribute as a reader knows it."""
        return self.words.get(attribute, {}).get(value) or shown(attribute, value)

    def __str__(self) -> str:
        about = "、".join(self.shown(name, value) for name, value in self.match.items() if value)
        name = self.label or label_of_quantity(self.quantity)
        return f"{name}（{'，'.join(each for each in (self.gas, about) if each)}）" if self.gas or about else name


@dataclass(frozen=True, slots=True)
class Choice:
    """Which factors a user wants: sets in order of preference, single factors by name, values of her own.

    Parameters
    ----------
    factor_sets
        Codes of sets; the first that has the value is used.
    codes
        By the name of a method's parameter, the code of the factor to use.
    own
        By the name of a method's parameter, a value measured or declared with the row itself.
    unverified
        Whether values that no source confirms may be used.
    """

    factor_sets: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Factor] = field(default_factory=dict)
    unverified: bool = False


def shown(attribute: str, value: str) -> str:
    """The value of an attribute as a reader knows it.

    >>> shown("fuel", "diesel"), shown("region", "重庆")
    ('柴油', '重庆')
    """
    return label_of_fuel(value) if attribute == "fuel" else value
