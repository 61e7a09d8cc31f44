"""Headings: levels, parents, titles over two lines, run-in titles, numbering that restarts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.clean import clean
from ditan.core.reading.outline import Outline, read_outline
from tests.core.reading.outlines import outline_of, tree_of

PLANS = Path("examples/plans")
LONG = "推进重点领域节能降碳，健全绿色低碳循环发展的经济体系，加快形成节约资源和保护环境的产业结构、生产方式和生活方式，促进经济社会发展全面绿色转型。"


def plan(number: str) -> tuple[str, Outline]:
    path = next(PLANS.glob(f"{number}-*.txt"))
    page = clean(path.read_text("utf-8"))
    return page.text, read_outline(page)


def test_every_order_of_marks_nests_in_the_next() -> None:
    text = "第一章 总体\n第一节 成效\n一、环境\n（一）大气\n1.城区\n（1）站点\n1）编号\n①说明\n第二节 形势\n第二章 任务"
    assert [level for level, _, _ in tree_of(text)] == [1, 2, 3, 4, 5, 6, 7, 8, 2, 1]


def test_a_plan_without_chapters_begins_with_chinese_numerals() -> None:
    assert tree_of("一、总体要求\n（一）思想\n（二）目标\n二、任务\n（三）工业") == [
        (1, "一", "总体要求"),
        (2, "(一)", "思想"),
        (2, "(二)", "目标"),
        (1, "二", "任务"),
        (2, "(三)", "工业"),
    ]


def test_a_part_ends_where_the_next_of_its_order_begins() -> None:
    text, outline = outline_of("一、总体\n（一）思想\n内容。\n二、任务\n内容。")
    assert [text[entry.start : entry.end] for entry in outline.entries] == [
        "一、总体\n(一)思想\n内容。\n",
        "(一)思想\n内容。\n",
        "二、任务\n内容。",
    ]


def test_a_run_in_heading_ends_before_its_full_stop() -> None:
    text, outline = outline_of("1.节能降碳。" + LONG)
    entry = outline.entries[0]
    assert (entry.title, entry.run_in, text[entry.start : entry.title_end]) == ("节能降碳", True, "1.节能降碳")


def test_a_run_in_heading_may_end_with_a_colon_or_a_blank() -> None:
    assert tree_of("（1）公园绿地：" + LONG) == [(1, "(1)", "公园绿地")]
    assert tree_of("1.优化城镇布局 " + LONG) == [(1, "1", "优化城镇布局")]


def test_a_full_stop_alone_makes_no_run_in() -> None:
    assert outline_of("（一）指导思想。\n内容")[1].entries[0].run_in is False


def test_numbering_that_restarts_stays_on_its_level() -> None:
    text = "（一）布局。\n（二）建筑。\n（一）组织。\n（二）宣传。"
    assert [level for level, _, _ in tree_of(text)] == [1, 1, 1, 1]


def test_a_repeated_chapter_number_is_kept_twice() -> None:
    assert [number for _, number, _ in tree_of("第七章 机制\n第八章 示范\n第八章 实施")] == [
        "第七章",
        "第八章",
        "第八章",
    ]


def test_a_title_goes_on_over_the_line_end_where_the_next_line_goes_on() -> None:
    assert tree_of("第三章 以碳排放达峰引领经济高质量发展\n\n和生态环境高水平保护\n\n针对目标。") == [
        (1, "第三章", "以碳排放达峰引领经济高质量发展和生态环境高水平保护")
    ]


def test_a_title_ends_with_its_line_where_a_sentence_follows() -> None:
    assert tree_of("第三章 推进产业绿色发展\n和谐社会建设持续推进。") == [(1, "第三章", "推进产业绿色发展")]


def test_an_open_bracket_carries_a_title_over_the_line_end() -> None:
    assert tree_of("二、落实《关于推动绿色发展的\n意见》精神\n内容。") == [
        (1, "二", "落实《关于推动绿色发展的意见》精神")
    ]


def test_decimals_count_from_one() -> None:
    text = "1.1 编制目的\n1.2 编制依据\n1.5度温控目标要求减排\n3.5 万吨"
    assert [number for _, number, _ in tree_of(text)] == ["1.1", "1.2"]


def test_bold_leads_are_no_headings() -> None:
    assert tree_of("持续构建低碳产业体系。" + LONG) == []


def test_enumerated_points_in_running_text_are_no_headings() -> None:
    assert tree_of("一是加强领导。" + LONG + "\n——总体部署。" + LONG) == []


def test_numbered_cells_of_a_ruled_table_are_no_headings() -> None:
    page = clean("二、任务\n序号\t任务\n1.推进\t（一）节能\n")
    start = page.text.index("序号")
    outline = read_outline(page, [(start, len(page.text))])
    assert [entry.number for entry in outline.entries] == ["二"]


def test_categories_of_a_table_are_no_headings() -> None:
    text = "专栏1 主要指标\n主要指标2020年末2025年末性质\n一、绿色建筑\n绿色建筑占比(%)60100约束性\n二、水生态\n污水收集率(%)6573约束性\n备注:暂定。\n（一）优化布局。"
    assert [(kind, number) for kind, number in _kinds(text)] == [("box", "专栏1"), ("section", "(一)")]


def test_cells_on_lines_of_their_own_are_no_headings() -> None:
    rows = "\n".join(f"{n}\n\n一、类别\n\n1.完善机制\n\n区发展改革委\n" for n in range(1, 5))
    text = "（二）目标。\n附表1 任务表\n序号\n\n类别\n\n任务\n\n责任单位\n\n" + rows
    assert [number for _, number in _kinds(text)] == ["(二)", "附表1"]


def test_the_body_goes_on_behind_a_table_without_a_note() -> None:
    text = "一、目标\n序号\n\n指标\n\n1\n\n能耗\n\n二、任务\n（一）节能\n"
    assert [number for _, number in _kinds(text)] == ["一", "二", "(一)"]


def test_a_heading_with_words_of_a_table_opens_none() -> None:
    assert [number for _, number in _kinds("二、主要任务和责任单位\n（一）节能。\n（二）减排。")] == [
        "二",
        "(一)",
        "(二)",
    ]


def test_a_list_right_under_a_box_title_belongs_to_the_box() -> None:
    tree = tree_of("第一章 总则\n专栏1 指标\n（一）治理\n1.水质\n（二）应对\n第二章 任务\n（一）工业")
    assert [level for level, _, _ in tree] == [1, 2, 3, 4, 3, 1, 2]


def test_a_list_that_restarts_under_a_box_belongs_to_the_box() -> None:
    tree = tree_of("（一）工业。\n专栏1 工程\n建设下列工程：\n（一）锅炉。\n（二）管网。\n")
    assert tree[2][0] > tree[1][0]


def test_the_bodys_numbering_goes_on_behind_a_box() -> None:
    tree = tree_of("（一）工业。\n专栏1 目标\n到2025年达到50%。\n（二）建筑。")
    assert [level for level, _, _ in tree] == [1, 2, 1]


def test_prose_about_an_annex_is_no_annex() -> None:
    assert tree_of("附件1所列项目由各部门按职责分工推进,并于每年底前报送进展。") == []


def test_an_annex_takes_its_title_from_the_next_line() -> None:
    assert tree_of("附件2\n重点项目清单\n序号\t项目\n") == [(1, "附件2", "重点项目清单")]


def test_heading_at_gives_the_innermost_part() -> None:
    text, outline = outline_of("一、总体\n（一）思想\n内容。\n二、任务\n")
    assert outline.heading_at(text.index("内容")) == 1
    assert outline.heading_at(text.index("任务")) == 2


def test_before_the_first_heading_there_is_none() -> None:
    _, outline = outline_of("前面的话。\n一、总体")
    assert outline.heading_at(0) is None


def test_the_chapters_of_the_climate_plan() -> None:
    _, outline = plan("004")
    chapters = [(entry.number, entry.title) for entry in outline.entries if entry.kind == "chapter"]
    assert chapters[2] == ("第三章", "以碳排排放达峰引领经济高质量发展和生态环境高水平保护")
    assert [number for number, _ in chapters] == [f"第{n}章" for n in "一二三四五六七八九"]
    assert [(entry.number, entry.title) for entry in outline.entries if entry.kind == "annex"] == [
        ("附表1", "规划重点项目库"),
        ("附表2", "规划任务分工表"),
    ]


def test_a_section_number_that_the_plan_prints_twice_is_kept() -> None:
    _, outline = plan("004")
    third = next(index for index, entry in enumerate(outline.entries) if entry.number == "第三章")
    assert [entry.number for entry in outline.entries if entry.parent == third] == ["(一)", "(二)", "(二)"]


def test_the_eighteen_boxes_of_the_building_plan() -> None:
    _, outline = plan("000")
    boxes = [entry.number for entry in outline.entries if entry.kind == "box"]
    assert boxes == [f"专栏{number}" for number in range(1, 19)]


def test_thirty_items_run_through_the_industry_plan() -> None:
    _, outline = plan("001")
    items = [entry.number for entry in outline.entries if entry.kind == "item"]
    assert items == [str(number) for number in range(1, 31)]


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_parents_hold_their_children(number: str) -> None:
    text, outline = plan(number)
    for entry in outline.entries:
        parent = None if entry.parent is None else outline.entries[entry.parent]
        assert entry.start < entry.title_end <= len(text)
        assert parent is None or (
            parent.start < entry.start and entry.end <= parent.end and parent.level + 1 == entry.level
        )


@given(
    st.lists(
        st.sampled_from(
            [
                "第一章 总",
                "第二章 任",
                "一、甲",
                "（一）乙",
                "1.丙",
                "①丁",
                "专栏1 戊",
                "附件1",
                "正文。",
                "序号",
                "目录",
                "",
            ]
        ),
        max_size=25,
    )
)
def test_any_order_of_lines_gives_a_tree(lines: list[str]) -> None:
    text, outline = outline_of("\n".join(lines))
    starts = [entry.start for entry in outline.entries]
    assert starts == sorted(starts)
    assert all(entry.end <= len(text) for entry in outline.entries)
    assert all(entry.parent is None or entry.parent < index for index, entry in enumerate(outline.entries))


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(entry.kind, entry.number) for entry in outline_of(text)[1].entries]
