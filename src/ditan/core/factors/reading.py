"""One row of text read as a factor, or what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import fields

from ditan.core.factors.factor import Factor
from ditan.core.factors.fuels import fuels
from ditan.core.factors.gases import gases
from ditan.core.factors.quantities import quantities
from ditan.core.factors.sets import sets

COLUMNS = tuple(each.name for each in fields(Factor))
"""Every column that a CSV of factors may have."""
NEEDED = ("code", "name", "quantity", "value", "unit", "factor_set", "source_title", "verified")
"""Those that it must have; of the others a file leaves out what none of its rows says."""
GWP_SETS = ("AR4", "AR5", "AR5_feedback", "AR6")
DISTRIBUTIONS = ("normal", "lognormal", "triangular", "uniform")

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+\-]*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_YEAR = re.compile(r"(19|20)\d\d")
_NUMBERS = ("value", "lower", "upper")

Wrong = tuple[str, str]
"""The column and, in Chinese, what was found, what is expected and what to do."""


def read_factor(row: Mapping[str, str]) -> tuple[Factor | None, tuple[Wrong, ...]]:
    """The factor that a row of text gives, and every fault of the row; the factor is None where there is one.

    >>> read_factor({"code": "x", "quantity": "ncv", "value": "1e400"})[1][0]
    ('value', '“1e400”不是有效数字；请填写一个数，原文的区间或文字写入 text 列。')
    """
    text = {name: (row.get(name) or "").strip() for name in COLUMNS}
    wrong: list[Wrong] = []
    numbers = {name: _number(name, text[name], wrong) for name in _NUMBERS}
    wrong += _words(text)
    wrong += _range(text, numbers)
    if wrong:
        return None, tuple(wrong)
    rest = {name: text[name] for name in COLUMNS if name not in _NUMBERS and name != "verified"}
    return Factor(**rest, **numbers, verified=text["verified"] == "true"), ()  # type: ignore[arg-type]


def _number(name: str, text: str, wrong: list[Wrong]) -> float | None:
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        wrong.append((name, f"“{text}”不是有效数字；请填写一个数，原文的区间或文字写入 text 列。"))
        return None
    return number


def _words(text: Mapping[str, str]) -> list[Wrong]:
    wrong = [(name, "没有填写；请填写。") for name in NEEDED if name != "value" and name != "unit" and not text[name]]
    if text["code"] and not _CODE.fullmatch(text["code"]):
        wrong.append(("code", f"“{text['code']}”不能作编号；只用字母、数字和 _ . : + -。"))
    if text["quantity"] and text["quantity"] not in quantities():
        wrong.append(("quantity", f"没有“{text['quantity']}”这种参数；请用 quantities.csv 中的编号，或先在其中登记。"))
    if text["factor_set"] and text["factor_set"] not in sets():
        wrong.append(("factor_set", f"没有“{text['factor_set']}”这套因子；请用 sets.csv 中的编号，或先在其中登记。"))
    if text["gas"] and text["gas"] not in gases():
        wrong.append(("gas", f"没有“{text['gas']}”这种气体；请用 gases.csv 中的编号，或先在其中登记。"))
    if text["fuel"] and text["fuel"] not in fuels():
        wrong.append(("fuel", f"没有“{text['fuel']}”这种燃料；请用 fuels.csv 中的编号，或先在其中登记。"))
    if text["gwp_set"] and text["gwp_set"] not in GWP_SETS:
        wrong.append(("gwp_set", f"没有“{text['gwp_set']}”这套GWP；可用：{'、'.join(GWP_SETS)}。"))
    if text["distribution"] and text["distribution"] not in DISTRIBUTIONS:
        wrong.append(("distribution", f"没有“{text['distribution']}”这种分布；可用：{'、'.join(DISTRIBUTIONS)}。"))
    if text["year"] and not _YEAR.fullmatch(text["year"]):
        wrong.append(("year", f"“{text['year']}”不是年份；请写成 2023。"))
    wrong += [
        (name, f"“{text[name]}”不是日期；请写成 2024、2024-07 或 2024-07-15。")
        for name in ("valid_from", "valid_to")
        if text[name] and not _DATE.fullmatch(text[name])
    ]
    if text["valid_from"] and text["valid_to"] and text["valid_from"] > text["valid_to"]:
        wrong.append(("valid_to", f"{text['valid_to']} 早于 {text['valid_from']}；请核对有效期。"))
    if text["verified"] and text["verified"] not in ("true", "false"):
        wrong.append(("verified", f"“{text['verified']}”应为 true 或 false；没有出处证实的填 false。"))
    return wrong


def _range(text: Mapping[str, str], numbers: Mapping[str, float | None]) -> list[Wrong]:
    value, lower, upper = (numbers[name] for name in _NUMBERS)
    wrong: list[Wrong] = []
    if value is None and not text["value"] and not text["text"]:
        wrong.append(("value", "没有数值，text 列也没有原文；请至少填写其一。"))
    if lower is not None and upper is not None and lower > upper:
        wrong.append(("lower", f"下限 {lower:g} 大于上限 {upper:g}；请核对是否填反。"))
    elif value is not None and lower is not None and value < lower:
        wrong.append(("lower", f"下限 {lower:g} 大于数值 {value:g}；请核对。"))
    elif value is not None and upper is not None and value > upper:
        wrong.append(("upper", f"上限 {upper:g} 小于数值 {value:g}；请核对。"))
    quantity = quantities().get(text["quantity"])
    if quantity is None:
        return wrong
    fuel = fuels().get(text["fuel"])
    if quantity.units and text["unit"] not in quantity.units:
        wrong.append(("unit", f"“{text['unit']}”不能作{quantity.label}的单位；可用：{'、'.join(quantity.units)}。"))
    elif text["quantity"] == "ncv" and fuel is not None and text["unit"] != f"GJ/{fuel.amount_unit}":
        counted = fuel.amount_unit
        wrong.append(
            ("unit", f"{fuel.label}以 {counted} 计量，热值单位应为 GJ/{counted}，现为 {text['unit']}；请换算。")
        )
    for name, number in zip(_NUMBERS, (value, lower, upper), strict=True):
        if number is not None and (
            (quantity.low is not None and number < quantity.low)
            or (quantity.high is not None and number > quantity.high)
        ):
            low, high = ("不限" if end is None else f"{end:g}" for end in (quantity.low, quantity.high))
            wrong.append((name, f"{number:g} 超出{quantity.label}的范围 {low}—{high}；请核对数值和单位。"))
    return wrong
