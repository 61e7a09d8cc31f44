"""Chapter and section numbers printed twice, or other in the contents than in the body."""

from __future__ import annotations

from ditan.core.reading.check.numbering import numbering
from tests.core.reading.made_plans import Maker, made_draft, made_plan, quotes

CONTENTS = """目 录

第一章 现状与形势 3

(一)工作成效 3

(二)面临挑战 8

第二章 总体要求 10

(一)指导思想 10

(二)基本原则 10

第八章 推进试点示范工程建设 36

(一)打造低碳试点升级版 37

第{number}章 加强组织实施 38

(一)加强统筹协调 38

"""
BODY = """
第一章 现状与形势

(一)工作成效

全区坚持新发展理念,积极应对气候变化。

(二)面临挑战

能源产业结构性矛盾仍然严峻。

第二章 总体要求

(一)指导思想

坚持以新发展理念为指导。

(二)基本原则

坚持政府主导。

第八章 推进试点示范工程建设

(一)打造低碳试点升级版

积极推动低碳城市建设。

第九章 加强组织实施

(一)加强统筹协调

更好发挥牵头作用。
"""
HEADINGS = (
    ("第一章 现状与形势", "第一章", "现状与形势", 1),
    ("(一)工作成效", "(一)", "工作成效", 2),
    ("(二)面临挑战", "(二)", "面临挑战", 2),
    ("第二章 总体要求", "第二章", "总体要求", 1),
    ("(一)指导思想", "(一)", "指导思想", 2),
    ("(二)基本原则", "(二)", "基本原则", 2),
    ("第八章 推进试点示范工程建设", "第八章", "推进试点示范工程建设", 1),
    ("(一)打造低碳试点升级版", "(一)", "打造低碳试点升级版", 2),
    ("第九章 加强组织实施", "第九章", "加强组织实施", 1),
    ("(一)加强统筹协调", "(一)", "加强统筹协调", 2),
)


def whole(number: str) -> list[tuple[str, list[str]]]:
    text = CONTENTS.format(number=number) + BODY
    make = Maker(text)
    body = len(CONTENTS.format(number=number))
    make.last = dict.fromkeys((heading[0] for heading in HEADINGS), body)
    outline = [
        make.heading(quote, mark, title, level, "chapter" if level == 1 else "section")
        for quote, mark, title, level in HEADINGS
    ]
    plan = made_plan(made_draft(text, outline=outline))
    assert plan.outline.contents, "the contents must be seen as such"
    return [(one.code, quotes(one)) for one in numbering(plan)]


def test_plan_004_has_two_chapters_eight_in_its_contents() -> None:
    assert whole("八") == [
        ("number-repeated", ["第八章 推进试点示范工程建设 36", "第八章 加强组织实施 38", "第九章 加强组织实施"])
    ]


def test_contents_that_agree_with_the_body_give_nothing() -> None:
    assert whole("九") == []


def test_a_number_that_is_another_in_the_contents() -> None:
    assert whole("十") == [("contents-differ", ["第十章 加强组织实施 38", "第九章 加强组织实施"])]


def body(*headings: tuple[str, str, int]) -> list[tuple[str, list[str]]]:
    """Findings about a body of headings, each (number, title, level)."""
    text = "\n\n".join(f"{number}{title}\n\n加强统筹,落实责任。" for number, title, _ in headings)
    make = Maker(text)
    outline = [make.heading(f"{number}{title}", number, title, level) for number, title, level in headings]
    return [(one.code, quotes(one)) for one in numbering(made_plan(made_draft(text, outline=outline)))]


def test_plan_004_has_two_sections_two_under_chapter_three() -> None:
    found = body(("(一)", "加快碳达峰行动", 2), ("(二)", "促进低碳发展", 2), ("(二)", "推动能源变革", 2))
    assert found == [("number-repeated", ["(二)促进低碳发展", "(二)推动能源变革"])]


def test_an_item_number_printed_twice() -> None:
    found = body(("1.", "节能降碳", 3), ("2.", "环境保护", 3), ("2.", "新能源", 3), ("3.", "咨询服务", 3))
    assert [code for code, _ in found] == ["number-repeated"]


def test_numbers_that_start_again_under_a_new_heading_are_no_repetition() -> None:
    found = body(
        ("一、", "总体要求", 1), ("(一)", "指导思想", 2), ("(二)", "基本原则", 2),
        ("二、", "重点任务", 1), ("(一)", "节能降碳", 2), ("1.", "工业", 3), ("2.", "建筑", 3),
        ("(二)", "环境保护", 2), ("1.", "大气", 3), ("2.", "水体", 3),
    )  # fmt: skip
    assert found == []


def test_numbers_that_restart_or_skip_are_left_alone() -> None:
    assert body(("(二十三)", "数字赋能", 1), ("(一)", "完善制度", 1), ("(二)", "低碳转型", 1)) == []
    assert body(("1.", "优化空间", 3), ("3.", "绿色农房", 3)) == []


def test_one_heading_repeated_word_for_word_is_a_running_head() -> None:
    assert body(("一、", "总体要求", 1), ("一、", "总体要求", 1), ("二、", "重点任务", 1)) == []
