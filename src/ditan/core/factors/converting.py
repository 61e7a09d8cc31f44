"""A factor in another unit of the same kind, by the one unit registry."""

from __future__ import annotations

from dataclasses import replace

from ditan.core.factors.factor import Factor

SHARES = {("%", "1"): 0.01, ("‰", "1"): 0.001}


def in_unit(factor: Factor, units: str) -> Factor | None:
    """The factor in the first of those units (set apart by `|`) that measures the same; None where none does.

    The note says from what it was converted, so that a reader meets the number that was entered.

    Examples
    --------
    >>> coal = Factor("local:ncv", "原煤热值", "ncv", 20908.0, "kJ/kg", "local")
    >>> converted = in_unit(coal, "GJ/t|GJ/万Nm³")
    >>> converted.amount, converted.note
    ('20.908 GJ/t', '由 20908 kJ/kg 换算')
    """
    for unit in units.split("|"):
        times = _times(factor.unit, unit)
        if times is not None:
            return replace(
                factor,
                unit=unit,
                value=_scaled(factor.value, times),
                lower=_scaled(factor.lower, times),
                upper=_scaled(factor.upper, times),
                note="；".join(each for each in (factor.note, f"由 {factor.amount} 换算") if each),
            )
    return None


def _times(unit: str, wanted: str) -> float | None:
    if (unit, wanted) in SHARES:
        return SHARES[unit, wanted]
    # The registry takes a moment to load, and most books never need it.
    from ditan.core.records.units import UnitMismatch, factor_between

    try:
        return factor_between(unit, wanted)
    except UnitMismatch:
        return None


def _scaled(value: float | None, times: float) -> float | None:
    # Products of powers of ten have a last digit of their own.
    return None if value is None else float(f"{value * times:.15g}")
