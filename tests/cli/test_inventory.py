"""`ditan inventory`: a folder of files becomes an inventory, or a list of what has to be put right."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from ditan.cli.forms.methods import methods_page
from tests.cli.command import ROOT, Ditan

EXAMPLE = ROOT / "examples" / "inventory"
PAGE = ROOT / "docs" / "方法.md"
SETTINGS = """title = "试点区清单"
region = "500151"
year = 2023
gwp_set = "AR5"
factor_sets = ["local", "provincial_guide_2025", "ipcc_2006", "mee_grid_notices"]
unverified = true
"""
OWN = "code,name,quantity,value,unit,factor_set,fuel,source_title,verified\n"
MEASURED = (
    "fugitive_direct.csv",
    "category,label,gas,emitted_t,evidence,source\n1.B.3,监测,CH4,10,监测报告第 4 页,监测\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Settings, and one measured amount."""
    made = tmp_path / "清单"
    made.mkdir()
    write(made, "inventory.toml", SETTINGS)
    write(made, *MEASURED)
    return made


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    """A file of the folder."""
    (folder / name).write_text(text, encoding=encoding)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """A result as rows."""
    text = (folder / "out" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def total(folder: Path, gas: str, path: str = "with_land", view: str = "ipcc") -> dict[str, str]:
    """One cell of the totals."""
    return next(
        each for each in table(folder, "totals.csv") if (each["view"], each["path"], each["gas"]) == (view, path, gas)
    )


def test_a_measured_amount_is_summed_written_and_told_with_its_working(ditan: Ditan, folder: Path) -> None:
    done = ditan("inventory", "run", folder)
    assert (done.code, done.err) == (0, "")
    assert "CO2e（AR5，不含土地利用）：280.000 t" in done.out
    methane = total(folder, "CH4")
    assert (methane["tonnes"], methane["booked"], methane["scale"], methane["state"]) == (
        "10.000000",
        "10000000",
        "1000000",
        "known",
    )
    assert total(folder, "CO2e (AR5)")["tonnes"] == "280.0000000"
    (line,) = table(folder, "emissions.csv")
    assert (line["row"], line["gas"], line["amount"], line["problems"]) == ("fugitive_direct.csv:2", "CH4", "10.0", "")
    trace = json.loads((folder / "out" / "traces.jsonl").read_text(encoding="utf-8"))
    assert trace["operands"][0]["value"] == 10.0
    assert "10.000000" in (folder / "out" / "ditan_500151_2023.csv").read_text()


def test_a_sector_that_no_file_speaks_of_is_empty_and_no_zero(ditan: Ditan, folder: Path) -> None:
    ditan("inventory", "run", folder)
    waste = total(folder, "CH4", "4")
    assert (waste["state"], waste["tonnes"], waste["booked"], waste["complete"]) == ("empty", "", "", "no")


def test_chinese_headings_units_and_the_coding_of_old_spreadsheets_are_read(ditan: Ditan, folder: Path) -> None:
    """省级温室气体清单编制指南（2025）: 3.095909637 tCO2/t of diesel."""
    rows = "类别,名称,燃料品种,燃料消费量（t）,±燃料消费量\n1.A.2,锅炉,柴油,0.1 万吨,5%\n,,,,\n"
    write(folder, "stationary_fuel.csv", rows, "gb18030")
    ditan("inventory", "run", folder)
    assert total(folder, "CO2")["tonnes"] == "3095.909637"


def test_what_is_not_known_is_named_and_the_command_fails(ditan: Ditan, folder: Path) -> None:
    write(folder, "stationary_fuel.csv", "category,label,fuel,fuel_amount\n1.A.2,锅炉,柴油,\n")
    done = ditan("inventory", "run", folder)
    assert done.code == 1
    assert "（不完整）" in done.out
    said = total(folder, "CO2e (AR5)")
    assert (said["state"], said["complete"], said["lacking"]) == ("partial", "no", "stationary_fuel.csv:2")
    assert "stationary_fuel.csv:2（1.A.2 CO2）：" in (folder / "out" / "findings.txt").read_text(encoding="utf-8")


FUEL = "category,fuel,fuel_amount,notation,reason\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "stationary_fuel.csv",
            FUEL + "1.A.2,柴油,-1,,\n",
            "stationary_fuel.csv 第 2 行 fuel_amount 列：“燃料消费量”为 -1，活动数据不能为负；请核对数值和单位",
        ),
        (
            "stationary_fuel.csv",
            FUEL + "1.A.2,柴油,nan,,\n",
            "第 2 行 fuel_amount 列：“燃料消费量”：“nan”不是数字；请填写数字",
        ),
        (
            "stationary_fuel.csv",
            FUEL + "1.A.2,木炭饼,1,,\n",
            "第 2 行 fuel 列：“燃料品种”：没有“木炭饼”这一项；可选：",
        ),
        ("stationary_fuel.csv", FUEL + "9.Z,柴油,1,,\n", "第 2 行 category 列：没有类别“9.Z”；请填类别表中的编号"),
        ("stationary_fuel.csv", FUEL + "4.A,柴油,1,,\n", "不能填在类别 4.A 中；可填：1.A.1"),
        ("stationary_fuel.csv", FUEL + ",柴油,1,,\n", "第 2 行 category 列：没有填写类别；请填类别编号"),
        (
            "stationary_fuel.csv",
            FUEL + "1.A.2,柴油,1,NE,没有\n",
            "第 2 行 notation 列：标识符 NE 不能与数值同时填写；请清空",
        ),
        ("stationary_fuel.csv", FUEL + "1.A.2,,,NE,\n", "第 2 行 reason 列：标识符 NE 须写明理由"),
        (
            "stationary_fuel.csv",
            FUEL + "1.A.2,,,XX,\n",
            "第 2 行 notation 列：标识符只能是 NO、NE、NA、IE、C，现为“XX”",
        ),
        ("stationary_fuel.csv", FUEL + "1.A.2,柴油,1\n", "第 2 行：有 3 列，表头有 5 列；请检查多出或缺少的逗号"),
        ("stationary_fuel.csv", "category,fuel,weight\n1.A.2,柴油,1\n", "第 1 行 weight 列：没有这样的列；可用："),
        ("stationary_fuel.csv", "fuel,燃料品种\n柴油,柴油\n", "第 1 行 category 列：缺少此列"),
        ("stationary_fuel.csv", "category,fuel,燃料品种\n", "第 1 行 fuel 列：此列出现两次；请删去一列"),
        ("stationary_fuel.csv", FUEL + '1.A.2,"柴油,1,,\n', "不是有效的 CSV"),
        ("stationary_fuel.csv", "", "第 1 行 category 列：缺少此列"),
        ("stationary_fuel.csv", "category,±fuel_amount\n1.A.2,-5\n", "不确定度“-5”应为不小于 0 的百分数"),
        ("coal.csv", "category\n", "coal.csv：文件名不是源类型的编号；`ditan inventory methods` 列出全部"),
        (
            "factors.csv",
            OWN + "x,热值,ncv,1e999,GJ/t,local,diesel,化验,true\n",
            "factors.csv 第 2 行 value 列：“1e999”不是有效数字",
        ),
        (
            "factors.csv",
            OWN + "x,热值,ncv,43,GJ/t,ipcc_2006,diesel,化验,true\n",
            "factor_set 列：因子 x 的因子集为“ipcc_2006”；本地因子应为 local",
        ),
        (
            "factors.csv",
            OWN + "ipcc_2006:cc-diesel,含碳,carbon_content,20,tC/TJ,local,diesel,化验,true\n",
            "因子编号 ipcc_2006:cc-diesel 出现两次",
        ),
        (
            "inventory.toml",
            SETTINGS.replace("500151", "铜梁"),
            "inventory.toml region 列：“铜梁”不是行政区划代码；应如 500000",
        ),
        ("inventory.toml", SETTINGS.replace("AR5", "SAR"), "gwp_set 列：“SAR”不是一套 GWP；可用：AR4"),
        ("inventory.toml", SETTINGS.replace("2023", '"2023"'), "year 列：“2023”不是年份"),
        ("inventory.toml", SETTINGS.replace('"local"', '"house"'), "factor_sets 列：没有这些因子集：house"),
        ("inventory.toml", SETTINGS + "base_year = 2030\n", "base_year 列：“2030”不能作基准年"),
        ("inventory.toml", SETTINGS + "factor = 1\n", "factor 列：没有这一项设置；可用：title"),
        ("inventory.toml", SETTINGS + "x x\n", "不是有效的 TOML"),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_place_rule_and_remedy_and_leaves_no_total(
    ditan: Ditan, folder: Path, name: str, text: str, told: str
) -> None:
    ditan("inventory", "run", folder)
    assert (folder / "out" / "totals.csv").exists()
    write(folder, name, text)
    done = ditan("inventory", "run", folder)
    assert (done.code, done.out) == (2, "")
    assert told in done.err.replace("\n", "")
    assert [path.name for path in (folder / "out").iterdir()] == ["findings.txt"]
    assert "未计算" in (folder / "out" / "findings.txt").read_text(encoding="utf-8")


