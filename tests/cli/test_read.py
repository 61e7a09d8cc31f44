"""`ditan read`: what it prints, what it writes, and what it says of files that it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.command import PLANS, SHORT_PLAN, Ditan

KINDS = ("indicators", "targets", "measures", "tasks", "projects")


def test_a_plan_is_shown_as_tables(ditan: Ditan, plan: Path) -> None:
    done = ditan("read", plan)
    assert done.code == 0
    assert "某区碳达峰实施方案" in done.out
    assert "推进建筑节能" in done.out
    assert "区住房城乡建委" in done.out


def test_json_without_a_folder_goes_to_the_terminal_as_one_object(ditan: Ditan, plan: Path) -> None:
    done = ditan("read", plan, "--format", "json")
    reading = json.loads(done.out)
    assert reading["document"]["title"] == "某区碳达峰实施方案(2023—2025年)"
    assert [measure["lead"] for measure in reading["measures"]] == [["区住房城乡建委"]]


def test_json_of_several_files_goes_to_the_terminal_as_a_list(ditan: Ditan, plan: Path) -> None:
    other = plan.with_name("另一方案.txt")
    other.write_text(SHORT_PLAN, encoding="utf-8")
    done = ditan("read", plan, other, "--format", "json")
    assert [reading["name"] for reading in json.loads(done.out)] == ["小城方案.txt", "另一方案.txt"]


def test_json_has_the_published_shape(ditan: Ditan, tmp_path: Path) -> None:
    done = ditan("read", PLANS / "004-tongliang-climate.txt", "--format", "json", "--output", "out")
    assert done.code == 0
    reading = json.loads((tmp_path / "out" / "004-tongliang-climate.json").read_text(encoding="utf-8"))
    assert {"document", "outline", *KINDS, "findings"} <= reading.keys()
    assert {"name", "unit", "category", "nature", "department", "basis", "values", "ambiguous", "alternatives"} <= (
        reading["indicators"][0].keys()
    )
    assert {"value", "text", "comparator"} <= next(
        value.keys() for row in reading["indicators"] for value in row["values"].values() if value
    )
    assert {"name", "value", "unit", "year", "comparator", "base_year", "base_value"} <= reading["targets"][0].keys()
    for kind in ("measures", "tasks"):
        assert {"number", "title", "text", "lead", "cooperating", "roles"} <= reading[kind][0].keys()
    assert {"number", "category", "name", "content", "quantities", "period", "investment", "lead"} <= (
        reading["projects"][0].keys()
    )
    assert {"total", "unit", "by_source"} <= reading["projects"][0]["investment"].keys()
    assert {"code", "level", "message", "spans"} == reading["findings"][0].keys()
    assert {"file", "start", "end", "quote"} == reading["findings"][0]["spans"][0].keys()


@pytest.mark.parametrize("name", sorted(path.name for path in PLANS.glob("*.txt")))
def test_every_item_quotes_the_characters_of_its_span(ditan: Ditan, tmp_path: Path, name: str) -> None:
    ditan("read", PLANS / name, "--format", "json", "--output", "out")
    text = (PLANS / name).read_text(encoding="utf-8")
    reading = json.loads((tmp_path / "out" / name).with_suffix(".json").read_text(encoding="utf-8"))
    items = [item for kind in (*KINDS, "outline") for item in reading[kind]]
    assert items
    assert all(text[slice(*item["span"])] == item["quote"] for item in items)
    assert all(0.0 <= item["confidence"] <= 1.0 for item in items)


def test_a_folder_means_the_plans_in_it(ditan: Ditan, plan: Path, tmp_path: Path) -> None:
    plan.with_name("notes.md").write_text("not a plan", encoding="utf-8")
    done = ditan("read", plan.parent, "--format", "json", "--output", "out")
    assert done.code == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["小城方案.json"]


def test_a_folder_without_plans_is_said_to_have_none(ditan: Ditan, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = ditan("read", "empty")
    assert done.code == 1
    assert "没有找到规划文件" in done.err


def test_two_files_of_one_name_do_not_overwrite_each_other(ditan: Ditan, plan: Path, tmp_path: Path) -> None:
    other = plan.with_suffix(".text")
    other.write_text(SHORT_PLAN, encoding="utf-8")
    ditan("read", plan, other, "--format", "json", "--output", "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["小城方案.json", "小城方案.text.json"]


def test_a_missing_file_is_named_and_the_others_are_still_read(ditan: Ditan, plan: Path, tmp_path: Path) -> None:
    done = ditan("read", "nowhere.txt", plan, "--format", "json", "--output", "out")
    assert done.code == 1
    assert "nowhere.txt：没有这个文件；请核对路径。" in done.err
    assert (tmp_path / "out" / "小城方案.json").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("noise.docx", bytes(range(256)) * 40), ("broken.pdf", b"%PDF-1.7\nnothing more")],
)
def test_a_bad_file_is_refused_in_chinese_and_leaves_nothing(
    ditan: Ditan, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    done = ditan("read", name, "--format", "json", "--output", "out")
    assert done.code == 1
    assert done.err.startswith(f"{name}：")
    assert any("\u4e00" <= character <= "\u9fff" for character in done.err.removeprefix(f"{name}：")[:6])
    assert "Traceback" not in done.err
    assert not (tmp_path / "out").exists()


def test_a_workbook_has_a_sheet_for_each_kind(ditan: Ditan, plan: Path, tmp_path: Path) -> None:
    done = ditan("read", plan, "--format", "xlsx")
    assert done.code == 0
    book = openpyxl.load_workbook(tmp_path / "小城方案.xlsx")
    assert book.sheetnames == ["指标", "目标", "措施", "任务", "项目", "问题"]
    rows = list(book["措施"].values)
    assert rows[0][:2] == ("序号", "标题")
    assert "区住房城乡建委" in rows[1]


def test_a_workbook_takes_no_text_for_a_formula(ditan: Ditan, tmp_path: Path) -> None:
    text = SHORT_PLAN.replace("推进建筑节能", "=1+1建筑节能")
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    ditan("read", "plan.txt", "--format", "xlsx", "--output", "out")
    book = openpyxl.load_workbook(tmp_path / "out" / "plan.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_tables_can_be_written_to_files(ditan: Ditan, plan: Path, tmp_path: Path) -> None:
    ditan("read", plan, "--output", "out")
    written = (tmp_path / "out" / "小城方案.txt").read_text(encoding="utf-8")
    assert "措施（1）" in written
    assert "\x1b" not in written


def test_an_unknown_format_is_a_usage_error(ditan: Ditan, plan: Path) -> None:
    done = ditan("read", plan, "--format", "csv")
    assert done.code == 2
    assert "'csv'" in done.err


def test_the_version_is_that_of_the_package(ditan: Ditan) -> None:
    assert ditan("--version").out == "ditan 0.1.0\n"
