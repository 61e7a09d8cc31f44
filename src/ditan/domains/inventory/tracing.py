"""The whole working of an amount as plain values: of a row just computed, and of one that was frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ditan.core.factors import Factor
from ditan.core.inventory.freezing import plain_value
from ditan.core.methods import Line, Operand


def trace_of(line: Line) -> dict[str, Any]:
    """Formula, source and operands of a computed line, each operand with the factors that it came from."""
    return {
        "method": line.method.label,
        "formula": line.output.formula,
        "source": line.method.source,
        "verified": line.method.verified,
        "operands": [_operand(each) for each in line.operands],
    }


def trace_in(content: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a line of a frozen inventory."""
    declared = content["outputs"][line["name"]]
    operands = []
    for name, value, codes in line["operands"]:
        factors = [_factor(Factor(**content["factors"][code])) for code in codes]
        label, unit = declared["operands"].get(name, (name, ""))
        unit = factors[0]["unit"] if factors else unit
        operands.append({"name": name, "label": label, "unit": unit, "value": value, "factors": factors})
    told = {name: declared[name] for name in ("method", "formula", "source", "verified")}
    return {**told, "operands": operands}


def _operand(operand: Operand) -> dict[str, Any]:
    return {
        "name": operand.name,
        "label": operand.label,
        "unit": operand.factors[0].unit if operand.factors else operand.unit,
        "value": plain_value(operand.value),
        "factors": [_factor(each) for each in operand.factors],
    }


def shown_value(value: Any) -> str:
    """The value of an operand as a reader takes it: a list of controls or years in one line, "" where it is not known."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "；".join(f"{year}: {each:g}" for year, each in sorted(value.items()))
    if isinstance(value, list):
        return "；".join(
            f"{each[0]} {each[1]:.10g} × {each[2]:.10g}" if isinstance(each, list) else f"{each:.10g}" for each in value
        )
    return f"{value:,.12g}" if isinstance(value, int | float) and abs(value) < 1e12 else str(value)


def _factor(factor: Factor) -> dict[str, Any]:
    return {
        "code": factor.code,
        "name": factor.name,
        "value": factor.value,
        "unit": factor.unit,
        "lower": factor.lower,
        "upper": factor.upper,
        "set": factor.factor_set,
        "year": factor.year,
        "source": "，".join(filter(None, (factor.source_title, factor.source_number, factor.source_page))),
        "verified": factor.verified,
        "note": factor.note,
    }
