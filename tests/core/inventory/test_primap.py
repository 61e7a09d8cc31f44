"""The interchange files open in primap2 unchanged, and what has no number there is named beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ditan.core.factors.loading import book
from ditan.core.inventory.categories import categories
from ditan.core.inventory.co2e import gwp_set
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import Key
from ditan.core.inventory.primap import Year, interchange, read_notation
from ditan.core.inventory.totals import Totals

T = 10**6


def year(number: int, *entries: Entry, gwp: str = "AR5") -> Year:
    return Year(number, Totals(entries, categories()), gwp_set(book(), gwp, unverified=True))


def files(*years: Year) -> dict[str, bytes]:
    return interchange("chongqing", "500000", years, categories(), title="重庆市清单")


def opened(found: dict[str, bytes], folder: Path) -> Any:
    from primap2 import pm2io

    for name, content in found.items():
        (folder / name).write_bytes(content)
    return pm2io.from_interchange_format(pm2io.read_interchange_format(folder / "chongqing"))


def test_the_files_open_in_primap2_with_the_same_numbers(tmp_path: Path) -> None:
    before = year(2022, Entry("1", "1.A.2.f", "CO2", 1_234_567 * T + 1), Entry("2", "4.A", "CH4", 12 * T))
    after = year(2023, Entry("1", "1.A.2.f", "CO2", 2_000_000 * T), Entry("3", "2.F.1", "HFC-134a", 5 * 10**9))
    data = opened(files(before, after), tmp_path)
    co2 = data["CO2"].pr.loc[{"category": "1.A.2.f"}].squeeze().pint.dequantify().values.tolist()
    assert co2 == [1234567.000001, 2000000.0]
    assert data["CO2"].pr.loc[{"category": "1.A"}].squeeze().pint.dequantify().values.tolist() == co2
    assert float(data["HFC134a"].pr.loc[{"category": "2.F.1"}].squeeze().pint.dequantify().values[1]) == 5.0
    assert data.attrs["title"] == "重庆市清单"
    assert str(data["CH4"].pint.units) == "CH4 * metric_ton / yr"


def test_equivalents_are_stated_under_the_named_set(tmp_path: Path) -> None:
    """AR5: CH4 28."""
    data = opened(files(year(2023, Entry("1", "1.A.2.f", "CO2", 100 * T), Entry("2", "4.A", "CH4", 10 * T))), tmp_path)
    total = data["KYOTOGHG (AR5GWP100)"].pr.loc[{"category": "0"}]
    assert float(total.squeeze().pint.dequantify().values) == 380.0


def test_both_totals_are_there_with_and_without_land(tmp_path: Path) -> None:
    data = opened(
        files(year(2023, Entry("1", "1.A.2.f", "CO2", 100 * T), Entry("2", "3.B.1.a", "CO2", -30 * T))), tmp_path
    )
    co2 = data["CO2"].pr
    assert float(co2.loc[{"category": "0"}].squeeze().pint.dequantify().values) == 70.0
    assert float(co2.loc[{"category": "M.0.EL"}].squeeze().pint.dequantify().values) == 100.0


def test_keys_and_unknown_rows_are_empty_there_and_named_beside() -> None:
    found = files(
        year(
            2023,
            Entry("1", "1.A.2.f", "CO2", problem="缺消费量"),
            Entry("2", "2.A.1", "CO2", key=Key.NO),
            Entry("3", "4.A", "CH4", 10 * T),
        )
    )
    said = read_notation(found["chongqing_notation.csv"].decode())
    assert said["2.A.1", "CO2", 2023] == "NO"
    assert said["1.A.2.f", "CO2", 2023] == "未知：1"
    assert said["0", "KYOTOGHG (AR5GWP100)", 2023] == "未知：CO2"
    assert "1.A.2.f" not in found["chongqing.csv"].decode()


def test_purchased_electricity_and_memo_items_are_not_among_the_categories_of_ipcc() -> None:
    found = files(year(2023, Entry("1", "E.1", "CO2", 10 * T), Entry("2", "1.A.4.b", "CO2", 7 * T, memo=True)))
    assert found["chongqing.csv"].decode().count("\n") == 1


def test_two_sets_or_years_out_of_order_are_refused() -> None:
    one = year(2023, Entry("1", "4.A", "CH4", T))
    with pytest.raises(ValueError, match="one GWP set"):
        files(year(2022, Entry("1", "4.A", "CH4", T), gwp="AR4"), one)
    with pytest.raises(ValueError, match="in order"):
        files(one, one)
