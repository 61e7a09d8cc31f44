"""Base figures beside a change, values raised by the next clause, lists shared by clauses and by a year."""

from __future__ import annotations

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import read_document
from ditan.core.reading.draft import Target


def targets(*lines: str) -> list[Target]:
    text = "\n".join(("云溪市节能减排工作方案", "一、主要目标", *lines))
    return list(read_document(text.encode(), name="plan.txt", lexicon=load_lexicon()).targets)


def test_what_stood_at_the_base_year_is_no_target_but_the_base_of_each() -> None:
    found = targets(
        "到2025年，化学需氧量和氨氮排放总量分别控制在8.4万吨、0.7万吨以内，比2020年的9.1万吨、0.8万吨分别减少7.7%、12.5%。"
    )
    assert [(one.name, one.value, one.base_year, one.base_value) for one in found[2:]] == [
        ("化学需氧量排放总量减少", 7.7, 2020, 9.1),
        ("氨氮排放总量减少", 12.5, 2020, 0.8),
    ]
    assert [one.value for one in found] == [8.4, 0.7, 7.7, 12.5]


def test_a_value_that_the_next_clause_raises_is_the_same_change() -> None:
    found = targets("到2025年，单位生产总值能耗比2020年下降13%，力争完成14.5%的激励目标。")
    assert [(one.name, one.value, one.base_year) for one in found] == [
        ("单位生产总值能耗下降", 13.0, 2020),
        ("单位生产总值能耗下降", 14.5, 2020),
    ]


def test_places_before_a_year_share_one_measure() -> None:
    found = targets("东河区、西岭区、北坪县2025年PM2.5平均浓度分别为31、29、27微克/立方米。")
    assert [(one.name, one.value) for one in found] == [
        ("东河区PM2.5平均浓度", 31.0),
        ("西岭区PM2.5平均浓度", 29.0),
        ("北坪县PM2.5平均浓度", 27.0),
    ]


def test_pinyin_in_square_brackets_is_taken_out() -> None:
    (one,) = targets("到2025年，新能源装【zhuāng】机规模【mó】达到【dào】300万【wàn】千瓦【wǎ】。")
    assert (one.name, one.value, one.unit) == ("新能源装机规模", 300.0, "万千瓦")


def test_what_is_left_of_a_label_at_the_end_of_a_page_is_no_department() -> None:
    text = (
        "云溪市工作计划\n一、主要任务\n1.优化产业布局。推进调整。〔牵头单位：市生态环境局；配合单位：市水利局等；责任单"
    )
    (one,) = read_document(text.encode(), name="plan.txt", lexicon=load_lexicon()).measures
    assert (list(one.lead), list(one.cooperating)) == (["市生态环境局"], ["市水利局"])
