"""Parts above their wholes, shares above all."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from ditan.core.lexicon import load_lexicon
from ditan.core.reading.check.relations import impossible_relations
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

Entry = tuple[str, float, str, int, str]


def relations(*entries: Entry) -> list[tuple[str, str, list[str]]]:
    """(code, level, quotes) of the findings about targets given as (name, value, unit, year, comparator)."""
    printed = [f"{name}{value:g}{unit}" for name, value, unit, _, _ in entries]
    make = Maker("。".join(printed))
    targets = [
        make.target(quote, name, value, unit or None, year, comparator)  # type: ignore[arg-type]
        for quote, (name, value, unit, year, comparator) in zip(printed, entries, strict=True)
    ]
    found = impossible_relations(made_plan(made_draft(make.text, targets=targets)))
    return [(one.code, one.level, quotes(one)) for one in found]


def test_plan_001_asks_for_more_green_space_than_green_cover() -> None:
    found = relations(("建成区绿地率", 40.0, "%", 2027, "="), ("绿化覆盖率", 38.0, "%", 2027, "="))
    assert found == [("relation-impossible", "error", ["建成区绿地率40%", "绿化覆盖率38%"])]


def test_an_open_ended_whole_gives_a_notice_only() -> None:
    found = relations(("建成区绿地率", 40.0, "%", 2027, ">="), ("建成区绿化覆盖率", 38.0, "%", 2027, ">="))
    assert [level for _, level, _ in found] == ["notice"]


@pytest.mark.parametrize(
    "entries",
    [
        (("建成区绿地率", 35.0, "%", 2025, "="), ("建成区绿化覆盖率", 40.0, "%", 2025, "=")),
        (("建成区绿地率", 45.0, "%", 2030, "="), ("建成区绿化覆盖率", 45.0, "%", 2030, "=")),
        (("建成区绿地率", 40.0, "%", 2030, "="), ("建成区绿化覆盖率", 38.0, "%", 2025, "=")),
        (("建成区绿地率", 40.0, "%", 2025, "="), ("森林覆盖率", 38.0, "%", 2025, "=")),
        (("绿化缓冲带绿化覆盖率", 30.0, "%", 2025, "="), ("建成区绿地率", 40.0, "%", 2025, "=")),
    ],
)
def test_green_shares_that_can_hold(entries: tuple[Entry, ...]) -> None:
    assert relations(*entries) == []


def test_shares_of_one_whole_may_not_add_to_more_than_all() -> None:
    found = relations(("煤炭消费比重", 60.0, "%", 2025, "="), ("非化石能源消费比重", 45.0, "%", 2025, ">="))
    assert [code for code, _, _ in found] == ["relation-impossible"]


@pytest.mark.parametrize(
    "entries",
    [
        (("煤炭消费比重", 55.0, "%", 2025, "="), ("非化石能源消费比重", 45.0, "%", 2025, "=")),
        (("煤炭消费比重", 60.0, "%", 2025, "<="), ("非化石能源消费比重", 45.0, "%", 2025, ">=")),
        (("煤炭消费比重", 60.0, "%", 2025, "="), ("非化石能源消费比重", 45.0, "%", 2030, "=")),
        (
            ("制造业增加值占地区生产总值比重", 25.0, "%", 2025, ">="),
            ("服务业增加值占地区生产总值比重", 53.0, "%", 2025, ">="),
        ),
    ],
)
def test_shares_that_fit_into_one_whole(entries: tuple[Entry, ...]) -> None:
    assert relations(*entries) == []


@pytest.mark.parametrize(
    "entry",
    [
        ("水质达标率", 120.0, "%", 2025, "="),
        ("优良天数比例", 101.0, "%", 2025, ">="),
        ("林业有害生物成灾率", 1200.0, "‰", 2025, "<="),
    ],
)
def test_a_rate_above_one_hundred(entry: Entry) -> None:
    assert [code for code, _, _ in relations(entry)] == ["share-above-all"]


@pytest.mark.parametrize(
    "entry",
    [
        ("水质达标率", 100.0, "%", 2025, "="),
        ("绿色产业营业收入增长率", 150.0, "%", 2025, "="),
        ("林业有害生物成灾率", 2.0, "‰", 2025, "<="),
        ("单位面积产量提升", 120.0, "%", 2025, "="),
        ("拨备覆盖率", 180.0, "%", 2025, ">="),
        ("优良天数", 322.0, "天", 2025, "="),
        ("水质达标率", 2030.0, "", 2025, "="),
    ],
)
def test_rates_that_can_be(entry: Entry) -> None:
    assert relations(entry) == []


def test_a_year_has_no_370_good_days() -> None:
    assert [code for code, _, _ in relations(("空气质量优良天数", 370.0, "天", 2025, "="))] == ["share-above-all"]


def test_two_stars_and_more_cannot_be_commoner_than_one_star_and_more() -> None:
    found = relations(
        ("一星级及以上绿色建筑比例", 30.0, "%", 2025, "="), ("二星级及以上绿色建筑比例", 40.0, "%", 2025, "=")
    )
    assert [code for code, _, _ in found] == ["relation-impossible"]


def test_what_lies_within_50_metres_lies_within_100() -> None:
    names = ("公交站点50米覆盖率", "公交站点100米覆盖率", "公交站点500米覆盖率")
    assert relations((names[1], 90.0, "%", 2027, "="), (names[2], 80.0, "%", 2027, "=")) != []
    assert relations((names[1], 80.0, "%", 2027, "="), (names[2], 90.0, "%", 2027, "=")) == []


def test_a_lower_grade_without_upper_bound_contradicts_nothing() -> None:
    found = relations(
        ("一星级及以上绿色建筑比例", 30.0, "%", 2025, ">="), ("二星级及以上绿色建筑比例", 40.0, "%", 2025, "=")
    )
    assert found == []


def test_the_relations_name_metrics_of_the_lexicon() -> None:
    known = {metric.code for metric in load_lexicon().metrics}
    text = files("ditan.core.lexicon").joinpath("relations.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert set(row["codes"].split("|")) <= known
        assert (row["kind"], bool(row["limit"])) in (("part_of", False), ("sum_at_most", True))
