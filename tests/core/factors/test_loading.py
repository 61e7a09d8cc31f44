"""Files of factors: what is read, what is refused, and that nothing of a broken file is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from ditan.core.factors import FactorRefused, load
from ditan.core.factors.loading import LISTS, book, factor_files

HEADING = "code,name,quantity,value,unit,factor_set,source_title,verified,fuel,lower,upper,text,valid_from,valid_to"
DIESEL = "local:ncv-diesel,柴油热值,ncv,42.652,GJ/t,local,化验单 2024-07,true,diesel,42,43.1,,2024-01,"


def file_of(folder: Path, *rows: str, heading: str = HEADING, name: str = "more.csv") -> Path:
    """A CSV with these rows."""
    path = folder / name
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return path


def refusal_of(*paths: Path) -> str:
    """The message with which the files are refused."""
    with pytest.raises(FactorRefused) as refused:
        load(paths)
    assert refused.value.code == "broken"
    return str(refused.value)


def test_a_row_becomes_a_factor_with_its_range_and_source(tmp_path: Path) -> None:
    diesel = load([file_of(tmp_path, DIESEL)]).get("local:ncv-diesel")
    assert (diesel.value, diesel.lower, diesel.upper, diesel.unit) == (42.652, 42.0, 43.1, "GJ/t")
    assert (diesel.fuel, diesel.source_title, diesel.verified) == ("diesel", "化验单 2024-07", True)
    assert (diesel.gas, diesel.region, diesel.year, diesel.note) == ("", "", "", "")


def test_a_value_that_the_source_does_not_print_as_one_number_is_none_and_keeps_its_text(tmp_path: Path) -> None:
    row = "local:x,柴油热值,ncv,,GJ/t,local,手册,true,diesel,42,43,42—43,,"
    factor = load([file_of(tmp_path, row)]).get("local:x")
    assert (factor.value, factor.lower, factor.upper, factor.text) == (None, 42.0, 43.0, "42—43")


@pytest.mark.parametrize(
    ("column", "before", "after", "said"),
    [
        ("code", "local:ncv-diesel", "柴油", "“柴油”不能作编号"),
        ("name", "柴油热值", "", "没有填写"),
        ("quantity", ",ncv,", ",heat,", "没有“heat”这种参数"),
        ("value", "42.652", "nan", "“nan”不是有效数字"),
        ("value", "42.652", "inf", "“inf”不是有效数字"),
        ("value", "42.652", "1_0", "“1_0”不是有效数字"),
        ("value", "42.652", "约42", "“约42”不是有效数字"),
        ("value", "42.652", "", "没有数值，text 列也没有原文"),
        (
            "value",
            "42.652,GJ/t,local,化验单 2024-07,true,diesel,42,43.1",
            "42652,GJ/t,local,化验单,true,diesel,,",
            "42652 超出平均低位发热量的范围 0—1000",
        ),
        ("unit", "GJ/t", "kcal/kg", "“kcal/kg”不能作平均低位发热量的单位；可用：GJ/t、GJ/万Nm³"),
        ("unit", "true,diesel", "true,natural_gas", "天然气以 万Nm³ 计量，热值单位应为 GJ/万Nm³，现为 GJ/t"),
        ("fuel", ",diesel,", ",desel,", "没有“desel”这种燃料"),
        ("factor_set", "GJ/t,local", "GJ/t,mine", "没有“mine”这套因子"),
        ("source_title", "化验单 2024-07", "", "没有填写"),
        ("verified", "true", "yes", "“yes”应为 true 或 false"),
        ("lower", "42,43.1", "44,43.1", "下限 44 大于上限 43.1"),
        ("lower", "42,43.1", "43,43.1", "下限 43 大于数值 42.652"),
        ("upper", "42,43.1", "42,42.5", "上限 42.5 小于数值 42.652"),
        ("valid_from", "2024-01,", "2024年,", "“2024年”不是日期"),
        ("valid_to", "2024-01,", "2024-01,2023-12", "2023-12 早于 2024-01"),
    ],
)
def test_a_broken_cell_is_named_with_file_row_column_and_remedy(
    tmp_path: Path, column: str, before: str, after: str, said: str
) -> None:
    assert before in DIESEL
    message = refusal_of(file_of(tmp_path, DIESEL.replace("ncv-diesel", "first"), DIESEL.replace(before, after)))
    assert "因子文件有 1 处错误" in message
    assert f"more.csv 第 3 行 {column} 列：{said}" in message


def test_all_faults_of_all_files_stand_in_one_refusal(tmp_path: Path) -> None:
    one = file_of(tmp_path, DIESEL.replace("true", "yes").replace("42.652", "x"), name="one.csv")
    two = file_of(tmp_path, DIESEL, DIESEL, name="two.csv")
    lines = refusal_of(one, two).splitlines()
    assert lines[0] == "因子文件有 3 处错误，未载入任何因子："
    assert [line.split("：")[0] for line in lines[1:]] == [
        "one.csv 第 2 行 value 列",
        "one.csv 第 2 行 verified 列",
        "two.csv 第 3 行 code 列",
    ]


def test_a_code_used_in_two_files_is_refused_with_both_places(tmp_path: Path) -> None:
    message = refusal_of(file_of(tmp_path, DIESEL, name="a.csv"), file_of(tmp_path, DIESEL, name="b.csv"))
    assert "b.csv 第 2 行 code 列：编号 local:ncv-diesel 已用于 a.csv 第 2 行" in message


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    assert "more.csv 第 2 行 全 列：有 15 列，表头有 14 列" in refusal_of(file_of(tmp_path, DIESEL + ","))


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (HEADING.replace(",verified", ""), "第 1 行 verified 列：缺少此列"),
        (HEADING + ",colour", "第 1 行 colour 列：没有这样的列"),
        (HEADING + ",fuel", "第 1 行 fuel 列：此列出现两次"),
    ],
)
def test_a_broken_heading_is_refused(tmp_path: Path, heading: str, said: str) -> None:
    assert said in refusal_of(file_of(tmp_path, heading=heading))


def test_the_book_is_read_once() -> None:
    assert book() is book()


def test_every_file_of_the_folder_is_a_list_or_read_as_factors() -> None:
    names = {path.name for path in factor_files()}
    assert not names & set(LISTS)
    assert {"fuels_china.csv", "grid.csv", "gwp.csv", "uncertainty.csv"} <= names
    assert len(book()) == sum(len(load([path])) for path in factor_files())
