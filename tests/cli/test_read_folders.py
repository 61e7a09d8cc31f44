"""`ditan read` on folders, odd names and files that cannot be read: the rest is read, nothing is half written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command import SHORT_PLAN, Ditan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two plans between two files that cannot be read."""
    place = tmp_path / "规划 文件夹"
    place.mkdir()
    (place / "一.txt").write_text(SHORT_PLAN, encoding="utf-8")
    (place / "二.txt").write_bytes(SHORT_PLAN.encode("gb18030"))
    (place / "坏.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (place / "空.docx").write_bytes(b"")
    return place


def written(tmp_path: Path) -> list[str]:
    """The files in the folder of results."""
    return sorted(path.name for path in (tmp_path / "out").iterdir())


def test_a_folder_with_bad_files_gives_the_good_ones(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    done = ditan("read", folder, "--format", "json", "--output", "out")
    assert done.code == 1
    assert written(tmp_path) == ["一.json", "二.json"]
    assert [name for name in ("坏.pdf：", "空.docx：") if name not in done.err] == []


def test_the_encoding_of_a_file_changes_no_item(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    ditan("read", folder, "--format", "json", "--output", "out")
    one, two = (json.loads((tmp_path / "out" / name).read_text(encoding="utf-8")) for name in ("一.json", "二.json"))
    assert one["measures"] == two["measures"]
    assert one["targets"] == two["targets"]


def test_every_bad_file_is_one_line_that_names_it(ditan: Ditan, folder: Path) -> None:
    done = ditan("read", folder / "坏.pdf", folder / "空.docx", "--format", "json")
    lines = [line for line in done.err.splitlines() if line.strip()]
    assert len(lines) == 2
    assert [line for line in lines if "：" not in line] == []
    assert done.out == ""


def test_a_result_replaces_an_older_one_whole(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "一.json").write_text("x" * 100_000, encoding="utf-8")
    ditan("read", folder / "一.txt", "--format", "json", "--output", "out")
    assert json.loads((tmp_path / "out" / "一.json").read_text(encoding="utf-8"))["name"] == "一.txt"
    assert written(tmp_path) == ["一.json"]


def test_a_result_of_a_file_that_fails_leaves_the_older_one(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "坏.json").write_text("{}", encoding="utf-8")
    assert ditan("read", folder / "坏.pdf", "--format", "json", "--output", "out").code == 1
    assert (tmp_path / "out" / "坏.json").read_text(encoding="utf-8") == "{}"
    assert written(tmp_path) == ["坏.json"]


def test_a_folder_inside_a_folder_is_left_alone(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    (folder / "旧版").mkdir()
    (folder / "旧版" / "三.txt").write_text(SHORT_PLAN, encoding="utf-8")
    ditan("read", folder, "--format", "json", "--output", "out")
    assert "三.json" not in written(tmp_path)


def test_a_file_named_beside_its_folder_is_read_once(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    ditan("read", folder / "一.txt", folder, "--format", "json", "--output", "out")
    assert written(tmp_path) == ["一.json", "二.json"]


@pytest.mark.parametrize("name", ["规划 (1).txt", "=1+1.txt", "[bold].txt", "-v.txt", "规划.v2.txt", "🌿.txt"])
def test_a_file_of_any_name_is_read_under_that_name(ditan: Ditan, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SHORT_PLAN, encoding="utf-8")
    done = ditan("read", "--format", "json", "--output", "out", "--", name)
    assert done.code == 0
    assert written(tmp_path) == [name.removesuffix(".txt") + ".json"]
    assert name in done.err


def test_markup_in_a_file_s_name_is_shown_in_the_message(ditan: Ditan, tmp_path: Path) -> None:
    (tmp_path / "[red]坏.txt").write_bytes(b"")
    assert "[red]坏.txt：" in ditan("read", "[red]坏.txt").err


def test_all_files_bad_shows_nothing_but_the_reasons(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    done = ditan("read", folder / "坏.pdf", "--format", "xlsx", "--output", "out")
    assert (done.code, done.out) == (1, "")
    assert not (tmp_path / "out").exists()


def test_a_workbook_for_each_plan_of_a_folder(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    ditan("read", folder, "--format", "xlsx", "--output", "out")
    assert written(tmp_path) == ["一.xlsx", "二.xlsx"]
    assert all((tmp_path / "out" / name).read_bytes().startswith(b"PK") for name in written(tmp_path))


def test_without_a_folder_workbooks_come_where_one_stands(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    ditan("read", folder / "一.txt", "--format", "xlsx")
    assert (tmp_path / "一.xlsx").exists()


@pytest.mark.parametrize("arguments", [(), ("--format", "json"), ("--output", "out")])
def test_without_a_file_the_command_says_what_it_needs(ditan: Ditan, arguments: tuple[str, ...]) -> None:
    done = ditan("read", *arguments)
    assert done.code == 2
    assert "Usage: ditan read" in done.err


def test_an_output_that_is_a_file_is_no_folder_to_write_to(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("kept", encoding="utf-8")
    done = ditan("read", folder / "一.txt", "--format", "json", "--output", "out")
    assert done.code == 1
    assert "无法写入" in done.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "kept"


def test_findings_for_a_folder_that_is_a_file_are_refused_in_words(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("kept", encoding="utf-8")
    done = ditan("check-plans", folder / "一.txt", "--output", "out")
    assert done.code == 1
    assert "无法写入" in done.err
    assert (tmp_path / "out").read_text(encoding="utf-8") == "kept"


def test_results_can_be_read_by_others(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    ditan("read", folder / "一.txt", "--format", "json", "--output", "out")
    assert (tmp_path / "out" / "一.json").stat().st_mode & 0o777 == 0o644


def test_check_plans_of_a_folder_with_bad_files_checks_the_rest(ditan: Ditan, folder: Path, tmp_path: Path) -> None:
    done = ditan("check-plans", folder, "--format", "json", "--output", "out")
    assert done.code == 1
    assert written(tmp_path) == ["findings.json"]
    assert "2 份规划" in done.err


def test_check_plans_of_nothing_fails_and_finds_nothing(ditan: Ditan, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = ditan("check-plans", "empty", "--format", "json")
    assert (done.code, json.loads(done.out)) == (1, [])