def test_all_faults_of_all_files_are_told_at_once(ditan: Ditan, folder: Path) -> None:
    write(folder, "stationary_fuel.csv", FUEL + "".join("1.A.2,柴油,-1,,\n" for _ in range(30)))
    write(folder, "rice.csv", "category,weight\n")
    done = ditan("inventory", "run", folder)
    assert "31 处须改正（另有 11 处，见" in done.err
    assert (folder / "out" / "findings.txt").read_text(encoding="utf-8").count("活动数据不能为负") == 30


def test_a_factor_of_the_district_is_used_and_one_that_could_never_be_is_refused(ditan: Ditan, folder: Path) -> None:
    write(folder, "stationary_fuel.csv", "category,fuel,fuel_amount\n1.A.2,柴油,1000\n")
    write(folder, "factors.csv", OWN + "x-1,本地热值,ncv,43,GJ/t,local,diesel,化验报告 17,true\n")
    ditan("inventory", "run", folder)
    assert float(total(folder, "CO2")["tonnes"]) == pytest.approx(1000 * 43 / 1000 * 20.2 * 0.98 * 44 / 12, abs=1e-6)
    assert "化验报告 17" in (folder / "out" / "traces.jsonl").read_text(encoding="utf-8")
    write(folder, "inventory.toml", SETTINGS.replace('"local", ', ""))
    done = ditan("inventory", "run", folder)
    assert done.code == 2
    assert "有 1 个本地因子，但 factor_sets 中没有“local”" in done.err


