"""How many of one unit another is."""

from __future__ import annotations

from functools import lru_cache

import pint

from ditan.core.reading.resolve.units import pint_unit
from ditan.core.units import registry


class UnitMismatch(ValueError):
    """Two units that do not measure the same thing, or of which one is not known."""

    def __init__(self, unit: str, expected: str) -> None:
        super().__init__(f"{unit!r} cannot be turned into {expected!r}")
        self.unit, self.expected = unit, expected


@lru_cache(maxsize=4096)
def factor_between(unit: str, expected: str) -> float:
    """What a number in one printed unit is multiplied by to stand in another.

    Parameters
    ----------
    unit, expected
        Printed units (万元, 亿元). Equal texts need no registry.

    Raises
    ------
    UnitMismatch
        Where they measure different things, or the registry does not know one of them. A unit of a scale with its own
        zero (摄氏度) turns into itself alone. A share and a count are both without dimension and are kept apart.

    Examples
    --------
    >>> factor_between("万元", "亿元")
    0.0001
    >>> factor_between("吨标煤", "万吨标准煤")
    0.0001
    """
    if unit == expected:
        return 1.0
    own, other = pint_unit(unit), pint_unit(expected)
    if not own or not other or _is_share(own) != _is_share(other):
        raise UnitMismatch(unit, expected)
    if own == other:
        return 1.0
    try:
        one = registry().Quantity(1.0, own).to(other).magnitude
        none = registry().Quantity(0.0, own).to(other).magnitude
    except pint.PintError as error:
        raise UnitMismatch(unit, expected) from error
    if none != 0.0:
        raise UnitMismatch(unit, expected)
    # Powers of ten come out of the registry with a last digit of their own.
    return float(f"{one:.12g}")


def _is_share(expression: str) -> bool:
    return expression in ("percent", "permille", "percentage_point", "dimensionless")
