"""A district's own factor read from what somebody typed: everything that is asked of a cited one, and a source besides."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from ditan.core.factors.converting import in_unit
from ditan.core.factors.factor import Factor
from ditan.core.factors.quantities import quantities
from ditan.core.factors.reading import Wrong, read_factor

SHUT = {
    "efdb": "数据库条目只供查找，不参与计算；请选择具体的参数，如“排放因子”。",
    "gwp": "增温潜势须整套选用（AR4、AR5、AR6），不能录入单个本地值；请在清单设置中选择。",
}
"""Quantities of which no local value is taken, and why."""
NEEDED = {"name": "名称", "value": "数值", "unit": "单位", "source_title": "出处"}
NUMBERS = ("value", "lower", "upper")


def read_local(given: Mapping[str, str]) -> tuple[Factor | None, tuple[Wrong, ...]]:
    """The factor that is typed, and every fault by field; the factor is None where there is one.

    A unit of the same kind as one of its quantity will do (kJ/kg for a heating value in GJ/t): the factor keeps what was
    typed, and is converted where it is used.

    Examples
    --------
    >>> coal = {"code": "local:1", "name": "原煤热值", "quantity": "ncv", "value": "20908", "unit": "kJ/kg"}
    >>> read_local({**coal, "source_title": "煤质检测报告", "verified": "true"})[0].amount
    '20908 kJ/kg'
    """
    text = {name: value.strip() for name, value in given.items()} | {"factor_set": "local"}
    wrong = [(name, f"请填写{label}。") for name, label in NEEDED.items() if not text.get(name)]
    if text.get("quantity", "") in SHUT:
        wrong.append(("quantity", SHUT[text["quantity"]]))
    elif not text.get("quantity"):
        wrong.append(("quantity", "请选择参数。"))
    numbers: dict[str, float | None] = {}
    for name in NUMBERS:
        numbers[name] = _number(text.get(name, ""))
        if text.get(name) and numbers[name] is None:
            wrong.append((name, f"“{text[name][:40]}”不是数；请只填写数字，单位写在单位栏。"))
    if {"quantity", "unit", *NUMBERS} & {name for name, _message in wrong}:
        return None, tuple(wrong)
    text |= {name: "" if number is None else repr(number) for name, number in numbers.items()}
    # A name or source that lacks is told already; the rest is looked at all the same.
    lacking = {name: "-" for name, _message in wrong}
    factor, faults = read_factor(_in_known_unit({**text, **lacking}, numbers))
    if factor is None or wrong:
        return None, (*wrong, *faults)
    return replace(factor, unit=text["unit"], **numbers), ()  # type: ignore[arg-type]


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "").replace("，", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) and "_" not in text else None


def _in_known_unit(text: Mapping[str, str], numbers: Mapping[str, float | None]) -> Mapping[str, str]:
    """The same in a unit that the quantity is given in, so that its range can be looked at; as it is where none fits."""
    quantity = quantities().get(text["quantity"])
    if quantity is None or not quantity.units or text["unit"] in quantity.units:
        return text
    typed = Factor("x", "x", quantity.code, numbers["value"], text["unit"], "local")
    units = "|".join(quantity.units)
    ends = {
        name: in_unit(replace(typed, value=number), units) for name, number in numbers.items() if number is not None
    }
    if not all(ends.values()):
        return text
    told = {name: repr(each.value) for name, each in ends.items() if each is not None}
    unit = next((each.unit for each in ends.values() if each is not None), text["unit"])
    return {**text, **told, "unit": unit}