def test_draws_give_a_band_that_the_same_seed_gives_again(ditan: Ditan, folder: Path) -> None:
    write(folder, "fugitive_direct.csv", "category,gas,emitted_t,evidence,±emitted_t\n1.B.3,CH4,10,监测报告,10\n")
    write(folder, "waste_direct.csv", "category,gas,emitted_t,evidence\n4.E,CO2,5,台账\n")
    ditan("inventory", "run", folder, "--draws", "4000", "--seed", "7")
    first = table(folder, "uncertainty.csv")
    found = {each["what"]: each for each in first}
    assert float(found["CH4"]["percent"]) == pytest.approx(10, rel=0.05)
    assert (found["CO2"]["state"], found["CO2"]["lower"], found["CO2"]["percent"]) == ("no_range", "", "")
    assert "没有给出范围，不确定性因此偏小（1）" in (folder / "out" / "findings.txt").read_text(encoding="utf-8")
    ditan("inventory", "run", folder, "--draws", "4000", "--seed", "7")
    assert table(folder, "uncertainty.csv") == first
    ditan("inventory", "run", folder)
    assert not (folder / "out" / "uncertainty.csv").exists()


def test_a_text_that_a_spreadsheet_would_run_is_written_as_text(ditan: Ditan, folder: Path) -> None:
    write(folder, MEASURED[0], MEASURED[1].replace("监测,CH4", "=1+2,CH4"))
    ditan("inventory", "run", folder)
    assert table(folder, "emissions.csv")[0]["label"] == "'=1+2"


