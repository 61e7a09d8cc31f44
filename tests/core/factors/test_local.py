"""A district's own factor is read like a cited one: unit, range and source are looked at before it is kept."""

from __future__ import annotations

import pytest

from ditan.core.factors import Factor, FactorBook, Need
from ditan.core.factors.book import FactorRefused
from ditan.core.factors.local import read_local
from ditan.core.factors.need import Choice

COAL = {
    "code": "local:1",
    "name": "本地烟煤热值",
    "quantity": "ncv",
    "fuel": "bituminous",
    "value": "21.5",
    "unit": "GJ/t",
    "source_title": "煤质检测报告",
    "verified": "true",
}


def faults(**changes: str) -> dict[str, str]:
    factor, wrong = read_local({**COAL, **changes})
    assert (factor is None) == bool(wrong)
    return dict(wrong)


def test_what_is_typed_becomes_a_factor_of_the_local_set() -> None:
    factor, wrong = read_local(COAL)
    assert wrong == ()
    assert factor is not None
    assert (factor.factor_set, factor.value, factor.unit, factor.verified) == ("local", 21.5, "GJ/t", True)


def test_thousands_separators_are_taken() -> None:
    factor, _wrong = read_local({**COAL, "value": "20,908", "unit": "kJ/kg"})
    assert factor is not None
    assert factor.amount == "20908 kJ/kg"


def test_a_unit_of_another_kind_is_refused_with_those_that_serve() -> None:
    assert faults(unit="kgCO2/kWh")["unit"] == ("“kgCO2/kWh”不能作平均低位发热量的单位；可用：GJ/t、GJ/万Nm³。")


def test_a_slip_of_the_unit_is_noticed_by_the_range() -> None:
    assert faults(value="21500") == {"value": "21500 超出平均低位发热量的范围 0—1000；请核对数值和单位。"}


def test_the_range_is_looked_at_in_the_unit_of_the_quantity() -> None:
    """2,150,000 kJ/kg are 2150 GJ/t."""
    assert faults(value="2150000", unit="kJ/kg") == {
        "value": "2150 超出平均低位发热量的范围 0—1000；请核对数值和单位。"
    }


def test_everything_that_is_missing_is_told_at_once() -> None:
    assert set(faults(name="", value="", unit="", source_title="")) == {"name", "value", "unit", "source_title"}


def test_a_missing_source_hides_no_other_fault() -> None:
    assert set(faults(source_title="", value="21500")) == {"source_title", "value"}


def test_what_is_no_number_is_named() -> None:
    assert faults(value="约 21") == {"value": "“约 21”不是数；请只填写数字，单位写在单位栏。"}
    assert set(faults(lower="nan", upper="1e999")) == {"lower", "upper"}


def test_a_lower_end_above_the_value_is_refused() -> None:
    assert set(faults(lower="22")) == {"lower"}


def test_a_local_gwp_or_database_entry_is_refused() -> None:
    assert "整套选用" in faults(quantity="gwp", unit="kgCO2e/kg")["quantity"]
    assert "只供查找" in faults(quantity="efdb")["quantity"]
    assert faults(quantity="") == {"quantity": "请选择参数。"}


def test_a_corrected_factor_is_found_by_its_code_and_never_picked_anew() -> None:
    old = Factor("local:1", "旧", "ncv", 21.5, "GJ/t", "local", fuel="bituminous", verified=True)
    new = Factor("local:2", "新", "ncv", 21.9, "GJ/t", "local", fuel="bituminous", verified=True)
    need = Need("ncv", match={"fuel": "bituminous"})
    book = FactorBook(()).with_local([old, new], {"local:1"})
    assert book.pick(need, Choice(("local",))) is new
    assert book.candidates(need) == (new,)
    assert book.pick(need, Choice(("local",), codes={"ncv": "local:1"}), "ncv") is old
    assert len(book) == 2


def test_two_local_factors_of_one_thing_would_be_ambiguous_without_the_correction() -> None:
    old = Factor("local:1", "旧", "ncv", 21.5, "GJ/t", "local", fuel="bituminous", verified=True)
    new = Factor("local:2", "新", "ncv", 21.9, "GJ/t", "local", fuel="bituminous", verified=True)
    book = FactorBook(()).with_local([old, new])
    with pytest.raises(FactorRefused) as refused:
        book.pick(Need("ncv", match={"fuel": "bituminous"}), Choice(("local",)))
    assert refused.value.code == "ambiguous"
