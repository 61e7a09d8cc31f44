"""`ditan check-plans`: findings within a plan and between plans."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import PLANS, Ditan


def test_findings_within_the_five_plans_point_into_their_texts(ditan: Ditan) -> None:
    done = ditan("check-plans", PLANS, "--format", "json")
    assert done.code == 0
    findings = json.loads(done.out)
    assert len(findings) >= 12
    texts = {path.name: path.read_text(encoding="utf-8") for path in PLANS.glob("*.txt")}
    sides = [side for finding in findings for side in finding["spans"]]
    assert all(texts[side["file"]][side["start"] : side["end"]] == side["quote"] for side in sides)
    assert {finding["level"] for finding in findings} <= {"error", "warning", "notice"}


def test_two_plans_of_one_region_that_contradict_each_other_are_found(ditan: Ditan, tmp_path: Path) -> None:
    for name, title, share in (("a", "绿色低碳发展", "80"), ("b", "减污降碳", "90")):
        text = f"重庆市铜梁区{title}实施方案\n\n一、主要目标\n到2025年,城镇生活污水集中收集率达到{share}%。\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    done = ditan("check-plans", "a.txt", "b.txt", "--format", "json")
    assert {"a.txt", "b.txt"} in [{side["file"] for side in finding["spans"]} for finding in json.loads(done.out)]


def test_findings_can_be_written_to_a_folder(ditan: Ditan, tmp_path: Path) -> None:
    done = ditan("check-plans", PLANS / "004-tongliang-climate.txt", "--format", "json", "--output", "out")
    assert done.code == 0
    assert json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))


def test_findings_are_shown_as_a_table(ditan: Ditan) -> None:
    done = ditan("check-plans", PLANS / "004-tongliang-climate.txt")
    assert "级别" in done.out
    assert "004-tongliang-climate.txt" in done.out


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_checked(ditan: Ditan) -> None:
    done = ditan("check-plans", "nowhere.txt", PLANS / "004-tongliang-climate.txt", "--format", "json")
    assert done.code == 1
    assert "nowhere.txt：没有这个文件" in done.err
    assert json.loads(done.out)
