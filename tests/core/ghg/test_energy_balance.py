"""An energy balance table: read from a sheet, held against its own sums, used as activity data. Its figures are made up."""

from __future__ import annotations

from typing import Any

import pytest

from ditan.core.factors import Choice, book
from ditan.core.ghg import reference_approach
from ditan.core.ghg.energy_balance import (
    Balance,
    BalanceRefused,
    Convention,
    burnt_fuels,
    find_imbalances,
    flow_named,
    read_balance,
    reference_inputs,
    total_tce,
)
from ditan.core.methods import Context, evaluate

HEADING = ("项目", "原煤（万吨）", "天然气（亿立方米）", "电力（亿千瓦时）")
ROWS: dict[str, tuple[Any, Any, Any]] = {
    "一、可供本地区消费的能源量": (100, 12, -5),
    "1.一次能源生产量": (80, 4, 20),
    "2.外省(区、市)调入量": (60, 9, ""),
    "3.进口量": (0, "", ""),
    "5.本省(区、市)调出量(-)": (-45, -1, -25),
    "8.库存增(-)、减(+)量": (5, "", ""),
    "二、加工转换投入(-)产出(+)量": (-40, -2, 18),
    "1.火力发电": (-36, -2, 18),
    "2.供热": (-4, "", ""),
    "三、损失量": (1, "0.2", 1),
    "#运输和输配损失": ("", 0.2, 1),
    "四、终端消费量": (58, 9.7, 12),
    "1.农、林、牧、渔业": (1, "", 0.5),
    "2.工业": (50, 6, 7),
    "#用作原料、材料": (5, 1.5, "—"),
    "3.建筑业": (1, "", 0.5),
    "4.交通运输、仓储和邮政业": ("", 0.7, 0.5),
    "5.批发、零售业和住宿、餐饮业": (2, 1, 1),
    "6.其他": (1, 0.5, 1),
    "7.居民生活": (3, 1.5, 1.5),
    "城镇": (1, 1.4, 1),
    "乡村": (2, 0.1, 0.5),
    "五、平衡差额": (1, 0.1, 0),
}


def sheet(heading: tuple[str, ...] = HEADING, **changed: tuple[Any, Any, Any]) -> list[tuple[Any, ...]]:
    """The sheet with some rows changed, by their code."""
    rows = {label: changed.get(flow.code, row) for label, row in ROWS.items() if (flow := flow_named(label))}
    return [("某区能源平衡表（实物量）",), (), heading, *((label, *row) for label, row in rows.items())]


def balance(**changed: tuple[Any, Any, Any]) -> Balance:
    """The balance of that sheet."""
    return read_balance(sheet(**changed))


def refusal(cells: Any) -> list[str]:
    """The lines with which a sheet is refused."""
    with pytest.raises(BalanceRefused) as refused:
        read_balance(cells)
    return str(refused.value).split("\n")


