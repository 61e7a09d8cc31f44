"""A cell of a row, between what a person writes and what is kept.

A number may carry a scale or another unit of the same dimension (`3.2 万t`, `1,500 kg`); a series is written by year
(`2019: 1.2；2020: 1.3`), controls with the share of the activity and of the time (`湿法脱硫 80% × 95%；无 20%`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from typing import Any

import pint

from ditan.core.methods import Control, Fault, Input, InputKind
from ditan.core.units import registry

_NUMBER = re.compile(r"^([+-]?(?:\d[\d,]*)(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(万|亿)?\s*(.*)$")
_CONTROL = re.compile(r"^(.+?)\s+([\d.]+)\s*(%?)(?:\s*[×xX*]\s*([\d.]+)\s*(%?))?$")
_SCALES = {None: Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_UNITS = {
    "吨": "t",
    "千克": "kg",
    "公斤": "kg",
    "立方米": "m**3",
    "方": "m**3",
    "m3": "m**3",
    "Nm3": "m**3",
    "千瓦时": "kWh",
    "度": "kWh",
}


def read_cell(asked: Input, written: str) -> Any:
    """What is kept of a written cell; None for an empty one.

    Raises
    ------
    CellRefused
        Where it cannot be read; the message says what was found, what is expected and how to write it.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if not text:
        return None
    match asked.kind:
        case InputKind.NUMBER:
            return read_number(asked, text)
        case InputKind.CHOICE:
            return _choice(asked, text)
        case InputKind.SERIES:
            return _series(asked, text)
        case InputKind.CONTROLS:
            return _controls(asked, text)
    return written.strip()


def write_cell(asked: Input, value: Any) -> str:
    """The cell as a person reads and may hand in again."""
    if value is None:
        return ""
    labels = dict(reversed(asked.choices))  # of several names for a code the first is the one that is shown
    match asked.kind:
        case InputKind.NUMBER:
            return _plain(value)
        case InputKind.CHOICE:
            return labels.get(value, str(value))
        case InputKind.SERIES:
            return "；".join(f"{year}: {_plain(each)}" for year, each in sorted(value.items()))
        case InputKind.CONTROLS:
            return "；".join(
                f"{labels.get(each.technology, each.technology)} {each.penetration * 100:.10g}% × {each.operation * 100:.10g}%"
                for each in value
            )
    return str(value)


def read_number(asked: Input, text: str) -> float:
    """A number in the unit of the input.

    Examples
    --------
    >>> read_number(Input("amount", "消费量", "t"), "3.2 万吨")
    32000.0
    >>> read_number(Input("amount", "消费量", "t"), "1,500 kg")
    1.5
    """
    found = _NUMBER.match(text)
    if found is None:
        raise CellRefused(asked, f"“{text}”不是数字；请填写数字，单位 {asked.unit or '无'}。", "number")
    number = Decimal(found[1].replace(",", "")) * _SCALES[found[2]]
    unit = found[3].strip()
    if unit == "%" and asked.unit in ("1", ""):
        return float(number / 100)
    return float(number * Decimal(repr(_factor(asked, unit))) if unit else number)


def to_plain(asked: Input, value: Any) -> Any:
    """The value as JSON keeps it."""
    if asked.kind == InputKind.CONTROLS and value is not None:
        return [[each.technology, each.penetration, each.operation] for each in value]
    if asked.kind == InputKind.SERIES and value is not None:
        return {str(year): each for year, each in value.items()}
    return value


def from_plain(asked: Input, value: Any) -> Any:
    """The value as methods take it."""
    if asked.kind == InputKind.CONTROLS and value is not None:
        return tuple(Control(str(name), float(share), float(time)) for name, share, time in value)
    if asked.kind == InputKind.SERIES and value is not None:
        return {int(year): each for year, each in value.items()}
    return value


class CellRefused(ValueError):
    """A cell that cannot be read; `fault` says why."""

    def __init__(self, asked: Input, message: str, code: str) -> None:
        super().__init__(message)
        self.fault = Fault(asked.name, f"“{asked.label}”：{message}", code)


def _factor(asked: Input, unit: str) -> float:
    wanted = [each.strip() for each in re.split(r" 或 |\|", unicodedata.normalize("NFKC", asked.unit)) if each.strip()]
    if unit in wanted:
        return 1.0
    for each in wanted:
        try:
            return float((_quantity(unit) / _quantity(each)).to("").magnitude)
        except (pint.errors.PintError, ValueError, TypeError, AttributeError):
            continue
    expected = asked.unit or "无单位"
    raise CellRefused(asked, f"单位“{unit}”不能换算为 {expected}；请按 {expected} 填写。", "unit")


def _quantity(unit: str) -> pint.Quantity[Any]:
    bare = unit.removeprefix("万")
    return registry().Quantity(1e4 if bare != unit else 1.0, _UNITS.get(bare, bare))


def _choice(asked: Input, text: str) -> str:
    for code, label in asked.choices:
        if text in (code, unicodedata.normalize("NFKC", label)):
            return code
    if not asked.choices:
        return text
    names = list(dict(reversed(asked.choices)).values())[::-1]
    shown = "、".join(names[:8]) + ("…" if len(names) > 8 else "")
    raise CellRefused(asked, f"没有“{text}”这一项；可选：{shown}。", "choice")


def _series(asked: Input, text: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]", text))):
        year, colon, number = part.partition(":")
        if not colon or not re.fullmatch(r"\d{4}", year.strip()):
            raise CellRefused(asked, f"“{part}”应写作“年份: 数值”，各年以分号隔开，如 2019: 1.2；2020: 1.3。", "series")
        if int(year) in found:
            raise CellRefused(asked, f"{year.strip()} 年出现两次；每年只填一个数。", "series")
        found[int(year)] = read_number(asked, number.strip())
    return found


def _controls(asked: Input, text: str) -> tuple[Control, ...]:
    made = []
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]", text))):
        found = _CONTROL.match(part)
        if found is None:
            raise CellRefused(
                asked,
                f"“{part}”应写作“措施 应用比例% × 投运率%”，各措施以分号隔开，如 湿法脱硫 80% × 95%；无 20%。",
                "controls",
            )
        technology = _choice(asked, found[1])
        share = float(found[2]) / (100 if found[3] else 1)
        made.append(Control(technology, share, float(found[4]) / (100 if found[5] else 1) if found[4] else 1.0))
    return tuple(made)


def _plain(value: float) -> str:
    if not math.isfinite(value):
        return str(value)
    text = repr(float(value))
    return text.removesuffix(".0") if "e" not in text else f"{value:.17g}"
