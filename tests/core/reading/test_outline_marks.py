"""The marks that headings begin with."""

import pytest

from ditan.core.reading.outline.marks import chinese_value, number_value, read_mark


@pytest.mark.parametrize(
    ("line", "form", "value", "kind"),
    [
        ("第一章 现状与形势", "chapter", 1, "chapter"),
        ("第十二章 保障", "chapter", 12, "chapter"),
        ("第3章 任务", "chapter", 3, "chapter"),
        ("第二节 目标", "part", 2, "section"),
        ("第二十三条 本办法自印发之日起施行", "article", 23, "item"),
        ("一、总体要求", "chinese", 1, "section"),
        ("十一、附则", "chinese", 11, "section"),
        ("(一)指导思想", "bracket", 1, "section"),
        ("(二十八)强化责任落实", "bracket", 28, "section"),
        ("1.节能降碳", "arabic", 1, "item"),
        ("12、推进减排", "arabic", 12, "item"),
        ("1.1 编制目的", "decimal", 1, "item"),
        ("3.2.4 指标", "decimal", 4, "item"),
        ("(3)公园绿地", "arabic bracket", 3, "item"),
        ("3)公园绿地", "half bracket", 3, "item"),
        ("③站点", "circled", 3, "item"),
        ("任务2:推广新能源车", "task", 2, "item"),
        ("举措十二:完善机制", "task", 12, "item"),
        ("专栏6 绿色低碳生活目标", "box", 6, "box"),
        ("专栏一 重点工程", "box", 1, "box"),
        ("表2-1 指标体系", "table", 1, "table"),
        ("表3 主要指标", "table", 3, "table"),
        ("附表2 任务分工表", "annex", 2, "annex"),
        ("附件:", "annex", None, "annex"),
        ("附件三 重点项目", "annex", 3, "annex"),
        ("附录 名词解释", "annex", None, "annex"),
    ],
)
def test_a_mark_is_read_with_its_form_and_value(line: str, form: str, value: float, kind: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.form, mark.value, mark.kind) == (form, value, kind)


@pytest.mark.parametrize(
    "line",
    [
        "到2025年,下降14%",
        "2025年目标",
        "3.5万吨标准煤",
        "1.5",
        "第一条规定的单位",
        "第一条所称单位",
        "第三章的要求",
        "第一节能服务公司",
        "一是加强领导",
        "附件中所列项目",
        "专栏中的任务",
        "任务3项",
        "工程2023年开工",
        "表明态度",
        "20个项目",
        "",
    ],
)
def test_what_begins_a_sentence_is_no_mark(line: str) -> None:
    assert read_mark(line) is None


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十九", 19),
        ("二十", 20),
        ("二十一", 21),
        ("一百零五", 105),
        ("一百一十", 110),
        ("〇", 0),
    ],
)
def test_chinese_numerals_have_their_value(word: str, value: float) -> None:
    assert chinese_value(word) == value


@pytest.mark.parametrize(("number", "value"), [("2-1", 1), ("⑳", 20), ("(十四)", 14), ("附件", None), ("第八章", 8)])
def test_a_number_is_worth_its_last_part(number: str, value: float) -> None:
    assert number_value(number) == value
