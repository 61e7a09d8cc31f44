"""Amounts as they are booked: whole numbers of a named scale, so that sums are exact in any order and on any machine.

The scale of a gas is fixed for ever, as stored amounts depend on it. A factor is held in the same whole units per unit of
activity; one that would keep fewer than six significant digits is refused, never rounded away.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

GRAM = 10**6
MILLIGRAM = 10**9
LARGEST = 2**63 - 1
SIGNIFICANT = 6

COMMON = ("CO2", "CH4", "N2O", "SO2", "NOx", "CO", "NMVOC", "NH3", "PM10", "PM2.5", "BC", "OC")
FLUORINATED = (
    *("SF6", "NF3", "CF4", "C2F6", "HFC-23", "HFC-32", "HFC-125", "HFC-134a"),
    *("HFC-143a", "HFC-152a", "HFC-227ea", "HFC-236fa", "HFC-245fa"),
)

SCALES: dict[str, int] = {**dict.fromkeys(COMMON, GRAM), **dict.fromkeys(FLUORINATED, MILLIGRAM)}
"""Booked units in a tonne: grams, milligrams for fluorinated gases. The largest amount is 9.2 × 10^12 t and 9.2 × 10^9 t."""

FACTOR_SCALES: dict[str, int] = {
    **dict.fromkeys(COMMON, 10**11),
    "CO2": 10**7,
    "CH4": 10**10,
    **dict.fromkeys(FLUORINATED, MILLIGRAM),
}
"""Units in a tonne at which `lake` holds factors: finer than amounts, since 1 t of fuel gives grams of N2O. A product with an
activity in thousandths is summed at this scale × 1000 and rounded once, to the scale of amounts, at the end."""

GASES = tuple(SCALES)
GREENHOUSE_GASES = ("CO2", "CH4", "N2O", *FLUORINATED)
POLLUTANTS = tuple(each for each in COMMON if each not in ("CO2", "CH4", "N2O"))


class BookingRefused(ValueError):
    """What cannot be booked; the message is Chinese. `code`: `gas`, `number`, `range` or `precision`."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def scale_of(gas: str) -> int:
    """Booked units in a tonne of the gas."""
    try:
        return SCALES[gas]
    except KeyError:
        raise BookingRefused(
            f"没有气体“{gas}”的记账精度；应为 {'、'.join(GASES)} 之一，请核对气体名称。", "gas"
        ) from None


def book(gas: str, tonnes: float | Decimal) -> int:
    """An amount in booked units, rounded half to even.

    Examples
    --------
    >>> book("CO2", 3.0959100005)
    3095910
    >>> book("SF6", -0.001)
    -1000000

    Raises
    ------
    BookingRefused
        For an unknown gas, NaN or infinity, or an amount outside of 64 bits.
    """
    scale = scale_of(gas)
    if not math.isfinite(tonnes):
        raise BookingRefused(f"{gas} 的排放量 {tonnes} 不是有效数字；请核对本行各项数值。", "number")
    with localcontext() as exact:
        exact.prec = 1100  # every binary fraction is a finite decimal; nothing is rounded before the one rounding
        booked = int((Decimal(tonnes) * scale).to_integral_value(ROUND_HALF_EVEN))
    if abs(booked) > LARGEST:
        limit = LARGEST / scale
        raise BookingRefused(
            f"{gas} 的排放量 {tonnes:.6g} 吨超出可记账范围（±{limit:.3g} 吨）；请检查单位是否差了 10 的若干次方。",
            "range",
        )
    return booked


def tonnes(gas: str, booked: int) -> Decimal:
    """A booked amount in tonnes, exact.

    Examples
    --------
    >>> tonnes("CO2", 3095910)
    Decimal('3.095910')
    """
    digits = len(str(scale_of(gas))) - 1
    with localcontext() as exact:
        exact.prec = 40
        return Decimal(booked).scaleb(-digits)


def book_factor(gas: str, tonnes_per_unit: float | Decimal) -> int:
    """A factor in booked units of gas per unit of activity.

    Raises
    ------
    BookingRefused
        With code `precision` where the whole number keeps fewer than six significant digits and is not the factor itself
        (0.00001 t is 10 g): a larger unit of activity has to be used.
    """
    booked = book(gas, tonnes_per_unit)
    kept = len(str(abs(booked))) if booked else 0
    if kept < SIGNIFICANT and Decimal(str(tonnes_per_unit)) != tonnes(gas, booked):
        raise BookingRefused(
            f"{gas} 的因子 {tonnes_per_unit:g} 吨/单位按记账精度只剩 {kept} 位有效数字，"
            f"少于 {SIGNIFICANT} 位；请换用更大的活动数据单位（如万吨、万立方米）。",
            "precision",
        )
    return booked


def hold_factor(gas: str, tonnes_per_unit: float | Decimal) -> int:
    """A factor in the whole units of `FACTOR_SCALES` per unit of activity, for sums of many rows in `lake`.

    Examples
    --------
    >>> hold_factor("N2O", 0.0000256), hold_factor("CO2", 3.09591)
    (2560000, 30959100)

    Raises
    ------
    BookingRefused
        As `book_factor` does; `range` for a factor that leaves 64 bits.
    """
    scale_of(gas)
    if not math.isfinite(tonnes_per_unit):
        raise BookingRefused(f"{gas} 的因子 {tonnes_per_unit} 不是有效数字；请核对因子表。", "number")
    with localcontext() as exact:
        exact.prec = 1100
        fine = Decimal(tonnes_per_unit) * FACTOR_SCALES[gas]
        held = int(fine.to_integral_value(ROUND_HALF_EVEN))
        same = Decimal(str(tonnes_per_unit)) * FACTOR_SCALES[gas] == held
    if abs(held) > LARGEST:
        raise BookingRefused(f"{gas} 的因子 {tonnes_per_unit:g} 超出可记账范围；请检查单位。", "range")
    if abs(held) < 10 ** (SIGNIFICANT - 1) and not same:
        kept = len(str(abs(held))) if held else 0
        raise BookingRefused(
            f"{gas} 的因子 {tonnes_per_unit:g} 吨/单位在大表中只剩 {kept} 位有效数字，"
            f"少于 {SIGNIFICANT} 位；请换用更大的活动数据单位（如万吨、万立方米）。",
            "precision",
        )
    return held


def booked_from_sum(gas: str, total: int) -> int:
    """A sum of `lake` (thousandths of `FACTOR_SCALES`) in booked units, rounded half to even.

    Examples
    --------
    >>> booked_from_sum("CO2", 30959100 * 1000)  # of 1 t of diesel
    3095910
    """
    step = FACTOR_SCALES[gas] * 1000 // scale_of(gas)
    whole, rest = divmod(total, step)
    return whole + (2 * rest > step or (2 * rest == step and whole % 2 == 1))
