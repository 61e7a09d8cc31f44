"""The script that writes the division table, on a few divisions."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[3] / "scripts/build_region_table.py"
DATA = {
    "meta": {},
    "provinces": {
        "东海市": {"code": "110000000000", "cities": {"": {"code": None, "counties": {"西山区": "110101000000"}}}},
        "南江省": {
            "code": "450000000000",
            "cities": {
                "临川市": {"code": "450100000000", "counties": {"鼓楼区": "450102000000", "甲县": "450121000000"}},
                "": {"code": None, "counties": {"直辖市": "459001000000"}},
            },
        },
    },
}
HISTORY = {
    "events": [
        {"year": 2019, "type": "撤县设区", "level": 3, "doc_no": "国函〔2019〕1号", "old": {"code": "450122000000", "name": "乙县", "parent_code": "450100000000"}},
        {"year": 2010, "type": "撤销", "level": 3, "doc_no": None, "old": {"code": "450123000000", "name": "丙县", "parent_code": "450100000000"}},
        {"year": 2018, "type": "撤销", "level": 3, "doc_no": None, "old": {"code": "450124000000", "name": "丁县", "parent_code": "459900000000"}},
        {"year": 2018, "type": "更名", "level": 3, "doc_no": None, "old": {"code": "450121000000", "name": "甲县", "parent_code": "450100000000"}},
        {"year": 2018, "type": "区划调整", "level": 3, "old": {"code": None, "name": None}},
        {"year": 2018, "type": "撤销", "level": 4, "old": {"code": "450125000000", "name": "戊镇"}},
    ]
}  # fmt: skip


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def test_provinces_cities_and_counties_hang_together(script: dict[str, Any]) -> None:
    rows = {row["code"]: row for row in script["province_rows"](DATA, "source")}
    assert {code: row["parent_code"] for code, row in rows.items()} == {
        "110000": "",
        "110101": "110000",
        "450000": "",
        "450100": "450000",
        "450102": "450100",
        "450121": "450100",
        "459001": "450000",
    }
    assert rows["450000"]["aliases"] == "南江"
    assert rows["450100"]["level"] == "city"
    assert rows["459001"]["level"] == "county-city"


def test_ended_divisions_of_recent_years_are_kept_with_their_document(script: dict[str, Any]) -> None:
    rows = script["ended_rows"](HISTORY, {"450100", "450121"})
    assert [(row["name"], row["valid_to"], row["source"], row["parent_code"]) for row in rows] == [
        ("乙县", "2019", "国函〔2019〕1号", "450100"),
        ("丁县", "2018", "gbt2260-yearly", "450000"),
    ]


@pytest.mark.parametrize(("name", "level"), [("铜梁区", "district"), ("余姚市", "county-city"), ("城口县", "county")])
def test_levels_by_the_end_of_a_name(script: dict[str, Any], name: str, level: str) -> None:
    assert script["county_level"](name) == level


def test_nothing_is_verified_by_one_source_alone(script: dict[str, Any]) -> None:
    assert {row["verified"] for row in script["province_rows"](DATA, "source")} == {"false"}
