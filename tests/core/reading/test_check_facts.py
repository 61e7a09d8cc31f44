"""Values that a text states as reached, and those it leaves without a year."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.facts import read_facts, read_undated, wanted_names
from ditan.core.reading.check.statements import direction_of, is_share, statements
from tests.core.reading.made_plans import Maker, made_draft, made_plan

TARGETS = (
    ("森林覆盖率达到60%", "森林覆盖率", 60.0, "%"),
    ("市级绿色工厂90家", "市级绿色工厂", 90.0, "家"),
    ("道路网密度8公里/平方公里", "道路网密度", 8.0, "公里/平方公里"),
)


def facts(sentence: str, undated: bool = False) -> list[tuple[str, float, int | None, str]]:
    text = sentence + "\n到2030年," + ",".join(quote for quote, *_ in TARGETS) + "。"
    make = Maker(text)
    make.last = dict.fromkeys((quote for quote, *_ in TARGETS), len(sentence))
    targets = [make.target(quote, name, value, unit, 2030) for quote, name, value, unit in TARGETS]
    plan = made_plan(made_draft(text, period=(2023, 2030), targets=targets))
    read = read_undated if undated else read_facts
    return [(one.name, one.value, one.year, one.side.quote) for one in read(plan, wanted_names(statements(plan)))]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("截止2020年,全区森林覆盖率达到47%。", ("森林覆盖率", 47.0, 2020, "全区森林覆盖率达到47%")),
        ("2022年,创建市级绿色工厂14家(含国家级2家)。", ("市级绿色工厂", 14.0, 2022, "创建市级绿色工厂14家")),
        ("目前,全区现有14家市级绿色工厂。", ("市级绿色工厂", 14.0, None, "14家市级绿色工厂")),
        ("“十三五”期间,路网密度提高到3.7千米/平方千米。", ("路网密度", 3.7, 2020, "路网密度提高到3.7千米/平方千米")),
    ],
)
def test_reached_values(sentence: str, fact: tuple[str, float, int | None, str]) -> None:
    assert facts(sentence) == [fact]


def test_a_year_named_once_holds_for_the_paragraph() -> None:
    found = facts("2022年,高星级绿色建筑占比30.42%。重视绿色制造体系打造,创建市级绿色工厂14家。")
    assert [(name, value) for name, value, *_ in found] == [("市级绿色工厂", 14.0)]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2025年,森林覆盖率达到55%。",
        "力争森林覆盖率达到55%。",
        "2028年森林覆盖率55%。",
        "截止2020年,邻区天然林森林覆盖率达到47%。",
        "截止2020年,全区森林蓄积量达到47万立方米。",
        "截止2020年,全区市级绿色工厂达到十四家。",
        "森林覆盖率达到47%。",
        "全面推进国土绿化。",
    ],
)
def test_values_that_are_not_reached_or_of_other_things(sentence: str) -> None:
    assert facts(sentence) == []


def test_an_undated_rise() -> None:
    assert facts("加快建设,路网密度提升至4.6公里/平方公里。", undated=True) == [
        ("路网密度", 4.6, None, "路网密度提升至4.6公里/平方公里")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "到2025年,路网密度提升至4.6公里/平方公里。",
        "目前,路网密度提升至4.6公里/平方公里。",
        "路网密度4.6公里/平方公里。",
    ],
)
def test_dated_reached_or_bare_values_are_not_undated_rises(sentence: str) -> None:
    assert facts(sentence, undated=True) == []


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("城市公共供水管网漏损率", "down"),
        ("林业有害生物成灾率", "down"),
        ("单位GDP能耗下降", "up"),
        ("建成区绿地率", "up"),
        ("高标准农田面积", "up"),
        ("煤炭", ""),
        ("人均能源消费", ""),
    ],
)
def test_the_direction_of_a_name(name: str, direction: str) -> None:
    assert direction_of(name, None) == direction


def test_statements_come_from_tables_and_text_in_order_of_place() -> None:
    text = "到2025年,森林覆盖率达到50%,比2020年的47%提高。\n绿地率(%)30 40"
    make = Maker(text)
    target = make.target("森林覆盖率达到50%", "森林覆盖率", 50.0, "%", 2025, base=(2020, 47.0))
    row = make.indicator("绿地率(%)30 40", "建成区绿地率", "%", {"2020": 30.0, "2025": 40.0, "2030": None})
    found = statements(made_plan(made_draft(text, targets=(target,), indicators=(row,))))
    assert [(one.name, one.value, one.year, one.role) for one in found] == [
        ("森林覆盖率", 47.0, 2020, "base"),
        ("森林覆盖率", 50.0, 2025, "target"),
        ("建成区绿地率", 30.0, 2020, "base"),
        ("建成区绿地率", 40.0, 2025, "target"),
    ]
    assert all(is_share(one) for one in found)


def test_text_values_ambiguous_rows_and_unsure_items_are_no_statements() -> None:
    text = "碳排放降低(%)市级下达\n绿地率(%)3040\n森林覆盖率达到50%\n国家标准"
    make = Maker(text)
    rows = (
        make.indicator("碳排放降低(%)市级下达", "碳排放降低", "%", {"2025": "市级下达"}),
        make.indicator("绿地率(%)3040", "绿地率", "%", {"2025": 30.0}, ambiguous=True),
    )
    targets = (
        make.target("森林覆盖率达到50%", "森林覆盖率", 50.0, "%", 2025, confidence=0.6),
        make.target("国家标准", "空气质量", "国家标准", None, 2025),
    )
    assert statements(made_plan(made_draft(text, indicators=rows, targets=targets))) == ()
