"""Rows carried out with the delivered factors, as an inventory would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors import Choice
from ditan.core.factors.loading import book
from ditan.core.methods import Context, Evaluation, Method, evaluate

SETS = ("tcses_144_2024", "mee_vehicle_2014", "mee_dust_guide", "ap42", "papers")


def carry_out(method: Method, row: Mapping[str, Any], unverified: bool = False, year: int = 2023) -> Evaluation:
    return evaluate(method, row, book(), Choice(SETS, unverified=unverified), Context("重庆", year))


def amounts(method: Method, row: Mapping[str, Any], unverified: bool = False) -> dict[str, float | None]:
    """Tonnes by pollutant, to the twelfth figure; None where unknown."""
    lines = carry_out(method, row, unverified).lines
    return {each.output.gas: None if each.amount is None else float(f"{each.amount:.12g}") for each in lines}


def problems(method: Method, row: Mapping[str, Any], gas: str, unverified: bool = False) -> tuple[str, ...]:
    """Why the pollutant is unknown."""
    (line,) = [each for each in carry_out(method, row, unverified).lines if each.output.gas == gas]
    assert line.amount is None
    return tuple(each.message for each in line.problems)


def factor_codes(method: Method, row: Mapping[str, Any], gas: str) -> tuple[str, ...]:
    """Which factors the pollutant was computed with."""
    (line,) = [each for each in carry_out(method, row).lines if each.output.gas == gas]
    return tuple(factor.code for operand in line.operands for factor in operand.factors)
