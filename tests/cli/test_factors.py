"""`ditan factors`: what a clerk reads of the factors that are delivered."""

from __future__ import annotations

import json

from tests.cli.command import Ditan


def test_find_lists_the_factors_that_hold_every_word(ditan: Ditan) -> None:
    done = ditan("factors", "find", "重庆", "2023", "电力")
    assert done.code == 0
    assert "因子（1）" in done.out
    assert "重庆2023年电力平均二氧化碳排放因子" in done.out
    assert "0.5581 kgCO2/kWh" in done.out


def test_find_takes_a_fuel_by_its_chinese_name_and_a_set(ditan: Ditan) -> None:
    done = ditan("factors", "find", "--fuel", "柴油", "--set", "provincial_guide_2025", "--gas", "CO2", "--json")
    told = {each["quantity"]: each["value"] for each in json.loads(done.out)}
    assert (told["carbon_content"], told["oxidation"]) == (20.2, 0.98)
    assert "ncv" not in told


def test_find_says_of_unverified_values_that_they_are(ditan: Ditan) -> None:
    done = ditan("factors", "find", "--fuel", "bituminous", "--quantity", "carbon_content", "--unverified", "--json")
    told = {each["code"]: each["value"] for each in json.loads(done.out)}
    assert told["ndrc_industry_guides:cc-bituminous"] == 26.18
    assert told["gbt_32151:cc-bituminous"] == 23.08
    assert "provincial_guide_2025:cc-bituminous" not in told
    assert "未核实" in ditan("factors", "find", "gbt_32151:cc-bituminous").out


def test_find_shows_no_more_than_asked_and_says_how_many_there_are(ditan: Ditan) -> None:
    done = ditan("factors", "find", "--quantity", "grid_factor", "--year", "2023", "--limit", "3")
    assert "因子（32，显示前 3 个）" in done.out
    assert done.out.count("kgCO2/kWh") == 3


def test_find_without_a_hit_says_so_and_fails(ditan: Ditan) -> None:
    done = ditan("factors", "find", "没有这种东西")
    assert (done.code, done.out) == (1, "")
    assert "没有符合条件的因子" in done.err


def test_find_without_a_word_asks_for_one(ditan: Ditan) -> None:
    done = ditan("factors", "find")
    assert done.code == 2
    assert "请给出要找的词" in done.err


def test_a_fuel_quantity_or_set_that_is_none_is_named_with_what_there_is(ditan: Ditan) -> None:
    fuel = ditan("factors", "find", "--fuel", "火")
    assert (fuel.code, fuel.err.strip()) == (2, "没有“火”这种燃料；请用编号（raw_coal）或中文名（原煤）。")
    quantity = ditan("factors", "find", "--quantity", "heat")
    assert quantity.code == 2
    assert "没有“heat”这种参数；可用：" in quantity.err
    assert "、ncv、" in quantity.err
    assert "没有“mine”这种因子集" in ditan("factors", "diff", "mine", "ceads").err


def test_show_gives_source_doubt_note_and_what_other_sets_say(ditan: Ditan) -> None:
    done = ditan("factors", "show", "gbt_32151:cc-bituminous")
    assert done.code == 0
    assert "23.08 tC/TJ" in done.out
    assert "未核实：只有明确允许时才参与计算" in done.out
    assert "转录时烟煤含碳量26.18被改为23.08，互相矛盾，不可信" in done.out
    assert "同一参数的其他值（" in done.out
    assert "provincial_guide_2025:cc-bituminous" in done.out
    assert "+13.08%" in done.out


def test_show_as_json_holds_every_field_and_the_others(ditan: Ditan) -> None:
    shown = json.loads(ditan("factors", "show", "mee_grid_notices:avg-nation-2023", "--json").out)
    assert (shown["value"], shown["year"], shown["source_number"], shown["verified"]) == (
        0.5306,
        "2023",
        "公告2025年第47号",
        True,
    )
    assert shown["others"] == []


def test_show_keeps_what_a_source_prints_instead_of_a_number(ditan: Ditan) -> None:
    done = ditan("factors", "show", "efdb:43325")
    assert "27 - 91 g/m2（27～91）" in done.out
    assert "EFDB 43325" in done.out
    assert "同一参数的其他值" not in done.out


def test_show_of_an_unknown_code_says_what_to_do(ditan: Ditan) -> None:
    done = ditan("factors", "show", "nothing")
    assert (done.code, done.out) == (1, "")
    assert done.err.strip() == "没有编号为 nothing 的因子；请在因子库中查找后重新选择。"


def test_diff_lists_what_two_sets_say_differently_and_counts_the_rest(ditan: Ditan) -> None:
    done = ditan("factors", "diff", "provincial_guide_2025", "ndrc_industry_guides", "--quantity", "ncv")
    assert done.code == 0
    assert "42.652 GJ/t" in done.out
    assert "43.33 GJ/t（未核实）" in done.out
    assert "+1.59%" in done.out
    assert "389.31" not in done.out
    assert "两套都有 14 项：相同 1，不同 13；只有左边有 0，只有右边有 13。" in done.out


def test_diff_of_everything_holds_what_is_the_same_and_what_one_side_lacks(ditan: Ditan) -> None:
    arguments = ("factors", "diff", "provincial_guide_2025", "ndrc_industry_guides", "--quantity", "ncv", "--all")
    pairs = json.loads(ditan(*arguments, "--json").out)
    assert len(pairs) == 27
    gas = next(each for each in pairs if each["left"] and each["left"][0]["fuel"] == "natural_gas")
    assert (gas["left"][0]["value"], gas["right"][0]["value"], gas["change"]) == (389.31, 389.31, 0.0)
    assert sum(not each["left"] and each["change"] is None for each in pairs) == 13


def test_sets_are_listed_with_how_many_factors_they_hold_and_how_many_are_doubtful(ditan: Ditan) -> None:
    listed = {each["code"]: each for each in json.loads(ditan("factors", "sets", "--json").out)}
    assert (listed["gwp_ar6"]["factors"], listed["gwp_ar6"]["unverified"]) == (89, 2)
    assert (listed["grid_baselines"]["factors"], listed["grid_baselines"]["unverified"]) == (6, 6)
    assert listed["local"]["factors"] == 0
    assert "省级温室气体清单编制指南（2025）" in ditan("factors", "sets").out
