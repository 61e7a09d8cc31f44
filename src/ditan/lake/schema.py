"""The tables: activity as people write it and as it is stored, factors, results.

Amounts are whole thousandths of their unit, factors whole units of `booking.FACTOR_SCALES`; sums of their products are exact in
any order. What a row is of (category, kind, fuel, technology) is stored once, under an item number made from the words
themselves, so that partitions written apart agree on it and the large joins are on one integer.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ditan.core.inventory.booking import FACTOR_SCALES, BookingRefused, hold_factor
from ditan.lake.finding import Finding

PER_UNIT = 1000
"""Activity is held in thousandths of its unit."""
MOST_UNITS = 1e15
"""No row holds more: the world burns 10^10 t of fuel a year."""

ITEM = ("category", "kind", "fuel", "technology")
ACTIVITY = pa.schema(
    [
        pa.field("region", pa.string(), nullable=False),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("month", pa.int8(), nullable=False),  # 0: the whole year
        pa.field("item", pa.int64(), nullable=False),
        pa.field("amount_milli", pa.int64()),  # null: not known
        pa.field("row", pa.int64(), nullable=False),
    ]
)
ITEMS = pa.schema([pa.field("item", pa.int64()), *(pa.field(name, pa.string()) for name in ITEM)])
FACTORS = pa.schema(
    [
        pa.field("region", pa.string()),  # empty: for every region that has no factor of its own
        pa.field("year", pa.int16()),
        pa.field("item", pa.int64()),
        *(pa.field(name, pa.string()) for name in ITEM),
        pa.field("gas", pa.string()),
        pa.field("factor_scaled", pa.int64()),
        pa.field("scale", pa.int64()),
        pa.field("factor_code", pa.string()),
    ]
)
RESULTS = pa.schema(
    [
        *(pa.field(name, ACTIVITY.field(name).type) for name in ("region", "year", "month")),
        pa.field("category", pa.string()),
        pa.field("gas", pa.string()),
        pa.field("amount_scaled", pa.int64()),  # null: nothing of it is known
        pa.field("scale", pa.int64()),  # units in a tonne
        pa.field("rows", pa.int64()),
        pa.field("rows_open", pa.int64()),  # of these without amount or factor
        pa.field("complete", pa.bool_()),
    ]
)
MISSING = pa.schema(
    [
        *(pa.field(name, ACTIVITY.field(name).type) for name in ("region", "year")),
        *(pa.field(name, pa.string()) for name in (*ITEM, "gas")),
        pa.field("rows", pa.int64()),
        pa.field("amount_milli", pa.int64()),
    ]
)


@dataclass(frozen=True)
class Encoded:
    """Activity in stored form, with what its item numbers mean and what was wrong with it."""

    activity: pa.Table
    items: pa.Table
    findings: tuple[Finding, ...] = ()


def item_number(*words: str) -> int:
    """The number of what a row is of, the same on every machine and for ever.

    Examples
    --------
    >>> item_number("1.A.1.a", "stationary_fuel", "raw_coal", "")
    -2423412290728949866
    """
    return int.from_bytes(hashlib.blake2b("\x1f".join(words).encode(), digest_size=8).digest(), "big", signed=True)


def encode(rows: pa.Table, *, known: Mapping[str, Collection[str]] | None = None) -> Encoded:
    """Activity as people write it → as it is stored. No row is dropped: an amount that is none becomes unknown, with a finding.

    Parameters
    ----------
    rows
        `region year month category kind fuel technology amount` (amount in its unit, float or decimal), or `amount_milli`
        instead of `amount`; `row` where the source numbers its rows, else counted from 1.
    known
        By column (`fuel`, `category` …) the codes there are; others are findings.

    Raises
    ------
    ValueError
        Where a column is missing.
    """
    asked = ("region", "year", "month", *ITEM)
    if absent := [name for name in asked if name not in rows.column_names]:
        raise ValueError(f"活动数据缺少列 {'、'.join(absent)}；应有 {'、'.join(asked)} 和 amount。")
    rows = rows.combine_chunks()
    numbers = rows["row"] if "row" in rows.column_names else pa.array(np.arange(1, rows.num_rows + 1))
    amounts, findings = _amounts(rows, numbers)
    item, items = _items(rows)
    activity = pa.table(
        [
            *(rows[name].cast(ACTIVITY.field(name).type) for name in ("region", "year", "month")),
            item,
            amounts,
            numbers.cast(pa.int64()),
        ],
        schema=ACTIVITY,
    )
    for name, codes in (known or {}).items():
        findings += _unknown_codes(rows, numbers, name, codes)
    return Encoded(activity, items, tuple(findings))


def _amounts(rows: pa.Table, numbers: Any) -> tuple[pa.Array, list[Finding]]:
    if "amount_milli" in rows.column_names:
        held = rows["amount_milli"].cast(pa.int64())
        sound = pc.fill_null(pc.greater_equal(held, 0), False)
        given = held
    else:
        given = rows["amount"].cast(pa.float64())
        plain = given.to_numpy()
        with np.errstate(invalid="ignore"):
            right = np.isfinite(plain) & (plain >= 0) & (plain <= MOST_UNITS)
        sound = pa.array(right)
        held = pa.array(np.rint(np.where(right, plain, 0) * PER_UNIT).astype(np.int64))
    findings = []
    for at in np.flatnonzero(~np.asarray(sound)):
        value, place = given[int(at)].as_py(), _partition(rows, int(at))
        findings.append(_amount_finding(value, place, numbers[int(at)].as_py()))
    amounts = pc.if_else(sound, held, pa.scalar(None, pa.int64()))
    return amounts, findings


def _amount_finding(value: float | None, partition: str, row: int) -> Finding:
    if value is None or not math.isfinite(value):
        code, what = "number", "没有填写" if value is None else f"为“{value}”，不是有效数字"
    elif value < 0:
        code, what = "range", f"为 {value:g}，活动数据不能为负"
    else:
        code, what = "range", f"为 {value:g}，大于可能的最大值；请检查单位是否差了 10 的若干次方"
    message = f"{partition} 第 {row} 行“amount”{what}；请核对后重新提供，该行按未知处理，相关合计标为不完整。"
    return Finding(code, partition, row, "amount", message)


def _unknown_codes(rows: pa.Table, numbers: Any, name: str, codes: Collection[str]) -> list[Finding]:
    strange = pc.invert(pc.is_in(rows[name], value_set=pa.array(sorted(codes), pa.string())))
    return [
        Finding(
            "unknown",
            (place := _partition(rows, int(at))),
            (row := numbers[int(at)].as_py()),
            name,
            f"{place} 第 {row} 行“{name}”的代码“{rows[name][int(at)]}”不在代码表中；请改为代码表中的一项。",
        )
        for at in np.flatnonzero(np.asarray(strange))
    ]


def _partition(rows: pa.Table, at: int) -> str:
    return f"{rows['region'][at].as_py()}/{rows['year'][at].as_py()}"


def _items(rows: pa.Table) -> tuple[pa.Array, pa.Table]:
    """The item number of each row, and what each number means."""
    codes = np.zeros(rows.num_rows, np.int64)
    words: list[pa.Array] = []
    for name in ITEM:
        encoded = pc.dictionary_encode(rows[name].combine_chunks().cast(pa.string()).fill_null(""))
        codes = codes * max(len(encoded.dictionary), 1) + encoded.indices.to_numpy(zero_copy_only=False)
        words.append(encoded)
    distinct, first, back = np.unique(codes, return_index=True, return_inverse=True)
    named = [each.take(pa.array(first)).dictionary_decode().to_pylist() for each in words]
    numbers = np.array([item_number(*each) for each in zip(*named, strict=True)], np.int64).reshape(len(distinct))
    if len(set(numbers.tolist())) != len(numbers):
        raise ValueError("两种不同的活动得到同一编号；请改用其他的技术或燃料代码。")
    items = pa.table([pa.array(numbers), *(pa.array(each, pa.string()) for each in named)], schema=ITEMS)
    return pa.array(numbers[back]) if len(numbers) else pa.array([], pa.int64()), items


def hold_factors(rows: Iterable[Mapping[str, Any]]) -> tuple[pa.Table, tuple[Finding, ...]]:
    """Factors in tonnes of gas per unit of activity → the table that is joined, and what cannot be held.

    Each row names `year category kind fuel gas value factor_code`, where it matters `region` and `technology`. A factor that
    is refused is left out, so that activity of it counts as without factor: never as zero.
    """
    held: dict[tuple[Any, ...], dict[str, Any]] = {}
    findings: list[Finding] = []
    for number, given in enumerate(rows, start=1):
        row = {"region": "", "technology": "", "factor_code": "", **given}
        if absent := [name for name in ("year", *ITEM, "gas", "value") if name not in row]:
            raise ValueError(f"因子表缺少列 {'、'.join(absent)}；应有 year、{'、'.join(ITEM)}、gas、value。")
        key = tuple(row[name] for name in ("region", "year", *ITEM, "gas"))
        if key in held:
            text = "、".join(str(part) for part in key if part != "")
            message = (
                f"因子表第 {number} 行与前面重复（{text}）；同一活动每种气体只能有一个因子，两者都未采用，请删去一个。"
            )
            findings.append(Finding("duplicate", "factors", number, "gas", message))
            held[key]["factor_scaled"] = None
            continue
        held[key] = {**row, "item": item_number(*(row[name] for name in ITEM)), "factor_scaled": None, "scale": None}
        try:
            held[key]["factor_scaled"] = hold_factor(row["gas"], math.nan if row["value"] is None else row["value"])
            held[key]["scale"] = FACTOR_SCALES[row["gas"]]
        except BookingRefused as refused:
            findings.append(Finding(refused.code, "factors", number, "value", f"因子表第 {number} 行：{refused}"))
    kept = [row for row in held.values() if row["factor_scaled"] is not None]
    table = pa.Table.from_pylist([{name: row[name] for name in FACTORS.names} for row in kept], schema=FACTORS)
    return table.sort_by([(name, "ascending") for name in ("region", "year", "item", "gas")]), tuple(findings)
