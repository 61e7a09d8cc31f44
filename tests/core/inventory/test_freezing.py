"""A frozen inventory is plain data that computes again to the same digits."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ditan.core.factors import Choice, Factor, FactorBook
from ditan.core.inventory.co2e import GwpSet
from ditan.core.inventory.freezing import (
    Frozen,
    differences,
    digest_of,
    entries_in,
    frozen,
    gwp_in,
    lines_again,
    totals_in,
)
from ditan.core.inventory.kinds import kind_of
from ditan.core.inventory.notation import Key
from ditan.core.methods import Context, evaluate

GRID = Factor(
    "grid", "电网", "grid_factor", 0.5581, "kgCO2/kWh", "s", gas="CO2", region="重庆", year="2023", verified=True
)
GWP = GwpSet("AR5", {("CO2", ""): Factor("gwp:CO2", "CO2", "gwp", 1.0, "kgCO2e/kg", "gwp", gas="CO2", gwp_set="AR5")})
ABOUT = {"place": "重庆", "year": 2023, "gwp_set": "AR5", "factor_sets": ["s"], "unverified": True}
SAID: dict[str, Any] = {"kind": "purchased_electricity", "category": "E.1", "label": "外购电力"}


def bought(own: Factor | None = None) -> Frozen:
    """100 MWh bought, a tenth of it green."""
    values = {
        "electricity_purchased_mwh": 100.0,
        "electricity_sold_mwh": 0.0,
        "green_power_mwh": 10.0,
        "certificates_mwh": 0.0,
    }
    choice = Choice(("s",), own={} if own is None else {"grid_factor": own}, unverified=True)
    kind = kind_of("purchased_electricity")
    lines = [
        line
        for method in kind.methods_for(values)
        for line in evaluate(method, values, FactorBook([GRID]), choice, Context("重庆", 2023)).lines
    ]
    return Frozen({**SAID, "row": 7, "position": 1, "values": values, "notation": ""}, lines)


def silent() -> Frozen:
    """A row with a key."""
    return Frozen({**SAID, "row": 8, "position": 2, "values": {}, "notation": "NE"}, [])


def content(*rows: Frozen) -> dict[str, Any]:
    return frozen(ABOUT, rows or (bought(), silent()), GWP)


def test_what_went_through_a_database_computes_to_the_same_digits() -> None:
    there = content()
    back = json.loads(json.dumps(there))
    assert digest_of(back) == digest_of(there)
    assert differences(back, digest_of(there)) == []
    assert back["totals"]["co2e"]["indirect"]["tonnes"] == "55.8100000"


def test_a_whole_number_is_the_same_as_an_integer_or_a_float() -> None:
    """PostgreSQL gives 1e22 back as an integer, SQLite 1000.0 as a float."""
    assert digest_of({"a": [1e22, 1000.0]}) == digest_of({"a": [10**22, 1000]})
    assert digest_of({"a": 0.1}) != digest_of({"a": 0.1000001})


def test_each_factor_stands_once_and_amounts_name_it() -> None:
    there = content(bought(), bought())
    assert sorted(there["factors"]) == ["grid", "gwp:CO2"]
    name, value, codes = there["rows"][0]["lines"][0]["operands"][2]
    assert (name, value, codes) == ("grid_factor", 0.5581, ["grid"])


def test_a_value_of_the_row_is_used_again_and_not_the_book() -> None:
    own = Factor("own:7:grid_factor", "实测", "grid_factor", 0.4, "kgCO2/kWh", "own", gas="CO2", verified=True)
    there = content(bought(own))
    assert lines_again(there, there["rows"][0])[0].amount == pytest.approx(40.0)
    assert differences(there, digest_of(there)) == []


def test_what_was_not_known_stays_unknown() -> None:
    """No residual factor is in the book: the market-based memo item is unknown both times."""
    there = content()
    memo = next(each for each in there["rows"][0]["lines"] if each["kind"] == "memo")
    assert memo["amount"] is None
    assert memo["problems"]
    assert differences(there, digest_of(there)) == []


def test_keys_and_amounts_come_back_as_entries() -> None:
    found = entries_in(content())
    assert found[0].booked == 55_810_000
    assert {each.key for each in found if each.row == "8"} == {Key.NE}
    assert gwp_in(content()).factor("CO2").value == 1.0


def test_every_change_of_the_content_is_told() -> None:
    there = content()
    digest = digest_of(there)
    there["factors"]["grid"]["value"] = 0.6
    told = differences(there, digest)
    assert told[0] == "内容与锁定时的摘要不一致：版次被改动过。"
    assert told[1].startswith("外购电力：CO2 锁定为 55.8")
    assert told[1].endswith("重算为 60.0。")


def test_a_total_that_its_rows_do_not_give_is_told() -> None:
    there = content()
    there["totals"]["gases"]["CO2"]["indirect"] += 1
    assert differences(there, digest_of(there)) == ["各行相加与锁定的合计不一致。"]
    assert totals_in(there) != there["totals"]