class TestReading:
    def test_figures_come_in_the_units_of_an_inventory(self) -> None:
        found = balance()
        assert [each.code for each in found.fuels] == ["raw_coal", "natural_gas", "electricity"]
        assert found.value("supply", "raw_coal") == 1_000_000.0
        assert found.value("production", "natural_gas") == 40_000.0
        assert found.value("final", "electricity") == 1_200_000.0

    def test_a_blank_is_no_figure_and_a_written_zero_is_one(self) -> None:
        found = balance()
        assert found.value("imports", "natural_gas") is None
        assert found.value("imports", "raw_coal") == 0.0
        assert found.value("raw_material", "electricity") is None

    def test_units_may_stand_in_a_row_of_their_own(self) -> None:
        cells = [("项目", "原煤", "天然气"), ("", "万吨", "亿立方米"), ("终端消费量", 1, 2)]
        assert read_balance(cells).values == {("final", "raw_coal"): 10_000.0, ("final", "natural_gas"): 20_000.0}

    @pytest.mark.parametrize(
        ("label", "code"),
        [
            ("一、可供本地区消费的能源量", "supply"),
            ("8. 库存增（－）、减（＋）量", "stock_decrease"),
            ("（四）终端消费量", "final"),
            ("其中：城镇", "urban"),
            ("＃用作原料、材料", "raw_material"),
            ("6、其他", "services"),
            ("消费量合计", "consumption"),
            ("煤炭洗选", "coal_washing"),
            ("不存在的项目", None),
            ("洗选煤", "coal_washing"),
        ],
    )
    def test_labels_are_known_whatever_their_numbering(self, label: str, code: str | None) -> None:
        flow = flow_named(label)
        assert (flow.code if flow else None) == code

    def test_an_unknown_fuel_unit_row_and_cell_are_all_named_at_once(self) -> None:
        cells = [
            ("项目", "原煤（万吨）", "核燃料（万吨）", "天然气（万吨）", "焦炭（斤）", "原煤（吨）"),
            ("终端消费量", "约5", 1, 1, 1, 1),
            ("神秘损耗", 1, 1, 1, 1, 1),
            ("终端消费量", 1, 1, 1, 1, 1),
            ("", 7, "", "", "", ""),
        ]
        found = refusal(cells)
        assert len(found) == 8
        assert found[0] == "第 1 行第 3 列：没有“核燃料（万吨）”这种能源；请改用能源品种表中的名称，合计列请删去。"
        assert found[1] == "第 1 行第 4 列：“天然气”以万Nm³计，不能用“万吨”；请换算后填写。"
        assert found[2].startswith("第 1 行第 5 列：“焦炭”的单位“斤”不认识")
        assert found[3].startswith("第 1 行第 6 列：“原煤”出现两次")
        assert found[4] == "第 2 行 终端消费量、原煤：“约5”不是有效数字；请填写数字，没有流量的格留空。"
        assert found[5].startswith("第 3 行：能源平衡表没有“神秘损耗”这一项")
        assert found[6] == "第 4 行：“终端消费量”在第 2 行已有；请删去一行。"
        assert found[7].startswith("第 5 行：有数字而没有项目名称")

    @pytest.mark.parametrize("bad", [float("nan"), float("inf"), "NaN", True])
    def test_what_is_no_number_is_refused_with_its_cell(self, bad: Any) -> None:
        (line,) = refusal([("项目", "原煤（万吨）"), ("终端消费量", bad)])
        assert line.startswith("第 2 行 终端消费量、原煤")

    def test_a_sheet_without_fuels_is_refused(self) -> None:
        assert "没有找到能源品种的表头" in refusal([("项目", "甲", "乙"), ("终端消费量", 1, 2)])[0]

    def test_a_sheet_without_rows_is_refused(self) -> None:
        assert "没有任何能源平衡表的项目" in refusal([HEADING])[0]


class TestBalancing:
    def test_a_table_that_balances_has_no_finding(self) -> None:
        assert find_imbalances(balance()) == ()

    def test_a_balance_that_does_not_balance_names_fuel_rows_both_sums_and_the_remedy(self) -> None:
        (found,) = find_imbalances(balance(difference=(3, 0.1, 0)))
        assert (found.code, found.fuel, found.rows[-1]) == ("balance", "raw_coal", "difference")
        assert (found.found, found.expected) == (30_000.0, 10_000.0)
        assert found.message == (
            "原煤：可供量 1000000 + 加工转换 -400000 − 损失 10000 − 终端消费 580000 = 10000 t，而“平衡差额”填 30000；"
            "请核对这五行，或改正平衡差额。"
        )

    def test_a_section_that_is_not_the_sum_of_its_parts_names_those_that_are_blank(self) -> None:
        found = find_imbalances(balance(imports=("", "", ""), brought_in=("", 9, "")))
        assert [(each.code, each.fuel, each.found, each.expected) for each in found] == [
            ("sum", "raw_coal", 1_000_000.0, 400_000.0)
        ]
        assert "空着的有外省（区、市）调入量、进口量" in found[0].message

    def test_energy_carried_out_must_be_negative(self) -> None:
        found = find_imbalances(balance(taken_out=(45, -1, -25)))
        assert [(each.code, each.rows[0]) for each in found] == [("sign", "taken_out"), ("sum", "supply")]
        assert "“本省（区、市）调出量”为 450000 t，这一项应填负数" in found[0].message

    def test_a_negative_consumption_is_a_finding(self) -> None:
        found = find_imbalances(balance(construction=(-1, "", 0.5)))
        assert ("sign", "construction") in [(each.code, each.rows[0]) for each in found]

    def test_a_part_may_not_exceed_its_whole(self) -> None:
        (found,) = find_imbalances(balance(raw_material=(51, 1.5, "")))
        assert (found.code, found.rows) == ("part", ("raw_material", "industry"))
        assert "大于所属的“工业”" in found.message

    def test_a_slip_of_ten_is_found_where_it_stands_and_in_the_sum_above(self) -> None:
        found = find_imbalances(balance(urban=(1, 14, 1)))
        assert [(each.code, each.rows[0]) for each in found] == [("sum", "households")]

    def test_a_large_statistical_difference_is_a_finding_although_it_balances(self) -> None:
        (found,) = find_imbalances(
            balance(difference=(8, 0.1, 0), losses=("", 0.2, 1), final=(52, 9.7, 12), industry=(44, 6, 7))
        )
        assert found.code == "difference"
        assert "占可供量的 8.0%" in found.message

    def test_rounded_figures_are_no_finding(self) -> None:
        assert find_imbalances(balance(difference=(1.2, 0.1, 0))) == ()

    def test_fuel_without_sections_is_not_judged(self) -> None:
        assert find_imbalances(read_balance([("项目", "原煤（万吨）"), ("工业", 3)])) == ()


