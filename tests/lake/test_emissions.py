"""Activity × factor: exact amounts, and what is said where something of it is not known."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.inventory.booking import FACTOR_SCALES, booked_from_sum, tonnes
from ditan.lake.connection import Connection
from ditan.lake.emissions import emissions_of
from ditan.lake.schema import PER_UNIT, RESULTS, encode
from tests.lake.tables import activity, amounts, factors

CO2 = 10**7 * PER_UNIT


def test_activity_is_added_up_and_multiplied(engine: Connection) -> None:
    rows = encode(activity({"amount": 1.5}, {"amount": 2.0}, {"month": 2, "amount": 1.0}))
    found = emissions_of(engine, rows, factors({"value": 3.09591}))
    assert found.results.schema == RESULTS
    assert found.results.to_pylist() == [
        {
            "region": "500112",
            "year": 2023,
            "month": month,
            "category": "1.A.1.a",
            "gas": "CO2",
            "amount_scaled": amount,
            "scale": CO2,
            "rows": count,
            "rows_open": 0,
            "complete": True,
        }
        for month, amount, count in ((1, 108_356_850_000, 2), (2, 30_959_100_000, 1))
    ]
    assert found.findings == ()
    assert tonnes("CO2", booked_from_sum("CO2", 108_356_850_000)) == Decimal("10.835685")


def test_several_fuels_add_up_in_one_category_and_every_gas_stands_by_itself(engine: Connection) -> None:
    rows = encode(activity({"amount": 2.0}, {"fuel": "coal", "amount": 10.0}))
    held = factors(
        {"value": 3.0},
        {"fuel": "coal", "value": 2.0},
        {"gas": "CH4", "value": 0.001},
        {"gas": "CH4", "fuel": "coal", "value": 0.0},
    )
    found = emissions_of(engine, rows, held)
    assert amounts(found.results) == {
        (1, "1.A.1.a", "CH4"): 2 * 10**7 * PER_UNIT,
        (1, "1.A.1.a", "CO2"): 26 * CO2,
    }


def test_activity_without_a_factor_is_counted_and_its_total_is_no_plain_number(engine: Connection) -> None:
    rows = encode(activity({"amount": 2.0}, {"fuel": "coal", "amount": 10.0}, {"fuel": "coal", "amount": 1.0}))
    found = emissions_of(engine, rows, factors({"value": 3.0}))
    (row,) = found.results.to_pylist()
    assert (row["amount_scaled"], row["rows"], row["rows_open"], row["complete"]) == (6 * CO2, 3, 2, False)
    (gap,) = found.missing.to_pylist()
    assert (gap["fuel"], gap["gas"], gap["rows"], gap["amount_milli"]) == ("coal", "CO2", 2, 11_000)
    (finding,) = found.findings
    assert (finding.code, finding.partition) == ("missing", "500112/2023")
    assert "有 2 行“1.A.1.a stationary_fuel coal”没有CO2 因子" in finding.message


def test_a_gas_that_other_fuels_of_the_kind_have_is_asked_of_each(engine: Connection) -> None:
    held = factors({"value": 3.0}, {"fuel": "coal", "value": 2.0}, {"fuel": "coal", "gas": "N2O", "value": 0.00002})
    found = emissions_of(engine, encode(activity({})), held)
    assert amounts(found.results) == {(1, "1.A.1.a", "CO2"): 3 * CO2, (1, "1.A.1.a", "N2O"): None}
    assert found.results["complete"].to_pylist() == [True, False]
    assert found.missing["gas"].to_pylist() == ["N2O"]


def test_a_kind_that_has_no_factor_at_all_leaves_its_category_open(engine: Connection) -> None:
    rows = encode(activity({}, {"kind": "lime", "fuel": ""}))
    found = emissions_of(engine, rows, factors({}))
    assert found.results["complete"].to_pylist() == [False]
    assert [(row["kind"], row["gas"], row["rows"]) for row in found.missing.to_pylist()] == [("lime", "", 1)]


def test_without_any_factor_nothing_is_computed_and_all_of_it_is_said(engine: Connection) -> None:
    found = emissions_of(engine, encode(activity({}, {})), factors())
    assert found.results.num_rows == 0
    assert [(row["gas"], row["rows"]) for row in found.missing.to_pylist()] == [("", 2)]


def test_an_unknown_amount_opens_its_group_and_no_other(engine: Connection) -> None:
    rows = encode(activity({"amount": math.nan}, {"amount": 2.0}, {"month": 2}))
    found = emissions_of(engine, rows, factors({}))
    assert amounts(found.results) == {(1, "1.A.1.a", "CO2"): 6 * CO2, (2, "1.A.1.a", "CO2"): 3 * CO2}
    assert found.results["complete"].to_pylist() == [False, True]
    assert [each.code for each in found.findings] == ["number"]


def test_a_region_of_its_own_factor_uses_it_and_others_the_general_one(engine: Connection) -> None:
    rows = encode(activity({}, {"region": "500113"}))
    found = emissions_of(engine, rows, factors({"value": 3.0}, {"region": "500113", "value": 5.0}))
    assert found.results["amount_scaled"].to_pylist() == [3 * CO2, 5 * CO2]


def test_a_factor_is_for_its_year_alone(engine: Connection) -> None:
    rows = encode(activity({}, {"year": 2022}, {"year": 2021}))
    found = emissions_of(engine, rows, factors({"value": 3.0}, {"year": 2022, "value": 4.0}))
    assert found.results["year"].to_pylist() == [2022, 2023]
    assert found.results["amount_scaled"].to_pylist() == [4 * CO2, 3 * CO2]
    assert [(row["year"], row["gas"]) for row in found.missing.to_pylist()] == [(2021, "")]


def test_a_removal_is_negative(engine: Connection) -> None:
    found = emissions_of(engine, encode(activity({"amount": 2.0})), factors({"value": -1.5}))
    assert found.results["amount_scaled"].to_pylist() == [-3 * CO2]


def test_a_sum_that_could_leave_64_bits_is_refused_and_others_stay(engine: Connection) -> None:
    rows = encode(activity({"amount": 6e8}, {"amount": 6e8}, {"month": 2}))
    found = emissions_of(engine, rows, factors({"value": 1000.0}))
    assert amounts(found.results) == {(1, "1.A.1.a", "CO2"): None, (2, "1.A.1.a", "CO2"): 1000 * CO2}
    assert found.results["complete"].to_pylist() == [False, True]
    assert [(each.code, each.partition) for each in found.findings] == [("overflow", "500112/2023")]
    assert "可能超出 64 位整数" in found.findings[0].message


def test_the_largest_sum_that_fits_is_exact(engine: Connection) -> None:
    rows = encode(activity({"amount": 900_000_000.0}, {"amount": 0.001}))
    found = emissions_of(engine, rows, factors({"value": 1.0}))
    assert found.results["amount_scaled"].to_pylist() == [9_000_000_000_010_000_000]


def test_rows_of_which_nobody_knows_what_they_are_of_are_never_lost_in_silence(engine: Connection) -> None:
    rows = encode(activity({}, {"fuel": "coal"}))
    lost = type(rows)(rows.activity, rows.items.slice(0, 1))
    with pytest.raises(ValueError, match="活动数据有 2 行，合计中只有 1 行"):
        emissions_of(engine, lost, factors({}))


def test_the_hash_is_of_the_content_and_not_of_the_order_of_rows(engine: Connection) -> None:
    given_rows: list[dict[str, Any]] = [{"month": month, "amount": month / 7} for month in range(1, 13)]
    one = emissions_of(engine, encode(activity(*given_rows)), factors({}))
    other = emissions_of(engine, encode(activity(*reversed(given_rows))), factors({}))
    changed = emissions_of(engine, encode(activity(*given_rows, {"amount": 0.001})), factors({}))
    assert one.digest == other.digest != changed.digest
    assert len(one.digest) == 64


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.sampled_from(["coal", "diesel"]), st.integers(0, 10**12)),
        min_size=1,
        max_size=30,
    )
)
def test_the_sum_is_that_of_exact_arithmetic(engine: Connection, drawn: list[tuple[int, str, int]]) -> None:
    rows = activity(*({"month": month, "fuel": fuel} for month, fuel, _ in drawn))
    rows = rows.drop_columns(["amount"]).append_column("amount_milli", pa.array([amount for *_, amount in drawn]))
    rates = {"coal": 19_003_020, "diesel": 30_959_100}
    held = factors({"fuel": "coal", "value": 1.900302}, {"value": 3.09591})
    wanted: dict[int, int] = {}
    for month, fuel, amount in drawn:
        wanted[month] = wanted.get(month, 0) + amount * rates[fuel]
    found = emissions_of(engine, encode(rows), held)
    if max(wanted.values()) < 9.2e18:
        assert {month: amount for (month, *_), amount in amounts(found.results).items()} == wanted
    else:
        assert "overflow" in {each.code for each in found.findings}


def test_fixed_point_and_float_agree_within_the_booked_scale(engine: Connection) -> None:
    """The sum in whole numbers against the same in float64: half a unit of each factor and each amount, at most."""
    carbon = {"coal": 20.908 * 26.37e-3 * 0.94 * 44 / 12, "diesel": 42.652 * 20.2e-3 * 0.98 * 44 / 12}
    nitrous = {"coal": 20.908e-3 * 1.4e-3, "diesel": 42.652e-3 * 0.6e-3}
    given_rows = [
        {"fuel": fuel, "amount": 12.3456789 * number} for number in range(1, 400) for fuel in ("coal", "diesel")
    ]
    held = factors(
        *({"fuel": fuel, "value": value} for fuel, value in carbon.items()),
        *({"fuel": fuel, "gas": "N2O", "value": value} for fuel, value in nitrous.items()),
    )
    found = amounts(emissions_of(engine, encode(activity(*given_rows)), held).results)
    for gas, values in (("CO2", carbon), ("N2O", nitrous)):
        total, burnt = found[1, "1.A.1.a", gas], sum(row["amount"] for row in given_rows)
        assert total is not None
        exact = Fraction(total, FACTOR_SCALES[gas] * PER_UNIT)
        in_floats = math.fsum(row["amount"] * values[row["fuel"]] for row in given_rows)
        rounding = burnt / FACTOR_SCALES[gas] / 2 + len(given_rows) * max(values.values()) / PER_UNIT / 2
        assert abs(float(exact) - in_floats) <= rounding
        assert abs(float(exact) / in_floats - 1) < 1e-6
