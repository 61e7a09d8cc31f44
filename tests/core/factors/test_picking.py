"""How one factor is picked, and every way in which it is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ditan.core.factors import Choice, Factor, FactorBook, FactorRefused, Need
from ditan.core.factors.book import local

GUIDE = Factor(
    "g", "柴油热值", "ncv", 42.652, "GJ/t", "provincial_guide_2025", fuel="diesel", verified=True, source_title="指南"
)
INDUSTRY = replace(GUIDE, code="i", value=43.33, factor_set="ndrc_industry_guides", verified=False)
OWN = replace(GUIDE, code="own", value=42.9, factor_set="local", source_title="化验单 2024-07")
DIESEL = Need("ncv", match={"fuel": "diesel"}, unit="GJ/t|GJ/万Nm³")
BOOK = FactorBook([GUIDE, INDUSTRY])
GUIDE_ONLY = Choice(("provincial_guide_2025",))


def refusal(book: FactorBook, need: Need, choice: Choice, parameter: str = "") -> tuple[str, str]:
    """Code and message with which the pick is refused."""
    with pytest.raises(FactorRefused) as refused:
        book.pick(need, choice, parameter)
    return refused.value.code, str(refused.value)


def test_the_first_set_that_has_the_value_gives_it() -> None:
    assert BOOK.pick(DIESEL, Choice(("ipcc_2006", "provincial_guide_2025", "ndrc_industry_guides"))) is GUIDE


def test_the_order_of_the_sets_decides() -> None:
    choice = Choice(("ndrc_industry_guides", "provincial_guide_2025"), unverified=True)
    assert BOOK.pick(DIESEL, choice) is INDUSTRY


def test_a_code_goes_before_the_sets() -> None:
    assert BOOK.pick(DIESEL, Choice(("provincial_guide_2025",), {"ncv": "i"}, unverified=True), "ncv") is INDUSTRY


def test_a_value_of_the_row_itself_goes_before_everything() -> None:
    choice = Choice(("provincial_guide_2025",), {"ncv": "i"}, {"ncv": OWN})
    assert BOOK.pick(DIESEL, choice, "ncv") is OWN


def test_a_code_or_value_of_another_parameter_changes_nothing() -> None:
    choice = Choice(("provincial_guide_2025",), {"oxidation": "i"}, {"oxidation": OWN})
    assert BOOK.pick(DIESEL, choice, "ncv") is GUIDE


def test_no_set_has_a_default() -> None:
    assert refusal(BOOK, DIESEL, Choice(()))[0] == "missing"


def test_what_only_other_sets_have_is_refused_with_their_names_and_values() -> None:
    assert refusal(BOOK, DIESEL, Choice(("ipcc_2006",))) == (
        "missing",
        "所选因子集中没有平均低位发热量（柴油）；其他因子集有：省级温室气体清单编制指南（2025） 42.652 GJ/t、"
        "发改委工业行业企业温室气体核算方法与报告指南（第三批） 43.33 GJ/t（未核实）。请选用其一，或录入本地因子。",
    )


def test_an_unverified_value_is_refused_with_the_verified_ones_at_hand() -> None:
    code, message = refusal(BOOK, DIESEL, Choice(("ndrc_industry_guides",)))
    assert code == "unverified"
    assert message == (
        "平均低位发热量（柴油）在所选因子集中只有未核实的值（i）；已核实的值另有：省级温室气体清单编制指南（2025） 42.652 GJ/t；"
        "如仍要使用未核实的值，请在清单设置中勾选“允许使用未核实因子”，结果将注明。"
    )


def test_an_unverified_value_is_used_where_the_user_says_so() -> None:
    assert BOOK.pick(DIESEL, Choice(("ndrc_industry_guides",), unverified=True)) is INDUSTRY


def test_an_unverified_value_named_by_its_code_needs_the_users_word_too() -> None:
    assert refusal(BOOK, DIESEL, Choice((), {"ncv": "i"}), "ncv")[0] == "unverified"


def test_of_a_set_with_a_verified_and_an_unverified_value_the_verified_one_is_taken() -> None:
    book = FactorBook([replace(GUIDE, code="u", value=40.0, verified=False), GUIDE])
    assert book.pick(DIESEL, GUIDE_ONLY) is GUIDE
    assert refusal(book, DIESEL, replace(GUIDE_ONLY, unverified=True))[0] == "ambiguous"


def test_two_values_of_one_set_are_for_the_user_to_decide() -> None:
    book = FactorBook([GUIDE, replace(GUIDE, code="g2", value=43.0)])
    assert refusal(book, DIESEL, GUIDE_ONLY) == (
        "ambiguous",
        "平均低位发热量（柴油）在同一套因子（省级温室气体清单编制指南（2025））中有不同的值："
        "g=42.652 GJ/t、g2=43 GJ/t；请为本行指定其中一个并写明理由。",
    )
    assert book.pick(DIESEL, replace(GUIDE_ONLY, codes={"ncv": "g2"}), "ncv").value == 43.0


def test_the_same_value_twice_is_no_contradiction() -> None:
    assert FactorBook([GUIDE, replace(GUIDE, code="g2")]).pick(DIESEL, GUIDE_ONLY) is GUIDE


def test_a_value_in_another_unit_is_passed_over_where_the_set_has_a_fitting_one() -> None:
    book = FactorBook([replace(GUIDE, code="kcal", value=10187.0, unit="kcal/kg"), GUIDE])
    assert book.pick(DIESEL, GUIDE_ONLY) is GUIDE


def test_a_value_in_another_unit_is_refused() -> None:
    book = FactorBook([replace(GUIDE, value=10187.0, unit="kcal/kg")])
    assert refusal(book, DIESEL, GUIDE_ONLY) == (
        "unfit",
        "因子 g 的单位是 kcal/kg，平均低位发热量（柴油）应为 GJ/t 或 GJ/万Nm³；请选用该单位的因子。",
    )


def test_an_own_value_in_another_unit_is_refused() -> None:
    own = replace(OWN, value=10250.0, unit="kcal/kg")
    assert refusal(BOOK, DIESEL, Choice(("provincial_guide_2025",), own={"ncv": own}), "ncv")[0] == "unfit"


def test_an_own_value_without_a_source_that_confirms_it_needs_the_users_word() -> None:
    choice = Choice((), own={"ncv": replace(OWN, verified=False)})
    assert refusal(BOOK, DIESEL, choice, "ncv")[0] == "unverified"


def test_a_range_without_a_number_is_refused_with_its_text() -> None:
    book = FactorBook([replace(GUIDE, value=None, text="42—43")])
    assert refusal(book, DIESEL, GUIDE_ONLY) == (
        "no_number",
        "平均低位发热量（柴油）的出处未给出单一数值（42—43）；请录入本地因子。",
    )


def test_a_code_that_no_factor_has_is_refused() -> None:
    assert refusal(BOOK, DIESEL, Choice((), {"ncv": "gone"}), "ncv") == (
        "missing",
        "没有编号为 gone 的因子；请在因子库中查找后重新选择。",
    )


def test_a_code_of_another_parameter_is_refused() -> None:
    oxidation = Factor("o", "柴油碳氧化率", "oxidation", 0.98, "1", "provincial_guide_2025", gas="CO2", verified=True)
    assert refusal(FactorBook([oxidation]), DIESEL, Choice((), {"ncv": "o"}), "ncv") == (
        "unfit",
        "因子 o 是“柴油碳氧化率”，不能用作平均低位发热量（柴油）。",
    )


def test_a_code_of_another_fuel_is_refused() -> None:
    petrol = replace(GUIDE, code="p", fuel="gasoline")
    assert refusal(FactorBook([petrol]), DIESEL, Choice((), {"ncv": "p"}), "ncv") == (
        "unfit",
        "因子 p 适用于 汽油，本行是 柴油；请选用对应的因子。",
    )


def test_a_factor_that_names_what_the_need_leaves_open_is_not_taken() -> None:
    book = FactorBook([replace(GUIDE, region="重庆")])
    assert refusal(book, DIESEL, GUIDE_ONLY) == (
        "missing",
        "因子库中没有平均低位发热量（柴油）；现有地区：重庆；请录入带出处的本地因子，或改填标识符 NE 并写明原因。",
    )


def test_what_is_at_hand_is_told_of_local_factors_and_of_the_book_that_they_stand_beside() -> None:
    grid = Factor(
        "grid", "电力", "grid_factor", 0.5, "kgCO2/kWh", "local", gas="CO2", region="重庆", year="2022", verified=True
    )
    wider = FactorBook([grid]).with_local([replace(grid, code="grid-2024", year="2024")])
    need = Need("grid_factor", "CO2", {"region": "重庆", "year": "2023"})
    assert "现有年份：2022、2024；" in refusal(wider, need, Choice(("local",)))[1]
    assert wider.near.values(need, "year") == ("2022", "2024")
    assert wider.near.values(need, "region") == ()


def test_a_need_that_names_what_the_factor_leaves_open_is_not_met() -> None:
    need = replace(DIESEL, match={"fuel": "diesel", "region": "重庆"})
    code, message = refusal(BOOK, need, GUIDE_ONLY)
    assert code == "missing"
    assert "现有地区：不分地区" in message


def test_a_code_is_used_once() -> None:
    with pytest.raises(FactorRefused, match="因子编号 g 出现两次") as refused:
        FactorBook([GUIDE, GUIDE])
    assert refused.value.code == "duplicate"


def test_local_factors_stand_beside_the_others_and_leave_the_book_as_it_was() -> None:
    wider = BOOK.with_local([local(replace(GUIDE, code="local:ncv", value=42.1))])
    assert wider.pick(DIESEL, Choice(("local", "provincial_guide_2025"))).value == 42.1
    assert wider.pick(DIESEL, GUIDE_ONLY) is GUIDE
    assert (len(BOOK), len(wider), "local:ncv" in BOOK) == (2, 3, False)
    assert BOOK.candidates(DIESEL) == (GUIDE, INDUSTRY)


def test_a_local_factor_cannot_take_the_code_of_another() -> None:
    with pytest.raises(FactorRefused, match="出现两次"):
        BOOK.with_local([OWN, replace(GUIDE, value=1.0)])
    assert len(BOOK) == 2


def test_candidates_are_of_every_set_verified_or_not() -> None:
    assert [(each.factor_set, each.verified) for each in BOOK.candidates(DIESEL)] == [
        ("provincial_guide_2025", True),
        ("ndrc_industry_guides", False),
    ]