def test_a_template_is_written_once_and_asks_for_activity(ditan: Ditan, tmp_path: Path) -> None:
    done = ditan("inventory", "template", "新清单", "--kind", "rice", "--year", "2022")
    assert done.code == 0
    assert sorted(path.name for path in (tmp_path / "新清单").iterdir()) == [
        "factors.csv",
        "inventory.toml",
        "rice.csv",
    ]
    again = ditan("inventory", "template", "新清单", "--kind", "rice")
    assert again.code == 2
    assert "未写入任何内容" in again.err
    empty = ditan("inventory", "run", "新清单")
    assert empty.code == 2
    assert "没有活动数据" in empty.err
    assert "没有这些源类型：wheat" in ditan("inventory", "template", "x", "--kind", "wheat").err
    assert not (tmp_path / "x").exists()
    assert "没有这个文件夹" in ditan("inventory", "run", "x").err


def test_a_workbook_of_the_template_is_read_as_the_pages_read_it(ditan: Ditan, folder: Path) -> None:
    ditan("inventory", "template", "模板", "--kind", "stationary_fuel", "--xlsx")
    book = openpyxl.load_workbook(Path("模板") / "活动数据.xlsx")
    page = book["固定源燃料燃烧"]
    codes = [cell.value for cell in page[1]]
    given = {"category": "1.A.2", "label": "锅炉", "fuel": "柴油", "fuel_amount": 1000, "source_note": "报表"}
    for name, value in given.items():
        page.cell(3, codes.index(name) + 1, value)
    book.save(folder / "活动数据.xlsx")
    ditan("inventory", "run", folder)
    assert total(folder, "CO2")["tonnes"] == "3095.909637"
    assert table(folder, "emissions.csv")[-1]["row"] == "活动数据.xlsx[固定源燃料燃烧]:3"
    page.cell(3, codes.index("fuel_amount") + 1, -1)
    book.save(folder / "活动数据.xlsx")
    done = ditan("inventory", "run", folder)
    assert (done.code, not (folder / "out" / "totals.csv").exists()) == (2, True)
    assert "活动数据.xlsx[固定源燃料燃烧] 第 3 行 fuel_amount 列：“燃料消费量”为 -1，活动数据不能为负" in done.err
    page.move_range("D1:D3", cols=40)
    book.save(folder / "活动数据.xlsx")
    moved = ditan("inventory", "run", folder)
    assert moved.code == 2
    assert "活动数据.xlsx：工作表“固定源燃料燃烧”D 列应为“燃料品种*”，现为“空”：列被移动" in moved.err
    (folder / "活动数据.xlsx").write_bytes(b"PK")
    assert "活动数据.xlsx：" in ditan("inventory", "run", folder).err


def test_the_example_is_labelled_and_computes_but_for_what_it_lacks(ditan: Ditan, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "演示")
    done = ditan("inventory", "run", "演示")
    assert done.code == 1
    lacking = {each["gas"] for each in table(tmp_path / "演示", "emissions.csv") if each["problems"] and each["gas"]}
    assert not lacking & {"CO2", "CH4", "N2O", "SF6", "HFC-134a"}
    assert "演示" in (tmp_path / "演示" / "out" / "ditan_L500990_2023.yaml").read_text(encoding="utf-8")
    assert total(tmp_path / "演示", "SF6")["state"] == "known"


def test_methods_are_listed_with_formula_and_source(ditan: Ditan) -> None:
    done = ditan("inventory", "methods")
    assert "stationary_fuel  固定源燃料燃烧" in done.out
    assert "CO2 = 消费量 × 低位发热量 ÷ 1000 × 单位热值含碳量 × 碳氧化率 × 44/12" in done.out
    assert done.out.count("出处：") > 60


def test_the_page_of_methods_is_what_the_methods_say_of_themselves() -> None:
    """Out of date after a change of a method: `./ditan inventory methods --markdown > docs/方法.md`."""
    assert PAGE.read_text(encoding="utf-8") == methods_page()
