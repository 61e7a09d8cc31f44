"""Numbers that lost their unit."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.units_lost import lost_units, wrong_units
from tests.core.reading.made_plans import quotes, text_plan


def lost(text: str) -> list[list[str]]:
    return [quotes(one) for one in lost_units(text_plan(text))]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("共建设生态湿地9200平方米,隔离防护网3030米,生态涵养林5000平方米,生态截滤沟2200", "生态截滤沟2200"),
        ("建成投运生活垃圾发电厂一期工程,规模1200/天。", "规模1200/天"),
        ("总建筑面积1000以上新建公共建筑执行《公共建筑节能(绿色建筑)设计标准》。", "面积1000以上"),
    ],
)
def test_the_lost_units_of_plan_004(text: str, quote: str) -> None:
    assert lost(text) == [[quote]]


@pytest.mark.parametrize(
    "text",
    [
        "新建管网12公里,改造泵站3座,铺设步道350。",
        "日处理餐厨垃圾200/日。",
        "管道总长约30以上。",
        "新建游园用地5000以上;",
    ],
)
def test_other_lost_units(text: str) -> None:
    assert len(lost(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "生态湿地9200平方米,隔离防护网3030米,生态截滤沟2200米。",
        "规模1200吨/天。",
        "新建城区供水管网12公里,改造提升泵站3座,铺设沿江步道350\n公里,全面完成年度任务,切实提升城市供水保障能力和水平。",
        "总建筑面积1000平方米以上新建公共建筑。",
        "按照《导则》GB50378要求执行,新建5公里,改造3座,邮编402560",
        "新建5公里,改造3座,联系电话45695035",
        "新建5公里,改造3座,其中建成于2018。",
        "联系人地址白龙大道374。",
        "2-1表 面积1000,长度3公里",
        "全天候24/7服务。",
        "实施“十四五”规划,完成投资12亿元,新增产值3亿元,增长率15。",
        "污水处理率95%以上,面积20%以上。",
        "完成营造林25.8万亩,实现森林数量提升20.5万亩。",
    ],
)
def test_numbers_that_need_no_unit_or_have_one(text: str) -> None:
    assert lost(text) == []


def test_one_loss_in_body_and_annex_is_one_finding() -> None:
    text = "总建筑面积1000以上新建公共建筑。\n总建筑面积1000以上新建公共建筑。"
    assert lost(text) == [["面积1000以上", "面积1000以上"]]


def wrong(text: str) -> list[list[str]]:
    return [quotes(one) for one in wrong_units(text_plan(text))]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2020年日最大电力达958万千瓦时,较2015年提升98.76%。", "最大电力达958万千瓦时"),
        ("全社会最高负荷为120万度。", "最高负荷为120万度"),
        ("年发电量达到3万千瓦。", "发电量达到3万千瓦"),
    ],
)
def test_power_and_energy_mixed_up(text: str, quote: str) -> None:
    assert wrong(text) == [[quote]]


@pytest.mark.parametrize(
    "text",
    [
        "全社会最大负荷958万千瓦。",
        "年发电量达到3亿千瓦时。",
        "装机容量3万千瓦,年发电量3亿度。",
        "全社会用电量12亿千瓦小时。",
    ],
)
def test_power_and_energy_in_their_own_units(text: str) -> None:
    assert wrong(text) == []
