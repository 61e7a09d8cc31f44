"""CO2e under a named set of GWPs. The values are those of the GWP table of the factor library (AR5 Ch. 8, AR6 7.SM.7)."""

from decimal import Decimal

import pytest

from ditan.core.factors import FactorBook
from ditan.core.factors.loading import book
from ditan.core.inventory.booking import GREENHOUSE_GASES
from ditan.core.inventory.co2e import GwpRefused, gwp_set
from ditan.core.inventory.notation import Key
from tests.core.inventory.examples import DISTRICT, GWPS, entry, gwp

ROWS = (
    entry("煤矿", "1.B.1.a", "CH4", 10.0),
    entry("稻田", "3.C.7", "CH4", 10.0),
    entry("电厂", "1.A.1.a", "N2O", 2.0),
    entry("电厂", "1.A.1.a", "CO2", 100.0),
)


def test_the_equivalent_names_its_set() -> None:
    of_ar5 = gwp_set(GWPS, "AR5").of(ROWS)

    assert of_ar5.tonnes == Decimal("1190")  # 20 × 28 + 2 × 265 + 100
    assert of_ar5.gwp_set == "AR5"
    assert gwp_set(GWPS, "AR6").of(ROWS).tonnes == Decimal("1204")  # 20 × 27.9 + 2 × 273 + 100


def test_two_sets_are_never_added() -> None:
    with pytest.raises(GwpRefused, match="不能把按 AR5 和按 AR6 计算的二氧化碳当量相加") as refused:
        gwp_set(GWPS, "AR5").of(ROWS) + gwp_set(GWPS, "AR6").of(ROWS)

    assert refused.value.code == "mixed"


def test_equivalents_of_one_set_add_up() -> None:
    ar5 = gwp_set(GWPS, "AR5")

    assert ar5.of(ROWS[:2]) + ar5.of(ROWS[2:]) == ar5.of(ROWS)


def test_methane_is_told_apart_by_origin_only_with_values_that_the_user_allows() -> None:
    with pytest.raises(GwpRefused, match="AR6 中没有 CH4（化石来源）的 GWP"):
        gwp_set(GWPS, "AR6", by_origin=True).of(ROWS)

    apart = gwp_set(GWPS, "AR6", unverified=True, by_origin=True)
    assert apart.of(ROWS[:2]).tonnes == Decimal("568.0")  # 10 × 29.8 + 10 × 27.0
    assert apart.note == "AR6 甲烷按来源分别取值（化石 29.8，非化石 27）。"


def test_the_combined_value_is_noted_where_the_set_knows_origins() -> None:
    assert gwp_set(GWPS, "AR6", unverified=True).note == "AR6 甲烷统一取 27.9（未区分化石 29.8，非化石 27）。"
    assert gwp_set(GWPS, "AR5").note == ""


def test_a_gas_without_its_gwp_is_never_left_out() -> None:
    with pytest.raises(GwpRefused, match="AR6 中没有 SF6的 GWP；请选用另一套"):
        gwp_set(GWPS, "AR6").of(DISTRICT)


def test_pollutants_memo_items_and_keys_do_not_count_and_unknown_rows_are_named() -> None:
    rows = [
        entry("电厂", "1.A.1.a", "SO2", 5.0),
        entry("秸秆", "1.A.4.b", "CO2", 5.0, memo=True),
        entry("煤矿", "1.B.1.a", "CH4", key=Key.NO),
        entry("锅炉", "1.A.2.c", "CO2", problem="没有因子"),
    ]

    nothing = gwp_set(GWPS, "AR5").of(rows)
    assert (nothing.tonnes, nothing.unknown) == (Decimal(0), ("锅炉",))


def test_every_set_of_the_delivered_book_can_be_used() -> None:
    methane = [entry("稻田", "3.C.7", "CH4", 1.0)]

    assert {name: gwp_set(book(), name).of(methane).tonnes for name in ("AR4", "AR5", "AR5_feedback", "AR6")} == {
        "AR4": 25,
        "AR5": 28,
        "AR5_feedback": 34,
        "AR6": Decimal("27.9"),
    }
    for gas in GREENHOUSE_GASES:
        assert gwp_set(book(), "AR5").factor(gas).value


def test_an_unknown_set_is_refused_with_those_at_hand() -> None:
    with pytest.raises(GwpRefused, match="没有名为“AR7”的 GWP；可选 AR5、AR6"):
        gwp_set(GWPS, "AR7")
    with pytest.raises(GwpRefused, match="尚无 GWP"):
        gwp_set(FactorBook([]), "AR5")


def test_a_set_that_says_two_things_of_one_gas_is_refused() -> None:
    doubled = FactorBook([gwp("a", "CH4", "AR5", 28, verified=True), gwp("b", "CH4", "AR5", 34, verified=True)])

    with pytest.raises(GwpRefused, match="AR5 对 CH4 有两个值：28（a）和 34（b）") as refused:
        gwp_set(doubled, "AR5")

    assert refused.value.code == "ambiguous"
