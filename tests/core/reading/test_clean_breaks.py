"""Paragraphs that a page ran together."""

from ditan.core.reading.clean import clean
from tests.core.reading.outlines import tree_of

FILL = (
    "推进重点领域节能降碳，健全绿色低碳循环发展的经济体系，加快形成节约资源和保护环境的产业结构、生产方式和生活方式。"
    * 8
)


def test_an_indent_in_the_middle_of_a_line_begins_a_paragraph() -> None:
    page = clean("坚持绿色发展。\u3000\u3000二、重点任务\u3000\u3000（一）工业。")
    assert page.text.split("\n") == ["坚持绿色发展。", " 二、重点任务", " (一)工业。"]
    assert page.original.index("二") == page.span(page.text.index("二"), page.text.index("二") + 1)[0]


def test_blanks_between_words_begin_none() -> None:
    text = "市财政局    市水利局\u3000\u3000市林业局"
    assert "\n" not in clean(text).text


def test_numbered_headings_on_a_very_long_line_get_a_line_each() -> None:
    text = (
        "一、总体要求。" + FILL + "二、重点任务。（一）工业。" + FILL + "（二）建筑。" + FILL + "三、保障措施。" + FILL
    )
    assert [(level, number, title) for level, number, title in tree_of(text)] == [
        (1, "一", "总体要求"),
        (1, "二", "重点任务"),
        (2, "(一)", "工业"),
        (2, "(二)", "建筑"),
        (1, "三", "保障措施"),
    ]


def test_an_inserted_line_end_stands_for_nothing_of_the_original() -> None:
    text = "一、总体。" + FILL + "二、任务。" + FILL + "三、保障。" + FILL + "四、附则。" + FILL
    page = clean(text)
    at = page.text.index("\n二、")
    assert page.quote(at, at + 1) == ""
    assert page.quote(0, len(page.text)) == text
    assert page.quote(at - 1, at + 3) == "。二、"


def test_numbers_that_do_not_count_on_begin_no_line() -> None:
    text = FILL + "见（三）项。" + FILL + "达到5.3。" + FILL + "（七）款。"
    assert "\n" not in clean(text).text


def test_short_lines_are_left_alone() -> None:
    assert clean("一、总体。二、任务。三、保障。").text == "一、总体。二、任务。三、保障。"


def test_headings_behind_a_blank_begin_a_line_in_a_paragraph() -> None:
    text = (
        "特制定本方案。 一、工作目标 全面推进生态文明建设，力争到2025年建成示范市。 二、实施步骤 编制规划，分步实施，按年度推进各项任务。 三、保障措施 加强领导，落实责任，"
        + "强化监督考核，" * 20
    )
    assert [line.split()[0] for line in clean(text).text.split("\n")] == [
        "特制定本方案。",
        "一、工作目标",
        "二、实施步骤",
        "三、保障措施",
    ]


def test_a_heading_right_behind_its_parent_begins_a_line_too() -> None:
    text = (
        "制定本规划。 一、指导思想和主要目标 (一)指导思想。深入开展全民节能行动,实施重点节能工程。 (二)主要目标。"
        + "能耗持续下降,效率不断提高," * 12
        + "。 二、任务"
    )
    assert [number for _, number, _ in tree_of(text)] == ["一", "(一)", "(二)", "二"]
