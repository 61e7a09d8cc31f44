"""Annex rows that repeat the body in other words."""

from __future__ import annotations

import pytest

from ditan.core.reading.check.wording import TOLD, wording_differs
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

BODY = "加强水土流失治理,实施涪江流域水土流失综合治理,到2025年,重点地区水土流失得到有效治理"


def annex(body: str, row: str) -> list[tuple[str, str]]:
    text = (
        f"第五章 适应气候变化\n\n全面落实水土保持制度。{body}。\n\n附表2 规划任务分工表\n\n84\n\n{row}。\n\n区水利局\n"
    )
    make = Maker(text)
    make.last = {f"{row}。": text.index("附表2")}
    task = make.measure(f"{row}。", "84", ("区水利局",))
    return [(one.level, one.message) for one in wording_differs(made_plan(made_draft(text, tasks=(task,))))]


def test_plan_004_has_a_target_in_its_annex_that_the_body_lacks() -> None:
    found = annex(BODY, f"{BODY},水土保持率提高到80%以上")
    assert found == [("warning", "任务分工表第84项与正文不一致:多“水土保持率提高到80%以上”。")]


def test_plan_002_adds_a_first_to_its_annex() -> None:
    body = "全面落实碳达峰碳中和行动方案,探索建立碳账户,积极创建全市零碳示范区"
    found = annex(body, body.replace("全市零碳", "全市首个零碳"))
    assert found == [("notice", "任务分工表与正文措辞不一致:第84项多“首个”。")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("有效治理", "有效整治", "正文“治理”,表中“整治”"),
        ("到2025年", "到2024年", "正文“5”,表中“4”"),
        ("得到有效", "不得到有效", "多“不”"),
    ],
)
def test_other_changes(old: str, new: str, told: str) -> None:
    found = annex(BODY, BODY.replace(old, new))
    assert len(found) == 1
    assert told in found[0][1]


@pytest.mark.parametrize(
    "row",
    [
        BODY,
        BODY.replace(",", ","),
        BODY.replace("加强水土流失治理,", ""),
        "推进生产建设项目水土保持信用监管,严格遏制人为水土流失",
        "建设铜梁智慧城市气象服务系统,实现洪涝气象服务智能预警预报",
        BODY.replace("综合治理", "综合治理工作"),
    ],
)
def test_rows_in_the_same_words_or_about_other_things(row: str) -> None:
    assert annex(BODY, row) == []


def test_a_lost_office_and_a_word_twice_are_told() -> None:
    body = "积极参与重庆市碳排放权交易,配合市生态环境局动态更新温室气体排放单位名录"
    assert "少“局”" in annex(body, body.replace("环境局", "环境"))[0][1]
    assert (
        "多“落实”" in annex("落实各级扶持政策,培育壮大节能环保产业", "落实落实各级扶持政策,培育壮大节能环保产业")[0][1]
    )


def test_an_annex_in_other_words_throughout_is_not_listed() -> None:
    sentences = [f"第{mark}类行业全面推进节能改造工作,积极开展清洁生产审核" for mark in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]
    assert len(sentences) > TOLD
    rows = [sentence.replace("积极", "大力") for sentence in sentences]
    text = "。".join(sentences) + "。\n附表\n" + "\n".join(f"{row}。" for row in rows)
    make = Maker(text)
    tasks = [make.measure(f"{row}。", str(number)) for number, row in enumerate(rows, 1)]
    assert list(wording_differs(made_plan(made_draft(text, tasks=tasks)))) == []


def test_a_plan_without_tasks_compares_nothing() -> None:
    assert list(wording_differs(made_plan(made_draft(f"{BODY}。")))) == []


def test_both_places_are_quoted_as_printed() -> None:
    text = f"{BODY}。\n附表\n\n{BODY},水土保持率达到80%。"
    make = Maker(text)
    make.last = {f"{BODY},水土保持率达到80%。": text.index("附表")}
    task = make.measure(f"{BODY},水土保持率达到80%。", "1")
    found = list(wording_differs(made_plan(made_draft(text, tasks=(task,)))))
    assert [quotes(one) for one in found] == [[BODY, f"{BODY},水土保持率达到80%"]]


def test_lines_that_the_width_of_the_page_breaks_are_not_compared() -> None:
    cut = BODY.index("综合治理")
    text = f"{BODY[:cut]}\n{BODY[cut:]}。\n附表\n\n{BODY[:cut]}不得\n{BODY[cut:]}。"
    make = Maker(text)
    task = make.measure(f"{BODY[:cut]}不得\n{BODY[cut:]}。", "1")
    assert list(wording_differs(made_plan(made_draft(text, tasks=(task,))))) == []
