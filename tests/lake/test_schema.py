"""Activity and factors as they are stored, and what is said of rows that are wrong."""

from __future__ import annotations

import math
from decimal import Decimal

import pyarrow as pa
import pytest

from ditan.lake.schema import ACTIVITY, FACTORS, encode, hold_factors, item_number
from tests.lake.tables import FUEL, activity, factors


def test_an_amount_is_held_in_whole_thousandths() -> None:
    stored = encode(activity({"amount": 1.5}, {"amount": 0.0004}, {"amount": 0.0005001})).activity
    assert stored.schema == ACTIVITY
    assert stored["amount_milli"].to_pylist() == [1500, 0, 1]


def test_what_a_row_is_of_has_the_same_number_in_every_table() -> None:
    one = encode(activity({"fuel": "coal"}, {"fuel": "diesel"}))
    other = encode(activity({"fuel": "diesel"}))
    diesel = item_number("1.A.1.a", "stationary_fuel", "diesel", "")
    assert one.activity["item"].to_pylist()[1] == other.activity["item"].to_pylist()[0] == diesel
    assert other.items.to_pylist() == [{"item": diesel, **FUEL}]


def test_words_that_only_run_together_alike_are_different_items() -> None:
    assert item_number("1.A", "b", "", "") != item_number("1.Ab", "", "", "")


@pytest.mark.parametrize(
    ("amount", "code", "says"),
    [
        (math.nan, "number", "为“nan”，不是有效数字"),
        (math.inf, "number", "为“inf”，不是有效数字"),
        (None, "number", "没有填写"),
        (-2.0, "range", "为 -2，活动数据不能为负"),
        (1e16, "range", "大于可能的最大值"),
    ],
)
def test_an_amount_that_is_none_stays_as_unknown_with_its_place(amount: float | None, code: str, says: str) -> None:
    encoded = encode(activity({"amount": 1.0}, {"amount": amount}))
    assert encoded.activity["amount_milli"].to_pylist() == [1000, None]
    (finding,) = encoded.findings
    assert (finding.code, finding.partition, finding.row, finding.column) == (code, "500112/2023", 2, "amount")
    assert says in finding.message


def test_rows_keep_the_numbers_of_their_source() -> None:
    encoded = encode(activity({"row": 7, "amount": -1.0}, {"row": 9}))
    assert encoded.activity["row"].to_pylist() == [7, 9]
    assert encoded.findings[0].row == 7


def test_a_code_that_nobody_knows_is_a_finding_and_its_row_stays() -> None:
    encoded = encode(activity({}, {"fuel": "mud"}), known={"fuel": {"diesel"}})
    assert encoded.activity.num_rows == 2
    assert [(each.code, each.row, each.column) for each in encoded.findings] == [("unknown", 2, "fuel")]
    assert "“mud”不在代码表中" in encoded.findings[0].message


def test_a_table_without_a_column_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match="缺少列 month"):
        encode(activity({}).drop_columns(["month"]))


def test_amounts_that_are_thousandths_already_are_taken_as_they_are() -> None:
    rows = activity({}, {}).drop_columns(["amount"]).append_column("amount_milli", pa.array([5, -5]))
    encoded = encode(rows)
    assert encoded.activity["amount_milli"].to_pylist() == [5, None]
    assert [each.code for each in encoded.findings] == ["range"]


def test_no_rows_are_a_table_too() -> None:
    assert encode(activity({}).slice(1)).activity.num_rows == 0


def test_a_factor_is_held_at_the_scale_of_its_gas() -> None:
    held = factors({"value": 3.09591}, {"gas": "N2O", "value": 0.0000256}, {"gas": "SF6", "value": 0.05})
    assert held.schema == FACTORS
    kept = {row["gas"]: (row["factor_scaled"], row["scale"]) for row in held.to_pylist()}
    assert kept == {"CO2": (30_959_100, 10**7), "N2O": (2_560_000, 10**11), "SF6": (50_000_000, 10**9)}


@pytest.mark.parametrize(
    ("row", "code", "says"),
    [
        ({"value": math.nan}, "number", "nan 不是有效数字"),
        ({"value": None}, "number", "nan 不是有效数字"),
        ({"gas": "CO3"}, "gas", "没有气体“CO3”的记账精度"),
        ({"value": 1.23456789e-6}, "precision", "少于 6 位"),
        ({"value": 1e13}, "range", "超出可记账范围"),
    ],
)
def test_a_factor_that_cannot_be_held_is_left_out_and_said(row: dict[str, object], code: str, says: str) -> None:
    held, findings = hold_factors([{"year": 2023, **FUEL, "gas": "CO2", "value": 3.0, **row}])
    assert held.num_rows == 0
    assert [(each.code, each.partition, each.row) for each in findings] == [(code, "factors", 1)]
    assert says in findings[0].message


def test_of_two_factors_for_the_same_thing_neither_is_used() -> None:
    row = {"year": 2023, **FUEL, "gas": "CO2"}
    held, findings = hold_factors([{**row, "value": 3.0}, {**row, "gas": "CH4", "value": 0.001}, {**row, "value": 3.1}])
    assert held["gas"].to_pylist() == ["CH4"]
    assert [(each.code, each.row) for each in findings] == [("duplicate", 3)]


def test_a_factor_that_is_small_and_exact_is_held() -> None:
    assert factors({"value": Decimal("0.00001")})["factor_scaled"].to_pylist() == [100]
    assert factors({"value": 0.0})["factor_scaled"].to_pylist() == [0]


def test_a_table_of_factors_without_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match="缺少列 gas"):
        hold_factors([{"year": 2023, **FUEL, "value": 3.0}])
