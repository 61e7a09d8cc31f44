"""The years that a plan is made for, and its status."""

import pytest

from ditan.core.reading.document.period import read_period
from ditan.core.reading.document.status import read_status


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("某市发展规划(2023-2030年)", (2023, 2030)),
        ("某区三年行动计划(2025—2027年)", (2025, 2027)),
        ("某区规划(2021年—2035年)", (2021, 2035)),
        ("某区“十四五”应对气候变化规划", (2021, 2025)),
        ("某区十三五节能规划", (2016, 2020)),
        ("某省“十五五”规划纲要", (2026, 2030)),
        ("某市2024年工作要点", (2024, 2024)),
        ("某市2024年度工作计划", (2024, 2024)),
        ("某市2023至2025年行动方案", (2023, 2025)),
    ],
)
def test_the_title_gives_the_period(title: str, years: tuple[int, int]) -> None:
    found = read_period(title, "", "")
    assert found is not None
    assert found[0] == years


@pytest.mark.parametrize(
    "title", ["2030年前碳达峰行动方案", "某市碳达峰实施方案", "某市2030年碳达峰方案", "某市(2030-2023年)方案"]
)
def test_a_year_of_peaking_is_no_period(title: str) -> None:
    assert read_period(title, "", "") is None


def test_the_body_may_state_the_period() -> None:
    body = "本规划期限为2021—2035年,近期到2025年。"
    found = read_period("某市规划", "", body)
    assert found is not None
    assert found[:2] == ((2021, 2035), "body")


def test_the_letter_may_print_the_period() -> None:
    front = "现将《某市三年行动计划(2025—2027年)》印发给你们"
    found = read_period("某市三年行动计划", front, "")
    assert found is not None
    assert found[:2] == ((2025, 2027), "front")


@pytest.mark.parametrize(
    ("title", "front", "own", "status"),
    [
        ("某区规划(征求意见稿)", "", False, "draft"),
        ("某区规划(草案)", "现印发给你们", False, "draft"),
        ("某区规划(送审稿)", "", True, "draft"),
        ("某区规划", "现将《某区规划》印发给你们", False, "issued"),
        ("某区规划", "(此件公开发布)", False, "issued"),
        ("某区规划", "关于公开征求意见的公告", False, "draft"),
        ("某区规划", "", True, "issued"),
        ("某区规划", "", False, "unknown"),
    ],
)
def test_the_status_is_told_by_title_letter_and_number(title: str, front: str, own: bool, status: str) -> None:
    assert read_status(title, front, own)[0] == status
