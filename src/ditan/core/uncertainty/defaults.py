"""Ranges that a user may choose to assume where neither a row nor a factor gives one.

They are the factors of quantity `uncertainty`. No source confirms any of them, and none is ever used without being chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

from ditan.core.factors import Factor, FactorBook

SUBJECTS: dict[str, tuple[str, str]] = {
    "fossil_co2_good_statistics": ("1.A", "CO2"),
    "fossil_co2_poor_statistics": ("1.A", "CO2"),
    "combustion_ch4": ("1.A", "CH4"),
    "combustion_n2o": ("1.A", "N2O"),
    "clinker_co2": ("2.A.1", "CO2"),
    "enteric_ch4": ("3.A.1", "CH4"),
    "manure_ch4": ("3.A.2", "CH4"),
    "rice_ch4": ("3.C.7", "CH4"),
    "soil_n2o_direct": ("3.C.4", "N2O"),
    "landfill_ch4": ("4.A", "CH4"),
    "wastewater_ch4": ("4.D", "CH4"),
}
"""Category and gas of which each process of these factors speaks."""


@dataclass(frozen=True, slots=True)
class DefaultRange:
    """A customary range, half of the 95 % range in %.

    Parameters
    ----------
    of
        `activity` or `factor`.
    low, high
        From and to, equal where the source gives one number; None where `text` says what is no ± %.
    """

    of: str
    low: float | None
    high: float | None
    text: str
    factor: Factor


def suggested(book: FactorBook, path: tuple[str, ...], gas: str) -> tuple[DefaultRange, ...]:
    """What a person may choose from.

    Parameters
    ----------
    path
        Codes of the category and all above it.
    """
    return tuple(
        DefaultRange(
            each.technology,
            each.value if each.lower is None else each.lower,
            each.value if each.upper is None else each.upper,
            each.text,
            each,
        )
        for each in book
        if each.quantity == "uncertainty"
        and each.process in SUBJECTS
        and SUBJECTS[each.process][1] == gas
        and SUBJECTS[each.process][0] in path
    )
