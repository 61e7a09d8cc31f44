"""Computing: unknown is named and never filled in, many subjects as one, other periods found by their kind."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.metrics import Known
from ditan.core.periods import cumulative_months, month, parse_code, quarter
from tests.core.metrics.catalogues import lacking_at, run, value_at, values

SHARE = "新建绿色建筑面积 / 新建建筑面积"
NUMBERS = st.floats(min_value=0.001, max_value=1e9)


def test_a_missing_input_is_named_and_not_defaulted() -> None:
    result, grid, table = run(SHARE, "share", values(green={2024: 10.0}))
    assert value_at(result, grid, 2024) is None
    assert lacking_at(result, grid, table, 2024) == ["built 2024"]


@pytest.mark.parametrize("state", [Known.UNKNOWN, Known.NOT_APPLICABLE])
def test_an_input_that_is_said_to_be_unknown_is_no_zero(state: Known) -> None:
    result, grid, table = run(SHARE, "share", values(green={2024: 10.0}, built={2024: state}))
    place = grid.places[parse_code("2024")]
    assert value_at(result, grid, 2024) is None
    assert table.lacking("built", 0, place) is state


def test_zero_is_a_value() -> None:
    result, grid, _table = run(SHARE, "share", values(green={2024: 0.0}, built={2024: 5.0}))
    assert value_at(result, grid, 2024) == 0.0


def test_a_division_by_zero_is_named() -> None:
    result, grid, _table = run(SHARE, "share", values(green={2024: 1.0}, built={2024: 0.0}))
    assert value_at(result, grid, 2024) is None
    assert result.fault(0, grid.places[parse_code("2024")]) == "除数“新建建筑面积”为 0"


def test_a_division_by_zero_a_year_ago_is_named_this_year() -> None:
    row = values(green={2023: 1.0, 2024: 1.0}, built={2023: 0.0, 2024: 2.0})
    result, grid, _table = run(f"{SHARE} - 上年同期({SHARE})", "share", row)
    assert result.fault(0, grid.places[parse_code("2024")]) == "除数“新建建筑面积”为 0"


def test_a_result_that_is_too_large_is_named() -> None:
    row = values(green={2024: 1e300}, built={2024: 1e-300})
    result, grid, _table = run(SHARE, "share", row)
    assert value_at(result, grid, 2024) is None
    assert result.fault(0, grid.places[parse_code("2024")]) == "计算结果超出可表示的范围"


def test_the_period_before_and_the_year_before_go_by_their_kind() -> None:
    row = values(pm25={"2025M01": 40.0, "2024M12": 50.0, "2024M01": 60.0})
    before, grid, _table = run("PM2.5年平均浓度 / 上期(PM2.5年平均浓度) - 1", "pm25_change", row)
    year_ago, other, _table = run("PM2.5年平均浓度 / 上年同期(PM2.5年平均浓度) - 1", "pm25_change", row)
    assert value_at(before, grid, month(2025, 1)) == pytest.approx(-20.0)
    assert value_at(year_ago, other, month(2025, 1)) == pytest.approx(-100 / 3)


def test_the_first_quarter_may_be_reported_as_january_to_march() -> None:
    result, grid, _table = run(SHARE, "share", values(green={"2025Q1": 1.0}, built={"2025M01-03": 4.0}))
    assert value_at(result, grid, quarter(2025, 1)) == 25.0
    assert value_at(result, grid, cumulative_months(2025, 3)) == 25.0


def test_a_stock_at_the_end_of_the_year_serves_the_year() -> None:
    row = values(gdp={2024: 1000.0}, people={"2024E": 50.0})
    result, grid, table = run("地区生产总值 / 常住人口", "gdp_per_capita", row)
    place = grid.places[parse_code("2024")]
    assert value_at(result, grid, 2024) == pytest.approx(20.0)
    assert table.key("people", 0, place) == 2


def test_a_base_year_is_that_of_the_plan_or_the_one_written() -> None:
    row = values(green={2005: 1.0, 2020: 2.0, 2023: 8.0})
    plan, grid, _table = run("新建绿色建筑面积 / 基年(新建绿色建筑面积)", "share", row)
    written, other, _table = run("新建绿色建筑面积 / 基年(新建绿色建筑面积, 2005)", "share", row)
    assert value_at(plan, grid, 2023) == pytest.approx(400.0)
    assert value_at(written, other, 2023) == pytest.approx(800.0)


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    result, grid, table = run("合计(green, built) / built", "share", values(built={2024: 1.0}))
    assert lacking_at(result, grid, table, 2024) == ["green 2024"]
    assert not result.known.any()


def test_the_smaller_and_the_larger() -> None:
    row = values(green={2024: 3.0}, built={2024: 4.0})
    result, grid, _table = run("最小(green, built) / 最大(green, built)", "share", row)
    assert value_at(result, grid, 2024) == 75.0


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5))
def test_many_subjects_give_what_each_gives_alone(pairs: list[tuple[float, float]]) -> None:
    rows = [values(green={2024: green}, built={2024: built}) for green, built in pairs]
    together, grid, _table = run(SHARE, "share", *rows)
    alone = [run(SHARE, "share", row) for row in rows]
    found = [value_at(together, grid, 2024, subject) for subject in range(len(rows))]
    assert found == [value_at(result, own, 2024) for result, own, _table in alone]


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_value_is_known_exactly_where_all_that_it_reads_is(there: list[bool]) -> None:
    column = {2020 + place: 5.0 for place, known in enumerate(there) if known}
    row = values(green=column, built=dict.fromkeys(range(2020, 2024), 10.0))
    result, grid, table = run(f"{SHARE} - 上年同期({SHARE})", "share", row)
    for at in range(2020, 2024):
        assert (value_at(result, grid, at) is None) == bool(lacking_at(result, grid, table, at))


@given(NUMBERS, NUMBERS)
def test_multiplying_undoes_dividing(green: float, built: float) -> None:
    row = values(green={2024: green}, built={2024: built})
    result, grid, _table = run("green / built * built / green", "share", row)
    assert np.isclose(value_at(result, grid, 2024) or 0, 100.0, rtol=1e-12)
