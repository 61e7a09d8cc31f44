"""Measures of the labelled plans, against their hand-made truth."""

import json
from pathlib import Path
from typing import Any

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.departments import plain_key
from ditan.core.reading.draft import Measure
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import read_outline

ROOT = Path(__file__).parents[3]
PLANS = ROOT / "examples" / "plans"
DATA = ROOT / "tests" / "data"

LABELLED = [
    (PLANS / "001-yuzhong-green-industry.txt", DATA / "truth" / "001-yuzhong-green-industry.truth.json"),
    (PLANS / "003-gaoxin-pollution-carbon.txt", DATA / "truth" / "003-gaoxin-pollution-carbon.truth.json"),
    (DATA / "more" / "03_jilin_urban_rural_peak.txt", DATA / "more" / "03_jilin_urban_rural_peak.truth.json"),
    (DATA / "more" / "04_ningxia_green_circular.txt", DATA / "more" / "04_ningxia_green_circular.truth.json"),
    (DATA / "more" / "08_zhejiang_city_air_2020.txt", DATA / "more" / "08_zhejiang_city_air_2020.truth.json"),
]


def read(path: Path) -> tuple[Measure, ...]:
    page = clean(path.read_text("utf-8"))
    return read_measures(page, read_outline(page))


def keys(names: list[str] | tuple[str, ...]) -> set[str]:
    return {plain_key(name) for name in names}


@pytest.mark.parametrize(("plan", "truth"), LABELLED, ids=lambda path: path.name)
def test_every_labelled_measure_is_read_with_its_departments(plan: Path, truth: Path) -> None:
    rows: list[dict[str, Any]] = json.loads(truth.read_text("utf-8"))["measures"]

    measures = read(plan)

    assert [measure.title for measure in measures] == [row["title"] for row in rows]
    for measure, row in zip(measures, rows, strict=True):
        assert keys(measure.lead) == keys(row["lead"]), measure.title
        assert keys(measure.cooperating) == keys(row["cooperating"]), measure.title


def test_the_roles_follow_the_wording() -> None:
    roles = {measure.number: measure.roles for measure in read(PLANS / "001-yuzhong-green-industry.txt")}

    assert (roles["1"], roles["4"], roles["6"]) == ("split", "joint", "single")


def test_two_clauses_of_one_measure_are_united() -> None:
    first, second = read(DATA / "more" / "07_chaozhou_blue_sky.txt")

    assert first.lead == ("市生态环境局", "市场监管局")
    assert first.cooperating == ("市发展和改革局", "工业和信息化局", "自然资源局")
    assert second.cooperating[-1] == "应急管理局"
    assert second.deadline == "2019年9月底前"


def test_a_plan_without_departments_in_its_body_still_has_measures() -> None:
    city = read(PLANS / "000-gaoxin-urban-construction.txt")
    ecology = read(PLANS / "002-guangyangwan-eco-city.txt")

    assert len(city) == 30
    assert (city[0].title, city[22].title) == ("优化城市空间布局", "加强数字赋能建筑业发展")
    assert len(ecology) == 24
    assert (ecology[0].number, ecology[-1].title) == ("(五)", "强化责任落实")


def test_sections_of_a_plan_with_unnumbered_measures_are_read() -> None:
    titles = [measure.title for measure in read(PLANS / "004-tongliang-climate.txt")]

    assert titles[0] == "加快实施碳排放达峰行动"
    assert titles[-1] == "注重低碳宣传"
    assert not {"指导思想", "目标指标", "发展机遇"} & set(titles)


@pytest.mark.parametrize("plan", sorted(PLANS.glob("*.txt")), ids=lambda path: path.name)
def test_every_quote_is_the_text_of_its_span(plan: Path) -> None:
    text = plan.read_text("utf-8")

    for measure in read(plan):
        assert text[slice(*measure.span)] == measure.quote
