"""`ditan lake put|run|show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ditan.cli import app

ACTIVITY = """region,year,month,category,kind,fuel,technology,amount
500112,2023,1,1.A.1.a,stationary_fuel,diesel,,2.5
500112,2023,1,1.A.1.a,stationary_fuel,diesel,,{amount}
"""
FACTORS = """region,year,category,kind,fuel,technology,gas,value,factor_code
,2023,1.A.1.a,stationary_fuel,diesel,,CO2,3.09591,f:1
"""


def lake(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["lake", *map(str, words)])


@pytest.fixture(autouse=True)
def own_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DITAN_LAKE_URL", raising=False)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    (tmp_path / "activity.csv").write_text(ACTIVITY.format(amount="1"), encoding="utf-8")
    (tmp_path / "factors.csv").write_text(FACTORS, encoding="utf-8")
    return tmp_path


def put(tables: Path) -> Result:
    return lake("put", tables / "lake", "--activity", tables / "activity.csv", "--factors", tables / "factors.csv")


def test_rows_and_factors_are_put_computed_and_shown(tables: Path) -> None:
    assert "已写入 2 行，分区：500112/2023" in put(tables).output
    ran = lake("run", tables / "lake")
    assert (ran.exit_code, "计算 1 个分区，沿用 0 个，未能计算 0 个" in ran.output) == (0, True)
    shown = lake("show", tables / "lake").output
    assert "500112/2023  2 行" in shown
    assert "  完整" in shown
    again = json.loads(lake("run", tables / "lake", "--json").stdout)
    assert (again["computed"], again["kept"]) == ([], ["500112/2023"])


def test_a_row_without_amount_is_said_and_its_partition_is_incomplete(tables: Path) -> None:
    (tables / "activity.csv").write_text(ACTIVITY.format(amount="-1"), encoding="utf-8")
    assert "第 2 行“amount”为 -1，活动数据不能为负" in put(tables).output
    assert lake("run", tables / "lake").exit_code == 0
    (each,) = json.loads(lake("show", tables / "lake", "--json").stdout).values()
    assert each["complete"] is False


def test_a_word_where_a_number_belongs_stops_everything(tables: Path) -> None:
    (tables / "activity.csv").write_text(ACTIVITY.format(amount="很多"), encoding="utf-8")
    done = lake("put", tables / "lake", "--activity", tables / "activity.csv")
    assert (done.exit_code, "activity.csv 第 2 行“amount”为“很多”，应为数字；未写入任何内容" in done.output) == (
        1,
        True,
    )
    assert not (tables / "lake").exists()


def test_an_engine_that_is_not_to_be_had_is_said_in_one_line(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DITAN_LAKE_URL", "mysql://x")
    done = lake("run", tables / "lake")
    assert (done.exit_code, "应为 spark://主机:端口" in done.output) == (1, True)


def test_an_empty_lake_says_what_to_do(tmp_path: Path) -> None:
    assert "请先运行 ditan lake run" in lake("show", tmp_path).output