class TestActivity:
    def test_coal_burnt_is_that_of_plants_and_of_final_use_but_raw_material(self) -> None:
        coal = {each.flow: each.amount for each in burnt_fuels(balance()) if each.fuel == "raw_coal"}
        assert coal == {
            "thermal_power": 360_000.0,
            "heating": 40_000.0,
            "agriculture": 10_000.0,
            "industry": 450_000.0,
            "construction": 10_000.0,
            "trade": 20_000.0,
            "services": 10_000.0,
            "urban": 10_000.0,
            "rural": 20_000.0,
        }

    def test_every_row_has_its_category_and_electricity_is_never_burnt(self) -> None:
        found = burnt_fuels(balance())
        assert "electricity" not in {each.fuel for each in found}
        assert {each.flow: each.category for each in found}["rural"] == "1.A.4.b.ii"

    def test_households_that_are_not_split_stand_above(self) -> None:
        found = burnt_fuels(read_balance([("项目", "原煤（万吨）"), ("居民生活", 3)]))
        assert [(each.category, each.amount) for each in found] == [("1.A.4.b", 30_000.0)]

    def test_the_reference_approach_gets_positive_figures_and_the_rise_of_stocks(self) -> None:
        assert reference_inputs(balance(), "raw_coal") == {
            "fuel": "raw_coal",
            "production": 800_000.0,
            "brought_in": 600_000.0,
            "taken_out": 450_000.0,
            "bunkers": 0.0,
            "stock_increase": -50_000.0,
            "non_energy": 50_000.0,
        }

    def test_those_inputs_are_sound_and_give_the_gas_that_came_in(self) -> None:
        """(4 + 9 − 1 − 1.5) × 10⁴ 万Nm³ × 21.621888 tCO2/万Nm³."""
        row = reference_inputs(balance(), "natural_gas")
        choice = Choice(("provincial_guide_2025",))
        line = evaluate(reference_approach.METHOD, row, book(), choice, Context("重庆", 2023)).lines[0]
        assert line.amount == pytest.approx(105_000 * 21.6218877, rel=1e-7)


class TestStandardCoal:
    CHOICE = Choice(("gbt_2589",))

    def test_a_row_adds_up_in_the_named_convention(self) -> None:
        """原煤 0.7143, 天然气 1.33, 电力 0.1229 or 0.404 kgce (GB/T 2589, second-hand)."""
        fuels = 580_000 * 0.7143 + 97_000 * 13.3
        heat = total_tce(balance(), "final", Convention.CALORIFIC, book(), self.CHOICE)
        coal = total_tce(balance(), "final", Convention.EQUIVALENT, book(), self.CHOICE)
        assert heat.tce == pytest.approx(fuels + 1_200_000 * 0.1229)
        assert coal.tce == pytest.approx(fuels + 1_200_000 * 0.404)
        assert heat.factors["electricity"].code != coal.factors["electricity"].code

    def test_a_fuel_without_a_coefficient_leaves_the_sum_unknown_and_is_named(self) -> None:
        found = total_tce(
            read_balance([("项目", "原煤（万吨）", "焦炉煤气（亿立方米）"), ("终端消费量", 1, 1)]),
            "final",
            Convention.CALORIFIC,
            book(),
            self.CHOICE,
        )
        assert found.tce is None
        assert found.problems[0].startswith("焦炉煤气：")
