"""The table of contents, told from the body."""

from ditan.core.reading.outline.contents import bare
from tests.core.reading.outlines import outline_of, tree_of

BODY = "第一章 总体要求\n第一节 思想\n坚持绿色发展。\n第二节 目标\n下降18%。\n第二章 任务\n推进节能。\n"


def contents_of(text: str) -> list[str]:
    cleaned, outline = outline_of(text)
    return [cleaned[start:end] for start, end in outline.contents]


def test_leaders_and_page_numbers_are_no_part_of_a_line_of_the_contents() -> None:
    assert bare("第一章 总体要求............ 12") == "第一章总体要求"
    assert bare("前 言 1") == "前言"


def test_contents_with_page_numbers_end_where_the_body_begins() -> None:
    text = (
        "目 录\n前 言 1\n第一章 总体要求 3\n第一节 思想 3\n第二节 目标 4\n第二章 任务 8\n前 言\n气候变化是共同事业。\n"
        + BODY
    )
    assert contents_of(text) == ["目录\n前 言 1\n第一章 总体要求 3\n第一节 思想 3\n第二节 目标 4\n第二章 任务 8"]
    assert [number for _, number, _ in tree_of(text)] == ["第一章", "第一节", "第二节", "第二章"]


def test_contents_without_page_numbers_end_where_their_first_line_comes_again() -> None:
    text = "目录\n第一章 总体要求\n第一节 思想\n第二节 目标\n第二章 任务\n" + BODY
    assert contents_of(text) == ["目录\n第一章 总体要求\n第一节 思想\n第二节 目标\n第二章 任务"]
    assert len(tree_of(text)) == 4


def test_contents_with_leaders_need_no_heading_of_their_own() -> None:
    text = (
        "第一章 总体要求........1\n第一节 思想........1\n第二节 目标........2\n第二章 任务........5\n附表........9\n"
        + BODY
    )
    assert len(contents_of(text)) == 1
    assert len(tree_of(text)) == 4


def test_a_title_over_two_lines_stays_inside_the_contents() -> None:
    text = "目录\n第一章 以碳达峰引领高质量发展 3\n和高水平保护\n第二章 任务 8\n附表1 项目库 40\n第一章 以碳达峰引领高质量发展\n和高水平保护\n内容。\n"
    assert contents_of(text)[0].endswith("附表1 项目库 40")
    assert tree_of(text) == [(1, "第一章", "以碳达峰引领高质量发展和高水平保护")]


def test_a_body_that_speaks_of_a_catalogue_has_no_contents() -> None:
    assert contents_of("一、目录清单管理\n完善目录。\n二、任务\n") == []


def test_a_list_of_short_headings_is_no_contents() -> None:
    assert contents_of("一、总体\n二、任务\n三、保障\n四、附则\n五、其他\n六、实施\n") == []


def test_dots_and_a_blank_before_the_page_number_are_a_leader() -> None:
    text = "一、总则... 1\n(一)思想... 1\n(二)范围... 2\n二、任务... 4\n三、保障... 17\n一、总则\n(一)思想\n内容。\n二、任务\n"
    assert contents_of(text)[0].endswith("三、保障... 17")
    assert [number for _, number, _ in tree_of(text)] == ["一", "(一)", "二"]
